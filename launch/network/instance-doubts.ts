import { isUnknown } from "../known";
import type { CloudModel } from "../model/cloud-model";
import { isEcsImage, type InstancePool } from "../model/instances";
import type { GroupRule, InstanceNetwork, Vpc } from "../model/network";

const OTHER_WAY = /proxy|ECS_BACKEND_HOST/i;
const SCRIPT = /\.(?:sh|ps1|py)\b|:\/\/|\bsource\b/;
const LOADS_IMAGES = /\b(?:docker|ctr|nerdctl|podman)\b/;

/** Proxies listen above: 3128, 8080, 8888. */
const LAST_SYSTEM_PORT = 1023;

/**
 * Why the agent may reach ECS in another way than over its own network: through a proxy.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/http_proxy_config.html
 */
export function reachDoubt(
  pool: InstancePool,
  pools: readonly InstancePool[],
  model: CloudModel,
): string | undefined {
  const { userData, template } = pool;
  if (!isUnknown(userData) && OTHER_WAY.test(userData ?? ""))
    return `the user data of ${template.name} names a proxy or another address of ECS`;
  if (isPlain(pool)) return undefined;
  const room = whereProxyMayBe(pools, pool, model);
  return room === undefined ? undefined : `${template.name} may set a proxy: ${room}`;
}

/** Why the image may be on the instances already; a failing pull then does no harm. */
export function pullDoubt(pool: InstancePool): string | undefined {
  const { userData, template } = pool;
  return isPlain(pool) && !isUnknown(userData) && !LOADS_IMAGES.test(userData ?? "")
    ? undefined
    : `the image may be on the instances of ${template.name} already`;
}

/** An image of ECS's own, and user data that can be read. */
const isPlain = ({ userData, image }: InstancePool): boolean =>
  !isUnknown(userData) && !SCRIPT.test(userData ?? "") && isEcsImage(image);

/** A proxy that nothing in view names needs a place that the instances reach; `undefined`: there is none. */
function whereProxyMayBe(
  pools: readonly InstancePool[],
  pool: InstancePool,
  { network, instancePools, otherInstances }: CloudModel,
): string | undefined {
  const own = network.instances.get(pool.ref.id);
  if (own === undefined) return "its network is not in view";
  const other = instancePools.find(({ ref }) => !pools.some((each) => each.ref.id === ref.id));
  const host = other?.ref.name ?? otherInstances;
  if (host !== undefined) return `one may run on ${host}`;
  for (const id of [...own.subnets.certain, ...own.subnets.possible]) {
    const vpc = network.subnets.get(id)?.vpc;
    const found = typeof vpc === "string" ? network.vpcs.get(vpc) : undefined;
    if (found === undefined) return "its VPC is not in view";
    if (!found.isNew) return `one may stand in ${found.ref.name} already`;
    const endpoint = foreignEndpoint(found, network.endpoints);
    if (endpoint !== undefined) return `one may stand behind ${endpoint}`;
  }
  return letsProxiesOut(own, network) ? "its security group lets other ports out than HTTPS" : undefined;
}

function foreignEndpoint(
  { endpoints, privateZones, ref }: Vpc,
  all: CloudModel["network"]["endpoints"],
): string | undefined {
  if (privateZones.length > 0) return `a name of a private zone of ${ref.name}`;
  return endpoints
    .flatMap((id) => all.get(id) ?? [])
    .find(({ service }) => isUnknown(service) || service.includes("vpce-svc") || service === "ec2")?.ref.name;
}

/** A group that lets something out, but not all of it, may do so for a proxy. */
function letsProxiesOut({ groups }: InstanceNetwork, network: CloudModel["network"]): boolean {
  const rules = groups.certain.flatMap((id) => network.securityGroups.get(id)?.egress ?? []);
  return rules.some((rule) => isUnknown(rule) || isForProxy(rule));
}

function isForProxy({ protocol, toPort }: GroupRule): boolean {
  if (isUnknown(protocol) || isUnknown(toPort)) return true;
  return protocol !== "-1" && protocol !== "all" && (toPort ?? 0) > LAST_SYSTEM_PORT;
}
