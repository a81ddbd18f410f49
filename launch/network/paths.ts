import { isUnknown, Unknown, type Known } from "../known";
import type { Subnet, Vpc } from "../model/network";
import { unknown, unmet, type Verdict } from "../verdict";
import { accessListResult } from "./access-lists";
import { endpointListResult } from "./far-lists";
import { natListResult } from "./nat-lists";
import { endpointsFor, whyIncomplete, type EndpointsFor } from "./endpoint-way";
import { whyOpen } from "./links";
import { internetWay } from "./internet";
import type { Way } from "./way";
import { mayBeInside, type Service } from "./services";
import { soften, type Result } from "./result";
import { internetResult, type Place, type Scene } from "./scene";
import { gatewayUnknown, privateDnsUnknown, throughGateway, throughInterface } from "./through-endpoint";
import { withoutEndpoint } from "./without-endpoint";

/** Subnets that are not in view: unknown, said once. */
export function openSubnets({ caller, needs }: Scene): Result[] {
  const why = whyOpen({ ...caller.subnets, possible: [] }, "subnet");
  if (why === undefined) return [];
  return needs.services.map((service) => ({
    rule: "egress-path-exists",
    resource: caller.ref,
    subnet: undefined,
    service,
    verdict: unknown(why),
  }));
}

/** The paths from one subnet to everything that a start needs. */
export function pathsFrom(subnet: Subnet, scene: Scene): Result[] {
  const { needs, settings, caller } = scene;
  const network = scene.model.network;
  const all = (verdict: Verdict, resource = subnet.ref, remedy?: string): Result[] =>
    needs.services.map((service) => ({
      rule: "egress-path-exists",
      resource,
      subnet,
      service,
      verdict,
      remedy,
    }));
  const vpc = isUnknown(subnet.vpc) ? undefined : network.vpcs.get(subnet.vpc);
  if (vpc === undefined)
    return all(
      unknown(
        `the VPC of its subnets is not in view${isUnknown(subnet.vpc) ? `: ${subnet.vpc.because}` : ""}`,
      ),
      // Said once for all subnets of it.
      caller.ref,
    );
  if (subnet.ipv6Only !== false)
    return all(unknown(`subnet ${subnet.ref.name} may have IPv6 alone, which is not judged`));
  if (isUnknown(vpc.dnsSupport)) return all(unknown(vpc.dnsSupport.because), vpc.ref);
  if (!vpc.dnsSupport)
    return all(
      withoutNames(vpc),
      vpc.ref,
      `Set \`enableDnsSupport\` and \`enableDnsHostnames\` of ${vpc.ref.name} to true.`,
    );
  const endpoints = new Map(
    needs.services.map((service) => [service, endpointsFor(service, subnet, vpc, network, settings)]),
  );
  const internet = internetWay(subnet, { network, settings, address: caller.address(subnet) });
  const place: Place = {
    scene,
    network,
    subnet,
    vpc,
    internet,
    endpoints,
    livesOnEndpoints: livesOnEndpoints([...endpoints.values()], internet),
  };
  return needs.services.flatMap((service) => {
    const results = [...judge(service, place), ...accessListResults(service, place)];
    const { perhaps } = service;
    return perhaps === undefined
      ? results
      : results.map((result) => ({ ...result, verdict: soften(result.verdict, perhaps) }));
  });
}

/** Between a subnet and an endpoint's interface in it no access list acts. */
function accessListResults(service: Service, place: Place): Result[] {
  const { subnet, endpoints, vpc, network, internet, scene } = place;
  const answering = endpoints.get(service)?.answering;
  if (answering !== undefined) {
    const { certain, possible, open } = answering.subnets;
    const others = certain.filter((id) => id !== subnet.ref.id);
    if (others.length < certain.length || possible.length > 0 || open !== undefined) return [];
    const ranges = others.length === 0 ? vpc.cidrs : others.map((id) => network.subnets.get(id)?.cidr);
    return [
      ...listOf(accessListResult(subnet, service, { kind: "ranges", ranges }, network, scene.settings)),
      ...listOf(endpointListResult(answering, others, service, place)),
    ];
  }
  const gateway = endpoints.get(service)?.gateway;
  if (gateway === undefined && internet.verdict.is !== "met") return [];
  if (gateway === undefined && endpoints.get(service)?.open !== undefined) return [];
  const { natSubnet } = internet;
  const ofNat =
    gateway !== undefined || natSubnet === undefined
      ? undefined
      : natListResult(natSubnet, subnet, service, network, scene.settings);
  return [
    ...listOf(accessListResult(subnet, service, { kind: "public" }, network, scene.settings)),
    ...listOf(ofNat),
  ];
}

const listOf = (result: Result | undefined): Result[] => (result === undefined ? [] : [result]);

function withoutNames(vpc: Vpc): Verdict {
  return vpc.otherResolver === undefined
    ? unmet(`enableDnsSupport of ${vpc.ref.name} is false, so that nobody there answers for any name`)
    : unknown(`enableDnsSupport of ${vpc.ref.name} is false, and ${vpc.otherResolver}`);
}

function livesOnEndpoints(all: readonly EndpointsFor[], internet: Way): Known<boolean> {
  const ofInterface = all.some(
    ({ answering, perhaps, silent }) => (answering ?? perhaps ?? silent) !== undefined,
  );
  if (ofInterface) return true;
  const unclear = all.find(({ open: why }) => why !== undefined)?.open;
  if (unclear !== undefined) return new Unknown(unclear);
  if (internet.rule !== "egress-path-exists") return false;
  if (all.some(({ gateway }) => gateway !== undefined)) return true;
  const open = all.find(({ gatewayPerhaps }) => gatewayPerhaps !== undefined)?.gatewayPerhaps;
  return open === undefined
    ? false
    : new Unknown(`whether the subnet is meant to live on endpoint ${open.ref.name} is not known`);
}

function judge(service: Service, place: Place): Result[] {
  if (service.kind === "aws") return judgeAws(service, place);
  return [internetResult(service, place, toRegistry(service, place))];
}

/** Public registries have no endpoints; one of an unknown host may stand in the network itself. */
function toRegistry(service: Service, { internet, endpoints, vpc, network, scene }: Place): Verdict {
  const { verdict } = internet;
  const open = endpoints.get(service)?.open;
  if (service.kind === "public") return open === undefined ? verdict : unknown(open);
  const hasNone = vpc.endpoints.length === 0 && whyIncomplete(vpc, scene.settings) === undefined;
  if (service.kind === "host") {
    if (verdict.is === "met" && !mayBeInside(service)) return verdict;
    return unknown(
      `where ${service.name} stands is not known`,
      verdict.is === "unmet"
        ? `${verdict.because}, and ${service.name} is reached only if it stands inside`
        : undefined,
    );
  }
  if (verdict.is === "unknown") return verdict;
  if (!hasNone) return unknown(`which registry holds its images is not known: ${whyNeeded(scene)}`);
  if (verdict.is === "met") return verdict;
  // A registry inside needs something that runs it, and a VPC that is there before its first task.
  return vpc.isNew && !network.hasInstances
    ? verdict
    : unknown(`which registry holds its images is not known: ${whyNeeded(scene)}`, verdict.because);
}

const whyNeeded = ({ needs }: Scene): string => needs.open ?? "its container definitions are not known";

function judgeAws(service: Service, place: Place): Result[] {
  const found = place.endpoints.get(service);
  if (found === undefined) return [];
  const { answering, perhaps, gateway, gatewayPerhaps } = found;
  if (answering !== undefined) return throughInterface(service, answering, place, found);
  if (perhaps !== undefined) return [privateDnsUnknown(service, perhaps, place)];
  if (gateway !== undefined) return throughGateway(service, gateway, place);
  if (gatewayPerhaps !== undefined) return [gatewayUnknown(service, gatewayPerhaps, place)];
  return [withoutEndpoint(service, found, place)];
}
