import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { DEFAULT_SETTINGS } from "../../../launch/settings";
import { networkAnswers } from "../../../launch/network/judge";
import type { NetworkAnswer } from "../../../launch/network/result";
import { launchesOf } from "../../../policies/launches";
import type { Stack } from "../../../policies/stack";
import { toCloudModel } from "../../../policies/stack-model";
import { maskOne } from "../../support/generate";
import { cutNetwork, instanceStacks, networkStacks } from "./generate";

describe("monotonicity of the network's judge", () => {
  it("when values of instances are hidden", () => {
    fc.assert(
      fc.property(instanceStacks, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), (stack, choices) => {
        assertNoTurn(stack, choices.reduce(maskOne, stack), "any");
      }),
      { numRuns: 800 },
    );
  });

  it("when the network of instances is cut out of view with its parts", () => {
    fc.assert(
      fc.property(instanceStacks, fc.nat(), (stack, choice) => {
        assertNoTurn(stack, cutNetwork(stack, choice), "any");
      }),
      { numRuns: 500 },
    );
  });

  it("sees launches on instances that are met and that are not", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(instanceStacks, (stack) => {
        for (const { rule, verdict } of answersOf(stack)) seen.add(`${rule} ${verdict.is}`);
      }),
      { numRuns: 800, seed: 7 },
    );
    const rules = [
      "egress-path-exists",
      "public-ip-assigned",
      "endpoint-set-complete",
      "security-group-allows-https",
    ];
    const missing = rules.flatMap((rule) =>
      ["met", "unmet"].map((is) => `${rule} ${is}`).filter((each) => !seen.has(each)),
    );
    assert.deepEqual(missing, []);
  });

  it("when values are hidden", () => {
    fc.assert(
      fc.property(networkStacks, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), (stack, choices) => {
        assertNoTurn(stack, choices.reduce(maskOne, stack));
      }),
      { numRuns: 800 },
    );
  });

  it("when an object is cut out of view with its parts", () => {
    fc.assert(
      fc.property(networkStacks, fc.nat(), (stack, choice) => {
        assertNoTurn(stack, cutNetwork(stack, choice));
      }),
      { numRuns: 500 },
    );
  });

  it("sees all three verdicts of every rule", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(networkStacks, fc.nat(), (stack, choice) => {
        for (const each of [stack, maskOne(stack, choice)]) {
          for (const { rule, verdict } of answersOf(each)) seen.add(`${rule} ${verdict.is}`);
        }
      }),
      { numRuns: 800, seed: 7 },
    );
    const rules = [
      "egress-path-exists",
      "public-ip-assigned",
      "endpoint-set-complete",
      "s3-gateway-endpoint-associated",
      "endpoint-private-dns",
      "endpoint-accepts-tasks",
      "security-group-allows-https",
    ];
    const missing = rules.flatMap((rule) =>
      ["met", "unmet"].map((is) => `${rule} ${is}`).filter((each) => !seen.has(each)),
    );
    assert.deepEqual(missing, []);
  });
});

/**
 * Nothing that was met becomes unmet or the other way; nothing breaks that reached everything before. With the containers
 * hidden the agent's needs are left, and what it lacks may be another rule's.
 */
function assertNoTurn(full: Stack, lesser: Stack, rule: "same" | "any" = "same"): void {
  const before = answersOf(full);
  for (const after of answersOf(lesser)) {
    if (after.verdict.is === "unknown") continue;
    const same = before.find((answer) => keyOf(answer) === keyOf(after));
    if (same !== undefined && same.verdict.is !== "unknown")
      assert.equal(
        after.verdict.is,
        same.verdict.is,
        `${keyOf(after)}\nnow ${after.verdict.because}\nbefore ${same.verdict.because}`,
      );
    if (after.verdict.is !== "unmet") continue;
    const was = before.some(
      (answer) =>
        ((rule === "any" || answer.rule === after.rule) && answer.verdict.is === "unmet") ||
        isEcho(after, answer),
    );
    assert.ok(
      was,
      `unmet only with less in view: ${JSON.stringify(after)}\nbefore: ${JSON.stringify(before)}`,
    );
  }
}

/** What tasks can do without is not told apart while its cause is told of something that they need. */
const isEcho = (after: NetworkAnswer, before: NetworkAnswer): boolean =>
  after.level === "advisory" &&
  before.verdict.is === "unknown" &&
  before.verdict.suspicion !== undefined &&
  before.rule === after.rule &&
  before.resource.id === after.resource.id;

function answersOf(stack: Stack): NetworkAnswer[] {
  const model = toCloudModel(stack);
  return launchesOf(model).flatMap((launch) => [...networkAnswers(launch, model, DEFAULT_SETTINGS)]);
}

const keyOf = ({ rule, resource, subject }: NetworkAnswer): string => [rule, resource.id, subject].join("|");
