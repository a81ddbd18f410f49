import { isUnknown, mapKnown, type Known } from "../../launch/known";
import { field, isGiven, list, listOf, number, text, texts } from "../../launch/json";
import type { EbsVolume } from "../../launch/model/ebs-volume";
import type { InfrastructureRole, LaunchSite } from "../../launch/model/launch-site";
import type { LifecycleHook } from "../../launch/model/lifecycle-hook";
import type { ServiceConnectService } from "../../launch/model/service-connect";
import type { ResourceView } from "../view";

/** The only element of a block that is kept as a list, or the value itself. */
export function first(value: unknown): Known<unknown> {
  return Array.isArray(value) ? (value as unknown[])[0] : value;
}

export function asList(value: unknown): unknown {
  return value === undefined || Array.isArray(value) || isUnknown(value) ? value : [value];
}

export function registriesOf(value: unknown): LaunchSite["serviceRegistries"] {
  return mapKnown(list(asList(value)), (registries) =>
    registries.map((registry) => ({
      containerName: text(field(registry, "containerName")),
      // Either of the two names the port.
      containerPort: number(field(registry, "containerPort") ?? field(registry, "port")),
    })),
  );
}

export function readConnectService(service: unknown): ServiceConnectService {
  return {
    portName: text(field(service, "portName")),
    discoveryName: text(field(service, "discoveryName")),
    aliases: listOf(asList(field(service, "clientAlias") ?? field(service, "clientAliases")), (alias) => ({
      dnsName: text(field(alias, "dnsName")),
      port: number(field(alias, "port")),
    })),
  };
}

export function readEbsVolume(configuration: unknown): EbsVolume {
  const volume = first(field(configuration, "managedEbsVolume"));
  return {
    name: text(field(configuration, "name")),
    volumeType: text(field(volume, "volumeType")),
    sizeGiB: positive(field(volume, "sizeInGb")),
    snapshot: text(field(volume, "snapshotId")),
    iops: positive(field(volume, "iops")),
    throughput: positive(field(volume, "throughput")),
    initializationRate: positive(field(volume, "volumeInitializationRate")),
    filesystem: text(field(volume, "fileSystemType")),
  };
}

/** A number above 0: the provider reports 0 of a value that is not given. */
const positive = (value: unknown): Known<number | undefined> =>
  mapKnown(number(value), (given) => (given !== undefined && given > 0 ? given : undefined));

export function lifecycleHooksOf(configuration: unknown, view: ResourceView): LaunchSite["lifecycleHooks"] {
  const property = "deploymentConfiguration";
  return listOf(field(first(configuration), "lifecycleHooks"), (hook): LifecycleHook => ({
    targetType: text(field(hook, "targetType")),
    target: view.referenceTo(field(hook, "hookTargetArn"), property),
    role: view.referenceTo(field(hook, "roleArn"), property),
    stages: texts(field(hook, "lifecycleStages")),
    timeoutMinutes: number(field(first(field(hook, "timeoutConfiguration")), "timeoutInMinutes")),
  }));
}

export function infrastructureRolesOf(
  view: ResourceView,
  get: (property: string) => unknown,
): InfrastructureRole[] {
  const volume = first(field(first(get("volumeConfiguration")), "managedEbsVolume"));
  const connect = first(get("serviceConnectConfiguration"));
  const services = list(field(connect, "services"));
  const deployment = first(get("deploymentConfiguration"));
  const strategy = text(field(deployment, "strategy"));
  // A rolling deployment moves no traffic between target groups and needs neither of these roles for it.
  const shifts = typeof strategy === "string" && strategy !== "ROLLING";
  const roles = [
    ["volumes", "volumeConfiguration", field(volume, "roleArn")],
    ...(shifts ? asArray(get("loadBalancers")) : []).map(
      (balancer) =>
        [
          "load-balancers",
          "loadBalancers",
          field(first(field(balancer, "advancedConfiguration")), "roleArn"),
        ] as const,
    ),
    ...(shifts ? asArray(field(deployment, "lifecycleHooks")) : []).map(
      (hook) => ["lifecycle-hooks", "deploymentConfiguration", field(hook, "roleArn")] as const,
    ),
    ...asArray(get("vpcLatticeConfigurations")).map(
      (lattice) => ["vpc-lattice", "vpcLatticeConfigurations", field(lattice, "roleArn")] as const,
    ),
    ...(isUnknown(services) ? [] : services).map(
      (service) =>
        [
          "service-connect-tls",
          "serviceConnectConfiguration",
          field(first(field(service, "tls")), "roleArn"),
        ] as const,
    ),
  ] as const;
  return roles.flatMap(([purpose, property, role]) =>
    isGiven(role) === false ? [] : [{ purpose, role: view.referenceTo(role, property) }],
  );
}

const asArray = (value: unknown): readonly unknown[] => {
  const elements = list(value);
  return isUnknown(elements) ? [] : elements;
};
