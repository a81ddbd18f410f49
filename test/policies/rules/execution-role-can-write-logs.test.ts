import { Unknown } from "../../../launch/known";
import { executionRoleCanWriteLogs } from "../../../policies/rules/execution-role-can-write-logs";
import { CONTAINER } from "../../support/fargate-service";
import { testRule, type RuleCase } from "../../support/judge";
import { allow, attach, deny, inline } from "../../support/role-policies";

const without = ["exec-managed"];
const GROUP = "arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/api";
const BOTH = ["logs:CreateLogStream", "logs:PutLogEvents"];
const logs = (options: Record<string, unknown>): NonNullable<RuleCase["container"]> => ({
  logConfiguration: {
    logDriver: "awslogs",
    options: {
      "awslogs-group": "/ecs/api",
      "awslogs-region": "eu-west-1",
      "awslogs-stream-prefix": "api",
      ...options,
    },
  },
});

testRule(executionRoleCanWriteLogs, [
  { name: "the managed policy for task execution", verdict: "met", resource: "exec" },
  { name: "no logs", container: { logConfiguration: undefined }, verdict: "none" },
  {
    name: "FireLens sends with the task role",
    container: { logConfiguration: { logDriver: "awsfirelens" } },
    verdict: "none",
  },
  {
    name: "no policy at all",
    without,
    verdict: "unmet",
    resource: "exec",
    level: "mandatory",
    says: [`{"Effect":"Allow","Action":"logs:CreateLogStream","Resource":"<arn of logs>:*"}`],
  },
  {
    name: "no policy at all, and a group that another stack makes",
    without: [...without, "logs"],
    verdict: "unmet",
    says: [`{"Effect":"Allow","Action":"logs:CreateLogStream","Resource":"${GROUP}:*"}`],
  },
  {
    name: "the group with its streams",
    without,
    others: [inline([allow(BOTH, `${GROUP}:*`)])],
    verdict: "met",
  },
  {
    name: "streams below the prefix",
    without,
    others: [inline([allow(BOTH, `${GROUP}:log-stream:api/api/*`)])],
    verdict: "met",
  },
  {
    name: "streams below another prefix",
    without,
    others: [inline([allow(BOTH, `${GROUP}:log-stream:web/*`)])],
    verdict: "unmet",
  },
  {
    name: "streams of the last container alone, and two write to the group",
    without,
    containers: [
      { ...CONTAINER, ...logs({ "awslogs-stream-prefix": "web" }) },
      { ...CONTAINER, name: "proxy", essential: false },
    ],
    others: [inline([allow(BOTH, `${GROUP}:log-stream:api/*`)])],
    verdict: "unmet",
  },
  {
    name: "the group without its streams",
    without,
    others: [inline([allow(BOTH, GROUP)])],
    verdict: "unmet",
    says: ["without its streams"],
  },
  {
    name: "only the events are missing: the task starts, and its logs are lost",
    without,
    others: [inline([allow("logs:CreateLogStream", "*")])],
    verdict: "unmet",
    kind: "policy",
    level: "advisory",
    says: ["logs:PutLogEvents"],
  },
  {
    name: "a deny of the events",
    others: [inline([deny("logs:PutLogEvents", "*")])],
    verdict: "unmet",
    kind: "policy",
  },
  {
    name: "the task may have to make the group, and may not",
    container: logs({ "awslogs-create-group": "true", "awslogs-group": "/ecs/new" }),
    verdict: "unknown",
    suspects: "logs:CreateLogGroup",
  },
  {
    name: "the task may make the group",
    container: logs({ "awslogs-create-group": "true", "awslogs-group": "/ecs/new" }),
    others: [inline([allow("logs:CreateLogGroup", "arn:aws:logs:*:*:log-group:/ecs/*")])],
    verdict: "met",
  },
  {
    name: "the program makes the group that the task might",
    container: logs({ "awslogs-create-group": "true" }),
    verdict: "met",
  },
  {
    name: "everything about logs",
    without,
    container: logs({ "awslogs-create-group": "true", "awslogs-group": "/ecs/new" }),
    others: [attach("exec", "arn:aws:iam::aws:policy/CloudWatchLogsFullAccess")],
    verdict: "met",
  },
  {
    name: "another region than the policy's",
    without,
    container: logs({ "awslogs-region": "us-east-1" }),
    others: [inline([allow(BOTH, `${GROUP}:*`)])],
    verdict: "unmet",
    says: ["region eu-west-1"],
  },
  {
    name: "on instances the instance's own role may write",
    without,
    taskDefinition: { requiresCompatibilities: ["EC2"] },
    service: { launchType: "EC2" },
    verdict: "unknown",
    suspects: "logs:CreateLogStream",
  },
  {
    name: "a task definition for Fargate alone, at no site",
    without,
    service: null,
    verdict: "unmet",
  },
  {
    name: "containers that come later",
    taskDefinition: { containerDefinitions: new Unknown("later") },
    verdict: "unknown",
  },
]);
