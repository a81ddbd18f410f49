import { isUnknown, Unknown, type Known } from "../known";
import type { CloudModel } from "../model/cloud-model";
import type { Launch } from "../launch";
import type { Network, Subnet, Vpc } from "../model/network";
import type { Settings } from "../settings";
import { met, unknown, unmet, type Verdict } from "../verdict";
import type { Caller } from "./caller";
import { accessListResult, natListResult } from "./access-lists";
import { accepts } from "./endpoint-accepts";
import { policyAllows } from "./endpoint-policy";
import { endpointsFor, whyIncomplete, type EndpointsFor } from "./endpoint-way";
import { whyOpen } from "./links";
import { internetWay, nameOf, type Way } from "./internet";
import { mayBeInside, type Needs, type Service } from "./needs";
import { listed, soften, unique, type Result } from "./result";

/** What the judgement of one launch rests on. */
export interface Scene {
  readonly launch: Launch;
  readonly model: CloudModel;
  readonly settings: Settings;
  readonly caller: Caller;
  readonly needs: Needs;
}

/** One subnet with its VPC in view. */
interface Place {
  readonly scene: Scene;
  readonly network: Network;
  readonly subnet: Subnet;
  readonly vpc: Vpc;
  readonly internet: Way;
  readonly endpoints: ReadonlyMap<Service, EndpointsFor>;
  /** Interface endpoints (or the S3 gateway, where there is no route out at all) are how this subnet is meant to reach AWS. */
  readonly livesOnEndpoints: Known<boolean>;
}

/** The subnets that are in view. */
export const seenBy =
  ({ model }: Scene) =>
  (ids: readonly string[]): Subnet[] =>
    ids.flatMap((id) => model.network.subnets.get(id) ?? []);

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
        `the VPC of subnet ${subnet.ref.name} is not in view${isUnknown(subnet.vpc) ? `: ${subnet.vpc.because}` : ""}`,
      ),
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
function accessListResults(
  service: Service,
  { subnet, endpoints, vpc, network, internet, scene }: Place,
): Result[] {
  const answering = endpoints.get(service)?.answering;
  if (answering !== undefined) {
    const { certain, possible, open } = answering.subnets;
    const others = certain.filter((id) => id !== subnet.ref.id);
    if (others.length < certain.length || possible.length > 0 || open !== undefined) return [];
    const ranges = others.length === 0 ? vpc.cidrs : others.map((id) => network.subnets.get(id)?.cidr);
    return listOf(accessListResult(subnet, service, { kind: "ranges", ranges }, network, scene.settings));
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

function internetResult(service: Service, { internet, subnet }: Place, verdict: Verdict): Result {
  const { rule, resource, remedy } = internet;
  return { rule, resource, subnet, service, verdict, remedy };
}

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

type Endpoint = NonNullable<EndpointsFor["answering"]>;

function throughInterface(service: Service, endpoint: Endpoint, place: Place, found: EndpointsFor): Result[] {
  const { vpc, subnet } = place;
  const names = answersNames(endpoint, vpc);
  const base = { subnet, service };
  const dns: Result = {
    ...base,
    rule: "endpoint-private-dns",
    resource: names.is === "unmet" ? vpc.ref : endpoint.ref,
    verdict: names,
    remedy: `Set \`enableDnsHostnames\` of ${vpc.ref.name} to true.`,
  };
  if (names.is !== "met") return [dns];
  const others =
    found.gateway !== undefined || (service.name === "s3" && place.internet.verdict.is !== "unmet");
  const taken = accepts(
    service,
    endpoint,
    place.scene.caller,
    subnet,
    vpc,
    place.network,
    place.scene.settings,
  );
  const accepted: Result = {
    ...base,
    rule: "endpoint-accepts-tasks",
    ...taken,
    // For S3 private DNS may be meant for networks outside alone.
    verdict: others
      ? soften(taken.verdict, "whether S3 is reached through its interface endpoint is not known")
      : taken.verdict,
  };
  const there: Result = {
    ...base,
    rule: "endpoint-set-complete",
    resource: vpc.ref,
    verdict: met(`${place.scene.caller.who} in VPC ${vpc.ref.name} → endpoint ${endpoint.ref.name}`),
  };
  return [there, dns, accepted, ...policyResult(service, endpoint, place)];
}

function answersNames(endpoint: Endpoint, vpc: Vpc): Verdict {
  const { dnsHostnames: hostnames } = vpc;
  if (isUnknown(hostnames)) return unknown(hostnames.because);
  if (!hostnames)
    return unmet(
      `endpoint ${endpoint.ref.name} asks for private DNS, and enableDnsHostnames of ${vpc.ref.name} is false or left out, which means false: AWS refuses the endpoint`,
    );
  if (vpc.otherResolver !== undefined) return unknown(vpc.otherResolver);
  return met(`private DNS of ${endpoint.ref.name} is on, and ${vpc.ref.name} has DNS support and host names`);
}

function policyResult(service: Service, endpoint: Endpoint, { scene, subnet }: Place): Result[] {
  const answer = policyAllows(service, endpoint, scene);
  if (answer === undefined) return [];
  return [{ rule: "endpoint-policy-allows", resource: endpoint.ref, subnet, service, ...answer }];
}

function privateDnsUnknown(service: Service, endpoint: Endpoint, { subnet }: Place): Result {
  const why = isUnknown(endpoint.privateDns) ? endpoint.privateDns.because : "";
  const verdict = unknown(`whether private DNS of ${endpoint.ref.name} is on is not known: ${why}`);
  return { rule: "endpoint-private-dns", resource: endpoint.ref, subnet, service, verdict };
}

function throughGateway(service: Service, endpoint: Endpoint, place: Place): Result[] {
  const { subnet, network } = place;
  const table = isUnknown(subnet.routeTable) ? undefined : network.routeTables.get(subnet.routeTable);
  const through = table === undefined ? "its route table" : nameOf(table);
  const verdict = met(`subnet ${subnet.ref.name} → ${through} → endpoint ${endpoint.ref.name}`);
  return [
    { rule: "s3-gateway-endpoint-associated", resource: endpoint.ref, subnet, service, verdict },
    ...policyResult(service, endpoint, place),
  ];
}

function gatewayUnknown(service: Service, endpoint: Endpoint, place: Place): Result {
  const { internet, subnet, scene } = place;
  const isFree = policyAllows(service, endpoint, scene) === undefined;
  const verdict =
    internet.verdict.is === "met" && isFree
      ? internet.verdict
      : unknown(`whether the route table of ${subnet.ref.name} leads to ${endpoint.ref.name} is not known`);
  return { rule: "s3-gateway-endpoint-associated", resource: endpoint.ref, subnet, service, verdict };
}

function withoutEndpoint(service: Service, found: EndpointsFor, place: Place): Result {
  const { internet, subnet, vpc } = place;
  const { verdict } = internet;
  if (found.open !== undefined)
    return internetResult(service, place, internet.asMade === true ? verdict : unknown(found.open));
  if (verdict.is !== "unmet") return internetResult(service, place, verdict);
  const { silent, gatewayElsewhere } = found;
  if (silent !== undefined) return silentEndpoint(service, silent, place);
  const lives = place.livesOnEndpoints;
  if (isUnknown(lives)) return internetResult(service, place, soften(verdict, lives.because));
  if (!lives || isForeign(service, vpc)) return internetResult(service, place, verdict);
  if (gatewayElsewhere !== undefined) {
    return {
      rule: "s3-gateway-endpoint-associated",
      resource: gatewayElsewhere.ref,
      subnet,
      service,
      verdict: unmet(
        `${verdict.because}; ${gatewayElsewhere.ref.name} is associated with ${tablesOf(gatewayElsewhere, place)}, which ${subnet.ref.name} does not use`,
      ),
      remedy: `Add the route table of ${subnet.ref.name} to \`routeTableIds\` of ${gatewayElsewhere.ref.name}.`,
    };
  }
  return {
    rule: "endpoint-set-complete",
    resource: vpc.ref,
    subnet,
    service,
    verdict: missing(service, place),
    remedy: remedyOf(service, place),
  };
}

/** Endpoints help in their own region alone. */
const isForeign = ({ region }: Service, vpc: Vpc): boolean =>
  typeof region === "string" && typeof vpc.region === "string" && region !== vpc.region;

function silentEndpoint(service: Service, endpoint: Endpoint, { internet, subnet, vpc }: Place): Result {
  const verdict =
    vpc.otherResolver === undefined
      ? unmet(
          `privateDnsEnabled of ${endpoint.ref.name} is false or left out, which means false: the name of ${service.name} leads to public addresses, and ${internet.verdict.because}`,
        )
      : unknown(vpc.otherResolver);
  const remedy = `Set \`privateDnsEnabled: true\` on ${endpoint.ref.name}.`;
  return { rule: "endpoint-private-dns", resource: endpoint.ref, subnet, service, verdict, remedy };
}

function tablesOf({ routeTables }: Endpoint, { network }: Place): string {
  const names = routeTables.certain.map((id) => network.routeTables.get(id)?.ref.name ?? id);
  return names.length === 0 ? "no route table" : `route table ${listed(names)}`;
}

/** What is there and what is not, for all that the launch needs. */
function missing(service: Service, place: Place): Verdict {
  const { internet, vpc, network } = place;
  const there = unique(
    vpc.endpoints.flatMap((id) => {
      const service = network.endpoints.get(id)?.service;
      return typeof service === "string" ? [service] : [];
    }),
  );
  return unmet(
    `${internet.verdict.because}; endpoints in ${vpc.ref.name}: ${there.join(", ")}; missing: ${missingOf(service, place).join(", ")}`,
  );
}

function missingOf({ name, optional }: Service, { endpoints }: Place): string[] {
  if (optional) return [name];
  return unique(
    [...endpoints].flatMap(
      ([service, { answering, perhaps, silent, gateway, gatewayPerhaps, gatewayElsewhere }]) =>
        service.kind !== "aws" ||
        service.optional ||
        (answering ?? perhaps ?? silent ?? gateway ?? gatewayPerhaps ?? gatewayElsewhere) !== undefined
          ? []
          : [service.name],
    ),
  );
}

function remedyOf(service: Service, place: Place): string {
  const names = missingOf(service, place);
  const makes = names.map((name) =>
    name === "s3"
      ? "an S3 gateway endpoint on the subnet's route table"
      : `an interface endpoint for ${name} with private DNS`,
  );
  return `Make ${listed(makes)} in ${place.vpc.ref.name}, or give the subnet a route to a NAT gateway.`;
}
