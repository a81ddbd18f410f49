import { isUnknown, type Known } from "../known";
import type { Launch } from "../launch";
import type { CloudModel } from "../model/cloud-model";
import type { FileSystem, MountTarget, Network, Subnet } from "../model/network";
import type { EfsVolume } from "../model/task-definition";
import type { ResourceRef } from "../reference";
import type { Settings } from "../settings";
import { met, unknown, unmet, type Verdict } from "../verdict";
import { kindOf, taskCaller, type Caller } from "./caller";
import { namesOf } from "./endpoint-accepts";
import { groupsAllow } from "./groups";
import { isCertain, linkOf, whyOpen } from "./links";
import { mountListAnswers, NFS, TIMED_OUT } from "./mount-lists";
import type { NetworkAnswer } from "./result";
import { completedElsewhere } from "./settings";

const RULE = "efs-mountable";
const UNRESOLVED =
  "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: Failed to resolve";

interface Scene {
  readonly caller: Caller;
  readonly network: Network;
  readonly settings: Settings;
  readonly volume: string;
}

/** Whether the tasks reach a mount target of each EFS file system; the mount is made from the task's own interface. */
export function* fileSystemAnswers(
  launch: Launch,
  model: CloudModel,
  settings: Settings,
): Iterable<NetworkAnswer> {
  const { site, taskDefinition, launchType } = launch;
  const { volumes } = taskDefinition;
  if (site === undefined || launchType === "EXTERNAL" || isUnknown(volumes)) return;
  // In other modes the instance mounts it.
  const caller = taskDefinition.networkMode === "awsvpc" ? taskCaller(site, model.network) : undefined;
  if (caller === undefined) return;
  for (const [index, volume] of volumes.entries()) {
    const efs = isUnknown(volume) ? volume : volume.efs;
    if (efs === undefined) continue;
    const name = !isUnknown(volume) && typeof volume.name === "string" ? volume.name : `number ${index + 1}`;
    const because = isUnknown(efs) ? efs.because : isUnknown(caller) ? caller.because : undefined;
    if (because !== undefined) yield open(site.ref, name, because);
    else if (!isUnknown(efs) && !isUnknown(caller))
      yield* judgeVolume(efs, { caller, network: model.network, settings, volume: name });
  }
}

const open = (resource: ResourceRef, volume: string, because: string): NetworkAnswer => ({
  rule: RULE,
  subject: `the file system of volume ${volume} is reached`,
  resource,
  verdict: unknown(because),
});

function* judgeVolume(efs: EfsVolume, scene: Scene): Iterable<NetworkAnswer> {
  const { caller, network, volume } = scene;
  const link = linkOf(efs.fileSystem, kindOf("file system", network));
  if (link === undefined) return;
  const fileSystem = isUnknown(link) ? undefined : network.fileSystems.get(link);
  if (fileSystem === undefined) {
    yield open(caller.site.ref, volume, isUnknown(link) ? link.because : "its file system is not in view");
    return;
  }
  const why = whyOpen(caller.subnets, "subnet");
  if (why !== undefined) yield open(caller.site.ref, volume, why);
  for (const id of caller.subnets.certain) {
    const subnet = network.subnets.get(id);
    if (subnet !== undefined) yield* judgeSubnet(subnet, id, fileSystem, scene);
  }
}

function* judgeSubnet(
  subnet: Subnet,
  id: string,
  fileSystem: FileSystem,
  scene: Scene,
): Iterable<NetworkAnswer> {
  const here = fileSystem.mountTargets.find(({ subnets }) => isCertain(subnets) && subnets.certain[0] === id);
  const target =
    here ?? fileSystem.mountTargets.find((each) => sharesZone(each, subnet, scene.network) === true);
  yield {
    rule: RULE,
    subject: `file system ${fileSystem.ref.name} has a mount target in the zone of subnet ${subnet.ref.name}`,
    resource: fileSystem.ref,
    verdict:
      target === undefined
        ? withoutTarget(subnet, fileSystem, scene)
        : met(`mount target ${target.ref.name}`),
    stoppedReason: UNRESOLVED,
    remedy: `Make an \`aws.efs.MountTarget\` of ${fileSystem.ref.name} in a subnet of each zone that the tasks run in.`,
  };
  if (target === undefined) return;
  yield* judgeGroups(target, subnet, scene);
  yield* mountListAnswers(target, subnet, scene);
}

function withoutTarget(subnet: Subnet, fileSystem: FileSystem, { network, settings }: Scene): Verdict {
  const incomplete = completedElsewhere(fileSystem.ref, settings) ?? fileSystem.incomplete;
  if (incomplete !== undefined) return unknown(incomplete);
  if (!fileSystem.isNew)
    return unknown(`${fileSystem.ref.name} exists already and may have mount targets that are not in view`);
  if (fileSystem.mountTargets.length === 0)
    return unmet(`nothing makes a mount target of ${fileSystem.ref.name}`);
  const names = fileSystem.mountTargets.map(({ ref }) => ref.name).join(", ");
  const elsewhere = fileSystem.mountTargets.every((target) => sharesZone(target, subnet, network) === false);
  if (elsewhere) return unmet(`its mount targets (${names}) are in other zones`);
  return unknown(
    `whether one of its mount targets (${names}) is in the zone of subnet ${subnet.ref.name} is not known`,
  );
}

/** `undefined`: a zone is not known. */
function sharesZone({ subnets }: MountTarget, { zone }: Subnet, network: Network): boolean | undefined {
  const [only] = subnets.certain;
  const other = only === undefined || !isCertain(subnets) ? undefined : network.subnets.get(only)?.zone;
  if (typeof zone !== "string" || typeof other !== "string" || isZoneId(zone) !== isZoneId(other))
    return undefined;
  return zone === other;
}

/** `euw1-az1` against `eu-west-1a`. */
const isZoneId = (zone: string): boolean => /-az\d+$/.test(zone);

function* judgeGroups(target: MountTarget, subnet: Subnet, scene: Scene): Iterable<NetworkAnswer> {
  const { caller, network, settings } = scene;
  const from = { kind: "interfaces", groups: caller.groups, ranges: [subnet.cidr] } as const;
  const there = target.subnets.certain.map((id) => network.subnets.get(id)?.cidr);
  const to = { kind: "interfaces", groups: target.groups, ranges: there } as const;
  const tasks = `tasks of ${caller.site.ref.name}`;
  const admits = groupsAllow(
    target.groups,
    { direction: "ingress", port: NFS, peers: from, ipv6: false },
    network,
    settings,
  );
  const sends = groupsAllow(
    caller.groups,
    { direction: "egress", port: NFS, peers: to, ipv6: false },
    network,
    settings,
  );
  yield {
    rule: RULE,
    subject: `mount target ${target.ref.name} admits ${tasks} in subnet ${subnet.ref.name}`,
    resource: refOf(target.groups.certain[0], network, target.ref),
    verdict: verdictOf(
      admits,
      `no rule of ${namesOf(target.groups, network)} admits TCP ${NFS} from ${namesOf(caller.groups, network)} or subnet ${subnet.ref.name}`,
    ),
    stoppedReason: TIMED_OUT,
    remedy: `Admit TCP ${NFS} from ${namesOf(caller.groups, network)} in the security group of mount target ${target.ref.name}.`,
  };
  yield {
    rule: RULE,
    subject: `${tasks} are let out to mount target ${target.ref.name} from subnet ${subnet.ref.name}`,
    resource: refOf(caller.groups.certain[0], network, caller.site.ref),
    verdict: verdictOf(
      sends,
      `no egress rule of ${namesOf(caller.groups, network)} lets TCP ${NFS} out to mount target ${target.ref.name}`,
    ),
    stoppedReason: TIMED_OUT,
    remedy: `Let TCP ${NFS} out in ${namesOf(caller.groups, network)}.`,
  };
}

/** The group, where it is one of the program's own. */
function refOf(id: string | undefined, network: Network, otherwise: ResourceRef): ResourceRef {
  const group = id === undefined ? undefined : network.securityGroups.get(id);
  return group === undefined || group.isDefault ? otherwise : group.ref;
}

function verdictOf(truth: Known<boolean>, refused: string): Verdict {
  if (isUnknown(truth)) return unknown(truth.because);
  return truth ? met(`TCP ${NFS} passes`) : unmet(refused);
}
