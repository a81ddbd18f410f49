import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { DEFAULT_SETTINGS, type Settings } from "../../launch/settings";
import { analyse } from "../../policies/analysis";
import type { Rule } from "../../policies/rule";
import { executionRoleCanPull } from "../../policies/rules/execution-role-can-pull";
import { executionRoleCanReadFiles } from "../../policies/rules/execution-role-can-read-files";
import { executionRoleCanReadSecrets } from "../../policies/rules/execution-role-can-read-secrets";
import { executionRoleCanWriteLogs } from "../../policies/rules/execution-role-can-write-logs";
import { rolesNotSwapped } from "../../policies/rules/roles-not-swapped";
import { taskRoleCanExec } from "../../policies/rules/task-role-can-exec";
import { toCloudModel } from "../../policies/stack-model";
import type { Stack } from "../../policies/stack";
import { cutOne, denyingStacks, maskOne } from "../support/generate";
import { allow, deny, inline } from "../support/role-policies";
import { resource } from "../support/stack";

const RULES: readonly Rule[] = [
  executionRoleCanPull,
  executionRoleCanReadSecrets,
  executionRoleCanReadFiles,
  executionRoleCanWriteLogs,
  taskRoleCanExec,
];

/** Nothing is taken for granted of a document that is hidden. */
const STRICT: Settings = {
  ...DEFAULT_SETTINGS,
  assume: { ...DEFAULT_SETTINGS.assume, unknownDocumentsDoNotDeny: false },
};

const ACTIONS = [
  "*",
  "ecr:*",
  "logs:CreateLogStream",
  "secretsmanager:Get*",
  "ssm:GetParameters",
  "kms:Decrypt",
];
const RESOURCES = [
  "*",
  "arn:aws:logs:*:*:*",
  "arn:aws:secretsmanager:*:*:secret:db-??????",
  "arn:aws:s3:::*",
];
const statement = (effect: typeof allow): fc.Arbitrary<object> =>
  fc
    .tuple(fc.constantFrom(...ACTIONS), fc.constantFrom(...RESOURCES))
    .map(([action, on]) => effect(action, on));

describe("permissions of a launch", () => {
  it("are as monotone where policies deny, if hidden documents may deny", () => {
    fc.assert(
      fc.property(denyingStacks, fc.nat(), fc.nat(), (stack, first, second) => {
        for (const lesser of [maskOne(maskOne(stack, first), second), cutOne(stack, first)])
          assertNever(
            verdicts(stack, [...RULES, rolesNotSwapped]),
            verdicts(lesser, [...RULES, rolesNotSwapped]),
            [
              ["met", "unmet"],
              ["unmet", "met"],
            ],
          );
      }),
      { numRuns: 300 },
    );
  });

  it("are never lost by one more Allow", () => {
    fc.assert(
      fc.property(denyingStacks, statement(allow), (stack, added) => {
        assertNever(verdicts(stack, RULES), verdicts(withPolicy(stack, added), RULES), [
          ["met", "unmet"],
          ["met", "unknown"],
          ["unknown", "unmet"],
        ]);
      }),
      { numRuns: 300 },
    );
  });

  it("are never gained by one more Deny", () => {
    fc.assert(
      fc.property(denyingStacks, statement(deny as typeof allow), (stack, added) => {
        assertNever(verdicts(stack, RULES), verdicts(withPolicy(stack, added), RULES), [
          ["unmet", "met"],
          ["unmet", "unknown"],
          ["unknown", "met"],
        ]);
      }),
      { numRuns: 300 },
    );
  });

  it("do not depend on the order of the resources", () => {
    fc.assert(
      fc.property(denyingStacks, (stack) => {
        const reversed = { ...stack, resources: [...stack.resources].reverse() };
        const [before, after] = [verdicts(stack, RULES), verdicts(reversed, RULES)];
        assert.deepEqual([...after].sort(), [...before].sort());
      }),
      { numRuns: 200 },
    );
  });
});

function withPolicy(stack: Stack, added: object): Stack {
  const policy = { ...inline([added]), name: "added" };
  return { ...stack, resources: [...stack.resources, resource(policy)] };
}

/** Verdict by launch, rule and subject. */
function verdicts(stack: Stack, rules: readonly Rule[]): ReadonlyMap<string, string> {
  const { launches } = analyse(toCloudModel(stack), rules, STRICT);
  return new Map(
    launches.flatMap(({ launch, requirements }) =>
      requirements.map(({ rule, subject, verdict }) => [[launch.id, rule, subject].join("|"), verdict.is]),
    ),
  );
}

function assertNever(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  turns: readonly (readonly [from: string, to: string])[],
): void {
  for (const [key, is] of after)
    for (const [from, to] of turns)
      assert.ok(!(before.get(key) === from && is === to), `${key} turned from ${from} to ${to}`);
}
