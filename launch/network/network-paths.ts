import { isUnknown } from "../known";
import type { Network, Subnet } from "../model/network";
import type { ResourceRef } from "../reference";
import { all, type Verdict } from "../verdict";
import { sort } from "./default-routes";
import type { NetworkRule, Result } from "./result";
import type { Scene } from "./scene";
import type { Service } from "./services";

/** The way of one service's traffic from one subnet, as far as it is in view. */
export interface NetworkPath {
  /** Whose interface speaks: the task's own, or that of the instance it runs on. */
  readonly who: "task" | "instance";
  /** The launch site, or the group of instances. */
  readonly of: ResourceRef;
  /** `undefined`: it is not in view. */
  readonly subnet: ResourceRef | undefined;
  readonly service: Service;
  readonly verdict: Verdict;
  /** In the order that traffic takes, filters last; where the route breaks it ends. */
  readonly hops: readonly Hop[];
}

export interface Hop {
  /** "route table", "NAT gateway", "endpoint", "security group" and the like. */
  readonly kind: string;
  readonly name: string;
  readonly verdict: Verdict["is"];
}

/** What stands for a requirement that is no part of the route. */
const FILTERS: Partial<Readonly<Record<NetworkRule, string>>> = {
  "endpoint-private-dns": "private DNS",
  "endpoint-accepts-tasks": "security group of the endpoint",
  "endpoint-policy-allows": "policy of the endpoint",
  "security-group-allows-https": "security group",
  "network-acl-allows": "network ACL",
};

/** The paths of one caller, by subnet and service. */
export function pathsOf({ caller, model }: Scene, results: readonly Result[]): NetworkPath[] {
  const paths = new Map<string, Result[]>();
  const shared = results.filter(({ subnet }) => subnet === undefined);
  for (const result of results) {
    if (result.subnet === undefined) continue;
    const key = `${result.subnet.ref.id}\n${keyOf(result.service)}`;
    const own = paths.get(key);
    if (own === undefined) paths.set(key, [result]);
    else own.push(result);
  }
  const groups = paths.size > 0 ? [...paths.values()] : shared.map((result) => [result]);
  return groups.flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const { subnet, service } = first;
    const filters =
      subnet === undefined ? [] : shared.filter((each) => keyOf(each.service) === keyOf(service));
    const parts = [...own, ...filters];
    const verdict = all(parts.map((part) => part.verdict));
    const hops = subnet === undefined ? [] : hopsOf(subnet, parts, model.network);
    return [{ who: caller.who, of: caller.ref, subnet: subnet?.ref, service, verdict, hops }];
  });
}

const keyOf = ({ name, kind, region, reader }: Service): string =>
  [name, kind, typeof region === "string" ? region : "", reader].join("\n");

function hopsOf(subnet: Subnet, parts: readonly Result[], network: Network): Hop[] {
  const way = parts.find(({ rule }) => FILTERS[rule] === undefined);
  const filters = parts.flatMap(({ rule, resource, verdict }): Hop[] => {
    const kind = FILTERS[rule];
    return kind === undefined ? [] : [{ kind, name: resource.name, verdict: verdict.is }];
  });
  const start: Hop = { kind: "subnet", name: subnet.ref.name, verdict: "met" };
  if (way === undefined) return [start, ...filters];
  const endpoint = network.endpoints.get(way.resource.id);
  if (endpoint !== undefined && way.verdict.is === "met")
    return [start, ...tableOf(subnet, network), hop("endpoint", endpoint.ref), ...filters];
  if (way.rule === "endpoint-set-complete" && way.verdict.is === "met") return [start, ...filters];
  return [...broken([start, ...routeOf(subnet, network)], way.verdict.is), ...filters];
}

const hop = (kind: string, { name }: ResourceRef): Hop => ({ kind, name, verdict: "met" });

/** Where the verdict falls: the last hop in view. */
const broken = (hops: readonly Hop[], verdict: Verdict["is"]): Hop[] =>
  hops.map((each, index) => (index === hops.length - 1 ? { ...each, verdict } : each));

function tableOf({ routeTable }: Subnet, { routeTables }: Network): Hop[] {
  const table = isUnknown(routeTable) ? undefined : routeTables.get(routeTable);
  return table === undefined ? [] : [hop("route table", table.ref)];
}

/** Along the default route, through a NAT gateway into its own subnet; no further than a hop that was there. */
function routeOf(subnet: Subnet, network: Network, throughNat = false): Hop[] {
  const hops = tableOf(subnet, network);
  const table = isUnknown(subnet.routeTable) ? undefined : network.routeTables.get(subnet.routeTable);
  const target = table === undefined ? undefined : sort(table).defaults[0]?.target;
  switch (target?.kind) {
    case "internet-gateway": {
      const gateway = network.internetGateways.get(target.gateway ?? "");
      return [...hops, hop("internet gateway", gateway?.ref ?? { id: "", name: "not in view" })];
    }
    case "nat-gateway": {
      const own = hop("NAT gateway", { id: "", name: target.name });
      if (throughNat) return [...hops, own];
      const stands = network.natGateways.get(target.gateway ?? "")?.subnet;
      const next = typeof stands === "string" ? network.subnets.get(stands) : undefined;
      if (next === undefined) return [...hops, own];
      return [...hops, own, hop("subnet", next.ref), ...routeOf(next, network, true)];
    }
    case "elsewhere":
      return [...hops, hop(target.what, { id: "", name: "not in view" })];
    case "egress-only":
    case "local":
    case "unknown":
    case undefined:
      return hops;
  }
}
