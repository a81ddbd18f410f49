import { field, flag, isGiven, list } from "../../../launch/json";
import { isUnknown, Unknown, type Known } from "../../../launch/known";
import type { InstanceNetwork, Links } from "../../../launch/model/network";
import { linksTo } from "../../../launch/network/links";
import type { ResourceView } from "../../view";
import { GROUP, INSTANCE, madeFrom, TEMPLATE } from "../instances";
import type { NetworkReading } from "./reading";

/** The primary interfaces of the instances that Auto Scaling groups and `aws.ec2.Instance` make, by group or instance. */
export function readInstanceNetworks(reading: NetworkReading): Map<string, InstanceNetwork> {
  const { stack } = reading;
  const loose = looseAddress(reading);
  return new Map([
    ...stack.ofType(GROUP).map((view) => [view.resource.urn, ofGroup(view, loose, reading)] as const),
    ...stack.ofType(INSTANCE).map((view) => [view.resource.urn, ofInstance(view, loose, reading)] as const),
  ]);
}

function ofGroup(view: ResourceView, loose: string | undefined, reading: NetworkReading): InstanceNetwork {
  const named = reading.links(view, "vpcZoneIdentifiers", "subnet");
  const made = madeFrom(view, reading.stack);
  if (made === undefined) {
    const because = `what the instances of ${view.resource.name} are made from is not in view`;
    return {
      subnets: orElsewhere(named),
      groups: { certain: [], possible: [], open: because },
      publicAddress: new Unknown(because),
      otherAddress: loose,
    };
  }
  const primary = primaryOf(made);
  const own = reading.linksIn(made, given(field(primary, "subnetId")), "networkInterfaces", "subnet");
  const subnets = isGiven(view.get("vpcZoneIdentifiers")) === false ? own : named;
  return {
    subnets: certainOf(orElsewhere(subnets), primary),
    groups: groupsOf(made, primary, subnets, reading),
    publicAddress: isUnknown(primary)
      ? primary
      : made.resource.type === TEMPLATE
        ? flag(field(primary, "associatePublicIpAddress"))
        : made.flag("associatePublicIpAddress"),
    otherAddress: loose ?? hooked(view, reading),
  };
}

function ofInstance(view: ResourceView, loose: string | undefined, reading: NetworkReading): InstanceNetwork {
  const primary = primaryOf(view);
  const subnets = reading.linksIn(view, given(view.get("subnetId")), "subnetId", "subnet");
  return {
    subnets: certainOf(orElsewhere(subnets), primary),
    groups: groupsOf(view, primary, subnets, reading),
    publicAddress: isUnknown(primary) ? primary : view.flag("associatePublicIpAddress"),
    otherAddress: loose,
  };
}

const given = (value: unknown): readonly unknown[] => (value === undefined ? [] : [value]);

/** Without a subnet EC2 takes one of the default VPC. */
function orElsewhere(links: Links): Links {
  const { certain, possible, open } = links;
  return certain.length + possible.length > 0 || open !== undefined
    ? links
    : { ...links, open: "the instances name no subnet, and the default VPC is not in view" };
}

/** Several interfaces, or one made before, may stand elsewhere. */
const certainOf = (links: Links, primary: unknown): Links =>
  isUnknown(primary) ? { ...links, open: links.open ?? primary.because } : links;

/** The one interface that a template describes; `undefined`: none; unknown where it is one that exists, or one of several. */
function primaryOf(made: ResourceView): Known<unknown> {
  const interfaces = list(made.get("networkInterfaces"));
  const single = made.get("primaryNetworkInterface");
  if (single !== undefined) return new Unknown(`${made.resource.name} takes an interface made before it`);
  if (isUnknown(interfaces)) return interfaces;
  const [only, ...others] = interfaces;
  if (others.length > 0) return new Unknown(`${made.resource.name} has several network interfaces`);
  return isGiven(field(only, "networkInterfaceId")) === false
    ? only
    : new Unknown(`${made.resource.name} takes an interface made before it`);
}

/** Those of the interface, else the instance's own, else the default one of the VPC. */
function groupsOf(made: ResourceView, primary: unknown, subnets: Links, reading: NetworkReading): Links {
  const open = (because: string): Links => ({ certain: [], possible: [], open: because });
  if (isUnknown(primary)) return open(primary.because);
  if (isGiven(made.get("securityGroupNames")) !== false)
    return open(`${made.resource.name} names its security groups by name`);
  const property = made.get("vpcSecurityGroupIds") === undefined ? "securityGroups" : "vpcSecurityGroupIds";
  const own =
    primary === undefined
      ? reading.links(made, property, "securityGroup")
      : reading.linksIn(made, field(primary, "securityGroups"), "networkInterfaces", "securityGroup");
  if (primary !== undefined && isGiven(made.get("vpcSecurityGroupIds")) !== false)
    return open(`${made.resource.name} gives security groups twice, which EC2 refuses`);
  if (own.certain.length + own.possible.length > 0 || own.open !== undefined) return own;
  const vpcs = new Set([...subnets.certain, ...subnets.possible].map((id) => vpcOf(id, reading)));
  const [vpc] = vpcs;
  return vpcs.size === 1 && vpc !== undefined
    ? linksTo(reading.madeWith(vpc, "securityGroup"))
    : open("the default security group of its VPC is not in view");
}

function vpcOf(subnet: string, reading: NetworkReading): string | undefined {
  const view = reading.stack.byUrn(subnet);
  const vpc = view === undefined ? undefined : reading.vpcOfSubnet(view);
  return typeof vpc === "string" ? vpc : undefined;
}

const ADDRESS = "aws:ec2/eip:Eip";
const NAT = "aws:ec2/natGateway:NatGateway";

/** An Elastic IP that may be meant for an instance: it is no NAT gateway's. */
function looseAddress({ stack }: NetworkReading): string | undefined {
  const taken = new Set(
    stack.ofType(NAT).flatMap(({ resource }) => Object.values(resource.propertyDependencies).flat()),
  );
  const [loose] = [
    ...stack.ofType(ADDRESS).filter(({ resource }) => !taken.has(resource.urn)),
    ...stack.ofType("aws:ec2/eipAssociation:EipAssociation"),
  ];
  return loose === undefined ? undefined : `${loose.resource.name} may be an address of theirs`;
}

/** What a lifecycle hook calls may give each new instance an address. */
function hooked(group: ResourceView, { stack }: NetworkReading): string | undefined {
  const [hook] = stack.ofType("aws:autoscaling/lifecycleHook:LifecycleHook");
  if (hook === undefined && isGiven(group.get("initialLifecycleHooks")) === false) return undefined;
  return `a lifecycle hook of ${group.resource.name} may give them an address`;
}
