import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import type { Requirement } from "../../launch/launch";
import { analyse } from "../../policies/analysis";
import { RULES } from "../../policies/registry";
import { startOrderDeclared } from "../../policies/rules/start-order-declared";
import { toCloudModel } from "../../policies/stack-model";
import type { Stack } from "../../policies/stack";
import { cutOne, maskOne, stacks } from "../support/generate";

describe("monotonicity: less in view never turns a verdict around", () => {
  it("when values are hidden", () => {
    fc.assert(
      fc.property(stacks, fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), (stack, choices) => {
        assertNoTurn(stack, choices.reduce(maskOne, stack));
      }),
      { numRuns: 400 },
    );
  });

  it("when an object is cut out of view with everything attached to it", () => {
    fc.assert(
      fc.property(stacks, fc.nat(), (stack, choice) => {
        assertNoTurn(stack, cutOne(stack, choice));
      }),
      { numRuns: 300 },
    );
  });
});

function assertNoTurn(full: Stack, lesser: Stack): void {
  const before = requirementsOf(full);
  const launches = new Set(before.map(({ launch }) => launch));
  for (const after of requirementsOf(lesser)) {
    if (after.verdict.is === "unknown" || !launches.has(after.launch)) continue;
    const same = before.filter((requirement) => keyOf(requirement) === keyOf(after));
    const turned = same.find(({ verdict }) => verdict.is !== "unknown" && verdict.is !== after.verdict.is);
    assert.equal(
      turned,
      undefined,
      `${after.verdict.is} now: ${JSON.stringify(after)}\nbefore: ${JSON.stringify(turned)}`,
    );
    if (after.verdict.is === "unmet") assertWasUnmet(after, before);
  }
}

/** What is certain with less in view was certain with more; a wait may have been told with a deeper cause. */
function assertWasUnmet(after: Requirement, before: readonly Requirement[]): void {
  const isTold = (remedy: string): boolean =>
    after.rule === startOrderDeclared.id && remedy.includes("Add `dependsOn: [");
  const was = before.some(
    ({ rule, verdict, remedy }) => verdict.is === "unmet" && (rule === after.rule || isTold(remedy)),
  );
  assert.ok(was, `unmet only with less in view: ${JSON.stringify(after)}`);
}

interface Asked extends Requirement {
  /** A task definition without its site is another launch. */
  readonly launch: string;
}

function requirementsOf(stack: Stack): Asked[] {
  return analyse(toCloudModel(stack), RULES).launches.flatMap(({ launch, requirements }) =>
    requirements.map((requirement) => ({ ...requirement, launch: launch.id })),
  );
}

const keyOf = ({ launch, rule, resource, subject }: Asked): string =>
  [launch, rule, resource.id, subject].join("|");
