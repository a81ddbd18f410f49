import { and, type Truth } from "../iam/kleene";
import { isUnknown, Unknown, type Known } from "../known";
import type { AclRule } from "../model/network";
import { covers, isEverywhere, isIpv6, isPrivate, overlap, parseRange, type Range } from "./address";

/** Ports of answers: what Linux asks from. https://docs.kernel.org/networking/ip-sysctl.html (ip_local_port_range) */
export const ANSWERS = { from: 32768, to: 60999 };

/** Where the packets of a connection go. */
export type Far =
  | { readonly kind: "public" }
  | { readonly kind: "ranges"; readonly ranges: readonly Known<string | undefined>[] };

interface Ports {
  readonly from: number;
  readonly to: number;
}

/** The first rule by number that matches decides; what no rule matches is denied. */
export function passes(rules: readonly Known<AclRule>[], ports: Ports, far: Far): Truth {
  const known: AclRule[] = [];
  for (const rule of rules) {
    if (isUnknown(rule)) return rule;
    if (typeof rule.number !== "number") return new Unknown("the number of a rule is not known");
    known.push(rule);
  }
  const parts: { readonly allows: Truth; readonly why: Unknown }[] = [];
  const decided = (allows: boolean): Truth => parts.find((part) => part.allows !== allows)?.why ?? allows;
  for (const rule of known.sort((left, right) => numberOf(left) - numberOf(right))) {
    const match = matches(rule, ports, far);
    if (match === false) continue;
    if (match !== true) parts.push({ allows: rule.allows, why: match });
    else return isUnknown(rule.allows) ? rule.allows : decided(rule.allows);
  }
  return decided(false);
}

const numberOf = ({ number }: AclRule): number => (typeof number === "number" ? number : 0);

/** Unknown where the rule speaks of a part only. */
function matches(rule: AclRule, ports: Ports, far: Far): Truth {
  return and(matchesPorts(rule, ports), matchesFar(rule.range, far));
}

function matchesPorts({ protocol, fromPort, toPort }: AclRule, ports: Ports): Truth {
  if (isUnknown(protocol)) return protocol;
  const name = protocol?.toLowerCase();
  if (name === "-1" || name === "all") return true;
  if (name !== "tcp" && name !== "6") return false;
  if (isUnknown(fromPort)) return fromPort;
  if (isUnknown(toPort)) return toPort;
  const [from, to] = [fromPort ?? 0, toPort ?? 65535];
  if (from <= ports.from && ports.to <= to) return true;
  return to < ports.from || ports.to < from
    ? false
    : new Unknown("a rule opens or closes a part of the ports");
}

function matchesFar(text: Known<string | undefined>, far: Far): Truth {
  if (isUnknown(text)) return text;
  const range = text === undefined ? undefined : parseRange(text);
  // A rule for IPv6 alone says nothing of IPv4.
  if (range === undefined || isIpv6(range)) return false;
  if (isEverywhere(range)) return true;
  if (far.kind === "public")
    return isPrivate(range) ? false : new Unknown("a rule speaks of a part of the public addresses");
  return matchesAll(range, far.ranges);
}

function matchesAll(range: Range, wanted: readonly Known<string | undefined>[]): Truth {
  const inner = wanted.map((each) => (isUnknown(each) || each === undefined ? undefined : parseRange(each)));
  const open = new Unknown("a rule speaks of a part of the addresses");
  if (inner.length === 0 || inner.includes(undefined)) return open;
  const known = inner.filter((each) => each !== undefined);
  if (known.every((each) => covers(range, each))) return true;
  return known.some((each) => overlap(range, each)) ? open : false;
}
