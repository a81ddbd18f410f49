import { isUnknown, Unknown, type Known } from "../known";
import type { Network, Subnet, Vpc, VpcEndpoint } from "../model/network";
import type { Settings } from "../settings";
import { completedElsewhere } from "./settings";
import { hostOf, type Service } from "./services";

/** The endpoints of a VPC that stand between a subnet and one service. */
export interface EndpointsFor {
  /** With private DNS: the service's name leads there, whatever else there is. */
  readonly answering: VpcEndpoint | undefined;
  /** Interface endpoint whose private DNS is not known. */
  readonly perhaps: VpcEndpoint | undefined;
  /** Interface endpoint that no name leads to. */
  readonly silent: VpcEndpoint | undefined;
  /** Gateway endpoint that the subnet's route table leads to. */
  readonly gateway: VpcEndpoint | undefined;
  /** Gateway endpoint of which this is not certain. */
  readonly gatewayPerhaps: VpcEndpoint | undefined;
  /** Gateway endpoint that other route tables lead to. */
  readonly gatewayElsewhere: VpcEndpoint | undefined;
  /** Why there may be an endpoint that is not in view or not known well enough. */
  readonly open: string | undefined;
}

export function endpointsFor(
  service: Service,
  subnet: Subnet,
  vpc: Vpc,
  network: Network,
  settings: Settings,
): EndpointsFor {
  const found: { -readonly [key in keyof EndpointsFor]: EndpointsFor[key] } = {
    answering: undefined,
    perhaps: undefined,
    silent: undefined,
    gateway: undefined,
    gatewayPerhaps: undefined,
    gatewayElsewhere: undefined,
    open: whyIncomplete(vpc, settings) ?? zoneFor(service, vpc),
  };
  if (service.kind === "public") return { ...found, open: zoneFor(service, vpc) };
  for (const id of vpc.endpoints) {
    const endpoint = network.endpoints.get(id);
    if (endpoint === undefined) continue;
    const serves = isFor(endpoint, service);
    if (serves === false) continue;
    if (isUnknown(serves)) found.open ??= serves.because;
    else if (endpoint.kind === "Gateway") sortGateway(endpoint, subnet, found, settings);
    else if (isUnknown(endpoint.kind)) found.open ??= endpoint.kind.because;
    else if (isUnknown(endpoint.privateDns)) found.perhaps ??= endpoint;
    else if (endpoint.privateDns) found.answering ??= endpoint;
    else found.silent ??= endpoint;
  }
  return found;
}

/** Why endpoints or the like of a VPC may not be in view. */
export function whyIncomplete(vpc: Vpc, settings: Settings): string | undefined {
  return completedElsewhere(vpc.ref, settings) ?? vpc.incomplete ?? vpc.openEndpoints;
}

/** Endpoints serve their own region alone. */
function isFor(endpoint: VpcEndpoint, service: Service): Known<boolean> {
  if (isUnknown(endpoint.service))
    return new Unknown(`what endpoint ${endpoint.ref.name} is for is not known: ${endpoint.service.because}`);
  if (endpoint.service !== service.name) return false;
  if (service.special)
    return new Unknown(
      `whether endpoint ${endpoint.ref.name} serves this name of ${service.name} is not known`,
    );
  const { region } = endpoint;
  if (isUnknown(region))
    return isUnknown(service.region) && region.because === service.region.because ? true : region;
  if (isUnknown(service.region)) return service.region;
  return region === service.region;
}

function sortGateway(
  endpoint: VpcEndpoint,
  subnet: Subnet,
  found: { -readonly [key in keyof EndpointsFor]: EndpointsFor[key] },
  settings: Settings,
): void {
  const { routeTables } = endpoint;
  const { routeTable } = subnet;
  if (!isUnknown(routeTable) && routeTables.certain.includes(routeTable)) found.gateway ??= endpoint;
  else if (
    isUnknown(routeTable) ||
    routeTables.open !== undefined ||
    routeTables.possible.includes(routeTable) ||
    endpoint.incomplete !== undefined ||
    completedElsewhere(endpoint.ref, settings) !== undefined
  )
    found.gatewayPerhaps ??= endpoint;
  else found.gatewayElsewhere ??= endpoint;
}

/** A private hosted zone of the VPC may lead the service's name anywhere. */
function zoneFor(service: Service, vpc: Vpc): string | undefined {
  const host = hostOf(service);
  for (const zone of vpc.privateZones) {
    if (isUnknown(zone)) return `a private hosted zone may answer for ${service.name}: ${zone.because}`;
    if (answersFor(zone, host, service))
      return `the private hosted zone ${zone} may answer for ${service.name}`;
  }
  return undefined;
}

function answersFor(zone: string, host: string, { kind }: Service): boolean {
  const name = zone.replace(/\.$/, "").toLowerCase();
  if (kind === "host" || kind === "open") return true;
  if (kind === "public") return isWithin(host.split(":")[0] ?? host, name);
  // The name continues with the region and the domain of AWS; registries of ECR have the account before it.
  const aws = /^(?:.+\.)?(?:amazonaws\.com(?:\.cn)?|amazonaws\.eu|api\.aws|on\.aws)$/;
  if (!aws.test(name)) return false;
  const head = name.replace(
    /\.?(?:[a-z]{2}(?:-[a-z]+)+-\d\.)?(?:amazonaws\.com(?:\.cn)?|amazonaws\.eu|api\.aws|on\.aws)$/,
    "",
  );
  // ECS numbers the hosts of its agents: `ecs-a-1`.
  if (host.endsWith("*")) return head === "" || head.startsWith(host.slice(0, -1));
  return head === "" || isWithin(host, head) || head.endsWith(`.${host}`);
}

const isWithin = (host: string, zone: string): boolean => host === zone || host.endsWith(`.${zone}`);
