import { isUnknown, type Known } from "../known";
import type { Launch } from "../launch";
import { met, unknown } from "../verdict";
import { fault, shown, suspect, type Answer } from "./answer";
import type { CloudModel } from "./cloud-model";
import type { FeatureAnswer } from "./feature";
import type { LaunchSite, ServiceRegistry } from "./launch-site";
import { judgeEbsVolume } from "./ebs-volume";
import { judgePortName, judgeServiceConnect } from "./service-connect";
import { judgeOverrides } from "./task-overrides";
import { judgeHook } from "./lifecycle-hook";
import { judgeConstraint } from "./placement-constraint";
import { networkModeOf, registersForFargate } from "./platform";

/**
 * What a service may say of placement, Service Connect and service discovery. ECS rejects it when the service is made.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
 */
export function* judgeService(launch: Launch, model: CloudModel): Iterable<FeatureAnswer> {
  const { site } = launch;
  if (site === undefined) return;
  yield* judgePlacement(site, launch, "constraints", site.usesPlacementConstraints);
  yield* judgePlacement(site, launch, "strategies", site.usesPlacementStrategies);
  yield* judgeConstraints(site, launch);
  yield* judgeEach(site, "EBS volume", site.ebsVolumes, (volume) => judgeEbsVolume(volume, launch));
  yield* judgeEach(site, "lifecycle hook", site.lifecycleHooks, judgeHook);
  yield* judgeLatticePorts(site, launch);
  yield* judgeOverrides(launch);
  if (site.serviceConnectEnabled === true) yield* judgeServiceConnect(site, launch, model);
  if (isUnknown(site.serviceRegistries)) return;
  for (const registry of site.serviceRegistries) {
    yield {
      subject: `service registry of ${site.ref.name} knows where its tasks listen`,
      ofSite: true,
      ...judgeRegistry(registry, launch),
    };
  }
}

function* judgePlacement(
  { ref }: LaunchSite,
  { launchType }: Launch,
  what: "constraints" | "strategies",
  used: Known<boolean>,
): Iterable<FeatureAnswer> {
  if (used === false) return;
  const subject = `${ref.name} may have placement ${what}`;
  const open = [launchType, used].find(isUnknown);
  if (launchType !== "FARGATE" && !isUnknown(launchType))
    yield { subject, ofSite: true, verdict: met(`its tasks run on ${launchType}`) };
  else if (isUnknown(open)) yield { subject, ofSite: true, verdict: unknown(open.because) };
  else {
    const property = what === "constraints" ? "placementConstraints" : "orderedPlacementStrategies";
    yield {
      subject,
      ofSite: true,
      ...fault(`${property} are given, and its tasks run on Fargate`, {
        stoppedReason: `Placement ${what} are not supported with FARGATE launch type.`,
        remedy: `Take \`${property}\` out of ${ref.name}.`,
      }),
    };
  }
}

/** On Fargate there are none to judge, which is a requirement of its own. */
function* judgeConstraints(
  { ref, placementConstraints }: LaunchSite,
  { launchType }: Launch,
): Iterable<FeatureAnswer> {
  if (isUnknown(placementConstraints) || launchType === "FARGATE") return;
  for (const [index, constraint] of placementConstraints.entries()) {
    yield {
      subject: `placement constraint ${index + 1} of ${ref.name} is one that ECS takes`,
      ofSite: true,
      ...judgeConstraint(constraint, ["memberOf", "distinctInstance"], "InvalidParameterException"),
    };
  }
}

function* judgeEach<T>(
  { ref }: LaunchSite,
  what: string,
  items: Known<readonly Known<T>[]>,
  judge: (item: T) => Answer,
): Iterable<FeatureAnswer> {
  if (isUnknown(items)) return;
  for (const [index, item] of items.entries()) {
    yield {
      subject: `${what} ${index + 1} of ${ref.name} is one that ECS takes`,
      ofSite: true,
      ...(isUnknown(item) ? { verdict: unknown(item.because) } : judge(item)),
    };
  }
}

/** What ECS answers to a name that is no port of the task is on record for Service Connect only. */
function* judgeLatticePorts({ ref, latticePorts }: LaunchSite, launch: Launch): Iterable<FeatureAnswer> {
  for (const port of isUnknown(latticePorts) ? [] : latticePorts) {
    if (port === undefined) continue;
    const { verdict, remedy } = judgePortName(port, launch);
    yield {
      subject: `port ${shown(port)} that ${ref.name} registers with VPC Lattice is one of the task`,
      ofSite: true,
      ...(verdict.is === "unmet"
        ? suspect("what ECS answers is not on record", verdict.because, remedy)
        : { verdict }),
    };
  }
}

/** Where several tasks share the address of an instance, the registry needs the port. */
function judgeRegistry({ containerName, containerPort }: ServiceRegistry, launch: Launch): Answer {
  const fargate = registersForFargate(launch);
  const mode = fargate === true ? "awsvpc" : networkModeOf(launch);
  const { containers, ref } = launch.taskDefinition;
  if (typeof containerName === "string") {
    if (isUnknown(containers)) return { verdict: unknown(containers.because) };
    const names = containers.map((container) => (isUnknown(container) ? container : container.name));
    if (names.includes(containerName)) return { verdict: met(`${ref.name} has container ${containerName}`) };
    const hidden = names.find(isUnknown);
    if (isUnknown(hidden)) return { verdict: unknown(hidden.because) };
    return fault(`${ref.name} has no container ${containerName}`, {
      stoppedReason: `The container ${containerName} does not exist in the task definition.`,
      remedy: `Name one of ${names.map(shown).join(", ")}.`,
    });
  }
  const open = [containerName, containerPort, mode, fargate].find(isUnknown);
  if (mode === "awsvpc") return { verdict: met("each task has an address of its own") };
  if (isUnknown(open)) return { verdict: unknown(open.because) };
  return containerPort === undefined && (mode === "bridge" || mode === "host")
    ? fault(`the network mode is ${shown(mode)}, and the registry names neither container nor port`, {
        stoppedReason:
          "When specifying 'host' or 'bridge' for networkMode, values for 'containerName' and 'containerPort' must be specified from the task definition.",
        remedy: "Set `containerName` and `containerPort` of the service registry.",
      })
    : { verdict: met("it names a port") };
}
