import { Unknown } from "../../../launch/known";
import { executionRoleAssumable } from "../../../policies/rules/execution-role-assumable";
import { TRUST } from "../../support/fargate-service";
import { testRule } from "../../support/judge";

const trust = (statement: Record<string, unknown>, document: Record<string, unknown> = {}) => ({
  role: {
    assumeRolePolicy: JSON.stringify({
      ...TRUST,
      ...document,
      Statement: [{ ...TRUST.Statement[0], ...statement }],
    }),
  },
});

testRule(executionRoleAssumable, [
  { name: "the principal of ECS tasks", verdict: "met", resource: "exec" },
  { name: "the document as an object instead of text", role: { assumeRolePolicy: TRUST }, verdict: "met" },
  {
    name: "a list of principals with that of ECS tasks",
    ...trust({ Principal: { Service: ["ec2.amazonaws.com", "ecs-tasks.amazonaws.com"] } }),
    verdict: "met",
  },
  {
    name: "a single statement that is no list",
    role: { assumeRolePolicy: JSON.stringify({ ...TRUST, Statement: TRUST.Statement[0] }) },
    verdict: "met",
  },
  {
    name: "a wildcard of STS, which IAM has refused in trust policies",
    ...trust({ Action: "sts:*" }),
    verdict: "unknown",
  },
  {
    name: "the principal of ECS itself is another service",
    ...trust({ Principal: { Service: "ecs.amazonaws.com" } }),
    verdict: "unmet",
    resource: "exec",
    says: ["ecs.amazonaws.com"],
  },
  {
    name: "the principal of EC2",
    ...trust({ Principal: { Service: "ec2.amazonaws.com" } }),
    verdict: "unmet",
  },
  { name: "another action", ...trust({ Action: "sts:TagSession" }), verdict: "unmet" },
  {
    name: "a deny beats the allow",
    role: {
      assumeRolePolicy: JSON.stringify({
        ...TRUST,
        Statement: [...TRUST.Statement, { ...TRUST.Statement[0], Effect: "Deny" }],
      }),
    },
    verdict: "unmet",
  },
  {
    name: "the own account in aws:SourceAccount",
    ...trust({ Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } }),
    verdict: "met",
  },
  {
    name: "another account in aws:SourceAccount",
    ...trust({ Condition: { StringEquals: { "aws:SourceAccount": "999999999999" } } }),
    verdict: "unmet",
  },
  {
    name: "a wildcard for all of ECS in aws:SourceArn",
    ...trust({ Condition: { ArnLike: { "aws:SourceArn": "arn:aws:ecs:eu-west-1:123456789012:*" } } }),
    verdict: "met",
  },
  {
    name: "another region in aws:SourceArn",
    ...trust({ Condition: { ArnLike: { "aws:SourceArn": "arn:aws:ecs:us-east-1:123456789012:*" } } }),
    verdict: "unmet",
  },
  {
    name: "one cluster in aws:SourceArn, which ECS never matches",
    ...trust({
      Condition: { ArnLike: { "aws:SourceArn": "arn:aws:ecs:eu-west-1:123456789012:cluster/main" } },
    }),
    verdict: "unmet",
  },
  {
    name: "a condition on what nobody knows",
    ...trust({ Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }),
    verdict: "unknown",
  },
  { name: "the policy comes later", role: { assumeRolePolicy: new Unknown("later") }, verdict: "unknown" },
  {
    name: "a role of another stack",
    taskDefinition: { executionRoleArn: "arn:aws:iam::123456789012:role/other" },
    verdict: "unknown",
  },
  {
    name: "a role of this stack by its ARN",
    taskDefinition: { executionRoleArn: "arn:aws:iam::123456789012:role/exec-1a2b3c4" },
    verdict: "met",
  },
  { name: "no role", taskDefinition: { executionRoleArn: undefined }, verdict: "none" },
]);
