import { field, text } from "../../../launch/json";
import { isUnknown } from "../../../launch/known";
import type { Route, RouteTable, RouteTarget } from "../../../launch/model/network";
import type { Reference } from "../../../launch/reference";
import type { ResourceView } from "../../view";
import { rangesOfList } from "./prefix-lists";
import { Attached, isDefaultVpc, type NetworkReading } from "./reading";

/** Route tables by id, those that AWS makes with the VPCs of the stack included. */
export function readRouteTables(reading: NetworkReading): Map<string, RouteTable> {
  const separate = separateRoutes(reading);
  const stray = strayTable(reading);
  const tables = new Map<string, RouteTable>();
  for (const view of reading.views("routeTable")) {
    const { urn } = view.resource;
    const inline = inlineRoutes(view, reading);
    tables.set(urn, {
      ref: view.ref,
      incomplete:
        reading.incompleteOf(view) ?? inline.open ?? propagation(view, reading) ?? separate.open(urn),
      routes: [...inline.routes, ...separate.of(urn)],
    });
  }
  for (const vpc of reading.views("vpc")) {
    const id = reading.madeWith(vpc.resource.urn, "routeTable");
    if (tables.has(id)) continue;
    tables.set(id, {
      ref: { id: vpc.resource.urn, name: `main route table of ${vpc.resource.name}` },
      incomplete: reading.incompleteOf(vpc) ?? separate.open(id) ?? stray,
      ...asMade(vpc, separate.of(id), reading),
    });
  }
  return tables;
}

/**
 * A default VPC has a way to an internet gateway from the start, any other only what the program gives it.
 * https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html
 */
function asMade(
  vpc: ResourceView,
  routes: readonly Route[],
  { stack }: NetworkReading,
): Pick<RouteTable, "routes" | "asMade"> {
  if (!isDefaultVpc(stack, vpc.resource.urn)) return { routes };
  const target: RouteTarget = { kind: "internet-gateway", gateway: undefined };
  return { routes: [{ destination: "0.0.0.0/0", target }, ...routes], asMade: true };
}

/** Why a main table may be another than AWS made it: it is not known whose a `DefaultRouteTable` takes over. */
function strayTable(reading: NetworkReading): string | undefined {
  const stray = reading.stack
    .ofType("aws:ec2/defaultRouteTable:DefaultRouteTable")
    .find((view) => typeof reading.link(view, "defaultRouteTableId", "vpc") !== "string");
  return stray === undefined ? undefined : `${stray.resource.name} may take over the main route table`;
}

function inlineRoutes(
  view: ResourceView,
  reading: NetworkReading,
): { readonly routes: readonly Route[]; readonly open: string | undefined } {
  const routes = view.list("routes");
  if (isUnknown(routes))
    return { routes: [], open: `the routes of ${view.resource.name} are not known: ${routes.because}` };
  const open = routes.find(isUnknown);
  return {
    routes: routes
      .filter((route) => !isUnknown(route))
      .flatMap((route) => {
        const given = (key: string): unknown => field(route, key);
        return routesOf(
          given,
          (key) => view.referenceTo(given(key), "routes"),
          "cidrBlock",
          "ipv6CidrBlock",
          reading,
        );
      }),
    open: open === undefined ? undefined : `a route of ${view.resource.name} is not known: ${open.because}`,
  };
}

function separateRoutes(reading: NetworkReading): Attached<Route> {
  const attached = new Attached<Route>();
  for (const view of reading.stack.ofType("aws:ec2/route:Route")) {
    const routes = routesOf(
      (key) => view.get(key),
      (key) => view.reference(key),
      "destinationCidrBlock",
      "destinationIpv6CidrBlock",
      reading,
    );
    for (const route of routes)
      attached.add(reading.owners(view, "routeTableId", "routeTable"), `route ${view.resource.name}`, route);
  }
  return attached;
}

function propagation(view: ResourceView, reading: NetworkReading): string | undefined {
  const gateways = view.list("propagatingVgws");
  const { name, urn } = view.resource;
  const separate = reading.stack
    .ofType(
      "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation",
      "aws:vpc/routeServerPropagation:RouteServerPropagation",
    )
    .some((each) => {
      const { certain, possible, open } = reading.owners(each, "routeTableId", "routeTable");
      return open !== undefined || certain.includes(urn) || possible.includes(urn);
    });
  const inline = isUnknown(gateways) || gateways.length > 0;
  return inline || separate ? `a gateway propagates routes to ${name}` : undefined;
}

type Given = (key: string) => unknown;

function routesOf(
  given: Given,
  reference: (key: string) => Reference,
  ipv4: string,
  ipv6: string,
  reading: NetworkReading,
): Route[] {
  const target = targetOf(given, reference, reading);
  const destination = text(given(ipv4)) ?? text(given(ipv6)) ?? text(given(PREFIX_LIST));
  if (destination === undefined) return [];
  const listed = isGivenText(given(PREFIX_LIST)) ? rangesOfList(reference(PREFIX_LIST), reading) : undefined;
  return (listed ?? [destination]).map((range) => ({ destination: range, target }));
}

const PREFIX_LIST = "destinationPrefixListId";

/** What a route may lead to whose other end is not in view. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  transitGatewayId: "a transit gateway",
  vpcPeeringConnectionId: "a peering connection",
  networkInterfaceId: "a network interface (an appliance or NAT instance)",
  instanceId: "an instance (an appliance or NAT instance)",
  vpcEndpointId: "a firewall or load balancer endpoint",
  carrierGatewayId: "a carrier gateway",
  localGatewayId: "a local gateway",
  coreNetworkArn: "a core network",
  odbNetworkArn: "an Oracle network",
};

function targetOf(given: Given, reference: (key: string) => Reference, reading: NetworkReading): RouteTarget {
  if (isGivenText(given("natGatewayId"))) {
    const gateway = reading.linkIn(reference("natGatewayId"), "natGateway");
    if (typeof gateway === "string") return { kind: "nat-gateway", gateway, name: nameOf(gateway, reading) };
    const id = text(given("natGatewayId"));
    return typeof id === "string"
      ? { kind: "nat-gateway", gateway: undefined, name: id }
      : { kind: "unknown", because: isUnknown(gateway) ? gateway.because : "its NAT gateway is not known" };
  }
  if (isGivenText(given("gatewayId"))) return gatewayOf(reference("gatewayId"), reading);
  if (isGivenText(given("egressOnlyGatewayId"))) return { kind: "egress-only" };
  for (const [key, what] of Object.entries(ELSEWHERE))
    if (isGivenText(given(key))) return { kind: "elsewhere", what };
  return { kind: "unknown", because: "it names no target that is read" };
}

function gatewayOf(reference: Reference, reading: NetworkReading): RouteTarget {
  const gateway = reading.linkIn(reference, "internetGateway");
  if (typeof gateway === "string") return { kind: "internet-gateway", gateway };
  if (typeof reference.text === "string") {
    if (reference.text === "local") return { kind: "local" };
    if (reference.text.startsWith("igw-")) return { kind: "internet-gateway", gateway: undefined };
    return { kind: "elsewhere", what: `gateway ${reference.text}` };
  }
  const virtual = reference.from.some(
    (urn) => reading.stack.byUrn(urn)?.resource.type === "aws:ec2/vpnGateway:VpnGateway",
  );
  if (virtual) return { kind: "elsewhere", what: "a virtual private gateway" };
  return { kind: "unknown", because: isUnknown(gateway) ? gateway.because : "its gateway is not known" };
}

const nameOf = (urn: string, reading: NetworkReading): string =>
  reading.stack.byUrn(urn)?.resource.name ?? urn;

const isGivenText = (value: unknown): boolean => text(value) !== undefined;
