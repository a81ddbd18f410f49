import subnetFacts from "../data/subnets.json";
import { isKnown, isUnknown, Unknown, type Known } from "../known";
import type { CloudModel } from "../model/cloud-model";
import type { LaunchSite } from "../model/launch-site";
import type { Subnet } from "../model/network";
import { desiredTasks } from "../model/tasks-at-once";
import { isIpv6, parseRange } from "./address";
import { taskCaller } from "./caller";

/** IPv4 addresses that a subnet has for network interfaces; infinite where tasks get IPv6 addresses only. */
export function addressesOf({ ref, cidr, ipv6Only }: Subnet): Known<number> {
  if (ipv6Only === true) return Infinity;
  if (isUnknown(ipv6Only)) return ipv6Only;
  if (isUnknown(cidr)) return cidr;
  const range = cidr === undefined ? undefined : parseRange(cidr);
  if (range === undefined || isIpv6(range)) return new Unknown(`the addresses of ${ref.name} are not known`);
  return Math.max(0, 2 ** (32 - range[1]) - subnetFacts.reserved);
}

/** The subnets of a site, and how many addresses they have together. */
export interface Room {
  /** By size, the smallest first; what is not known counts as the largest. */
  readonly subnets: readonly Subnet[];
  /** Of those that are certainly meant and known. */
  readonly least: number;
  /** Of all that may be meant. */
  readonly most: Known<number>;
}

/** `undefined` where tasks have no network interface of their own, or none of the subnets is in view. */
export function roomOf(site: LaunchSite, { network }: CloudModel): Known<Room | undefined> {
  const caller = taskCaller(site, network);
  if (caller === undefined || isUnknown(caller)) return caller;
  const { certain, possible, open } = caller.subnets;
  const seen = (ids: readonly string[]): Subnet[] => ids.flatMap((id) => network.subnets.get(id) ?? []);
  const subnets = seen([...certain, ...possible]);
  if (subnets.length === 0) return new Unknown(open ?? "the subnets are not in view");
  const size = (subnet: Subnet): number => {
    const addresses = addressesOf(subnet);
    return isUnknown(addresses) ? Infinity : addresses;
  };
  const unseen = subnets.map(addressesOf).find(isUnknown);
  return {
    subnets: subnets.sort((left, right) => Math.sign(size(left) - size(right)) || 0),
    least: sum(seen(certain).map(addressesOf).filter(isKnown)),
    most: open === undefined ? (unseen ?? sum(subnets.map(size))) : new Unknown(open),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const memo = new WeakMap<CloudModel, ReadonlyMap<string, readonly LaunchSite[]>>();

/** Other services that run in the very same subnets. */
export function neighboursOf(site: LaunchSite, room: Room, model: CloudModel): readonly LaunchSite[] {
  const known = memo.get(model) ?? sitesBySubnets(model);
  memo.set(model, known);
  return (known.get(keyOf(room)) ?? []).filter(({ ref }) => ref.id !== site.ref.id);
}

function sitesBySubnets(model: CloudModel): Map<string, LaunchSite[]> {
  const bySubnets = new Map<string, LaunchSite[]>();
  for (const site of model.sites.items) {
    const room = roomOf(site, model);
    if (room === undefined || isUnknown(room) || isUnknown(desiredTasks(site))) continue;
    const sites = bySubnets.get(keyOf(room));
    if (sites === undefined) bySubnets.set(keyOf(room), [site]);
    else sites.push(site);
  }
  return bySubnets;
}

const keyOf = ({ subnets }: Room): string =>
  subnets
    .map(({ ref }) => ref.id)
    .sort()
    .join("\n");
