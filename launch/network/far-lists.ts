import { and, type Truth } from "../iam/kleene";
import { isUnknown, Unknown, type Known } from "../known";
import type { Network, NetworkAcl, Subnet, VpcEndpoint } from "../model/network";
import type { ResourceRef } from "../reference";
import type { Settings } from "../settings";
import { met, unknown, unmet, type Verdict } from "../verdict";
import { ANSWERS, passes } from "./access-list-rules";
import { rangesOf } from "./endpoint-accepts";
import type { Result } from "./result";
import type { Place } from "./scene";
import type { Service } from "./services";
import { completedElsewhere } from "./settings";

/** What the network ACL of a subnet does with a connection from or to it. */
export interface Passage {
  readonly truth: Truth;
  /** What has to change. */
  readonly resource: ResourceRef;
}

type Ranges = readonly Known<string | undefined>[];

/**
 * Whether the network ACL of subnet `to` lets in what is asked on `port` from `ranges`, and the answers out;
 * `undefined` where it is the VPC's own one, which passes everything.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
 */
export function takesIn(
  to: Subnet,
  port: number,
  ranges: Ranges,
  network: Network,
  settings: Settings,
): Passage | undefined {
  const from = { kind: "ranges", ranges } as const;
  return passage(to, network, settings, ({ ingress, egress }) =>
    and(passes(ingress, { from: port, to: port }, from), passes(egress, ANSWERS, from)),
  );
}

/** Whether that of subnet `from` lets out what is asked on `port` of `ranges`, and the answers in. */
export function sendsOut(
  from: Subnet,
  port: number,
  ranges: Ranges,
  network: Network,
  settings: Settings,
): Passage | undefined {
  const to = { kind: "ranges", ranges } as const;
  return passage(from, network, settings, ({ ingress, egress }) =>
    and(passes(egress, { from: port, to: port }, to), passes(ingress, ANSWERS, to)),
  );
}

function passage(
  { accessList, ref }: Subnet,
  network: Network,
  settings: Settings,
  judge: (list: NetworkAcl) => Truth,
): Passage | undefined {
  if (accessList === undefined) return undefined;
  const list = isUnknown(accessList) ? undefined : network.accessLists.get(accessList);
  if (list === undefined)
    return { truth: new Unknown(`the network ACL of ${ref.name} is not in view`), resource: ref };
  const incomplete = completedElsewhere(list.ref, settings) ?? list.incomplete;
  return { truth: incomplete === undefined ? judge(list) : new Unknown(incomplete), resource: list.ref };
}

/**
 * Whether the network ACLs of an endpoint's `subnets`, of which the asking one is none, take in what is asked. The
 * name leads to any of its interfaces, so that it certainly fails only if all of them are closed.
 */
export function endpointListResult(
  endpoint: VpcEndpoint,
  subnets: readonly string[],
  service: Service,
  { subnet, vpc, network, scene }: Place,
): Result | undefined {
  const intakes = subnets.map((id) => {
    const to = network.subnets.get(id);
    return to && takesIn(to, service.port, rangesOf(subnet, vpc), network, scene.settings);
  });
  const listed = intakes.filter((intake) => intake !== undefined);
  const worst = listed.find(({ truth }) => truth === false) ?? listed.find(({ truth }) => truth !== true);
  const [first = worst] = listed;
  if (first === undefined) return undefined;
  const { resource } = worst ?? first;
  return {
    rule: "network-acl-allows",
    resource,
    subnet,
    service,
    verdict: verdictOf(worst?.truth ?? true, intakes, `network ACL ${resource.name}`, {
      endpoint,
      subnet,
      service,
    }),
    remedy: `Allow TCP ${service.port} in from the tasks' subnets, and TCP 1024-65535 out to them, in ${resource.name}.`,
  };
}

function verdictOf(
  worst: Truth,
  intakes: readonly (Passage | undefined)[],
  list: string,
  {
    endpoint,
    subnet,
    service,
  }: { readonly endpoint: VpcEndpoint; readonly subnet: Subnet; readonly service: Service },
): Verdict {
  if (isUnknown(worst)) return unknown(worst.because);
  const there = `of endpoint ${endpoint.ref.name}'s subnets`;
  if (worst) return met(`${list} ${there} passes TCP ${service.port} and the answers`);
  const because = `${list} ${there} does not let TCP ${service.port} in from subnet ${subnet.ref.name}, or not the answers out`;
  return intakes.every((intake) => intake?.truth === false)
    ? unmet(because)
    : unknown("which interface of the endpoint a name leads to is decided at each request", because);
}
