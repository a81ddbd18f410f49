import { isUnknown, mapKnown, type Known, type Unknown } from "../../launch/known";
import type { Launch } from "../../launch/launch";
import { fault, shown, suspect, type Answer } from "../../launch/model/answer";
import type { CloudModel } from "../../launch/model/cloud-model";
import type { LaunchSite, LoadBalancerTarget } from "../../launch/model/launch-site";
import type { TargetGroup } from "../../launch/model/load-balancer";
import { networkModeOf, registersForFargate } from "../../launch/model/platform";
import type { Container } from "../../launch/model/task-definition";
import { matchesPattern, type Settings } from "../../launch/settings";
import { met, unknown } from "../../launch/verdict";
import type { Judgement, Rule } from "../rule";

const NOT_ATTACHED = "The target group with targetGroupArn … does not have an associated load balancer.";

export const loadBalancerTargetMatches: Rule = {
  id: "load-balancer-target-matches",
  title: "Load balancer targets are ones that the service can serve",
  stage: "register",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "ECS does not make a service whose load balancer names a container or port that the task lacks, a target group of a type that its network mode cannot fill, or one that no listener leads to.",
  remedy:
    "Name a container of the task and a port that it maps, use a target group of type `ip` for awsvpc tasks, and let a listener lead to it.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html",
  ],
  evidence: "observed",
  stoppedReasons: [
    "The container … does not exist in the task definition.",
    "The container … did not have a container port … defined.",
    "The provided target group … has target type instance, which is incompatible with the awsvpc network mode specified in the task definition.",
    NOT_ATTACHED,
  ],
  decidedBy: "stack",
  *judge(launch, model, settings) {
    const { site } = launch;
    if (site === undefined) return;
    const { loadBalancers } = site;
    if (isUnknown(loadBalancers)) {
      yield {
        subject: `load balancers of ${site.ref.name} fit`,
        resource: site.ref,
        verdict: unknown(loadBalancers.because),
      };
      return;
    }
    yield* judgeCandidates(loadBalancers, launch, model);
    for (const [index, target] of loadBalancers.entries()) {
      const what = loadBalancers.length === 1 ? "load balancer" : `load balancer ${index + 1}`;
      yield {
        subject: `${what} of ${site.ref.name} leads to a container and port of the task`,
        resource: site.ref,
        ...judgeContainer(target, launch),
      };
      yield* judgeAlternate(target, launch, model);
      yield* judgeGroup(target, `${what} of ${site.ref.name}`, site, launch, model, settings);
    }
  },
};

function judgeContainer({ containerName, containerPort }: LoadBalancerTarget, launch: Launch): Answer {
  const { containers, ref } = launch.taskDefinition;
  const open = [containers, containerName].find(isUnknown);
  if (isUnknown(open)) return { verdict: unknown(open.because) };
  if (isUnknown(containers) || isUnknown(containerName)) return { verdict: unknown("it is not known yet") };
  if (containerName === undefined)
    return { verdict: unknown("it names no container, which the provider asks for") };
  const container = containers.find(
    (candidate): candidate is Container => !isUnknown(candidate) && candidate.name === containerName,
  );
  if (container === undefined) {
    const hidden = containers.find((candidate) => isUnknown(candidate) || isUnknown(candidate.name));
    if (hidden !== undefined)
      return { verdict: unknown("the names of the containers are not all known yet") };
    const names = containers.map((candidate) => (isUnknown(candidate) ? "" : shown(candidate.name)));
    return fault(`${ref.name} has no container ${containerName} (it has ${names.join(", ")})`, {
      stoppedReason: `The container ${containerName} does not exist in the task definition.`,
      remedy: `Set \`containerName\` to ${names.join(" or ")}.`,
    });
  }
  return judgePort(container, containerName, containerPort);
}

function judgePort({ portMappings }: Container, name: string, port: Known<number | undefined>): Answer {
  const open = [portMappings, port].find(isUnknown);
  if (isUnknown(open)) return { verdict: unknown(open.because) };
  if (isUnknown(portMappings) || isUnknown(port)) return { verdict: unknown("it is not known yet") };
  if (port === undefined) return { verdict: unknown("it names no port, which the provider asks for") };
  const ports = portMappings.map((mapping) => (isUnknown(mapping) ? mapping : mapping.containerPort));
  if (ports.includes(port)) return { verdict: met(`container ${name} maps port ${port}`) };
  const hidden =
    ports.find(isUnknown) ??
    portMappings.find((mapping) => !isUnknown(mapping) && mapping.containerPortRange !== undefined);
  if (hidden !== undefined)
    return { verdict: unknown(`the ports of container ${name} are not all known yet`) };
  const given = ports.map((each) => shown(each as number | undefined)).join(", ");
  return fault(`container ${name} maps ${given === "" ? "no ports" : `port ${given}`}, not ${port}`, {
    stoppedReason: `The container ${name} did not have a container port ${port} defined.`,
    remedy:
      given === ""
        ? `Give container ${name} a port mapping for ${port}.`
        : `Set \`containerPort\` to ${given}, or map ${port} in container ${name}.`,
  });
}

function* judgeGroup(
  { targetGroup, classicName }: LoadBalancerTarget,
  what: string,
  site: LaunchSite,
  launch: Launch,
  model: CloudModel,
  settings: Settings,
): Iterable<Judgement> {
  if (classicName !== undefined) return;
  const group = model.targetGroups.resolve(targetGroup);
  if (group === undefined) return;
  if (isUnknown(group)) {
    yield {
      subject: `target group of ${what} fits the task`,
      resource: site.ref,
      verdict: unknown(group.because),
    };
    return;
  }
  yield {
    subject: `target group ${group.ref.name} is of a type that ${launch.taskDefinition.ref.name} can fill`,
    resource: site.ref,
    ...judgeType(group, launch),
  };
  yield {
    subject: `a listener leads to target group ${group.ref.name} before ${site.ref.name} is made`,
    resource: site.ref,
    stoppedReason: NOT_ATTACHED,
    ...judgeListener(group, site, model, settings),
  };
}

/**
 * Before the deployment only the set of target groups may be known, not which is which. Where there are no more of them
 * than places for them, each is used, and its type is judged.
 */
function* judgeCandidates(
  targets: readonly LoadBalancerTarget[],
  launch: Launch,
  model: CloudModel,
): Iterable<Judgement> {
  const hidden = targets
    .flatMap(({ targetGroup, alternateGroup }) => [targetGroup, alternateGroup])
    .filter(({ text }) => isUnknown(text));
  const candidates = model.targetGroups.among(hidden.flatMap(({ from }) => from));
  // One alone is resolved.
  if (candidates.length < 2 || candidates.length > hidden.length || launch.site === undefined) return;
  for (const group of candidates) {
    yield {
      subject: `target group ${group.ref.name} is of a type that ${launch.taskDefinition.ref.name} can fill`,
      resource: launch.site.ref,
      ...judgeType(group, launch),
    };
  }
}

/** The group that a deployment which moves traffic fills with the new tasks; its type is all that is alike. */
function* judgeAlternate(
  { alternateGroup }: LoadBalancerTarget,
  launch: Launch,
  model: CloudModel,
): Iterable<Judgement> {
  const group = model.targetGroups.resolve(alternateGroup);
  if (group === undefined || isUnknown(group) || launch.site === undefined) return;
  yield {
    subject: `alternate target group ${group.ref.name} is of a type that ${launch.taskDefinition.ref.name} can fill`,
    resource: launch.site.ref,
    ...judgeType(group, launch),
  };
}

/** The type each network mode asks for. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html */
function judgeType({ targetType, ref }: TargetGroup, launch: Launch): Answer {
  const fargate = registersForFargate(launch);
  // On Fargate another mode is the fault of the task definition.
  const mode =
    fargate === true
      ? "awsvpc"
      : mapKnown(networkModeOf(launch), (given) =>
          isUnknown(fargate) && given !== "awsvpc" ? fargate : given,
        );
  const open: Unknown | undefined = [targetType, mode].find((value): value is Unknown => isUnknown(value));
  if (open !== undefined) return { verdict: unknown(open.because) };
  const type = isUnknown(targetType) ? "instance" : (targetType ?? "instance");
  const needed = mode === "awsvpc" ? "ip" : "instance";
  if (type === needed) return { verdict: met(`its type is ${type}, and the network mode ${shown(mode)}`) };
  const said =
    targetType === undefined ? "leaves out `targetType`, which means instance" : `has type ${type}`;
  return fault(`target group ${ref.name} ${said}, and the network mode is ${shown(mode)}`, {
    stoppedReason: `The provided target group … has target type ${type}, which is incompatible with the ${shown(mode)} network mode specified in the task definition.`,
    remedy: `Set \`targetType: "${needed}"\` on ${ref.name}.`,
  });
}

function judgeListener(group: TargetGroup, site: LaunchSite, model: CloudModel, settings: Settings): Answer {
  const { ref, attachedBy, open } = group;
  const names = attachedBy.map(({ name }) => name).join(", ");
  if (attachedBy.length > 0) {
    const early = attachedBy.filter(({ id }) => !model.waitsOf(id).on.has(site.ref.id));
    if (early.length > 0 || open !== undefined) return { verdict: met(`${names} leads to it`) };
    return fault(
      `${names} leads to it, but waits for ${site.ref.name} itself, which is not made without it`,
      {
        stoppedReason: NOT_ATTACHED,
        remedy: `Let ${site.ref.name} wait for ${names} (\`dependsOn\`), not the other way round.`,
      },
    );
  }
  if (
    settings.managedElsewhere.some(
      (pattern) => matchesPattern(ref.name, pattern) || matchesPattern(ref.id, pattern),
    )
  )
    return { verdict: unknown(`${ref.name} is completed elsewhere, as the configuration says`) };
  if (open !== undefined) return { verdict: unknown(open) };
  const nothing = `no listener and no listener rule of this program leads to target group ${ref.name}`;
  const remedy = `Let a listener or a listener rule forward to ${ref.name}, and add it to \`dependsOn\` of ${site.ref.name}.`;
  if (!group.isNew) return suspect(`what leads to ${ref.name} in the account is not read`, nothing, remedy);
  return fault(nothing, { stoppedReason: NOT_ATTACHED, remedy });
}
