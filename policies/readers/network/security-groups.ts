import { field, flag, list, number, text } from "../../../launch/json";
import { isUnknown, type Known, type Unknown } from "../../../launch/known";
import type { GroupRule, Peer, SecurityGroup } from "../../../launch/model/network";
import { linksTo } from "../../../launch/network/links";
import type { Reference } from "../../../launch/reference";
import type { ResourceView } from "../../view";
import { rangesOfList } from "./prefix-lists";
import { Attached, isDefaultVpc, type NetworkReading } from "./reading";

type Direction = "egress" | "ingress";
type Rules = Readonly<Record<Direction, Attached<Known<GroupRule>>>>;

/** Security groups by id, those that AWS makes with the VPCs of the stack included. */
export function readSecurityGroups(reading: NetworkReading): Map<string, SecurityGroup> {
  const separate = separateRules(reading);
  const groups = new Map<string, SecurityGroup>();
  for (const view of reading.views("securityGroup")) {
    const { urn } = view.resource;
    const group = {
      ref: view.ref,
      incomplete: reading.incompleteOf(view) ?? separate.egress.open(urn) ?? separate.ingress.open(urn),
      isDefault: false,
      egress: [...inlineRules(view, "egress", reading), ...separate.egress.of(urn)],
      ingress: [...inlineRules(view, "ingress", reading), ...separate.ingress.of(urn)],
    };
    groups.set(urn, group);
  }
  for (const vpc of reading.views("vpc")) {
    const id = reading.madeWith(vpc.resource.urn, "securityGroup");
    if (!groups.has(id)) groups.set(id, asMade(vpc, id, separate, reading));
  }
  return groups;
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html */
function asMade(vpc: ResourceView, id: string, separate: Rules, reading: NetworkReading): SecurityGroup {
  const any = { protocol: "-1", fromPort: undefined, toPort: undefined };
  const anywhere: Peer = { kind: "range", range: "0.0.0.0/0" };
  const itself: Peer = { kind: "groups", groups: linksTo(id) };
  const changed = isDefaultVpc(reading.stack, vpc.resource.urn);
  const adopted = reading.stack
    .ofType("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")
    .some((view) => isUnknown(reading.link(view, "vpcId", "vpc")));
  return {
    ref: { id: vpc.resource.urn, name: `default security group of ${vpc.resource.name}` },
    incomplete:
      reading.incompleteOf(vpc) ??
      separate.egress.open(id) ??
      separate.ingress.open(id) ??
      (adopted ? "a DefaultSecurityGroup may change it" : undefined),
    isDefault: true,
    // Those of a default VPC may have been changed long ago.
    egress: [...(changed ? [] : [{ ...any, peers: [anywhere] }]), ...separate.egress.of(id)],
    ingress: [...(changed ? [] : [{ ...any, peers: [itself] }]), ...separate.ingress.of(id)],
  };
}

function inlineRules(
  view: ResourceView,
  direction: Direction,
  reading: NetworkReading,
): readonly Known<GroupRule>[] {
  const rules = view.list(direction);
  if (isUnknown(rules)) return [rules];
  return rules.map((rule): Known<GroupRule> => {
    if (isUnknown(rule)) return rule;
    const peers = new Peers(reading, view.resource.urn, (value) => view.referenceTo(value, direction));
    return {
      protocol: text(field(rule, "protocol")),
      fromPort: number(field(rule, "fromPort")),
      toPort: number(field(rule, "toPort")),
      peers: [
        ...peers.ranges(field(rule, "cidrBlocks")),
        ...peers.ranges(field(rule, "ipv6CidrBlocks")),
        ...peers.groups(field(rule, "securityGroups"), view, direction),
        ...peers.self(field(rule, "self")),
        ...peers.lists(field(rule, "prefixListIds")),
      ],
    };
  });
}

function separateRules(reading: NetworkReading): Rules {
  const rules: Rules = { egress: new Attached(), ingress: new Attached() };
  for (const view of reading.stack.ofType("aws:ec2/securityGroupRule:SecurityGroupRule")) {
    const type = view.text("type");
    const rule = classicRule(view, reading);
    const owners = reading.owners(view, "securityGroupId", "securityGroup");
    if (isUnknown(type)) {
      rules.egress.add(owners, view.resource.name, type);
      rules.ingress.add(owners, view.resource.name, type);
    } else if (type === "egress" || type === "ingress") rules[type].add(owners, view.resource.name, rule);
  }
  for (const direction of ["egress", "ingress"] as const) {
    const type = direction === "egress" ? "Egress" : "Ingress";
    const token = `aws:vpc/securityGroup${type}Rule:SecurityGroup${type}Rule`;
    for (const view of reading.stack.ofType(token)) {
      rules[direction].add(
        reading.owners(view, "securityGroupId", "securityGroup"),
        view.resource.name,
        singleRule(view, reading),
      );
    }
  }
  return rules;
}

function ownGroup(view: ResourceView, reading: NetworkReading): string {
  return reading.owners(view, "securityGroupId", "securityGroup").certain[0] ?? view.resource.urn;
}

function classicRule(view: ResourceView, reading: NetworkReading): GroupRule {
  const source = view.reference("sourceSecurityGroupId");
  const peers = new Peers(reading, ownGroup(view, reading), (value) =>
    view.referenceTo(value, "prefixListIds"),
  );
  return {
    protocol: view.text("protocol"),
    fromPort: view.number("fromPort"),
    toPort: view.number("toPort"),
    peers: [
      ...peers.ranges(view.get("cidrBlocks")),
      ...peers.ranges(view.get("ipv6CidrBlocks")),
      ...peers.group(source),
      ...peers.self(view.get("self")),
      ...peers.lists(view.get("prefixListIds")),
    ],
  };
}

function singleRule(view: ResourceView, reading: NetworkReading): GroupRule {
  const peers = new Peers(reading, ownGroup(view, reading), (value) =>
    view.referenceTo(value, "prefixListId"),
  );
  const [v4, v6] = [view.text("cidrIpv4"), view.text("cidrIpv6")];
  const prefixList = view.get("prefixListId");
  return {
    protocol: view.text("ipProtocol"),
    fromPort: view.number("fromPort"),
    toPort: view.number("toPort"),
    peers: [
      ...peers.ranges(v4 === undefined ? undefined : [v4]),
      ...peers.ranges(v6 === undefined ? undefined : [v6]),
      ...peers.group(view.reference("referencedSecurityGroupId")),
      ...peers.lists(prefixList === undefined ? undefined : [prefixList]),
    ],
  };
}

/** Who a rule of one group speaks of. */
class Peers {
  constructor(
    private readonly reading: NetworkReading,
    private readonly own: string,
    private readonly reference: (value: unknown) => Reference,
  ) {}

  ranges(value: unknown): Peer[] {
    const ranges = list(value);
    if (isUnknown(ranges)) return [notKnown(ranges)];
    return ranges.flatMap((range): Peer[] => {
      const known = text(range);
      return known === undefined ? [] : [{ kind: "range", range: known }];
    });
  }

  groups(value: unknown, view: ResourceView, property: string): Peer[] {
    if (value === undefined) return [];
    const groups = this.reading.linksIn(view, value, property, "securityGroup");
    return [{ kind: "groups", groups }];
  }

  group(reference: Reference): Peer[] {
    if (reference.text === undefined) return [];
    const group = this.reading.linkIn(reference, "securityGroup");
    if (typeof group === "string") return [{ kind: "groups", groups: linksTo(group) }];
    const because = isUnknown(group) ? group.because : "the group is not known";
    // A group that is named by its id is another one than those of this stack.
    return [
      {
        kind: "groups",
        groups: { certain: [], possible: isUnknown(group) ? group.from : [], open: because },
      },
    ];
  }

  self(value: unknown): Peer[] {
    const self = flag(value);
    if (isUnknown(self)) return [notKnown(self)];
    return self === true ? [{ kind: "groups", groups: linksTo(this.own) }] : [];
  }

  lists(value: unknown): Peer[] {
    const lists = list(value);
    if (isUnknown(lists)) return [notKnown(lists)];
    return lists.map((element): Peer => this.prefixList(this.reference(element)));
  }

  /** Of a gateway endpoint, it is the list of its service's addresses; one of this stack shows its entries. */
  private prefixList(reference: Reference): Peer {
    const endpoint = this.reading.linkIn(reference, "endpoint");
    const service =
      typeof endpoint === "string" ? this.reading.stack.byUrn(endpoint)?.text("serviceName") : undefined;
    if (typeof service === "string" && service.endsWith(".s3")) return { kind: "s3" };
    const ranges = rangesOfList(reference, this.reading);
    return ranges === undefined
      ? { kind: "unknown", because: "what a prefix list holds is not in view" }
      : { kind: "ranges", ranges };
  }
}

const notKnown = (value: Unknown): Peer => ({ kind: "unknown", because: value.because });
