import { taskRoleAssumable } from "../../../policies/rules/task-role-assumable";
import { ROLE, TRUST } from "../../support/fargate-service";
import { testRule } from "../../support/judge";
import { serviceRole } from "../../support/role-policies";
import { outputOf, type ResourceSpec } from "../../support/stack";

const taskDefinition = { taskRoleArn: outputOf(ROLE, "task") };
const conditioned = (condition: object): ResourceSpec[] => [
  {
    type: ROLE,
    name: "task",
    inputs: {
      name: "task",
      assumeRolePolicy: JSON.stringify({
        ...TRUST,
        Statement: [{ ...TRUST.Statement[0], Condition: condition }],
      }),
    },
  },
];

testRule(taskRoleAssumable, [
  { name: "no task role", verdict: "none" },
  {
    name: "ECS tasks may assume it",
    taskDefinition,
    others: serviceRole("task", "ecs-tasks.amazonaws.com"),
    verdict: "met",
  },
  {
    name: "Lambda may assume it",
    taskDefinition,
    others: serviceRole("task", "lambda.amazonaws.com"),
    verdict: "unmet",
    resource: "task",
    says: ["`lambda.amazonaws.com`", '"Service":"ecs-tasks.amazonaws.com"'],
  },
  {
    name: "ECS itself is another service",
    taskDefinition,
    others: serviceRole("task", "ecs.amazonaws.com"),
    verdict: "unmet",
  },
  {
    name: "from this account and region",
    taskDefinition,
    others: conditioned({
      ArnLike: { "aws:SourceArn": "arn:aws:ecs:eu-west-1:123456789012:*" },
      StringEquals: { "aws:SourceAccount": "123456789012" },
    }),
    verdict: "met",
  },
  {
    name: "from another account",
    taskDefinition,
    others: conditioned({ StringEquals: { "aws:SourceAccount": "210987654321" } }),
    verdict: "unmet",
  },
  {
    name: "from one cluster, which ECS never matches",
    taskDefinition,
    others: conditioned({
      ArnLike: { "aws:SourceArn": "arn:aws:ecs:eu-west-1:123456789012:cluster/main" },
    }),
    verdict: "unmet",
  },
  {
    name: "a trust policy that comes later",
    taskDefinition,
    others: [
      { type: ROLE, name: "task", inputs: { name: "task", assumeRolePolicy: outputOf(ROLE, "exec") } },
    ],
    verdict: "unknown",
  },
  {
    name: "a role of another stack",
    taskDefinition: { taskRoleArn: "arn:aws:iam::123456789012:role/other" },
    verdict: "unknown",
  },
]);
