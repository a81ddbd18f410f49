import { field, number, text } from "../../../launch/json";
import { isUnknown, mapKnown, Unknown, type Known } from "../../../launch/known";
import type { AclRule, NetworkAcl } from "../../../launch/model/network";
import type { ResourceView } from "../../view";
import { Attached, isDefaultVpc, type NetworkReading } from "./reading";

const DEFAULT = "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl";

type Direction = "egress" | "ingress";

/** The list that AWS makes with a VPC, under the VPC's own id. */
const ownListOf = (vpc: string): string => `${vpc}#default-network-acl`;

/** Network ACLs by id; a VPC's default one only where the program takes it over or adds rules to it. */
export function readAccessLists(reading: NetworkReading): Map<string, NetworkAcl> {
  const rules = { egress: new Attached<Known<AclRule>>(), ingress: new Attached<Known<AclRule>>() };
  for (const view of reading.stack.ofType("aws:ec2/networkAclRule:NetworkAclRule")) {
    const owners = ownersOfRule(view, reading);
    const egress = view.flag("egress");
    const rule = separateRule(view);
    if (isUnknown(egress) || egress === true)
      rules.egress.add(owners, view.resource.name, isUnknown(egress) ? egress : rule);
    if (isUnknown(egress) || egress !== true)
      rules.ingress.add(owners, view.resource.name, isUnknown(egress) ? egress : rule);
  }
  const lists = new Map<string, NetworkAcl>();
  for (const vpc of reading.views("vpc")) {
    const id = ownListOf(vpc.resource.urn);
    const [egress, ingress] = [rules.egress.of(id), rules.ingress.of(id)];
    const open = rules.egress.open(id) ?? rules.ingress.open(id);
    if (egress.length + ingress.length === 0 && open === undefined) continue;
    lists.set(id, {
      ref: { id: vpc.resource.urn, name: `default network ACL of ${vpc.resource.name}` },
      incomplete: reading.incompleteOf(vpc) ?? open,
      egress: [AS_MADE, ...egress],
      ingress: [AS_MADE, ...ingress],
    });
  }
  for (const view of reading.views("accessList")) {
    const { urn } = view.resource;
    lists.set(urn, {
      ref: view.ref,
      incomplete: reading.incompleteOf(view) ?? rules.egress.open(urn) ?? rules.ingress.open(urn),
      egress: [...inlineRules(view, "egress"), ...rules.egress.of(urn)],
      ingress: [...inlineRules(view, "ingress"), ...rules.ingress.of(urn)],
    });
  }
  return lists;
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html */
const AS_MADE: AclRule = {
  number: 100,
  allows: true,
  protocol: "-1",
  fromPort: undefined,
  toPort: undefined,
  range: "0.0.0.0/0",
};

/** A list of this stack, or through an output of a VPC (`defaultNetworkAclId`) the one made with it. */
function ownersOfRule(view: ResourceView, reading: NetworkReading): ReturnType<NetworkReading["owners"]> {
  const lists = reading.owners(view, "networkAclId", "accessList");
  if (lists.open === undefined) return lists;
  const vpcs = reading.owners(view, "networkAclId", "vpc");
  return vpcs.open === undefined
    ? { certain: vpcs.certain.map(ownListOf), possible: vpcs.possible.map(ownListOf), open: undefined }
    : lists;
}

/** The list of a subnet that no other is given to; `undefined`: as AWS makes it, everything passes. */
export function defaultListOf(
  vpc: string,
  lists: ReadonlyMap<string, NetworkAcl>,
  { stack }: NetworkReading,
): Known<string | undefined> {
  if (isDefaultVpc(stack, vpc)) return new Unknown("the network ACL of the default VPC is not in view");
  return lists.has(ownListOf(vpc)) ? ownListOf(vpc) : undefined;
}

/** The list of each subnet that has one of its own; with a taken-over default list, of every other subnet. */
export function accessListsBySubnet(reading: NetworkReading): Attached<Known<string>> {
  const attached = new Attached<Known<string>>();
  for (const view of reading.views("accessList")) {
    const { urn, name } = view.resource;
    const links = reading.links(view, "subnetIds", "subnet");
    // Subnets that are named by id are not of this stack.
    attached.add({ ...links, open: isUnknown(view.get("subnetIds")) ? links.open : undefined }, name, urn);
  }
  for (const view of reading.stack.ofType("aws:ec2/networkAclAssociation:NetworkAclAssociation")) {
    const list = reading.owner(view, "networkAclId", "accessList");
    attached.add(reading.owners(view, "subnetId", "subnet"), view.resource.name, list);
  }
  const defaults = reading.stack.ofType(DEFAULT);
  if (defaults.length === 0) return attached;
  for (const subnet of reading.views("subnet")) {
    const { urn } = subnet.resource;
    if (attached.of(urn).length > 0) continue;
    const vpc = reading.vpcOfSubnet(subnet);
    for (const list of defaults) {
      const owner = reading.link(list, "defaultNetworkAclId", "vpc");
      if (isUnknown(owner))
        attached.add({ certain: [], possible: [urn], open: undefined }, list.resource.name, owner);
      else if (owner !== undefined && owner === vpc)
        attached.add(
          { certain: [urn], possible: [], open: undefined },
          list.resource.name,
          list.resource.urn,
        );
    }
  }
  return attached;
}

function inlineRules(view: ResourceView, direction: Direction): readonly Known<AclRule>[] {
  const rules = view.list(direction);
  if (isUnknown(rules)) return [rules];
  return rules.map((rule) =>
    isUnknown(rule)
      ? rule
      : {
          number: number(field(rule, "ruleNo")),
          allows: mapKnown(text(field(rule, "action")), (action) => action?.toLowerCase() === "allow"),
          protocol: text(field(rule, "protocol")),
          fromPort: number(field(rule, "fromPort")),
          toPort: number(field(rule, "toPort")),
          range: text(field(rule, "cidrBlock")),
        },
  );
}

function separateRule(view: ResourceView): AclRule {
  return {
    number: view.number("ruleNumber"),
    allows: mapKnown(view.text("ruleAction"), (action) => action?.toLowerCase() === "allow"),
    protocol: view.text("protocol"),
    fromPort: view.number("fromPort"),
    toPort: view.number("toPort"),
    range: view.text("cidrBlock"),
  };
}
