import * as assert from "node:assert/strict";
import { Unknown } from "../../launch/known";
import { executionRoleCanPull } from "../../policies/rules/execution-role-can-pull";
import { executionRoleCanReadSecrets } from "../../policies/rules/execution-role-can-read-secrets";
import { fargateSizeValid } from "../../policies/rules/fargate-size-valid";
import { imagePinned } from "../../policies/rules/image-pinned";
import type { Rule } from "../../policies/rule";
import { CONTAINER, fargateService, ROLE, TASK_DEFINITION } from "../support/fargate-service";
import { judge } from "../support/judge";
import { outputOf, stackOf, urnOf, type ResourceSpec } from "../support/stack";

const COMPONENT = "ecs-preflight:index:EcsService";
const SECRET = "aws:secretsmanager/secret:Secret";
const REPOSITORY = "aws:ecr/repository:Repository";
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

function readingSecret(resource: unknown, action = "secretsmanager:GetSecretValue"): ResourceSpec[] {
  return withDefinition(
    { type: ROLE, name: "exec", inputs: { name: "exec", assumeRolePolicy: "{}" } },
    { type: SECRET, name: "db", inputs: { name: "db-1a2b3c4" } },
    { type: SECRET, name: "other", inputs: { name: "other-1a2b3c4" } },
    rolePolicy("pull"),
    component([
      ...(definition([{ ...CONTAINER, secrets }]) as unknown[]),
      ...(policyParts(statement(action, resource)) as unknown[]),
    ]),
  );
}

function pullingFrom(tag: string, actions: readonly string[]): ResourceSpec[] {
  const urn = urnOf(REPOSITORY, "api");
  const output = (property: string): unknown => ({ $unknown: { from: [urn], output: { urn, property } } });
  const image = { $unknown: { from: [urn], parts: [output("repositoryUrl"), tag] } };
  const document = {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
      { Effect: "Allow", Action: actions, Resource: output("arn") },
    ],
  };
  return fargateService({
    taskDefinition: { containerDefinitions: outputOf(REPOSITORY, "api") },
    others: [
      { type: ROLE, name: "exec", inputs: { name: "exec", assumeRolePolicy: "{}" } },
      { type: REPOSITORY, name: "api", inputs: { name: "api-1a2b3c4" } },
      rolePolicy("pull"),
      component([
        ...(definition([{ ...CONTAINER, image }]) as unknown[]),
        ...(policyParts(document) as unknown[]),
      ]),
    ],
  });
}

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
  {
    name: "the ARN of a secret of the stack in the definitions and in the policy is one and the same",
    rule: executionRoleCanReadSecrets,
    verdicts: ["met"],
    stack: readingSecret(secretArn),
  },
  {
    name: "the ARN of another secret in the policy stays open",
    rule: executionRoleCanReadSecrets,
    verdicts: ["unknown"],
    stack: readingSecret({
      $unknown: { from: [], output: { urn: urnOf(SECRET, "other"), property: "arn" } },
    }),
  },
  {
    name: "a policy that allows something else leaves the secret unread",
    rule: executionRoleCanReadSecrets,
    verdicts: ["unmet"],
    stack: readingSecret(secretArn, "secretsmanager:DescribeSecret"),
  },
  {
    name: "the repository whose URL the image begins with is the one in the policy",
    rule: executionRoleCanPull,
    verdicts: ["met", "met"],
    stack: pullingFrom(":1.0", ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]),
  },
  {
    name: "a role that may not fetch layers of the repository pulls nothing from it",
    rule: executionRoleCanPull,
    verdicts: ["met", "unmet"],
    stack: pullingFrom(":1.0", ["ecr:BatchGetImage"]),
  },
  {
    name: "a path after the URL is another repository, which is only suspected",
    rule: executionRoleCanPull,
    verdicts: ["met", "unknown"],
    stack: pullingFrom("/worker:1.0", ["ecr:BatchGetImage"]),
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
