import * as assert from "node:assert/strict";
import { Unknown } from "../../launch/known";
import { executionRoleCanPull } from "../../policies/rules/execution-role-can-pull";
import { fargateSizeValid } from "../../policies/rules/fargate-size-valid";
import { imagePinned } from "../../policies/rules/image-pinned";
import type { Rule } from "../../policies/rule";
import { CONTAINER, fargateService, ROLE, TASK_DEFINITION } from "../support/fargate-service";
import { judge } from "../support/judge";
import { outputOf, stackOf, urnOf, type ResourceSpec } from "../support/stack";

const COMPONENT = "ecs-preflight:index:EcsService";
const SECRET = "aws:secretsmanager/secret:Secret";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const secretArn = {
  $unknown: { from: [urnOf(SECRET, "db")], output: { urn: urnOf(SECRET, "db"), property: "arn" } },
};
const key = { $unknown: { from: [urnOf(SECRET, "db")], parts: [secretArn, ":password::"] } };
const secrets = [{ name: "DB", valueFrom: key }];

const component = (knownParts: unknown, type = COMPONENT): ResourceSpec => ({
  type,
  name: "api",
  outputs: { knownParts },
});
const hidden = { containerDefinitions: outputOf(SECRET, "db") };
const definition = (content: unknown): unknown => [
  { urn: urnOf(TASK_DEFINITION, "api"), property: "containerDefinitions", content },
];
const floating = [{ ...CONTAINER, image: "nginx:1.27", secrets }];

interface Case {
  readonly name: string;
  readonly rule: Rule;
  readonly verdicts: readonly string[];
  readonly stack: readonly ResourceSpec[];
}

const withDefinition = (...others: readonly ResourceSpec[]): ResourceSpec[] =>
  fargateService({ taskDefinition: hidden, others });

const rolePolicy = (name: string): ResourceSpec => ({
  type: POLICY,
  name,
  inputs: { role: outputOf(ROLE, "exec"), policy: outputOf(SECRET, "db") },
});
const statement = (Action: unknown, Resource: unknown): unknown => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action, Resource }],
});
const policyParts = (content: unknown): unknown => [
  { urn: urnOf(POLICY, "pull"), property: "policy", content },
];

const cases: readonly Case[] = [
  {
    name: "without the component's word the definitions are unknown as a whole",
    rule: imagePinned,
    verdicts: ["unknown"],
    stack: withDefinition(),
  },
  {
    name: "a tag beside an unknown secret is seen",
    rule: imagePinned,
    verdicts: ["unmet"],
    stack: withDefinition(component(definition(floating))),
  },
  {
    name: "a digest beside an unknown secret is seen",
    rule: imagePinned,
    verdicts: ["met"],
    stack: withDefinition(component(definition([{ ...CONTAINER, secrets }]))),
  },
  {
    name: "an image that is itself an output stays unknown",
    rule: imagePinned,
    verdicts: ["unknown"],
    stack: withDefinition(component(definition([{ ...CONTAINER, image: key }]))),
  },
  {
    name: "a component of somebody else has no say",
    rule: imagePinned,
    verdicts: ["unknown"],
    stack: withDefinition(component(definition(floating), "acme:index:Service")),
  },
  {
    name: "a text that is known is not replaced",
    rule: imagePinned,
    verdicts: ["met"],
    stack: fargateService({ others: [component(definition(floating))] }),
  },
  {
    name: "parts that are themselves not known say nothing",
    rule: imagePinned,
    verdicts: ["unknown"],
    stack: withDefinition(component(new Unknown("not registered yet"))),
  },
  {
    name: "other properties of the task definition are untouched",
    rule: fargateSizeValid,
    verdicts: ["met"],
    stack: withDefinition(component(definition(floating))),
  },
  {
    name: "what a policy with an unknown resource elsewhere allows on * is seen",
    rule: executionRoleCanPull,
    verdicts: ["met", "met"],
    stack: fargateService({
      others: [
        { type: ROLE, name: "exec", inputs: { name: "exec", assumeRolePolicy: "{}" } },
        rolePolicy("pull"),
        component(policyParts(statement(["ecr:*", "secretsmanager:GetSecretValue"], ["*", secretArn]))),
      ],
    }),
  },
  {
    name: "a policy that allows something else in all its statements grants no pull",
    rule: executionRoleCanPull,
    verdicts: ["unmet", "unmet"],
    stack: fargateService({
      others: [
        { type: ROLE, name: "exec", inputs: { name: "exec", assumeRolePolicy: "{}" } },
        rolePolicy("pull"),
        component(policyParts(statement("secretsmanager:GetSecretValue", secretArn))),
      ],
    }),
  },
];

describe("known parts of JSON texts that components wrote", () => {
  for (const { name, rule, verdicts, stack } of cases) {
    it(name, () => {
      const found = judge(rule, stackOf(stack)).map(({ verdict }) => verdict.is);
      assert.deepEqual(found, verdicts);
    });
  }
});
