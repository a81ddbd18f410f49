import { isUnknown, type Known } from "../../launch/known";
import type { LaunchSite } from "../../launch/model/launch-site";
import { met, unknown, unmet, type Verdict } from "../../launch/verdict";
import type { Rule } from "../rule";

export const startFailureReported: Rule = {
  id: "start-failure-reported",
  title: "Somebody learns when the tasks of a service do not start",
  stage: "rollout",
  kind: "policy",
  level: "advisory",
  severity: "medium",
  why: "Pulumi is done as soon as ECS has accepted a service, and ECS goes on trying for ever: the deployment says success while no task runs.",
  remedy:
    "Set `waitForSteadyState: true` on the service (with a `customTimeouts` that fits), so that the deployment fails when the tasks do.",
  sources: [
    "https://www.pulumi.com/registry/packages/aws/api-docs/ecs/service/",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html",
  ],
  evidence: "documented",
  stoppedReasons: [],
  decidedBy: "stack",
  *judge({ site, taskDefinition }, model) {
    // A foreign controller has its own way to report.
    if (site?.kind !== "service" || site.deploymentController === "EXTERNAL") return;
    const canary = model.sites.items.find(
      (other) =>
        other.kind === "start-canary" &&
        model.taskDefinitions.resolve(other.taskDefinition) === taskDefinition,
    );
    const watchers = canary === undefined ? site.watchedBy : [canary.ref.name];
    yield {
      subject: `a failed start of ${site.ref.name} is reported`,
      resource: site.ref,
      verdict: judge(site, watchers),
    };
  },
};

function judge(site: LaunchSite, watchedBy: Known<readonly string[]>): Verdict {
  const { waitForSteadyState, circuitBreaker } = site;
  if (waitForSteadyState === true) return met("the deployment waits for the steady state");
  const watchers = isUnknown(watchedBy) ? [] : watchedBy;
  if (watchers.length > 0) return met(`${watchers.join(", ")} watches`);
  const open = [waitForSteadyState, watchedBy].find(isUnknown);
  if (isUnknown(open)) return unknown(open.because);
  const name = site.ref.name;
  if (isUnknown(circuitBreaker) || isUnknown(circuitBreaker?.enable)) {
    return unmet(
      `waitForSteadyState is not set on ${name}, so the deployment says success whatever becomes of the tasks`,
    );
  }
  if (circuitBreaker?.enable !== true) {
    return unmet(
      `neither waitForSteadyState nor a circuit breaker is set on ${name}: the deployment says success, and ECS tries for ever`,
    );
  }
  const then = circuitBreaker.rollback === true ? "rolls back" : "gives up";
  return unmet(
    `the circuit breaker of ${name} ${then} in silence: without waitForSteadyState the deployment has said success by then`,
  );
}
