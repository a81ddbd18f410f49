import { Unknown } from "../../../launch/known";
import { taskRoleCanExec } from "../../../policies/rules/task-role-can-exec";
import { ROLE } from "../../support/fargate-service";
import { testRule } from "../../support/judge";
import { allow, serviceRole } from "../../support/role-policies";
import { outputOf } from "../../support/stack";

const service = { enableExecuteCommand: true };
const taskDefinition = { taskRoleArn: outputOf(ROLE, "task") };
const CHANNELS = [
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
];

testRule(taskRoleCanExec, [
  { name: "exec is off", verdict: "none" },
  {
    name: "no task role on Fargate: the service is refused",
    service,
    verdict: "unmet",
    kind: "start",
    level: "mandatory",
    resource: "api",
  },
  {
    name: "no task role on instances: the instance's own may serve",
    service: { ...service, launchType: "EC2" },
    taskDefinition: { requiresCompatibilities: ["EC2"] },
    verdict: "unknown",
  },
  {
    name: "a task role without rights: tasks start, exec fails",
    service,
    taskDefinition,
    others: serviceRole("task", "ecs-tasks.amazonaws.com"),
    verdict: "unmet",
    kind: "policy",
    level: "advisory",
    resource: "task",
    says: ["ssmmessages:OpenDataChannel"],
  },
  {
    name: "all four",
    service,
    taskDefinition,
    others: serviceRole("task", "ecs-tasks.amazonaws.com", allow(CHANNELS, "*")),
    verdict: "met",
  },
  {
    name: "three of four",
    service,
    taskDefinition,
    others: serviceRole("task", "ecs-tasks.amazonaws.com", allow(CHANNELS.slice(1), "*")),
    verdict: "unmet",
    says: ["ssmmessages:CreateControlChannel"],
  },
  {
    name: "whether exec is on comes later",
    service: { enableExecuteCommand: new Unknown("later") },
    verdict: "unknown",
  },
]);
