import { isUnknown, type Known } from "../known";
import type { Network, RouteTable, RouteTarget, Subnet } from "../model/network";
import type { ResourceRef } from "../reference";
import type { Settings } from "../settings";
import { met, unknown, unmet } from "../verdict";
import { nameOf, sort } from "./default-routes";
import { throughNat } from "./nat-way";
import { completedElsewhere } from "./settings";
import { open, reachesInternet, type Way } from "./way";

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
    remedy: undefined,
    lacksRoute: nameOf(table),
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
  const reached = reachesInternet(id, path, subnet, network, "direct");
  if (reached.verdict.is !== "met") return reached;
  const { given, resource, absence, remedy } = address;
  if (isUnknown(given))
    return { ...reached, rule: "public-ip-assigned", resource, verdict: unknown(given.because) };
  const verdict = given
    ? met(`${reached.verdict.because}, with a public address`)
    : unmet(`${reached.verdict.because}, and ${absence}: a private address gets no answer from there`);
  return { ...reached, verdict, rule: "public-ip-assigned", resource, remedy };
}
