import type { Vpc } from "../model/network";
import { hasGateway } from "./endpoint-names";
import { listed, unique } from "./result";
import { nameOf, type Service } from "./services";

/**
 * What a way out means, for who has to choose one.
 * https://aws.amazon.com/vpc/pricing/, https://aws.amazon.com/privatelink/pricing/ (read 2026-11-29)
 */
export const NAT_MEANS = "reaches all of the internet; AWS charges it by the hour and by what passes";
const ENDPOINT_MEANS =
  "reaches that service alone; AWS charges an interface endpoint by the hour in each zone and by what passes";

/** The two ways out of a subnet whose table, as messages name it, has no route out. */
export function waysOut(services: readonly Service[], table: string, vpc: Vpc): string {
  const needed = services.filter(({ optional }) => !optional);
  const reached = unique(needed.filter((service) => isServed(service, vpc)).map(({ name }) => name));
  const others = unique(needed.filter((service) => !isServed(service, vpc)).map(nameOf));
  const nat = `Add a route 0.0.0.0/0 to a NAT gateway to ${table} (${NAT_MEANS})`;
  if (reached.length === 0) return `${nat}; there is no endpoint for ${listed(others)}${mirror(services)}.`;
  const rest =
    others.length === 0
      ? ""
      : `, and give ${listed(others)} another way: endpoints do not reach ${them(others)}`;
  return `${nat}, or make ${endpoints(reached)} in ${vpc.ref.name} (${means(reached)})${rest}.`;
}

/** The endpoints to make, in words: "interface endpoints with private DNS for ecr.api and logs and …". */
export function endpoints(names: readonly string[]): string {
  const doors = names.filter((name) => !hasGateway(name));
  const gateways = names.filter(hasGateway);
  return [
    ...(doors.length === 0
      ? []
      : [
          `${doors.length === 1 ? "an interface endpoint" : "interface endpoints"} with private DNS for ${listed(doors)}`,
        ]),
    ...gateways.map((name) => `a gateway endpoint for ${name} on the subnet's route table`),
  ].join(" and ");
}

/** What the endpoints mean. */
export function means(names: readonly string[]): string {
  return names.every(hasGateway)
    ? "reaches that service alone, and costs nothing"
    : `each ${ENDPOINT_MEANS}${names.some(hasGateway) ? ", a gateway endpoint not at all" : ""}`;
}

/** Endpoints help in their own region alone. */
const isServed = ({ kind, region }: Service, vpc: Vpc): boolean =>
  kind === "aws" && !(typeof region === "string" && typeof vpc.region === "string" && region !== vpc.region);

const them = (names: readonly string[]): string => (names.length === 1 ? "it" : "them");

const mirror = (services: readonly Service[]): string =>
  services.some(({ kind }) => kind === "public")
    ? "; an image that is copied into ECR is reached through endpoints"
    : "";
