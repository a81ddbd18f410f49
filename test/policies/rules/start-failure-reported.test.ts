import { Unknown } from "../../../launch/known";
import { startFailureReported } from "../../../policies/rules/start-failure-reported";
import { SERVICE, TASK_DEFINITION } from "../../support/fargate-service";
import { testRule, type RuleCase } from "../../support/judge";
import { outputOf, urnOf, type ResourceSpec } from "../../support/stack";

const breaker = (rollback: boolean): { service: Record<string, unknown> } => ({
  service: { deploymentCircuitBreaker: { enable: true, rollback } },
});
const eventRule = (eventPattern: unknown): ResourceSpec => ({
  type: "aws:cloudwatch/eventRule:EventRule",
  name: "failed",
  inputs: { eventPattern },
});
const deployments = JSON.stringify({ source: ["aws.ecs"], "detail-type": ["ECS Deployment State Change"] });

const serviceCanary = (
  inputs: Readonly<Record<string, unknown>>,
  more: Partial<ResourceSpec> = {},
): ResourceSpec => ({ type: "ecs-preflight:index:ServiceCanary", name: "canary", ...more, inputs });
/** The service and a canary that names nothing of it, both below one component. */
const inComponent = (type: string): Pick<RuleCase, "others"> => {
  const parent = urnOf(type, "shop");
  const inputs = { taskDefinition: outputOf(TASK_DEFINITION, "api"), desiredCount: 1 };
  return {
    others: [
      { type, name: "shop" },
      { type: SERVICE, name: "api", parent, inputs },
      serviceCanary({ service: "auto-named" }, { parent }),
    ],
  };
};

testRule(startFailureReported, [
  {
    name: "nothing reports",
    verdict: "unmet",
    kind: "policy",
    level: "advisory",
    resource: "api",
    says: ["neither waitForSteadyState nor a circuit breaker"],
  },
  { name: "Pulumi waits for the steady state", service: { waitForSteadyState: true }, verdict: "met" },
  { name: "told not to wait", service: { waitForSteadyState: false }, verdict: "unmet" },
  {
    name: "a circuit breaker that rolls back unseen",
    ...breaker(true),
    verdict: "unmet",
    says: ["rolls back in silence"],
  },
  {
    name: "a circuit breaker that gives up unseen",
    ...breaker(false),
    verdict: "unmet",
    says: ["gives up in silence"],
  },
  {
    name: "a circuit breaker, and Pulumi waits",
    service: { ...breaker(true).service, waitForSteadyState: true },
    verdict: "met",
  },
  {
    name: "an event rule for deployments",
    ...breaker(true),
    others: [eventRule(deployments)],
    verdict: "met",
    says: ["failed watches"],
  },
  {
    name: "an event rule for something else",
    others: [eventRule(JSON.stringify({ source: ["aws.s3"] }))],
    verdict: "unmet",
  },
  {
    name: "what the event rule is for comes later",
    others: [eventRule(new Unknown("later"))],
    verdict: "unknown",
  },
  {
    name: "a canary starts the same task definition",
    others: [
      {
        type: "ecs-preflight:index:StartCanary",
        name: "canary",
        inputs: { taskDefinition: outputOf(TASK_DEFINITION, "api") },
      },
    ],
    verdict: "met",
    says: ["canary watches"],
  },
  {
    name: "a canary watches the service",
    others: [
      {
        type: "ecs-preflight:index:ServiceCanary",
        name: "canary",
        inputs: { service: outputOf(SERVICE, "api") },
      },
    ],
    verdict: "met",
  },
  {
    name: "a canary watches the service by its name",
    service: { name: "api-blue" },
    others: [serviceCanary({ service: "api-blue" })],
    verdict: "met",
  },
  {
    name: "a canary watches the service by its ARN",
    service: { name: "api-blue" },
    others: [serviceCanary({ service: "arn:aws:ecs:eu-west-1:123456789012:service/main/api-blue" })],
    verdict: "met",
  },
  {
    name: "a canary watches another service",
    service: { name: "api-blue" },
    others: [serviceCanary({ service: "api" })],
    verdict: "unmet",
  },
  {
    name: "a canary starts another task definition",
    others: [
      {
        type: "ecs-preflight:index:StartCanary",
        name: "canary",
        inputs: { taskDefinition: "arn:aws:ecs:eu-west-1:123456789012:task-definition/other:1" },
      },
    ],
    verdict: "unmet",
  },
  {
    name: "a component brings a canary of its own beside the service",
    ...inComponent("ecs-preflight:index:EcsService"),
    verdict: "met",
    says: ["canary watches"],
  },
  {
    name: "another component's canary may be for anything",
    ...inComponent("shop:index:Everything"),
    verdict: "unmet",
  },
  {
    name: "whether Pulumi waits comes later",
    service: { waitForSteadyState: new Unknown("later") },
    verdict: "unknown",
  },
  {
    name: "an external controller reports itself",
    service: { deploymentController: { type: "EXTERNAL" } },
    verdict: "none",
  },
  { name: "no service, nothing that would say success", service: null, verdict: "none" },
]);
