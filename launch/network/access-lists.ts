import { and, every, type Truth } from "../iam/kleene";
import { isUnknown, Unknown, type Known } from "../known";
import type { AclRule, Network, NetworkAcl, Subnet } from "../model/network";
import type { Settings } from "../settings";
import { met, unknown, unmet, type Verdict } from "../verdict";
import { covers, isEverywhere, isIpv6, isPrivate, overlap, parseRange, type Range } from "./address";
import type { Service } from "./services";
import type { Result } from "./result";
import { completedElsewhere } from "./settings";

/** Ports of answers: what Linux asks from. https://docs.kernel.org/networking/ip-sysctl.html (ip_local_port_range) */
const ANSWERS = { from: 32768, to: 60999 };

const NAT_ANSWERS = { from: 1024, to: 65535 };

/** Where the packets of a connection go. */
export type Far =
  | { readonly kind: "public" }
  | { readonly kind: "ranges"; readonly ranges: readonly Known<string | undefined>[] };

/**
 * Whether the network ACL of a subnet passes a connection both ways; `undefined` where the VPC's own one passes everything.
 * Access lists keep no state: the answers need a rule of their own.
 */
export function accessListResult(
  subnet: Subnet,
  service: Service,
  far: Far,
  network: Network,
  settings: Settings,
): Result | undefined {
  const { accessList } = subnet;
  if (accessList === undefined) return undefined;
  const list = isUnknown(accessList) ? undefined : network.accessLists.get(accessList);
  const resource = list?.ref ?? subnet.ref;
  const verdict =
    list === undefined
      ? unknown(
          isUnknown(accessList) ? accessList.because : `the network ACL of ${subnet.ref.name} is not in view`,
        )
      : judge(list, service.port, far, settings);
  const remedy = `Allow TCP ${service.port} out and TCP 1024-65535 in for 0.0.0.0/0 in ${resource.name}.`;
  return { rule: "network-acl-allows", resource, subnet, service, verdict, remedy };
}

/**
 * Whether the network ACL of a NAT gateway's subnet passes what comes from a task's subnet, and the answers. The gateway
 * asks from any port above 1023.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html
 */
export function natListResult(
  nat: Subnet,
  subnet: Subnet,
  service: Service,
  network: Network,
  settings: Settings,
): Result | undefined {
  const { accessList } = nat;
  if (accessList === undefined || nat.ref.id === subnet.ref.id) return undefined;
  const list = isUnknown(accessList) ? undefined : network.accessLists.get(accessList);
  const resource = list?.ref ?? nat.ref;
  const tasks: Far = { kind: "ranges", ranges: [subnet.cidr] };
  const here = { from: service.port, to: service.port };
  const truth: Truth =
    list === undefined
      ? new Unknown(`the network ACL of ${nat.ref.name} is not in view`)
      : every(
          [
            passes(list.ingress, here, tasks),
            passes(list.egress, here, { kind: "public" }),
            passes(list.ingress, NAT_ANSWERS, { kind: "public" }),
            passes(list.egress, ANSWERS, tasks),
          ],
          (each) => each,
        );
  const incomplete =
    list === undefined ? undefined : (completedElsewhere(list.ref, settings) ?? list.incomplete);
  const where = `network ACL ${resource.name} of the NAT gateway's subnet ${nat.ref.name}`;
  const verdict =
    incomplete !== undefined
      ? unknown(incomplete)
      : isUnknown(truth)
        ? unknown(truth.because)
        : truth
          ? met(`${where} passes TCP ${service.port} and the answers`)
          : unmet(
              `${where} does not pass TCP ${service.port} from subnet ${subnet.ref.name} to the internet, or not the answers`,
            );
  const remedy = `Allow TCP ${service.port} from the tasks' subnets and to 0.0.0.0/0, and TCP 1024-65535 back both ways, in ${resource.name}.`;
  return { rule: "network-acl-allows", resource, subnet, service, verdict, remedy };
}

function judge(list: NetworkAcl, port: number, far: Far, settings: Settings): Verdict {
  const out = passes(list.egress, { from: port, to: port }, far);
  const back = passes(list.ingress, ANSWERS, far);
  const both = and(out, back);
  const incomplete = completedElsewhere(list.ref, settings) ?? list.incomplete;
  if (incomplete !== undefined) return unknown(incomplete);
  if (both === true) return met(`network ACL ${list.ref.name} passes TCP ${port} out and the answers in`);
  if (isUnknown(both)) return unknown(both.because);
  return unmet(
    out === false
      ? `network ACL ${list.ref.name} passes no TCP ${port} out`
      : `network ACL ${list.ref.name} passes TCP ${port} out, but not the answers: it lets nothing in on ports ${ANSWERS.from} to ${ANSWERS.to}`,
  );
}

interface Ports {
  readonly from: number;
  readonly to: number;
}

/** The first rule by number that matches decides; what no rule matches is denied. */
function passes(rules: readonly Known<AclRule>[], ports: Ports, far: Far): Truth {
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
