import { and, or, type Truth } from "../iam/kleene";
import { isUnknown, Unknown } from "../known";
import type { Links, Network, Subnet, Vpc } from "../model/network";
import type { ResourceRef } from "../reference";
import { met, unknown, unmet, type Verdict } from "../verdict";
import { namesOf } from "./endpoint-accepts";
import { endpointsFor } from "./endpoint-way";
import { groupsAllow, type Peers } from "./groups";
import type { Service } from "./services";
import type { Scene } from "./scene";
import { soften, type Result } from "./result";

/** Whether the caller's own groups let it out to each service, wherever its name leads. */
export function groupResults(subnets: readonly Subnet[], scene: Scene): Result[] {
  const { caller, needs, model } = scene;
  const { network } = model;
  const resource = resourceOf(caller.groups, network, caller.ref);
  return needs.services.map((service) => {
    const verdict = judge(service, subnets, scene);
    const remedy = `Add an egress rule for TCP ${service.port} to ${namesOf(caller.groups, network)}: to 0.0.0.0/0, or to the endpoints' group and, for image layers, the prefix list of S3.`;
    return {
      rule: "security-group-allows-https",
      resource,
      subnet: undefined,
      service,
      verdict: service.perhaps === undefined ? verdict : soften(verdict, service.perhaps),
      remedy,
    };
  });
}

function resourceOf({ certain, possible }: Links, network: Network, site: ResourceRef): ResourceRef {
  const [first] = certain.length > 0 ? certain : possible;
  return (first === undefined ? undefined : network.securityGroups.get(first)?.ref) ?? site;
}

function judge(service: Service, subnets: readonly Subnet[], scene: Scene): Verdict {
  const { caller, model, settings } = scene;
  const { network } = model;
  const allowsTo = (peers: Peers): Truth =>
    groupsAllow(
      caller.groups,
      { direction: "egress", port: service.port, peers, ipv6: hasIpv6(subnets) },
      network,
      settings,
    );
  const truth = service.kind === "open" ? toAnywhere(allowsTo) : outTo(service, subnets, scene, allowsTo);
  const names = namesOf(caller.groups, network);
  if (truth === true) return met(`${names} lets TCP ${service.port} out`);
  if (isUnknown(truth)) return unknown(truth.because);
  return unmet(noneReason(caller.groups, network, service));
}

/** Whatever it is, it needs some way out; only what lets nothing out at all is certain. */
function toAnywhere(allowsTo: (peers: Peers) => Truth): Truth {
  const outside = allowsTo({ kind: "public", isS3: false });
  return outside === false ? or(allowsTo(anyInterface), false) : outside;
}

const anyInterface = {
  kind: "interfaces",
  groups: { certain: [], possible: [], open: "whose interface it is is not known" },
  ranges: [],
} as const satisfies Peers;

function outTo(
  service: Service,
  subnets: readonly Subnet[],
  scene: Scene,
  allowsTo: (peers: Peers) => Truth,
): Truth {
  const truths = subnets.map((subnet) => outFrom(service, subnet, scene, allowsTo));
  return truths.length === 0 ? either(service, allowsTo, undefined) : and(...truths);
}

function outFrom(
  service: Service,
  subnet: Subnet,
  { model, settings }: Scene,
  allowsTo: (peers: Peers) => Truth,
): Truth {
  const { network } = model;
  const vpc = isUnknown(subnet.vpc) ? undefined : network.vpcs.get(subnet.vpc);
  const outside: Peers = { kind: "public", isS3: service.name === "s3" };
  if (service.kind === "public") return allowsTo(outside);
  if (vpc === undefined || service.kind === "host") return either(service, allowsTo, vpc);
  const { answering, perhaps, open } = endpointsFor(service, subnet, vpc, network, settings);
  if (answering !== undefined && service.name !== "s3") {
    return allowsTo({
      kind: "interfaces",
      groups: answering.groups,
      ranges: rangesOf(answering.subnets, vpc, network),
    });
  }
  if (perhaps !== undefined || open !== undefined || answering !== undefined)
    return either(service, allowsTo, vpc);
  return allowsTo(outside);
}

/** To an endpoint or outside: certain only where it makes no difference. */
function either(service: Service, allowsTo: (peers: Peers) => Truth, vpc: Vpc | undefined): Truth {
  const outside = allowsTo({ kind: "public", isS3: service.name === "s3" });
  const inside = allowsTo({ ...anyInterface, ranges: vpc?.cidrs ?? [] });
  if (outside === inside) return outside;
  return new Unknown(`whether ${service.name} is reached through an endpoint is not known`);
}

/** Where the interfaces of an endpoint have their addresses. */
function rangesOf(
  links: Links,
  vpc: Vpc,
  network: Network,
): Extract<Peers, { kind: "interfaces" }>["ranges"] {
  if (links.open !== undefined || links.possible.length > 0 || links.certain.length === 0) return vpc.cidrs;
  return links.certain.map((id) => network.subnets.get(id)?.cidr);
}

const hasIpv6 = (subnets: readonly Subnet[]): boolean =>
  subnets.length === 0 || subnets.some((subnet) => subnet.hasIpv6 !== false);

function noneReason({ certain }: Links, network: Network, service: Service): string {
  const groups = certain.flatMap((id) => network.securityGroups.get(id) ?? []);
  const names = namesOf({ certain, possible: [], open: undefined }, network);
  if (groups.every(({ egress }) => egress.length === 0))
    return `${names} ${groups.length === 1 ? "has" : "have"} no egress rule, and a security group that Pulumi makes lets nothing out without one`;
  return `no egress rule of ${names} lets TCP ${service.port} out to ${service.name === "s3" ? "the public addresses of S3" : "it"}`;
}
