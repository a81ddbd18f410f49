import { isUnknown } from "../known";
import type { CloudModel } from "../model/cloud-model";
import { isEcsImage, type InstancePool } from "../model/instances";
import { isCertain, whyOpen } from "./links";
import type { GroupRule, InstanceNetwork, Vpc } from "../model/network";

const LOADS_IMAGES = /\b(?:docker|ctr|nerdctl|podman)\b/;

/** What is let out for HTTPS, names and time is let out for no proxy. */
const OTHER_PORTS: readonly unknown[] = [53, 123, 443];

/**
 * Why the agent may reach ECS in another way than over its own network: through a proxy.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/http_proxy_config.html
 */
export function reachDoubt(
  pool: InstancePool,
  pools: readonly InstancePool[],
  model: CloudModel,
): string | undefined {
  if (isPlain(pool)) return undefined;
  const room = whereProxyMayBe(pools, pool, model);
  return room === undefined
    ? undefined
    : `${pool.template.name} may set a proxy or another address of ECS: ${room}`;
}

/** Why the image may be on the instances already; a failing pull then does no harm. */
export function pullDoubt(pool: InstancePool): string | undefined {
  const { userData, template } = pool;
  return isPlain(pool) && !isUnknown(userData) && !LOADS_IMAGES.test(userData ?? "")
    ? undefined
    : `the image may be on the instances of ${template.name} already`;
}

/** An image of ECS's own, and user data that can be read and sets nothing of the kind. */
const isPlain = ({ userData, image }: InstancePool): boolean =>
  !isUnknown(userData) && !OTHER_WAY.test(userData ?? "") && isEcsImage(image);

const OTHER_WAY = /proxy|ECS_BACKEND_HOST|\.(?:sh|ps1|py)\b|:\/\/|\bsource\b/i;

/** A proxy needs a place that the instances reach, whether or not the user data names one; `undefined`: there is none. */
function whereProxyMayBe(
  pools: readonly InstancePool[],
  pool: InstancePool,
  { network, instancePools, otherInstances }: CloudModel,
): string | undefined {
  const own = network.instances.get(pool.ref.id);
  if (own === undefined) return "its network is not in view";
  if (letsNothingOut(own, network)) return undefined;
  if (own.subnets.open !== undefined) return own.subnets.open;
  const other = instancePools.find(({ ref }) => !pools.some((each) => each.ref.id === ref.id));
  const host = other?.ref.name ?? otherInstances;
  if (host !== undefined) return `one may run on ${host}`;
  for (const id of [...own.subnets.certain, ...own.subnets.possible]) {
    const vpc = network.subnets.get(id)?.vpc;
    const found = typeof vpc === "string" ? network.vpcs.get(vpc) : undefined;
    if (found === undefined) return "its VPC is not in view";
    if (!found.isNew) return `one may stand in ${found.ref.name} already`;
    const open = found.incomplete ?? found.openEndpoints;
    if (open !== undefined) return open;
    const endpoint = foreignEndpoint(found, network.endpoints);
    if (endpoint !== undefined) return `one may stand behind ${endpoint}`;
  }
  return whyLetOut(own, network);
}

function foreignEndpoint(
  { endpoints, privateZones, ref }: Vpc,
  all: CloudModel["network"]["endpoints"],
): string | undefined {
  if (privateZones.length > 0) return `a name of a private zone of ${ref.name}`;
  return endpoints
    .flatMap((id) => all.get(id) ?? [])
    .find(
      ({ service, kind, privateDns }) =>
        isUnknown(service) ||
        service.includes("vpce-svc") ||
        service === "ec2" ||
        // It is reached by a name of its own, which may be given as the address of ECS.
        (kind !== "Gateway" && privateDns !== true),
    )?.ref.name;
}

function letsNothingOut({ groups }: InstanceNetwork, network: CloudModel["network"]): boolean {
  return (
    isCertain(groups) &&
    groups.certain.length > 0 &&
    groups.certain.every((id) => {
      const group = network.securityGroups.get(id);
      return group !== undefined && group.incomplete === undefined && group.egress.length === 0;
    })
  );
}

/** A group that lets something out, but not all of it, may do so for a proxy. */
function whyLetOut({ groups }: InstanceNetwork, network: CloudModel["network"]): string | undefined {
  const unclear = whyOpen(groups, "security group");
  if (unclear !== undefined) return unclear;
  for (const id of groups.certain) {
    const group = network.securityGroups.get(id);
    if (group === undefined) return "its security groups are not all in view";
    if (group.incomplete !== undefined) return group.incomplete;
    if (group.egress.some((rule) => isUnknown(rule) || isForProxy(rule)))
      return `${group.ref.name} lets other ports out than HTTPS`;
  }
  return undefined;
}

function isForProxy({ protocol, fromPort, toPort }: GroupRule): boolean {
  if (isUnknown(protocol) || protocol === undefined) return true;
  if (protocol === "-1" || protocol === "all") return false;
  return fromPort !== toPort || !OTHER_PORTS.includes(toPort);
}
