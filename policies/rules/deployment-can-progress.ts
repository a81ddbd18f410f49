import { isUnknown, type Known } from "../../launch/known";
import { fault, type Answer } from "../../launch/model/answer";
import type { LaunchSite } from "../../launch/model/launch-site";
import { met, unknown } from "../../launch/verdict";
import type { Judgement, Rule } from "../rule";

const STUCK =
  "(service …) was unable to stop or start tasks during a deployment because of the service deployment configuration.";
/** What ECS takes when they are left out, in percent. */
const DEFAULTS = { minimum: 100, maximum: 200 } as const;

export const deploymentCanProgress: Rule = {
  id: "deployment-can-progress",
  title: "A rolling deployment may replace tasks",
  stage: "rollout",
  kind: "start",
  level: "advisory",
  severity: "medium",
  why: "ECS keeps at least the minimum and at most the maximum percent of the desired count while it deploys, rounding the one up and the other down; where both come to the desired count it can neither stop an old task nor start a new one.",
  remedy:
    "Leave room on one side: a minimum percent that rounds up to less than the desired count, or a maximum percent that rounds down to more.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html",
  ],
  evidence: "documented",
  stoppedReasons: [STUCK],
  decidedBy: "resource",
  *judge({ site }) {
    if (site?.kind !== "service" || !rollsOut(site)) return;
    const { name } = site.ref;
    yield {
      subject: `a deployment of ${name} may stop or start a task`,
      resource: site.ref,
      ...judgeRoom(site),
    };
    yield* judgeRebalancing(site);
  },
};

/** Blue/green and foreign controllers make a whole new set; a daemon has one task per instance. */
function rollsOut({ deploymentController, deploymentStrategy, schedulingStrategy }: LaunchSite): boolean {
  const isOr = (value: Known<string | undefined>, expected: string): boolean =>
    isUnknown(value) || (value ?? expected) === expected;
  return (
    isOr(deploymentController, "ECS") &&
    isOr(deploymentStrategy, "ROLLING") &&
    isOr(schedulingStrategy, "REPLICA")
  );
}

function judgeRoom(site: LaunchSite): Answer {
  const { deploymentController, deploymentStrategy, schedulingStrategy, desiredCount } = site;
  const { minimumHealthyPercent, maximumPercent } = site;
  const open = [
    deploymentController,
    deploymentStrategy,
    schedulingStrategy,
    desiredCount,
    minimumHealthyPercent,
    maximumPercent,
  ].find(isUnknown);
  if (isUnknown(open)) return { verdict: unknown(open.because) };
  const desired = numberOf(desiredCount, 0);
  if (desired === 0) return { verdict: met("it runs no tasks that would have to be replaced") };
  const minimum = numberOf(minimumHealthyPercent, DEFAULTS.minimum);
  const maximum = numberOf(maximumPercent, DEFAULTS.maximum);
  const least = Math.ceil((desired * minimum) / 100);
  const most = Math.floor((desired * maximum) / 100);
  const said = `of ${desired} desired ${desired === 1 ? "task" : "tasks"} at least ${least} (${minimum} %) stay and at most ${most} (${maximum} %) run at a time`;
  if (least < desired || most > desired) return { verdict: met(said) };
  return fault(said, {
    stoppedReason: STUCK,
    remedy: `Set \`deploymentMaximumPercent\` of ${site.ref.name} to ${Math.ceil((100 * (desired + 1)) / desired)} or more, or \`deploymentMinimumHealthyPercent\` to ${Math.floor((100 * (desired - 1)) / desired)} or less.`,
  });
}

const numberOf = (value: Known<number | undefined>, otherwise: number): number =>
  isUnknown(value) ? otherwise : (value ?? otherwise);

/** Rebalancing starts the new task first. */
function* judgeRebalancing({
  ref,
  availabilityZoneRebalancing,
  maximumPercent,
  loadBalancers,
}: LaunchSite): Iterable<Judgement> {
  if (availabilityZoneRebalancing !== "ENABLED") return;
  const classic =
    !isUnknown(loadBalancers) && loadBalancers.some(({ classicName }) => typeof classicName === "string");
  const remedy = `Set \`deploymentMaximumPercent\` of ${ref.name} above 100, or \`availabilityZoneRebalancing: "DISABLED"\`.`;
  const rejected = { stoppedReason: "InvalidParameterException", remedy };
  yield {
    subject: `${ref.name} may rebalance over availability zones`,
    resource: ref,
    level: "mandatory",
    ...(isUnknown(maximumPercent)
      ? { verdict: unknown(maximumPercent.because) }
      : maximumPercent !== undefined && maximumPercent <= 100
        ? fault(
            `availabilityZoneRebalancing is ENABLED, and the maximum percent is ${maximumPercent}`,
            rejected,
          )
        : classic
          ? fault("availabilityZoneRebalancing is ENABLED, and it has a Classic load balancer", rejected)
          : { verdict: met("it may run more tasks than desired while it does") }),
  };
}
