import { Unknown } from "../../../launch/known";
import { logGroupExists } from "../../../policies/rules/log-group-exists";
import { CONTAINER, LOG_GROUP } from "../../support/fargate-service";
import { testRule } from "../../support/judge";
import type { ResourceSpec } from "../../support/stack";

const options = (
  change: Readonly<Record<string, unknown>>,
): { container: { logConfiguration: unknown } } => ({
  container: {
    logConfiguration: { logDriver: "awslogs", options: { ...CONTAINER.logConfiguration.options, ...change } },
  },
});
const group = (
  name: string,
  inputs: Readonly<Record<string, unknown>>,
): { others: ResourceSpec[]; without: string[] } => ({
  without: ["logs"],
  others: [{ type: LOG_GROUP, name, inputs: { region: "eu-west-1", ...inputs } }],
});

testRule(logGroupExists, [
  { name: "made here under that name", verdict: "met", says: ["/ecs/api"] },
  { name: "no logs, no group", container: { logConfiguration: undefined }, verdict: "none" },
  {
    name: "another driver needs none",
    container: { logConfiguration: { logDriver: "splunk" } },
    verdict: "none",
  },
  { name: "nobody here makes it", without: ["logs"], verdict: "unknown", says: ["not made here"] },
  {
    name: "the task makes it",
    without: ["logs"],
    ...options({ "awslogs-create-group": "true" }),
    verdict: "met",
  },
  {
    name: "create-group in capitals",
    without: ["logs"],
    ...options({ "awslogs-create-group": "True" }),
    verdict: "met",
  },
  {
    name: "create-group says no",
    without: ["logs"],
    ...options({ "awslogs-create-group": "false" }),
    verdict: "unknown",
  },
  {
    name: "the engine names the group otherwise",
    ...group("api", { name: "api-3f9c2d1" }),
    verdict: "unknown",
    suspects: "group api gets the generated name api-3f9c2d1",
  },
  {
    name: "a slip of the pen",
    ...group("logs", { name: "/ecs/apis" }),
    verdict: "unknown",
    suspects: "/ecs/apis",
  },
  {
    name: "a log group of something else is no hint",
    ...group("flow", { name: "/vpc/flow-logs" }),
    verdict: "unknown",
    says: [/not made here\n\n|not made here$/m],
  },
  {
    name: "made in another region",
    ...group("logs", { name: "/ecs/api", region: "us-east-1" }),
    verdict: "unknown",
    suspects: "makes /ecs/api in us-east-1, and the container logs to eu-west-1",
  },
  {
    name: "both regions have it",
    others: [{ type: LOG_GROUP, name: "other", inputs: { name: "/ecs/api", region: "us-east-1" } }],
    verdict: "met",
  },
  { name: "its name comes later", ...group("logs", { namePrefix: "/ecs/" }), verdict: "unknown" },
  { name: "no group named is another rule's fault", ...options({ "awslogs-group": "" }), verdict: "none" },
  {
    name: "containers come later",
    taskDefinition: { containerDefinitions: new Unknown("later") },
    verdict: "unknown",
  },
]);
