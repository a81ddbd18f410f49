import * as assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import * as path from "node:path";
import { complaintsAbout } from "../repository/result-schema";
import { withInstalled } from "../support/component-program";
import { Ahead, judgeProgram } from "./judge-program";
import { EXAMPLES } from "./pairs";

const FOLDER = path.join(EXAMPLES, "components");
const NAMES = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe("examples with components", function () {
  this.timeout(180_000);
  const runs = new Ahead(
    NAMES.map(
      (name) => () =>
        withInstalled(path.join(FOLDER, name), (directory) =>
          judgeProgram(directory, { account: "123456789012" }),
        ),
    ),
  );

  for (const [index, name] of NAMES.entries())
    it(`${name}: nothing is found`, async () => {
      for (const file of ["README.md", "Pulumi.yaml", "package.json", "index.ts"])
        assert.ok(existsSync(path.join(FOLDER, name, file)), file);
      const result = await runs.result(index);
      assert.ok(result.launches.length > 0, "the program makes no launch");
      assert.deepEqual([result.notJudged, complaintsAbout(result)], [[], []]);
      const findings = result.findings.filter(({ rule }) => rule !== "launch-decided");
      assert.deepEqual(findings, []);
    });

  it("isolated-vpc: what its network has to be is met", async () => {
    const { launches } = await runs.result(NAMES.indexOf("isolated-vpc"));
    const network = launches.flatMap(({ requirements }) =>
      requirements.filter(({ stage }) => stage === "network"),
    );
    const met = network.filter(({ verdict }) => verdict === "met").map(({ rule }) => rule);
    for (const rule of [
      "endpoint-set-complete",
      "endpoint-private-dns",
      "endpoint-accepts-tasks",
      "endpoint-policy-allows",
      "security-group-allows-https",
    ])
      assert.ok(met.includes(rule), rule);
  });
});
