import endpoints from "../data/endpoints.json";
import { partitionOf } from "../iam/arn";

const ROWS = endpoints.services as Readonly<Record<string, { readonly china?: boolean }>>;

/** Services that the agent of a container instance calls, besides those of a start. */
export const INSTANCE_SERVICES: readonly string[] = endpoints.instances;

/** Whether a gateway endpoint serves it, which costs nothing and is associated with route tables. */
export const hasGateway = (service: string): boolean => endpoints.gateways.includes(service);

/** The full name of a service's endpoint: `com.amazonaws.eu-west-1.ecr.dkr` of `ecr.dkr`. */
export function endpointName(service: string, region: string): string {
  const name = `com.amazonaws.${region}.${service}`;
  return partitionOf(region) === "aws-cn" && ROWS[service]?.china === true ? `cn.${name}` : name;
}

/** The last part of an endpoint's name: `ecr.dkr` of `com.amazonaws.eu-west-1.ecr.dkr`; a short name is its own. */
export const serviceOfEndpoint = (name: string): string =>
  /^(?:[a-z]+\.)*?amazonaws\.[a-z0-9-]+\.(.+)$/.exec(name)?.[1] ?? name;
