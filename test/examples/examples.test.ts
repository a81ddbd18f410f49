import * as assert from "node:assert/strict";
import { existsSync } from "node:fs";
import * as path from "node:path";
import type { Result } from "../../cli/report/result";
import { RULES } from "../../policies/registry";
import { complaintsAbout } from "../repository/result-schema";
import { Ahead, judgeProgram, mandatory } from "./judge-program";
import { EXAMPLES, PAIRS, TWINS } from "./pairs";

describe("examples", function () {
  this.timeout(180_000);
  const folders = PAIRS.flatMap((rule) => TWINS.map((twin) => `${rule}/${twin}`));
  const runs = new Ahead(folders.map((folder) => () => judgeProgram(path.join(EXAMPLES, folder))));

  const resultOf = async (folder: string): Promise<Result> => {
    const result = await runs.result(folders.indexOf(folder));
    assert.ok(result.launches.length === 1, "an example makes one launch");
    assert.deepEqual([result.notJudged, complaintsAbout(result)], [[], []]);
    return result;
  };

  it("there are pairs, each of a rule", () => {
    assert.ok(PAIRS.length >= 8, PAIRS.join());
    for (const rule of PAIRS) {
      assert.ok(
        RULES.some(({ id }) => id === rule),
        `${rule} is no rule`,
      );
      for (const twin of TWINS) {
        for (const file of ["Pulumi.yaml", "package.json", "index.ts"])
          assert.ok(existsSync(path.join(EXAMPLES, rule, twin, file)), `${rule}/${twin}/${file}`);
      }
    }
  });

  for (const rule of PAIRS) {
    it(`${rule}/broken is stopped by ${rule} alone`, async () => {
      const result = await resultOf(`${rule}/broken`);
      assert.deepEqual(mandatory(result), [rule], JSON.stringify(result.findings, undefined, 2));
    });

    it(`${rule}/fixed passes`, async () => {
      const result = await resultOf(`${rule}/fixed`);
      const faults = result.findings.filter(({ rule: of }) => of !== "launch-decided");
      assert.deepEqual(faults, []);
      assert.ok(result.summary.met > 0);
    });
  }
});
