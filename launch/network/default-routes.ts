import { isUnknown } from "../known";
import type { Network, Route, RouteTable, RouteTarget, VpcEndpoint } from "../model/network";
import { listed } from "./result";
import { isEverywhere, isIpv6, isPrivate, parseRange } from "./address";

/** Where the routes of a table lead public addresses. */
export interface Sorted {
  readonly defaults: readonly Route[];
  /** Why it is not certain where public addresses lead. */
  readonly unclear: string | undefined;
  readonly elsewhere: string | undefined;
  readonly hasIpv6Route: boolean;
}

/** Sorts the routes of a table. A default route may be written as two halves; private ranges do not lead to public services. */
export function sort({ routes }: RouteTable): Sorted {
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

export const nameOf = ({ ref }: RouteTable): string =>
  ref.name.startsWith("main route table") ? ref.name : `route table ${ref.name}`;

/** The tables that a gateway endpoint is associated with, as a message names them. */
export function tablesOf({ routeTables }: VpcEndpoint, network: Network): string {
  const names = routeTables.certain.map((id) => {
    const table = network.routeTables.get(id);
    return table === undefined ? `route table ${id}` : nameOf(table);
  });
  return names.length === 0 ? "no route table" : listed(names);
}
