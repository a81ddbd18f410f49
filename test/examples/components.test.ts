import * as assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import {
  COMPONENT_EXAMPLES,
  EXAMPLE_NAMES,
  judgeExample,
  readmeOf,
  withTranscript,
} from "../../tools/example-transcripts";
import { complaintsAbout } from "../repository/result-schema";
import { Ahead } from "./judge-program";

describe("examples with components", function () {
  this.timeout(180_000);
  const runs = new Ahead(EXAMPLE_NAMES.map((name) => () => judgeExample(name)));

  for (const [index, name] of EXAMPLE_NAMES.entries())
    it(`${name}: nothing is found`, async () => {
      for (const file of ["README.md", "Pulumi.yaml", "package.json", "index.ts"])
        assert.ok(existsSync(path.join(COMPONENT_EXAMPLES, name, file)), file);
      const result = await runs.result(index);
      assert.ok(result.launches.length > 0, "the program makes no launch");
      assert.deepEqual([result.notJudged, complaintsAbout(result)], [[], []]);
      const findings = result.findings.filter(({ rule }) => rule !== "launch-decided");
      assert.deepEqual(findings, []);
    });

  for (const [index, name] of EXAMPLE_NAMES.entries())
    it(`${name}: its page shows what the preview says: ts-node -T tools/example-transcripts.ts`, async () => {
      const page = readFileSync(readmeOf(name), "utf8");
      assert.equal(page, withTranscript(page, await runs.result(index)));
    });

  it("isolated-vpc: what its network has to be is met", async () => {
    const { launches } = await runs.result(EXAMPLE_NAMES.indexOf("isolated-vpc"));
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
