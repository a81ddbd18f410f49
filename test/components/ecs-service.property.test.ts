import * as assert from "node:assert/strict";
import fc from "fast-check";
import type { Requirement } from "../../launch/launch";
import { analyse } from "../../policies/analysis";
import { RULES } from "../../policies/registry";
import type { Stack } from "../../policies/stack";
import { toCloudModel } from "../../policies/stack-model";
import { previewHere } from "../support/preview-here";
import { cutsOf } from "./service-cuts";
import { draft, programOf } from "./service-arguments";

const requirementsOf = (stack: Stack): readonly Requirement[] =>
  analyse(toCloudModel(stack), RULES).launches.flatMap(({ requirements }) => requirements);

const say = (requirements: readonly Requirement[]): string =>
  requirements
    .map(({ rule, subject, verdict }) => `${verdict.is} ${rule}: ${subject}: ${verdict.because}`)
    .join("\n");

const OF_OTHERS = /other-AbCdEf|\/shop\/settings/;

/** What stays open of a good service is whether others keep their secrets filled, and the sum of what is open. */
const isOpen = ({ rule, subject, verdict }: Requirement): boolean =>
  verdict.is === "unmet" ||
  (verdict.is === "unknown" &&
    rule !== "launch-decided" &&
    !(rule === "secret-has-value" && OF_OTHERS.test(subject)));

describe("EcsService makes what the start of any service needs, and no more", function () {
  this.timeout(240_000);

  it("whatever the arguments, nothing is unmet", async () => {
    await fc.assert(
      fc.asyncProperty(draft, async (given) => {
        const requirements = requirementsOf(await previewHere(programOf(given)));
        assert.ok(requirements.length > 0);
        assert.equal(say(requirements.filter(isOpen)), "");
      }),
      { numRuns: 20 },
    );
  });

  it("without any permission, rule or wait of it, something is unmet", async () => {
    await fc.assert(
      fc.asyncProperty(draft, async (given) => {
        const stack = await previewHere(programOf(given));
        for (const { what, stack: rest, leadsTo } of cutsOf(stack)) {
          const found = requirementsOf(rest).filter(({ verdict }) =>
            leadsTo === "unmet" ? verdict.is === "unmet" : verdict.is !== "met",
          );
          assert.notEqual(found.filter(isOpen).length, 0, `without ${what} nothing is ${leadsTo}`);
        }
      }),
      { numRuns: 5 },
    );
  });
});
