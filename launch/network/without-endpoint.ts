import { isUnknown } from "../known";
import type { Vpc, VpcEndpoint } from "../model/network";
import { unknown, unmet, type Verdict } from "../verdict";
import { tablesOf } from "./default-routes";
import type { EndpointsFor } from "./endpoint-way";
import type { Service } from "./services";
import { soften, unique, type Result } from "./result";
import { internetResult, type Place } from "./scene";
import { endpoints, means, NAT_MEANS } from "./ways-out";

/** A service that no endpoint stands for: over the internet, or blamed on what is missing. */
export function withoutEndpoint(service: Service, found: EndpointsFor, place: Place): Result {
  const { internet, subnet, vpc, network } = place;
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
        `${verdict.because}; ${gatewayElsewhere.ref.name} is associated with ${tablesOf(gatewayElsewhere, network)}, which ${subnet.ref.name} does not use`,
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

function silentEndpoint(service: Service, endpoint: VpcEndpoint, { internet, subnet, vpc }: Place): Result {
  const verdict =
    vpc.otherResolver === undefined
      ? unmet(
          `privateDnsEnabled of ${endpoint.ref.name} is false or left out, which means false: the name of ${service.name} leads to public addresses, and ${internet.verdict.because}`,
        )
      : unknown(vpc.otherResolver);
  const remedy = `Set \`privateDnsEnabled: true\` on ${endpoint.ref.name}.`;
  return { rule: "endpoint-private-dns", resource: endpoint.ref, subnet, service, verdict, remedy };
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

function missingOf({ name, optional }: Service, place: Place): string[] {
  if (optional) return [name];
  return unique(
    [...place.endpoints].flatMap(
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
  return `Make ${endpoints(names)} in ${place.vpc.ref.name} (${means(names)}), or give the subnet a route to a NAT gateway (${NAT_MEANS}).`;
}
