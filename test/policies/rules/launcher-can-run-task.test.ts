import { launcherCanRunTask } from "../../../policies/rules/launcher-can-run-task";
import { CLUSTER, ROLE, TASK_DEFINITION } from "../../support/fargate-service";
import { testRule, type RuleCase } from "../../support/judge";
import { allow, attach, documentOf, ROLE_POLICY, serviceRole } from "../../support/role-policies";
import { outputOf, type ResourceSpec } from "../../support/stack";

const FAMILY = "arn:aws:ecs:eu-west-1:123456789012:task-definition/api";
const EXEC = "arn:aws:iam::123456789012:role/exec-1a2b3c4";
const target = (taskDefinitionArn: unknown = outputOf(TASK_DEFINITION, "api")): ResourceSpec => ({
  type: "aws:cloudwatch/eventTarget:EventTarget",
  name: "nightly",
  inputs: {
    rule: "nightly",
    arn: outputOf(CLUSTER, "main"),
    roleArn: outputOf(ROLE, "events"),
    ecsTarget: { taskDefinitionArn, launchType: "FARGATE", networkConfiguration: { subnets: ["subnet-0a"] } },
  },
});
const schedule: ResourceSpec = {
  type: "aws:scheduler/schedule:Schedule",
  name: "nightly",
  inputs: {
    scheduleExpression: "rate(1 day)",
    target: {
      arn: outputOf(CLUSTER, "main"),
      roleArn: outputOf(ROLE, "events"),
      ecsParameters: { taskDefinitionArn: outputOf(TASK_DEFINITION, "api"), launchType: "FARGATE" },
    },
  },
};
const machine = (definition: unknown): ResourceSpec => ({
  type: "aws:sfn/stateMachine:StateMachine",
  name: "flow",
  inputs: { roleArn: outputOf(ROLE, "events"), definition },
});
const flow = (taskDefinition: string): string =>
  JSON.stringify({
    StartAt: "Each",
    States: {
      Each: {
        Type: "Map",
        ItemProcessor: {
          StartAt: "Run",
          States: {
            Run: {
              Type: "Task",
              Resource: "arn:aws:states:::ecs:runTask.sync",
              Parameters: { TaskDefinition: taskDefinition, Cluster: "main-1a2b3c4", LaunchType: "FARGATE" },
              End: true,
            },
          },
        },
        End: true,
      },
    },
  });
const run = (resource: string | readonly string[], condition?: object): object => ({
  ...allow("ecs:RunTask", resource),
  ...(condition !== undefined && { Condition: condition }),
});
const pass = (resource: string, service = "ecs-tasks.amazonaws.com"): object => ({
  ...allow("iam:PassRole", resource),
  Condition: { StringLike: { "iam:PassedToService": service } },
});
const events = (...statements: readonly object[]): ResourceSpec[] =>
  serviceRole("events", "events.amazonaws.com", ...statements);
const states = (...statements: readonly object[]): ResourceSpec[] =>
  serviceRole("events", "states.amazonaws.com", ...statements);
const targeted = (
  name: string,
  verdict: RuleCase["verdict"],
  ...statements: readonly object[]
): RuleCase => ({
  name,
  service: null,
  others: [target(), ...events(...statements)],
  verdict,
});

testRule(launcherCanRunTask, [
  { name: "a service needs nobody to run its tasks", verdict: "none" },
  targeted("every revision, and the execution role passed on", "met", run(`${FAMILY}:*`), pass(EXEC)),
  {
    name: "the policy of AWS for this",
    service: null,
    others: [
      target(),
      ...events(),
      attach("events", "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceEventsRole"),
    ],
    verdict: "met",
  },
  {
    ...targeted("no policy at all", "unmet"),
    resource: "events",
    says: ["ecs:RunTask", `"Resource":"${FAMILY}:*"`],
  },
  {
    ...targeted("tasks run, and no role may be passed", "unmet", run("*")),
    says: ["iam:PassRole", EXEC],
  },
  {
    ...targeted("another role may be passed", "unmet", run("*"), pass(EXEC.replace("exec", "other"))),
  },
  {
    ...targeted("the role may be passed to EC2", "unmet", run("*"), pass("*", "ec2.amazonaws.com")),
    says: ["iam:PassedToService"],
  },
  targeted("the family without a revision may or may not be compared", "unknown", run(FAMILY), pass("*")),
  {
    name: "the family without a revision, and the target names one",
    service: null,
    others: [target(`${FAMILY}:7`), ...events(run(FAMILY), pass("*"))],
    verdict: "unmet",
    says: [`${FAMILY}:7`],
  },
  {
    ...targeted("another family", "unmet", run(`${FAMILY}-worker:*`), pass("*")),
  },
  targeted(
    "in its own cluster",
    "met",
    run(`${FAMILY}:*`, {
      ArnEquals: { "ecs:cluster": "arn:aws:ecs:eu-west-1:123456789012:cluster/main-1a2b3c4" },
    }),
    pass("*"),
  ),
  {
    ...targeted(
      "in another cluster",
      "unmet",
      run(`${FAMILY}:*`, {
        ArnEquals: { "ecs:cluster": "arn:aws:ecs:eu-west-1:123456789012:cluster/other" },
      }),
      pass("*"),
    ),
    says: ["ecs:cluster"],
  },
  {
    name: "the task role has to be passed, too",
    service: null,
    taskDefinition: { taskRoleArn: outputOf(ROLE, "task") },
    others: [target(), ...events(run("*"), pass(EXEC)), ...serviceRole("task", "ecs-tasks.amazonaws.com")],
    verdict: "unmet",
    says: ["task role task"],
  },
  {
    name: "ECS tasks may assume the role, and EventBridge may not",
    service: null,
    others: [target(), ...serviceRole("events", "ecs-tasks.amazonaws.com", run("*"), pass("*"))],
    verdict: "unmet",
    says: ['"Service":"events.amazonaws.com"'],
  },
  {
    name: "a schedule is run by Scheduler, not by EventBridge rules",
    service: null,
    others: [schedule, ...events(run("*"), pass("*"))],
    verdict: "unmet",
    says: ['"Service":"scheduler.amazonaws.com"'],
  },
  {
    name: "a schedule with all it needs",
    service: null,
    others: [schedule, ...serviceRole("events", "scheduler.amazonaws.com", run(`${FAMILY}:*`), pass(EXEC))],
    verdict: "met",
  },
  {
    name: "a policy that comes later from the task definition",
    service: null,
    others: [
      target(),
      ...events(),
      {
        type: ROLE_POLICY,
        name: "later",
        inputs: { role: "events-1a2b3c4", policy: outputOf(TASK_DEFINITION, "api") },
      },
    ],
    verdict: "unknown",
  },
  {
    name: "a role of another stack",
    service: null,
    others: [
      {
        ...target(),
        inputs: { ...target().inputs, roleArn: "arn:aws:iam::123456789012:role/other" },
      },
    ],
    verdict: "unknown",
  },
  {
    name: "a state machine, whose role may run the family",
    service: null,
    others: [machine(flow("api")), ...states(run(`${FAMILY}:*`), pass(EXEC))],
    verdict: "met",
  },
  {
    name: "a state machine, whose role may not pass the execution role",
    service: null,
    others: [machine(flow(`${FAMILY}:3`)), ...states(run(`${FAMILY}:*`))],
    verdict: "unmet",
    says: ["iam:PassRole"],
  },
  {
    name: "a state machine that runs another task definition",
    service: null,
    others: [machine(flow("web")), ...states()],
    verdict: "none",
  },
  {
    name: "a state machine that chooses what to run from its input",
    service: null,
    others: [machine(flow("$.taskDefinition")), ...states()],
    verdict: "none",
  },
  {
    name: "a state machine whose definition comes later from the task definition",
    service: null,
    others: [machine(outputOf(TASK_DEFINITION, "api")), ...states()],
    verdict: "unknown",
  },
  {
    name: "two statements in one document",
    service: null,
    others: [
      target(),
      ...events(),
      {
        type: ROLE_POLICY,
        name: "both",
        inputs: { role: outputOf(ROLE, "events"), policy: documentOf(run(`${FAMILY}:*`), pass(EXEC)) },
      },
    ],
    verdict: "met",
  },
]);
