import { isUnknown, type Known, type Unknown } from "../../launch/known";
import { fault, suspect, type Answer } from "../../launch/model/answer";
import type { LaunchSite } from "../../launch/model/launch-site";
import { met, unknown } from "../../launch/verdict";
import type { Judgement, Rule } from "../rule";

const STUCK =
  "(service …) was unable to stop or start tasks during a deployment because of the service deployment configuration.";
/** What CreateService answers, whatever the desired count is. */
const REJECTED = "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments";
/** What the provider sends when they are left out, in percent. */
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
    "https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/ecs",
  ],
  evidence: "documented",
  stoppedReasons: [STUCK, REJECTED],
  decidedBy: "resource",
  *judge({ site }) {
    if (site?.kind !== "service" || !rollsOut(site)) return;
    const { ref, schedulingStrategy } = site;
    const subject = `a deployment of ${ref.name} may stop or start a task`;
    if (schedulingStrategy === "DAEMON") {
      yield { subject, resource: ref, ...judgeDaemon(site) };
      return;
    }
    const percents = judgePercents(site);
    yield {
      subject: `ECS takes the percentages of ${ref.name}`,
      resource: ref,
      level: "mandatory",
      ...percents,
    };
    // What is refused at once gets stuck nowhere.
    if (percents.verdict.is !== "unmet") yield { subject, resource: ref, ...judgeRoom(site) };
    yield* judgeRebalancing(site);
  },
};

/** Blue/green and foreign controllers make a whole new set. */
function rollsOut({ deploymentController, deploymentStrategy }: LaunchSite): boolean {
  const isOr = (value: Known<string | undefined>, expected: string): boolean =>
    isUnknown(value) || (value ?? expected) === expected;
  return isOr(deploymentController, "ECS") && isOr(deploymentStrategy, "ROLLING");
}

const openOf = (site: LaunchSite, ...more: readonly Known<unknown>[]): Unknown | undefined =>
  [site.deploymentController, site.deploymentStrategy, site.schedulingStrategy, ...more].find(
    (value): value is Unknown => isUnknown(value),
  );

/**
 * A daemon has one task on each instance and no more than 100 %: only how few may stay leaves room.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html (daemon)
 */
function judgeDaemon(site: LaunchSite): Answer {
  const { minimumHealthyPercent: given, ref } = site;
  const open = openOf(site, given);
  if (isUnknown(open)) return { verdict: unknown(open.because) };
  const minimum = numberOf(given, DEFAULTS.minimum);
  if (minimum === 0) return { verdict: met("every task of the daemon may stop first") };
  const because = "how many instances the daemon has is known to the cluster only";
  if (minimum < 100) return { verdict: unknown(because) };
  const said = given === undefined ? "is left out, which the provider sends as 100" : `is ${minimum}`;
  return suspect(
    because,
    `deploymentMinimumHealthyPercent ${said}, and a daemon starts no second task beside the one that would have to stop`,
    `Set \`deploymentMinimumHealthyPercent\` of ${ref.name} to 0, or to what may stay where there are many instances.`,
  );
}

/** What CreateService refuses of the two numbers alone. */
function judgePercents(site: LaunchSite): Answer {
  const { minimumHealthyPercent, maximumPercent, ref } = site;
  const minimum = isUnknown(minimumHealthyPercent)
    ? undefined
    : numberOf(minimumHealthyPercent, DEFAULTS.minimum);
  const open = openOf(site);
  if (isUnknown(open)) return { verdict: unknown(open.because) };
  if (minimum !== undefined && minimum > 100) {
    return fault(`the minimum percent is ${minimum}`, {
      stoppedReason: "InvalidParameterException",
      remedy: `Set \`deploymentMinimumHealthyPercent\` of ${ref.name} to 100 or less.`,
    });
  }
  const unsettled = [minimumHealthyPercent, maximumPercent].find(isUnknown);
  const maximum = numberOf(maximumPercent, DEFAULTS.maximum);
  if (isUnknown(unsettled)) {
    return minimum !== undefined && minimum < 100
      ? { verdict: met(`${minimum} % may stay`) }
      : { verdict: unknown(unsettled.because) };
  }
  if (minimum === 100 && maximum === 100) {
    return fault("minimum and maximum percent are both 100", {
      stoppedReason: REJECTED,
      remedy: `Set \`deploymentMaximumPercent\` of ${ref.name} to 200, or \`deploymentMinimumHealthyPercent\` to 50 or 0.`,
    });
  }
  return { verdict: met(`they are ${minimum ?? ""} and ${maximum}`) };
}

function judgeRoom(site: LaunchSite): Answer {
  const { desiredCount, minimumHealthyPercent, maximumPercent } = site;
  const open = openOf(site, desiredCount, minimumHealthyPercent, maximumPercent);
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
    remedy: `Set \`deploymentMaximumPercent\` of ${site.ref.name} to ${Math.ceil((100 * (desired + 1)) / desired)} or more, or \`deploymentMinimumHealthyPercent\` to ${desired === 1 ? "0" : `${Math.floor((100 * (desired - 1)) / desired)} or less`}.`,
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
    ...(classic
      ? fault("availabilityZoneRebalancing is ENABLED, and it has a Classic load balancer", rejected)
      : isUnknown(maximumPercent)
        ? { verdict: unknown(maximumPercent.because) }
        : maximumPercent !== undefined && maximumPercent <= 100
          ? fault(
              `availabilityZoneRebalancing is ENABLED, and the maximum percent is ${maximumPercent}`,
              rejected,
            )
          : { verdict: met("it may run more tasks than desired while it does") }),
  };
}
