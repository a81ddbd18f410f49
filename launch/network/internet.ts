import { isUnknown, type Known } from "../known";
import type { Network, Route, RouteTable, RouteTarget, Subnet } from "../model/network";
import type { ResourceRef } from "../reference";
import type { Settings } from "../settings";
import { met, unknown, unmet, type Verdict } from "../verdict";
import { isEverywhere, isIpv6, isPrivate, parseRange } from "./address";
import { completedElsewhere } from "./settings";

/** The way to public IPv4 addresses, up to where it breaks. */
export interface Way {
  readonly verdict: Verdict;
  readonly rule: "egress-path-exists" | "public-ip-assigned";
  /** What has to change. */
  readonly resource: ResourceRef;
  readonly remedy: string | undefined;
  /** Subnet of the NAT gateway that it leads through. */
  readonly natSubnet?: Subnet;
  /** As AWS made it, which may have been changed since: never met nor unmet. */
  readonly asMade?: boolean;
}

export interface PublicAddress {
  readonly given: Known<boolean>;
  /** Who would have to ask for one. */
  readonly resource: ResourceRef;
  /** As a message says that none is asked for. */
  readonly absence: string;
  readonly remedy: string;
}

interface View {
  readonly network: Network;
  readonly settings: Settings;
  readonly address: PublicAddress;
}

/** The way from a subnet to the internet. */
export function internetWay(subnet: Subnet, view: View): Way {
  const from = `subnet ${subnet.ref.name}`;
  if (isUnknown(subnet.routeTable)) return open(subnet.ref, subnet.routeTable.because);
  const table = view.network.routeTables.get(subnet.routeTable);
  if (table === undefined) return open(subnet.ref, `the route table of ${subnet.ref.name} is not in view`);
  return through(table, `${from} → ${nameOf(table)}`, subnet, view);
}

export const nameOf = ({ ref }: RouteTable): string =>
  ref.name.startsWith("main route table") ? ref.name : `route table ${ref.name}`;

function through(table: RouteTable, path: string, subnet: Subnet, view: View): Way {
  const sorted = sort(table);
  const incomplete = completedElsewhere(table.ref, view.settings) ?? table.incomplete;
  const ways = sorted.defaults.map((route) => behind(route.target, path, subnet, view));
  const [way] = ways;
  if (sorted.unclear !== undefined) return open(table.ref, `${path}: ${sorted.unclear}`);
  if (way !== undefined) {
    const same = ways.every(({ verdict, rule }) => verdict.is === way.verdict.is && rule === way.rule);
    if (table.asMade === true) return asMade(way, incomplete);
    if (!same) return open(table.ref, `${path}: its routes lead to several places`);
    // A route that is not in view may be the better one for some addresses.
    return way.verdict.is === "unmet" && incomplete !== undefined ? open(table.ref, incomplete) : way;
  }
  if (incomplete !== undefined) return open(table.ref, incomplete);
  if (sorted.elsewhere !== undefined)
    return open(table.ref, `${path}: no default route; what lies behind ${sorted.elsewhere} is not in view`);
  if (subnet.hasIpv6 === true || isUnknown(subnet.hasIpv6))
    if (sorted.hasIpv6Route)
      return open(
        table.ref,
        `${path}: no default route for IPv4`,
        "there is a way out for IPv6 alone, and what ECS needs for a start is asked over IPv4",
      );
  return {
    verdict: unmet(`${path} → no default route`),
    rule: "egress-path-exists",
    resource: table.ref,
    remedy: `Add a route 0.0.0.0/0 to a NAT gateway to ${nameOf(table)} (everything is reached, and traffic costs), or make endpoints for what is needed in its VPC (only AWS services are reached).`,
  };
}

/** What AWS makes may have been changed, and what does not get through it is a hint. */
function asMade(way: Way, because = "its routes are not in view"): Way {
  const { verdict } = way;
  return {
    ...way,
    asMade: true,
    verdict: unknown(because, verdict.is === "unmet" ? verdict.because : undefined),
  };
}

interface Sorted {
  readonly defaults: readonly Route[];
  /** Why it is not certain where public addresses lead. */
  readonly unclear: string | undefined;
  readonly elsewhere: string | undefined;
  readonly hasIpv6Route: boolean;
}

/** A default route may be written as two halves; private ranges do not lead to public services. */
function sort({ routes }: RouteTable): Sorted {
  const defaults: Route[] = [];
  const halves: Route[] = [];
  let unclear: string | undefined;
  let elsewhere: string | undefined;
  let hasIpv6Route = false;
  for (const route of routes) {
    const { destination, target } = route;
    if (target.kind === "local") continue;
    if (isUnknown(destination)) {
      unclear ??= `the destination of a route is not known: ${destination.because}`;
      continue;
    }
    const range = parseRange(destination);
    if (range === undefined) unclear ??= `what ${destination} holds is not in view`;
    else if (isIpv6(range)) hasIpv6Route = true;
    else if (isEverywhere(range)) defaults.push(route);
    else if (destination === "0.0.0.0/1" || destination === "128.0.0.0/1") halves.push(route);
    else if (isPrivate(range)) elsewhere ??= whereTo(target);
    else unclear ??= `a part of the public addresses, ${destination}, has a route of its own`;
  }
  const isWhole = new Set(halves.map(({ destination }) => destination)).size === 2;
  if (halves.length > 0 && !isWhole) unclear ??= "half of the addresses has a route of its own";
  return { defaults: isWhole ? [...defaults, ...halves] : defaults, unclear, elsewhere, hasIpv6Route };
}

/** A private range may lead to where other answers to names lead: central endpoints, a resolver of one's own. */
function whereTo(target: RouteTarget): string {
  if (target.kind === "elsewhere") return target.what;
  return target.kind === "nat-gateway" ? "a NAT gateway" : "a gateway";
}

function behind(target: RouteTarget, path: string, subnet: Subnet, view: View): Way {
  switch (target.kind) {
    case "internet-gateway":
      return throughInternetGateway(target.gateway, path, subnet, view);
    case "nat-gateway":
      return throughNat(target, path, subnet, view);
    case "elsewhere":
      return open(subnet.ref, `${path} → ${target.what}, and what lies behind it is not in view`);
    case "unknown":
      return open(subnet.ref, `${path}: where its default route leads is not known: ${target.because}`);
    case "egress-only":
    case "local":
      return open(subnet.ref, `${path}: its default route leads to no gateway for IPv4`);
  }
}

function throughInternetGateway(id: string | undefined, path: string, subnet: Subnet, view: View): Way {
  const { network, address } = view;
  const reached = reachesInternet(id, path, subnet, network);
  if (reached.verdict.is !== "met") return reached;
  const { given, resource, absence, remedy } = address;
  if (isUnknown(given))
    return { ...reached, rule: "public-ip-assigned", resource, verdict: unknown(given.because) };
  const verdict = given
    ? met(`${reached.verdict.because}, with a public address`)
    : unmet(`${reached.verdict.because}, and ${absence}: a private address gets no answer from there`);
  return { ...reached, verdict, rule: "public-ip-assigned", resource, remedy };
}

function reachesInternet(id: string | undefined, path: string, subnet: Subnet, network: Network): Way {
  const gateway = id === undefined ? undefined : network.internetGateways.get(id);
  const name = gateway === undefined ? "an internet gateway" : `internet gateway ${gateway.ref.name}`;
  if (network.publicAccessBlocked !== undefined) return open(subnet.ref, network.publicAccessBlocked);
  if (gateway !== undefined && isUnknown(gateway.attached))
    return open(gateway.ref, gateway.attached.because);
  if (gateway?.attached === false) {
    return {
      verdict: unmet(`${path} → ${name}, which is attached to no VPC`),
      rule: "egress-path-exists",
      resource: gateway.ref,
      remedy: `Give ${gateway.ref.name} the \`vpcId\` of the VPC, or make an \`aws.ec2.InternetGatewayAttachment\`.`,
    };
  }
  return way(met(`${path} → ${name}`), gateway?.ref ?? subnet.ref);
}

function throughNat(
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
  if (!isPublic) return open(ref, `${here}, a private one: what lies behind it is not in view`);
  if (isUnknown(isRegional)) return open(ref, isRegional.because);
  if (isRegional) return way(met(here), ref);
  if (isUnknown(of)) return open(ref, `${here}: its subnet is not known: ${of.because}`);
  const own = of === undefined ? undefined : network.subnets.get(of);
  if (own === undefined) return open(ref, `${here}: its subnet is not in view`);
  return { ...natGetsOut(own, here, id, { network, settings }), natSubnet: own };
}

/** A NAT gateway has a public address of its own; its subnet needs a route to an internet gateway. */
function natGetsOut(
  subnet: Subnet,
  path: string,
  own: string | undefined,
  { network, settings }: Pick<View, "network" | "settings">,
): Way {
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
  if (target.kind === "internet-gateway") return reachesInternet(target.gateway, here, subnet, network);
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

const way = (verdict: Verdict, resource: ResourceRef): Way => ({
  verdict,
  rule: "egress-path-exists",
  resource,
  remedy: undefined,
});

const open = (resource: ResourceRef, because: string, suspicion?: string): Way =>
  way(unknown(because, suspicion), resource);
