import { or, some, type Truth } from "../iam/kleene";
import { isUnknown, Unknown, type Known } from "../known";
import type { GroupRule, Links, Network, Peer, SecurityGroup } from "../model/network";
import type { Settings } from "../settings";
import { covers, isEverywhere, isIpv6, isPrivate, overlap, parseRange, type Range } from "./address";
import { whyOpen } from "./links";
import { completedElsewhere } from "./settings";

/** The other end of a connection, as a rule of a security group sees it. */
export type Peers =
  | {
      /** Public addresses, of which only those of S3 are listed anywhere. */
      readonly kind: "public";
      readonly isS3: boolean;
    }
  | {
      readonly kind: "interfaces";
      readonly groups: Links;
      /** Where their addresses lie. */
      readonly ranges: readonly Known<string | undefined>[];
    };

export interface Connection {
  readonly direction: "egress" | "ingress";
  readonly port: Known<number | undefined>;
  readonly peers: Peers;
  /** The connection may go over IPv6. */
  readonly ipv6: boolean;
}

/** Whether some rule of the groups lets the connection through. Security groups are stateful: answers always pass. */
export function groupsAllow(
  groups: Links,
  connection: Connection,
  network: Network,
  settings: Settings,
): Truth {
  const truth = some(groups.certain, (id) => {
    const group = network.securityGroups.get(id);
    if (group === undefined) return new Unknown(`security group ${id} is not in view`);
    return groupAllows(group, connection, settings);
  });
  const open = whyOpen(groups, "security group");
  return open === undefined ? truth : or(truth, new Unknown(open));
}

function groupAllows(group: SecurityGroup, connection: Connection, settings: Settings): Truth {
  const truth = some(group[connection.direction], (rule) =>
    isUnknown(rule) ? rule : ruleAllows(rule, connection),
  );
  const incomplete = completedElsewhere(group.ref, settings) ?? group.incomplete;
  return incomplete === undefined ? truth : or(truth, new Unknown(incomplete));
}

function ruleAllows(rule: GroupRule, connection: Connection): Truth {
  const port = portAllows(rule, connection.port);
  if (port === false) return false;
  const peer = some(rule.peers, (each) => peerAllows(each, connection));
  if (peer === false) return false;
  return isUnknown(port) ? port : peer;
}

/** `-1` (or `all`) is every protocol and port. */
export function portAllows(
  { protocol, fromPort, toPort }: Pick<GroupRule, "protocol" | "fromPort" | "toPort">,
  port: Known<number | undefined>,
): Truth {
  if (isUnknown(protocol)) return protocol;
  const name = protocol?.toLowerCase();
  if (name === "-1" || name === "all") return true;
  if (name !== "tcp" && name !== "6") return false;
  if (isUnknown(fromPort)) return fromPort;
  if (isUnknown(toPort)) return toPort;
  if (fromPort === undefined || toPort === undefined) return new Unknown("a rule names no ports");
  if (fromPort <= 0 && toPort >= 65535) return true;
  if (isUnknown(port)) return port;
  if (port === undefined) return new Unknown("the port is not known");
  return fromPort <= port && port <= toPort;
}

function peerAllows(peer: Peer, { peers, ipv6 }: Connection): Truth {
  switch (peer.kind) {
    case "unknown":
      return new Unknown(peer.because);
    case "s3":
      return peers.kind === "public" && peers.isS3;
    case "range":
      return rangeAllows(peer.range, peers, ipv6);
    case "ranges":
      return isUnknown(peer.ranges)
        ? peer.ranges
        : some(peer.ranges, (range) => rangeAllows(range, peers, ipv6));
    case "groups":
      return peers.kind === "public" ? false : sharesGroup(peer.groups, peers.groups);
  }
}

/** A rule that names a group speaks of every interface that has it. */
function sharesGroup(named: Links, had: Links): Truth {
  if (named.certain.some((group) => had.certain.includes(group))) return true;
  const perhaps =
    named.certain.some((group) => had.possible.includes(group)) ||
    named.possible.some((group) => had.certain.includes(group) || had.possible.includes(group)) ||
    (named.open !== undefined && (had.certain.length > 0 || had.open !== undefined)) ||
    had.open !== undefined;
  const why = whyOpen(named, "security group") ?? whyOpen(had, "security group");
  return perhaps ? new Unknown(why ?? "which security groups are meant is not known") : false;
}

function rangeAllows(text: Known<string>, peers: Peers, ipv6: boolean): Truth {
  if (isUnknown(text)) return text;
  const range = parseRange(text);
  if (range === undefined) return new Unknown(`${text} is no range of addresses`);
  if (isIpv6(range)) return ipv6 ? new Unknown("whether IPv6 is used is not known") : false;
  if (isEverywhere(range)) return true;
  if (peers.kind === "public")
    return isPrivate(range) ? false : new Unknown(`${text} holds a part of the public addresses`);
  return coversAll(range, text, peers.ranges);
}

function coversAll(range: Range, text: string, wanted: readonly Known<string | undefined>[]): Truth {
  const open = new Unknown(`whether ${text} holds the addresses is not known`);
  if (wanted.length === 0) return open;
  let touched = false;
  let all = true;
  for (const each of wanted) {
    const inner = isUnknown(each) || each === undefined ? undefined : parseRange(each);
    if (inner === undefined) return open;
    if (!covers(range, inner)) all = false;
    if (overlap(range, inner)) touched = true;
  }
  if (all) return true;
  return touched ? open : false;
}
