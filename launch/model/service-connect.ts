import { isUnknown, mapKnown, type Known } from "../known";
import type { Launch } from "../launch";
import { met, unknown } from "../verdict";
import { fault, shown, suspect, type Answer } from "./answer";
import type { CloudModel } from "./cloud-model";
import type { FeatureAnswer } from "./feature";
import type { LaunchSite } from "./launch-site";
import type { Container } from "./task-definition";

/** A port of the task that others reach by a name. */
export interface ServiceConnectService {
  readonly portName: Known<string | undefined>;
  /** `portName` when absent. */
  readonly discoveryName: Known<string | undefined>;
  readonly aliases: Known<readonly Known<ClientAlias>[]>;
}

export interface ClientAlias {
  /** `discoveryName.namespace` when absent. */
  readonly dnsName: Known<string | undefined>;
  readonly port: Known<number | undefined>;
}

/** What a service offers by Service Connect, and the namespace it does so in. */
export function* judgeServiceConnect(
  site: LaunchSite,
  launch: Launch,
  model: CloudModel,
): Iterable<FeatureAnswer> {
  const { ref, serviceConnectServices, serviceConnectNamespace } = site;
  const ofSite = true;
  const services = isUnknown(serviceConnectServices) ? [] : serviceConnectServices;
  for (const service of services) {
    const port = isUnknown(service) ? service : service.portName;
    if (port === undefined) continue;
    const subject = `port ${shown(port)} that ${ref.name} offers by Service Connect is one of the task`;
    yield { subject, ofSite, ...judgePortName(port, launch) };
  }
  if (services.length > 1) {
    const subject = `names that ${ref.name} offers by Service Connect are different ones`;
    yield { subject, ofSite, ...judgeNames(services) };
  }
  if (serviceConnectNamespace !== undefined) return;
  const cluster = model.clusters.resolve(site.cluster);
  if (cluster === undefined || isUnknown(cluster) || cluster.namespace !== undefined) return;
  yield {
    subject: `${ref.name} has a namespace for Service Connect`,
    ofSite,
    ...suspect(
      "a default may have been given to the cluster elsewhere",
      `Service Connect is on, and neither ${ref.name} nor cluster ${cluster.ref.name} names a namespace`,
      `Set \`serviceConnectConfiguration.namespace\` of ${ref.name}, or \`serviceConnectDefaults\` of ${cluster.ref.name}.`,
    ),
  };
}

/**
 * Both names must be unique within a namespace, so two services of one configuration clash for certain.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html
 */
function judgeNames(services: readonly Known<ServiceConnectService>[]): Answer {
  const discovery = services.map((service) =>
    isUnknown(service) ? service : (service.discoveryName ?? service.portName),
  );
  const aliases = services.flatMap((service): Known<string | undefined>[] => {
    if (isUnknown(service)) return [service];
    if (isUnknown(service.aliases)) return [service.aliases];
    return service.aliases.map((alias) => (isUnknown(alias) ? alias : endpointOf(alias)));
  });
  for (const [names, what, property] of [
    [discovery, "discovery name", "discoveryName"],
    [aliases, "alias", "clientAlias"],
  ] as const) {
    const known = names.filter((name) => typeof name === "string");
    const twice = known.find((name, index) => known.indexOf(name) !== index);
    if (twice !== undefined) {
      return fault(`two of them have the ${what} ${twice}`, {
        stoppedReason: "InvalidParameterException",
        remedy: `Give each a \`${property}\` of its own.`,
      });
    }
  }
  const open = [...discovery, ...aliases].find(isUnknown);
  return isUnknown(open) ? { verdict: unknown(open.because) } : { verdict: met("no name is given twice") };
}

/** Name and port of an alias that names both; one without a name gets that of its service. */
function endpointOf({ dnsName, port }: ClientAlias): Known<string | undefined> {
  return mapKnown(dnsName, (name) =>
    mapKnown(port, (number) =>
      name === undefined || number === undefined ? undefined : `${name}:${number}`,
    ),
  );
}

/** Whether a port mapping of the task has that name. */
export function judgePortName(port: Known<string>, { taskDefinition: { containers, ref } }: Launch): Answer {
  const open = [port, containers].find(isUnknown);
  if (isUnknown(open)) return { verdict: unknown(open.because) };
  const mappings = isUnknown(containers) ? [] : containers.flatMap(mappingsOf);
  const names = mappings.map((mapping) => (isUnknown(mapping) ? mapping : mapping.name));
  if (names.includes(port)) return { verdict: met(`a port mapping of ${ref.name} has that name`) };
  const hidden = names.find(isUnknown);
  if (isUnknown(hidden)) return { verdict: unknown(hidden.because) };
  const given = names.filter((name) => name !== undefined).map(shown);
  return fault(
    `no port mapping of ${ref.name} is named ${shown(port)}${given.length === 0 ? "" : ` (there is ${given.join(", ")})`}`,
    {
      stoppedReason: `portName(${shown(port)}) does not refer to any named PortMapping in the task definition.`,
      remedy: `Give the port mapping \`name: "${shown(port)}"\`.`,
    },
  );
}

function mappingsOf(container: Known<Container>) {
  if (isUnknown(container)) return [container];
  return isUnknown(container.portMappings) ? [container.portMappings] : container.portMappings;
}
