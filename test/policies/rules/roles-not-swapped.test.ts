import { rolesNotSwapped } from "../../../policies/rules/roles-not-swapped";
import { ATTACHMENT, ROLE, TRUST } from "../../support/fargate-service";
import { testRule } from "../../support/judge";
import { outputOf, type ResourceSpec } from "../../support/stack";

const taskRole = (policyArn?: string): ResourceSpec[] => [
  { type: ROLE, name: "task", inputs: { name: "task-1", assumeRolePolicy: JSON.stringify(TRUST) } },
  ...(policyArn === undefined
    ? []
    : [{ type: ATTACHMENT, name: "task-policy", inputs: { role: "task-1", policyArn } }]),
];
const withTask = { taskDefinition: { taskRoleArn: outputOf(ROLE, "task") } };
const EXECUTION = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";

testRule(rolesNotSwapped, [
  { name: "each role has its own", ...withTask, others: taskRole(), verdict: "met" },
  {
    name: "the pull rights stand on the task role",
    ...withTask,
    without: ["exec-managed"],
    others: taskRole(EXECUTION),
    verdict: "unmet",
    resource: "task",
    level: "advisory",
    kind: "policy",
    says: ["task role task may call ecr:GetAuthorizationToken on *"],
  },
  { name: "both have them", ...withTask, others: taskRole(EXECUTION), verdict: "met" },
  {
    name: "neither has them, which is not a swap",
    ...withTask,
    without: ["exec-managed"],
    others: taskRole(),
    verdict: "met",
  },
  { name: "there is no task role", verdict: "none" },
  {
    name: "one role for both",
    taskDefinition: { taskRoleArn: outputOf(ROLE, "exec") },
    without: ["exec-managed"],
    verdict: "none",
  },
  {
    name: "the task role has them and there is no execution role",
    taskDefinition: { taskRoleArn: outputOf(ROLE, "task"), executionRoleArn: undefined },
    others: taskRole(EXECUTION),
    verdict: "unmet",
  },
  {
    name: "images of public registries",
    ...withTask,
    container: { image: "nginx", logConfiguration: undefined },
    others: taskRole(EXECUTION),
    verdict: "none",
  },
]);
