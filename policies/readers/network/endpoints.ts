import { isUnknown, Unknown, type Known } from "../../../launch/known";
import type { Links, VpcEndpoint } from "../../../launch/model/network";
import { linksTo } from "../../../launch/network/links";
import type { ResourceView } from "../../view";
import { Attached, type NetworkReading } from "./reading";

/** VPC endpoints by id, with what other resources add to them. */
export function readEndpoints(reading: NetworkReading): Map<string, VpcEndpoint> {
  const parts = readParts(reading);
  return new Map(
    reading.views("endpoint").map((view) => [view.resource.urn, readEndpoint(view, reading, parts)]),
  );
}

interface Parts {
  readonly routeTables: Attached<Links>;
  readonly subnets: Attached<Links>;
  readonly groups: Attached<Links>;
  readonly policies: Attached<Known<unknown>>;
  readonly privateDns: Attached<Known<boolean | undefined>>;
}

function readParts(reading: NetworkReading): Parts {
  const part = <T>(type: string, item: (view: ResourceView) => T): Attached<T> => {
    const attached = new Attached<T>();
    for (const view of reading.stack.ofType(type)) {
      attached.add(reading.owners(view, "vpcEndpointId", "endpoint"), view.resource.name, item(view));
    }
    return attached;
  };
  const one = (
    view: ResourceView,
    property: string,
    noun: "routeTable" | "subnet" | "securityGroup",
  ): Links => {
    const link = reading.link(view, property, noun);
    if (typeof link === "string") return linksTo(link);
    return {
      certain: [],
      possible: isUnknown(link) ? link.from.filter(reading.kind(noun).has) : [],
      open: link?.because,
    };
  };
  return {
    routeTables: part("aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation", (view) =>
      one(view, "routeTableId", "routeTable"),
    ),
    subnets: part("aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation", (view) =>
      one(view, "subnetId", "subnet"),
    ),
    groups: part("aws:ec2/securityGroupAssociation:SecurityGroupAssociation", (view) =>
      one(view, "securityGroupId", "securityGroup"),
    ),
    policies: part("aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy", (view) => view.get("policy")),
    privateDns: part("aws:vpc/endpointPrivateDns:EndpointPrivateDns", (view) =>
      view.flag("privateDnsEnabled"),
    ),
  };
}

function readEndpoint(view: ResourceView, reading: NetworkReading, parts: Parts): VpcEndpoint {
  const { urn } = view.resource;
  const vpc = reading.owner(view, "vpcId", "vpc");
  const open = (attached: Attached<unknown>): string | undefined => attached.open(urn);
  const named = serviceOf(view);
  return {
    ref: view.ref,
    vpc,
    service: isUnknown(named) ? named : named.service,
    region: view.get("serviceRegion") === undefined ? view.region : view.text("serviceRegion"),
    kind: withDefault(view.text("vpcEndpointType"), "Gateway", view),
    privateDns: privateDnsOf(view, parts),
    incomplete: reading.incompleteOf(view),
    subnets: joined(subnetsOf(view, reading), parts.subnets.of(urn), open(parts.subnets)),
    groups: groupsOf(view, reading, vpc, parts),
    routeTables: joined(
      reading.links(view, "routeTableIds", "routeTable"),
      parts.routeTables.of(urn),
      open(parts.routeTables),
    ),
    policy: policyOf(view, parts),
  };
}

/** `com.amazonaws.<region>.ecr.dkr`, in China `cn.com.amazonaws.<region>.ecr.dkr`, `aws.api.…` for some. */
function serviceOf(view: ResourceView): Known<{ readonly service: string }> {
  const name = view.text("serviceName");
  if (isUnknown(name)) return name;
  if (name === undefined) return { service: "none" };
  const [, service] = /^(?:[a-z]+\.)*?amazonaws\.[a-z0-9-]+\.(.+)$/.exec(name) ?? [];
  return { service: service ?? name };
}

function withDefault(value: Known<string | undefined>, otherwise: string, view: ResourceView): Known<string> {
  if (value !== undefined) return value;
  return view.resource.external ? new Unknown(`${view.resource.name} is managed elsewhere`) : otherwise;
}

function privateDnsOf(view: ResourceView, parts: Parts): Known<boolean> {
  const { urn, external, name } = view.resource;
  const separate = parts.privateDns.of(urn)[0];
  const own = view.flag("privateDnsEnabled");
  if (separate === true || own === true) return true;
  const open = parts.privateDns.open(urn) ?? (external ? `${name} is managed elsewhere` : undefined);
  if (isUnknown(separate)) return separate;
  if (isUnknown(own)) return own;
  return open === undefined ? false : new Unknown(open);
}

function subnetsOf(view: ResourceView, reading: NetworkReading): Links {
  const configured = view.get("subnetConfigurations");
  if (configured === undefined) return reading.links(view, "subnetIds", "subnet");
  return { certain: [], possible: [], open: "its subnets are given with addresses of their own" };
}

/** Without any, it has the default group of its VPC. */
function groupsOf(view: ResourceView, reading: NetworkReading, vpc: Known<string>, parts: Parts): Links {
  const { urn } = view.resource;
  const own = reading.links(view, "securityGroupIds", "securityGroup");
  const groups = joined(own, parts.groups.of(urn), parts.groups.open(urn));
  const none = groups.certain.length === 0 && groups.possible.length === 0 && groups.open === undefined;
  if (!none) return groups;
  if (view.resource.external) return { ...groups, open: `${view.resource.name} is managed elsewhere` };
  return isUnknown(vpc) ? { ...groups, open: vpc.because } : linksTo(reading.madeWith(vpc, "securityGroup"));
}

function policyOf(view: ResourceView, parts: Parts): Known<unknown> {
  const { urn } = view.resource;
  const open = parts.policies.open(urn);
  if (open !== undefined) return new Unknown(open);
  if (view.resource.external) return new Unknown(`${view.resource.name} is managed elsewhere`);
  return parts.policies.of(urn)[0] ?? view.get("policy");
}

function joined(own: Links, more: readonly Links[], open: string | undefined): Links {
  const all = [own, ...more];
  return {
    certain: [...new Set(all.flatMap(({ certain }) => certain))],
    possible: [...new Set(all.flatMap(({ possible }) => possible))],
    open: all.map((links) => links.open).find((each) => each !== undefined) ?? open,
  };
}
