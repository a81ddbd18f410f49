import { Unknown } from "../../../launch/known";
import { startFailureReported } from "../../../policies/rules/start-failure-reported";
import { SERVICE, TASK_DEFINITION } from "../../support/fargate-service";
import { testRule } from "../../support/judge";
import { outputOf, type ResourceSpec } from "../../support/stack";

const breaker = (rollback: boolean): { service: Record<string, unknown> } => ({
  service: { deploymentCircuitBreaker: { enable: true, rollback } },
});
const eventRule = (eventPattern: unknown): ResourceSpec => ({
  type: "aws:cloudwatch/eventRule:EventRule",
  name: "failed",
  inputs: { eventPattern },
});
const deployments = JSON.stringify({ source: ["aws.ecs"], "detail-type": ["ECS Deployment State Change"] });

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
