import { isUnknown } from "../known";
import type { Vpc, VpcEndpoint } from "../model/network";
import { met, unknown, unmet, type Verdict } from "../verdict";
import { accepts } from "./endpoint-accepts";
import { policyAllows } from "./endpoint-policy";
import type { EndpointsFor } from "./endpoint-way";
import { nameOf, tablesOf } from "./default-routes";
import type { Service } from "./services";
import { soften, type Result } from "./result";
import type { Place } from "./scene";

/** A service whose name leads to an interface endpoint. */
export function throughInterface(
  service: Service,
  endpoint: VpcEndpoint,
  place: Place,
  found: EndpointsFor,
): Result[] {
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
    verdict: met(
      `subnet ${subnet.ref.name} → private DNS of ${vpc.ref.name} → endpoint ${endpoint.ref.name}`,
    ),
  };
  return [there, dns, accepted, ...policyResult(service, endpoint, place)];
}

function answersNames(endpoint: VpcEndpoint, vpc: Vpc): Verdict {
  const { dnsHostnames: hostnames } = vpc;
  if (isUnknown(hostnames)) return unknown(hostnames.because);
  if (!hostnames)
    return unmet(
      `endpoint ${endpoint.ref.name} asks for private DNS, and enableDnsHostnames of ${vpc.ref.name} is false or left out, which means false: AWS refuses the endpoint`,
    );
  if (vpc.otherResolver !== undefined) return unknown(vpc.otherResolver);
  return met(`private DNS of ${endpoint.ref.name} is on, and ${vpc.ref.name} has DNS support and host names`);
}

function policyResult(service: Service, endpoint: VpcEndpoint, { scene, subnet }: Place): Result[] {
  const answer = policyAllows(service, endpoint, scene);
  if (answer === undefined) return [];
  return [{ rule: "endpoint-policy-allows", resource: endpoint.ref, subnet, service, ...answer }];
}

/** Whether a name leads to the endpoint is not known. */
export function privateDnsUnknown(service: Service, endpoint: VpcEndpoint, { subnet }: Place): Result {
  const why = isUnknown(endpoint.privateDns) ? endpoint.privateDns.because : "";
  const verdict = unknown(`whether private DNS of ${endpoint.ref.name} is on is not known: ${why}`);
  return { rule: "endpoint-private-dns", resource: endpoint.ref, subnet, service, verdict };
}

/** S3 through a gateway endpoint on the subnet's route table. */
export function throughGateway(service: Service, endpoint: VpcEndpoint, place: Place): Result[] {
  const { subnet, network } = place;
  const table = isUnknown(subnet.routeTable) ? undefined : network.routeTables.get(subnet.routeTable);
  const through = table === undefined ? "its route table" : nameOf(table);
  const verdict = met(`subnet ${subnet.ref.name} → ${through} → endpoint ${endpoint.ref.name}`);
  return [
    { rule: "s3-gateway-endpoint-associated", resource: endpoint.ref, subnet, service, verdict },
    ...policyResult(service, endpoint, place),
  ];
}

/** A gateway endpoint that may be on the subnet's route table. */
export function gatewayUnknown(service: Service, endpoint: VpcEndpoint, place: Place): Result {
  const { internet, subnet, scene, network } = place;
  const isFree = policyAllows(service, endpoint, scene) === undefined;
  const verdict =
    internet.verdict.is === "met" && isFree
      ? internet.verdict
      : unknown(
          `whether the route table of ${subnet.ref.name} leads to ${endpoint.ref.name} is not known`,
          internet.verdict.is === "unmet" && endpoint.routeTables.certain.length > 0
            ? `${internet.verdict.because}, and ${endpoint.ref.name} is associated with ${tablesOf(endpoint, network)}`
            : undefined,
        );
  return { rule: "s3-gateway-endpoint-associated", resource: endpoint.ref, subnet, service, verdict };
}
