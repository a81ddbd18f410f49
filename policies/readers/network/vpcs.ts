import { field, list } from "../../../launch/json";
import { isUnknown, mapKnown, Unknown, type Known } from "../../../launch/known";
import type { NetworkAcl, Subnet, Vpc, VpcEndpoint } from "../../../launch/model/network";
import type { ResourceView } from "../../view";
import { accessListsBySubnet, defaultListOf } from "./access-lists";
import { Attached, isDefaultVpc, type NetworkReading } from "./reading";
import { publicAccessReader } from "./public-access";

export function readVpcs(
  reading: NetworkReading,
  endpoints: ReadonlyMap<string, VpcEndpoint>,
): Map<string, Vpc> {
  const inVpc = new Attached<string>();
  for (const view of reading.views("endpoint")) {
    inVpc.add(reading.owners(view, "vpcId", "vpc"), `endpoint ${view.resource.name}`, view.resource.urn);
  }
  const resolvers = otherResolvers(reading);
  const zones = privateZones(reading);
  const ranges = moreRanges(reading);
  return new Map(
    reading.views("vpc").map((view) => {
      const { urn } = view.resource;
      const own = inVpc.of(urn);
      const vpc: Vpc = {
        ref: view.ref,
        region: view.region,
        incomplete: reading.incompleteOf(view),
        isNew: isUnknown(view.resource.id) && !view.resource.external && !isDefaultVpc(reading.stack, urn),
        cidrs: cidrsOf(view, ranges),
        dnsSupport: orDefault(view.flag("enableDnsSupport"), true, view),
        // A default VPC has them from the start.
        dnsHostnames: orDefault(view.flag("enableDnsHostnames"), isDefaultVpc(reading.stack, urn), view),
        otherResolver: resolvers.of(urn)[0] ?? resolvers.open(urn),
        privateZones: zones.of(urn),
        endpoints: own.filter((endpoint) => endpoints.has(endpoint)),
        openEndpoints: inVpc.open(urn) ?? zones.open(urn),
        defaultGroup: reading.madeWith(urn, "securityGroup"),
      };
      return [urn, vpc];
    }),
  );
}

/** What AWS sets where the program is silent; of a VPC that is only read nothing is silence. */
function orDefault(
  value: Known<boolean | undefined>,
  otherwise: boolean,
  view: ResourceView,
): Known<boolean> {
  if (value !== undefined) return value;
  return view.resource.external ? new Unknown(`${view.resource.name} is managed elsewhere`) : otherwise;
}

function cidrsOf(view: ResourceView, more: Attached<Known<string>>): readonly Known<string>[] {
  const own =
    view.text("cidrBlock") ?? new Unknown(`the addresses of ${view.resource.name} are not known yet`);
  const open = more.open(view.resource.urn);
  return [own, ...more.of(view.resource.urn), ...(open === undefined ? [] : [new Unknown(open)])];
}

function moreRanges(reading: NetworkReading): Attached<Known<string>> {
  const ranges = new Attached<Known<string>>();
  for (const view of reading.stack.ofType(
    "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
  )) {
    const range = view.text("cidrBlock") ?? new Unknown("a further range is not known yet");
    ranges.add(reading.owners(view, "vpcId", "vpc"), view.resource.name, range);
  }
  return ranges;
}

const RESOLVERS: Readonly<Record<string, string>> = {
  "aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation": "vpcId",
  "aws:route53/resolverRuleAssociation:ResolverRuleAssociation": "vpcId",
  "aws:route53/profilesAssociation:ProfilesAssociation": "resourceId",
};

/** What makes others than Amazon's resolver answer; options that name Amazon's own do not. */
function otherResolvers(reading: NetworkReading): Attached<string> {
  const attached = new Attached<string>();
  for (const [type, property] of Object.entries(RESOLVERS)) {
    for (const view of reading.stack.ofType(type)) {
      if (namesAmazonsResolver(view, reading)) continue;
      const why = `${view.resource.name} may let other servers answer its names`;
      attached.add(reading.owners(view, property, "vpc"), view.resource.name, why);
    }
  }
  return attached;
}

function namesAmazonsResolver(view: ResourceView, reading: NetworkReading): boolean {
  const [options, ...others] = view
    .from("dhcpOptionsId")
    .flatMap((urn) => reading.stack.byUrn(urn) ?? [])
    .filter(({ resource }) => resource.type === "aws:ec2/vpcDhcpOptions:VpcDhcpOptions");
  if (options === undefined || others.length > 0 || options.resource.external) return false;
  const servers = options.list("domainNameServers");
  return (
    !isUnknown(servers) && servers.every((server) => server === "AmazonProvidedDNS") && servers.length > 0
  );
}

function privateZones(reading: NetworkReading): Attached<Known<string>> {
  const attached = new Attached<Known<string>>();
  for (const view of reading.stack.ofType("aws:route53/zone:Zone")) {
    const vpcs = view.get("vpcs");
    if (vpcs === undefined) continue;
    const elements = list(vpcs);
    const name = view.text("name") ?? new Unknown(`the name of zone ${view.resource.name} is not known`);
    const ids = isUnknown(elements) ? elements : elements.map((element) => field(element, "vpcId"));
    attached.add(reading.linksIn(view, ids, "vpcs", "vpc"), `zone ${view.resource.name}`, name);
  }
  for (const view of reading.stack.ofType("aws:route53/zoneAssociation:ZoneAssociation")) {
    const zone = view
      .from("zoneId")
      .flatMap((urn) => reading.stack.byUrn(urn) ?? [])
      .find(({ resource }) => resource.type === "aws:route53/zone:Zone");
    const name =
      zone?.text("name") ?? new Unknown(`which zone ${view.resource.name} associates is not known`);
    attached.add(reading.owners(view, "vpcId", "vpc"), `zone association ${view.resource.name}`, name);
  }
  return attached;
}

export function readSubnets(
  reading: NetworkReading,
  lists: ReadonlyMap<string, NetworkAcl>,
): Map<string, Subnet> {
  const explicit = explicitTables(reading);
  const main = mainTables(reading);
  const accessLists = accessListsBySubnet(reading);
  const publicAccess = publicAccessReader(reading);
  return new Map(
    reading.views("subnet").map((view) => {
      const { urn, name, external } = view.resource;
      const vpc = reading.vpcOfSubnet(view);
      const ipv6 = view.get("ipv6CidrBlock");
      const native = view.flag("ipv6Native");
      const open = external ? `${name} is managed elsewhere` : explicit.open(urn);
      const subnet: Subnet = {
        ref: view.ref,
        vpc,
        cidr: view.text("cidrBlock"),
        zone: view.text("availabilityZone") ?? view.text("availabilityZoneId"),
        routeTable:
          explicit.of(urn)[0] ?? (open === undefined ? mainTableFor(vpc, main, reading) : new Unknown(open)),
        accessList:
          accessLists.of(urn)[0] ??
          listOrDefault(accessLists.open(urn), vpc, (id) => defaultListOf(id, lists, reading)),
        hasIpv6: isUnknown(ipv6) ? true : ipv6 !== undefined,
        givesAddresses: orDefault(view.flag("mapPublicIpOnLaunch"), isDefaultSubnet(view), view),
        ipv6Only: isUnknown(native) ? native : native === true,
        dns64: orDefault(view.flag("enableDns64"), false, view),
        publicAccess: publicAccess(view, vpc),
      };
      return [urn, subnet];
    }),
  );
}

/** Where the program is silent, the provider lets default subnets give addresses, and others not. */
const isDefaultSubnet = ({ resource }: ResourceView): boolean =>
  resource.type === "aws:ec2/defaultSubnet:DefaultSubnet";

function listOrDefault(
  open: string | undefined,
  vpc: Known<string>,
  defaultOf: (vpc: string) => Known<string | undefined>,
): Known<string | undefined> {
  return open === undefined ? mapKnown(vpc, defaultOf) : new Unknown(open);
}

function explicitTables(reading: NetworkReading): Attached<Known<string>> {
  const attached = new Attached<Known<string>>();
  for (const view of reading.stack.ofType("aws:ec2/routeTableAssociation:RouteTableAssociation")) {
    if (view.get("subnetId") === undefined) continue;
    attached.add(
      reading.owners(view, "subnetId", "subnet"),
      `association ${view.resource.name}`,
      reading.owner(view, "routeTableId", "routeTable"),
    );
  }
  return attached;
}

function mainTables(reading: NetworkReading): Attached<Known<string>> {
  const attached = new Attached<Known<string>>();
  for (const view of reading.stack.ofType("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation")) {
    attached.add(
      reading.owners(view, "vpcId", "vpc"),
      `association ${view.resource.name}`,
      reading.owner(view, "routeTableId", "routeTable"),
    );
  }
  return attached;
}

/** The main table: what replaces it, else what takes it over, else as AWS made it. */
function mainTableFor(
  vpc: Known<string>,
  main: Attached<Known<string>>,
  reading: NetworkReading,
): Known<string> {
  if (isUnknown(vpc)) return new Unknown(`its route table is not in view: ${vpc.because}`);
  const open = main.open(vpc);
  const own = reading.madeWith(vpc, "routeTable");
  return main.of(vpc)[0] ?? (open === undefined ? own : new Unknown(open));
}
