import { judgeFargateVersion } from "./platform-version";
import { isUnknown, type Known } from "../known";
import type { Launch } from "../launch";
import { met, unknown } from "../verdict";
import { fault, shown, suspect, type Answer } from "./answer";
import type { FeatureAnswer } from "./feature";
import type { CapacityProviderItem, LaunchSite } from "./launch-site";
import { networkModeOf } from "./platform";

/**
 * What a launch site may ask for. ECS rejects it when the service is made or the task is run.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
 */
export function* judgeSite(launch: Launch): Iterable<FeatureAnswer> {
  const { site } = launch;
  if (site === undefined) return;
  const ofSite = true;
  yield {
    subject: `${launch.taskDefinition.ref.name} is registered for the launch type of ${site.ref.name}`,
    ...judgeCompatibility(site, launch),
  };
  const name = site.ref.name;
  const { platformVersion, capacityProviderStrategy: strategy, loadBalancers } = site;
  if (platformVersion !== undefined) {
    yield { subject: `${name} may name a platform version`, ofSite, ...judgePlatformVersion(site, launch) };
  }
  if (isUnknown(strategy) || strategy.length > 0) {
    yield {
      subject: `capacity provider strategy of ${name} is one that ECS takes`,
      ofSite,
      ...judgeStrategy(strategy, site),
    };
  }
  if (site.schedulingStrategy === "DAEMON") {
    yield { subject: `${name} may be a daemon`, ofSite, ...judgeDaemon(launch) };
  }
  if (launch.launchType === "EXTERNAL" && !isUnknown(loadBalancers) && loadBalancers.length > 0) {
    yield {
      subject: `${name} may have load balancers`,
      ofSite,
      ...fault("its tasks run on external instances, which have none", {
        stoppedReason: "InvalidParameterException",
        remedy: "Take `loadBalancers` out.",
      }),
    };
  }
  if (site.serviceConnectEnabled === true) {
    yield { subject: `${name} may use Service Connect`, ofSite, ...judgeServiceConnect(launch) };
  }
}

function judgeCompatibility(site: LaunchSite, { taskDefinition, launchType }: Launch): Answer {
  const given = taskDefinition.requiresCompatibilities;
  if (isUnknown(given)) return { verdict: unknown(given.because) };
  if (given === undefined) return { verdict: met("it names no launch type, which leaves every one open") };
  if (isUnknown(launchType)) return { verdict: unknown(launchType.because) };
  if (given.includes(launchType)) return { verdict: met(`it is registered for ${launchType}`) };
  const open = given.find(isUnknown);
  if (isUnknown(open)) return { verdict: unknown(open.because) };
  const because = `it is registered for ${given.map(shown).join(", ")}, and ${site.ref.name} runs it on ${launchType}`;
  const remedy = `Add ${launchType} to \`requiresCompatibilities\`, or set \`launchType\` of ${site.ref.name} to ${given.map(shown).join(" or ")}.`;
  const byProvider = launchType === "EC2" && site.launchType === undefined;
  const mayBeManaged =
    byProvider &&
    (given.includes("MANAGED_INSTANCES") ||
      isUnknown(site.capacityProviderStrategy) ||
      site.capacityProviderStrategy.length > 0);
  if (mayBeManaged) return suspect("the kind of the capacity providers is not known", because, remedy);
  return fault(because, {
    stoppedReason: `Task definition does not support launch_type ${launchType}.`,
    remedy,
  });
}

function judgePlatformVersion(site: LaunchSite, { launchType, taskDefinition }: Launch): Answer {
  if (isUnknown(launchType)) return { verdict: unknown(launchType.because) };
  if (launchType === "FARGATE") return judgeFargateVersion(site.platformVersion, taskDefinition);
  const { platformVersion } = site;
  if (isUnknown(platformVersion)) return { verdict: unknown(platformVersion.because) };
  const because = `platformVersion is ${shown(platformVersion)}, and its tasks run on ${launchType}`;
  const remedy = `Take \`platformVersion\` out of ${site.ref.name}.`;
  if (site.launchType !== "EC2")
    return suspect("what ECS answers is on record for launch type EC2 only", because, remedy);
  return fault(because, {
    stoppedReason: "The platform version must be null when specifying an EC2 launch type",
    remedy,
  });
}

const isFargate = ({ provider }: CapacityProviderItem): boolean =>
  provider.text === "FARGATE" || provider.text === "FARGATE_SPOT";

function judgeStrategy(strategy: Known<readonly CapacityProviderItem[]>, site: LaunchSite): Answer {
  if (isUnknown(strategy)) return { verdict: unknown(strategy.because) };
  const rejected = "InvalidParameterException";
  if (typeof site.launchType === "string") {
    return fault(`${site.ref.name} names launch type ${site.launchType} and a capacity provider strategy`, {
      stoppedReason: rejected,
      remedy: "Keep one of `launchType` and the capacity provider strategy.",
    });
  }
  const own = strategy.find((item) => typeof item.provider.text === "string" && !isFargate(item));
  if (own !== undefined && strategy.some(isFargate)) {
    return fault(`it mixes Fargate with ${shown(own.provider.text)}`, {
      stoppedReason: rejected,
      remedy: "Name capacity providers of one kind.",
    });
  }
  if (strategy.every(({ weight }) => weight === 0)) {
    return fault("every weight is 0", {
      stoppedReason: rejected,
      remedy: "Give one provider a weight above 0.",
    });
  }
  const based = strategy.filter(({ base }) => typeof base === "number" && base > 0);
  if (based.length > 1) {
    return fault(`${based.length} of its providers have a base`, {
      stoppedReason: rejected,
      remedy: "Set `base` for one provider only.",
    });
  }
  const parts = strategy.flatMap(({ provider, weight, base }): Known<unknown>[] => [
    provider.text,
    weight,
    base,
  ]);
  const open = [site.launchType, ...parts].find(isUnknown);
  return isUnknown(open) ? { verdict: unknown(open.because) } : { verdict: met("it is in order") };
}

function judgeDaemon({ launchType }: Launch): Answer {
  if (isUnknown(launchType)) return { verdict: unknown(launchType.because) };
  if (launchType !== "FARGATE") return { verdict: met(`its tasks run on ${launchType}`) };
  return fault("its tasks run on Fargate, which has no instances to run one on each", {
    stoppedReason: "InvalidParameterException",
    remedy: 'Set `schedulingStrategy: "REPLICA"`.',
  });
}

function judgeServiceConnect(launch: Launch): Answer {
  const mode = networkModeOf(launch);
  if (mode === "host" || mode === "none") {
    return fault(`the network mode is ${mode}, which Service Connect does not support`, {
      stoppedReason: "InvalidParameterException",
      remedy: "Set `networkMode` to `awsvpc` or `bridge`.",
    });
  }
  const open = [mode, launch.launchType].find(isUnknown);
  if (isUnknown(open)) return { verdict: unknown(open.because) };
  return launch.launchType === "EXTERNAL"
    ? suspect("what ECS answers is not documented", "external instances have no Service Connect")
    : { verdict: met(`the network mode is ${shown(mode)}`) };
}
