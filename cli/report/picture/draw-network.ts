import { isUnknown } from "../../../launch/known";
import type { Launch } from "../../../launch/launch";
import type { CloudModel } from "../../../launch/model/cloud-model";
import type { Links, Network, RouteTarget, Subnet, VpcEndpoint } from "../../../launch/model/network";
import type { Caller } from "../../../launch/network/caller";
import { callsOf } from "../../../launch/network/callers";
import { noLinks } from "../../../launch/network/links";
import type { NetworkPath } from "../../../launch/network/network-paths";
import { needsOf } from "../../../launch/network/needs";
import { nameOf, type Service } from "../../../launch/network/services";
import type { ResourceRef } from "../../../launch/reference";
import type { Canvas } from "./draw";

const INTERNET = "internet";

/** Draws subnets, routes, endpoints and groups up to the services that a start has to reach. */
export function drawNetwork(
  launch: Launch,
  paths: readonly NetworkPath[],
  model: CloudModel,
  canvas: Canvas,
): void {
  const calls = callsOf(launch, model);
  if (calls === undefined) return;
  if (isUnknown(calls)) {
    drawCall((launch.site ?? launch.taskDefinition).ref, noCaller, needsOf(launch, model).services, {
      network: model.network,
      canvas,
      paths,
    });
    return;
  }
  for (const { caller, needs } of [...calls.tasks, ...calls.instances]) {
    if (caller.who === "instance")
      canvas.edge(caller.site.ref.id, canvas.node(caller.ref, "network", "instances"));
    drawCall(caller.ref, caller, needs.services, {
      network: model.network,
      canvas,
      paths: paths.filter(({ of }) => of.id === caller.ref.id),
    });
  }
}

const noCaller: Pick<Caller, "subnets" | "groups"> = { subnets: noLinks, groups: noLinks };

function drawCall(
  { id: from }: ResourceRef,
  caller: Pick<Caller, "subnets" | "groups">,
  services: readonly Service[],
  { network, canvas, paths }: Pick<Scene, "network" | "canvas" | "paths">,
): void {
  const scene: Scene = { network, services, canvas, paths };
  const subnets = idsOf(caller.subnets).flatMap((id) => network.subnets.get(id) ?? []);
  const groups = drawGroups(from, caller.groups, scene);
  const reached = new Set<string>();
  for (const subnet of subnets) {
    canvas.edge(from, drawSubnet(subnet, scene));
    for (const name of drawEndpoints(subnet, groups, scene)) reached.add(name);
  }
  for (const service of services) {
    const name = nameOf(service);
    const node = canvas.node({ id: name, name }, "service", nounOf(service));
    const doors = doorsTo(name, scene);
    for (const door of doors) canvas.edge(door, node);
    if (doors.size === 0 && !reached.has(name)) canvas.edge(from, node, "no way in view");
  }
}

/** What stands last in view on the ways to a service, but for endpoints. */
function doorsTo(service: string, { paths, canvas }: Scene): ReadonlySet<string> {
  const hops = paths.filter((path) => nameOf(path.service) === service).flatMap((path) => path.hops);
  const doors = hops.map(({ kind }) => (GATEWAYS.has(kind) ? INTERNET : kind));
  return new Set(doors.filter((door) => canvas.has(door)));
}

const GATEWAYS: ReadonlySet<string> = new Set(["internet gateway", "NAT gateway"]);

interface Scene {
  readonly network: Network;
  readonly services: readonly Service[];
  readonly canvas: Canvas;
  /** As they were judged. */
  readonly paths: readonly NetworkPath[];
}

const nounOf = ({ kind }: Service): string => (kind === "aws" ? "AWS service" : "registry");

const idsOf = ({ certain, possible }: Links): readonly string[] => [...certain, ...possible];

/** The VPC that an object is drawn in. */
const boxOf = (vpc: unknown, network: Network): string | undefined =>
  typeof vpc === "string" ? network.vpcs.get(vpc)?.ref.name : undefined;

function drawGroups(from: string, links: Links, { network, canvas }: Scene): readonly string[] {
  return idsOf(links).flatMap((id) => {
    const group = network.securityGroups.get(id);
    if (group === undefined) return [];
    const node = canvas.node(group.ref, "group", "security group");
    canvas.edge(from, node);
    return [node];
  });
}

function drawSubnet(subnet: Subnet, scene: Scene): string {
  const { network, canvas } = scene;
  const box = boxOf(subnet.vpc, network);
  if (canvas.has(subnet.ref.id)) return subnet.ref.id;
  const node = canvas.node(subnet.ref, "network", "subnet", box);
  const list = isUnknown(subnet.accessList) ? undefined : network.accessLists.get(subnet.accessList ?? "");
  if (list !== undefined) canvas.edge(node, canvas.node(list.ref, "group", "network ACL", box));
  if (isUnknown(subnet.routeTable)) return node;
  const table = network.routeTables.get(subnet.routeTable);
  if (table === undefined) return node;
  canvas.edge(node, canvas.node(table.ref, "network", "route table", box));
  for (const { destination, target } of table.routes) {
    const next = drawTarget(target, box, scene);
    if (next !== undefined)
      canvas.edge(table.ref.id, next, isUnknown(destination) ? "not known yet" : destination);
  }
  return node;
}

function drawTarget(target: RouteTarget, box: string | undefined, scene: Scene): string | undefined {
  const { network, canvas } = scene;
  switch (target.kind) {
    case "internet-gateway": {
      const gateway = network.internetGateways.get(target.gateway ?? "");
      const ref = gateway?.ref ?? { id: `${INTERNET} gateway`, name: "of another stack" };
      const node = canvas.node(ref, "network", "internet gateway", box);
      canvas.edge(node, internet(canvas));
      return node;
    }
    case "nat-gateway":
      return drawNat(target.gateway, target.name, box, scene);
    case "elsewhere":
      return canvas.node({ id: target.what, name: target.what }, "network", "not in view");
    case "egress-only":
      return canvas.node(
        { id: `${box ?? ""} egress-only`, name: "IPv6 alone" },
        "network",
        "egress-only gateway",
        box,
      );
    case "local":
    case "unknown":
      return undefined;
  }
}

function drawNat(id: string | undefined, name: string, box: string | undefined, scene: Scene): string {
  const { network, canvas } = scene;
  const gateway = network.natGateways.get(id ?? "");
  const node = canvas.node(gateway?.ref ?? { id: `nat ${name}`, name }, "network", "NAT gateway", box);
  const stands = gateway?.subnet;
  const subnet = typeof stands === "string" ? network.subnets.get(stands) : undefined;
  if (subnet === undefined) canvas.edge(node, internet(canvas));
  else canvas.edge(node, drawSubnet(subnet, scene), "in");
  return node;
}

const internet = (canvas: Canvas): string =>
  canvas.node({ id: INTERNET, name: "public addresses" }, "network", "internet");

/** @returns the services that an endpoint in the subnet's VPC is for */
function drawEndpoints(subnet: Subnet, groups: readonly string[], scene: Scene): readonly string[] {
  const { network, services } = scene;
  const vpc = isUnknown(subnet.vpc) ? undefined : network.vpcs.get(subnet.vpc);
  return services.flatMap((service) => {
    const serving = (vpc?.endpoints ?? []).flatMap((id) => {
      const endpoint = network.endpoints.get(id);
      return endpoint?.service === service.name && service.kind === "aws" ? [endpoint] : [];
    });
    for (const endpoint of serving) drawEndpoint(endpoint, service, subnet, groups, scene);
    return serving.length > 0 ? [nameOf(service)] : [];
  });
}

function drawEndpoint(
  endpoint: VpcEndpoint,
  service: Service,
  subnet: Subnet,
  groups: readonly string[],
  { network, canvas }: Scene,
): void {
  const box = boxOf(endpoint.vpc, network);
  const gateway = endpoint.kind === "Gateway";
  const noun = gateway ? "gateway endpoint" : "interface endpoint";
  const node = canvas.node(endpoint.ref, "endpoint", noun, box);
  const name = nameOf(service);
  canvas.edge(node, canvas.node({ id: name, name }, "service", nounOf(service)));
  if (gateway) {
    const table = subnet.routeTable;
    if (typeof table === "string" && idsOf(endpoint.routeTables).includes(table)) canvas.edge(table, node);
    return;
  }
  const doors = idsOf(endpoint.groups).flatMap((id) => network.securityGroups.get(id) ?? []);
  for (const door of doors) {
    const entry = canvas.node(door.ref, "group", "security group", box);
    canvas.edge(entry, node);
    for (const group of groups) if (group !== entry) canvas.edge(group, entry, "443");
  }
  if (doors.length === 0) canvas.edge(subnet.ref.id, node);
}
