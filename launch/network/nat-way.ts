import { isUnknown, type Known } from "../known";
import type { NatGateway, Network, RouteTable, Subnet } from "../model/network";
import type { Settings } from "../settings";
import { met, unmet } from "../verdict";
import { nameOf, sort } from "./default-routes";
import { completedElsewhere } from "./settings";
import { blockedBy, open, reachesInternet, way, type Way } from "./way";

interface View {
  readonly network: Network;
  readonly settings: Settings;
}

/** Through a NAT gateway, which has to get out itself. */
export function throughNat(
  { gateway: id, name }: { readonly gateway: string | undefined; readonly name: string },
  path: string,
  subnet: Subnet,
  { network, settings }: View,
): Way {
  const gateway = id === undefined ? undefined : network.natGateways.get(id);
  const here = `${path} → NAT gateway ${name}`;
  if (gateway === undefined) return open(subnet.ref, `${here}, which is not managed by this stack`);
  const { isPublic, isRegional, subnet: of, ref } = gateway;
  if (isUnknown(isPublic)) return open(ref, isPublic.because);
  if (isUnknown(isRegional)) return open(ref, isRegional.because);
  if (isRegional) return throughRegional(gateway, here, subnet, network);
  if (isUnknown(of)) return open(ref, `${here}: its subnet is not known: ${of.because}`);
  const own = of === undefined ? undefined : network.subnets.get(of);
  if (own === undefined) return open(ref, `${here}: its subnet is not in view`);
  if (isElsewhere(own.vpc, subnet.vpc)) return inOtherVpc(here, subnet);
  if (!isPublic)
    return { ...behindPrivate(own, `${here} (private)`, id, { network, settings }), natSubnet: own };
  const out = natGetsOut(own, here, id, { network, settings });
  const blocked = out.verdict.is === "met" ? blockedBy(subnet.publicAccess, "throughNat", here) : undefined;
  if (blocked !== undefined)
    return open(
      ref,
      `${here}: whether Block Public Access stops what comes from ${subnet.ref.name} is not known`,
    );
  return { ...out, natSubnet: own };
}

const isElsewhere = (left: Known<string>, right: Known<string>): boolean =>
  !isUnknown(left) && !isUnknown(right) && left !== right;

const inOtherVpc = (path: string, { ref }: Subnet): Way => ({
  verdict: unmet(`${path}, which is in another VPC than ${ref.name}: AWS refuses the route`),
  rule: "egress-path-exists",
  resource: ref,
  remedy: "Lead the route to a NAT gateway of the same VPC.",
});

/**
 * One for the whole VPC, whose own routes AWS makes. The VPC needs an internet gateway all the same.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
 */
function throughRegional(
  { ref, vpc }: NatGateway,
  path: string,
  subnet: Subnet,
  { vpcs, internetGateways }: Network,
): Way {
  if (!isUnknown(vpc) && vpc !== undefined && isElsewhere(vpc, subnet.vpc)) return inOtherVpc(path, subnet);
  const blocked = blockedBy(subnet.publicAccess, "throughNat", path);
  if (blocked !== undefined) return blocked;
  const own = isUnknown(subnet.vpc) ? undefined : vpcs.get(subnet.vpc);
  const mayBeAttached = [...internetGateways.values()].some(
    (each) => each.attached !== false && (typeof each.vpc !== "string" || each.vpc === subnet.vpc),
  );
  if (own === undefined || !own.isNew || own.incomplete !== undefined || mayBeAttached)
    return way(met(path), ref);
  return open(
    ref,
    `${path}: how it gets out without an internet gateway is not known`,
    `no internet gateway is attached to ${own.ref.name}`,
  );
}

/**
 * It has no public address: an internet gateway drops what comes from it, and only other networks lie behind it.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
 */
function behindPrivate(subnet: Subnet, path: string, own: string | undefined, view: View): Way {
  const out = natGetsOut(subnet, path, own, view);
  const { verdict, resource } = out;
  if (verdict.is !== "met") return out;
  return {
    verdict: unmet(`${verdict.because}, which drops what comes from a private NAT gateway`),
    rule: "egress-path-exists",
    resource,
    remedy: "Make the NAT gateway a public one: leave `connectivityType` out and give it an `allocationId`.",
  };
}

/** A NAT gateway has a public address of its own; its subnet needs a route to an internet gateway. */
function natGetsOut(subnet: Subnet, path: string, own: string | undefined, { network, settings }: View): Way {
  if (isUnknown(subnet.routeTable)) return open(subnet.ref, `${path}: ${subnet.routeTable.because}`);
  const table = network.routeTables.get(subnet.routeTable);
  if (table === undefined) return open(subnet.ref, `${path}: the route table of its subnet is not in view`);
  const here = `${path} in subnet ${subnet.ref.name} → ${nameOf(table)}`;
  const { defaults, unclear, elsewhere } = sort(table);
  const incomplete = completedElsewhere(table.ref, settings) ?? table.incomplete;
  const [first] = defaults;
  if (unclear !== undefined) return open(table.ref, `${here}: ${unclear}`);
  if (first === undefined) {
    const why = incomplete ?? elsewhere;
    if (why !== undefined) return open(table.ref, `${here}: ${why}`);
    return natStuck(table, `${here} → no default route, so that the NAT gateway itself cannot get out`);
  }
  const { target } = first;
  if (table.asMade === true) return open(table.ref, `${here}: ${incomplete ?? "its routes are not in view"}`);
  if (incomplete !== undefined && target.kind !== "internet-gateway")
    return open(table.ref, `${here}: ${incomplete}`);
  if (target.kind === "internet-gateway")
    return reachesInternet(target.gateway, here, subnet, network, "throughNat");
  if (target.kind === "nat-gateway" && target.gateway !== undefined && target.gateway === own)
    return natStuck(table, `${here} → the same NAT gateway, so that it cannot get out`);
  return open(
    table.ref,
    `${here}: its default route does not lead to an internet gateway, and what lies behind is not in view`,
  );
}

function natStuck(table: RouteTable, because: string): Way {
  return {
    verdict: unmet(because),
    rule: "egress-path-exists",
    resource: table.ref,
    remedy:
      "Put the NAT gateway into a subnet whose route table has a route 0.0.0.0/0 to an internet gateway.",
  };
}
