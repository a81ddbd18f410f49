import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { toResult } from "../../cli/report/result";
import { analyse } from "../../policies/analysis";
import { RULES } from "../../policies/registry";
import { toCloudModel } from "../../policies/stack-model";
import { fargateService } from "../support/fargate-service";
import { stacks } from "../support/generate";
import { stackOf } from "../support/stack";
import { complaintsAbout } from "./result-schema";
import type { Stack } from "../../policies/stack";

const resultOf = (stack: Stack): ReturnType<typeof toResult> =>
  toResult(analyse(toCloudModel(stack), RULES), {
    locate: () => ({ file: "index.ts", line: 7 }),
    secrets: new Set(),
  });

describe("schema of the command's JSON", () => {
  it("holds for what is judged, whatever the program", () => {
    fc.assert(
      fc.property(stacks, (stack) => {
        assert.deepEqual(complaintsAbout(resultOf(stack)), []);
      }),
      { numRuns: 50 },
    );
  });

  it("refuses what it does not describe", () => {
    const result = resultOf(stackOf(fargateService({ taskDefinition: { cpu: "300" } })));
    const [finding] = result.findings;
    assert.ok(finding);
    const changes: readonly object[] = [
      { version: 2 },
      { more: true },
      { findings: [{ ...finding, verdict: "met" }] },
      { findings: [{ ...finding, location: { file: "index.ts", line: 0 } }] },
      { findings: [{ ...finding, remedy: undefined }] },
      { summary: { ...result.summary, mandatory: -1 } },
      { notJudged: [{ resource: "urn" }] },
    ];
    for (const change of changes)
      assert.notDeepEqual(complaintsAbout({ ...result, ...change }), [], JSON.stringify(change));
  });
});
