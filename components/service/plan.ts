import { output, type Input, type Output } from "@pulumi/pulumi";
import type { ServiceArgs } from "@pulumi/aws/ecs/service";
import type { TaskDefinitionArgs } from "@pulumi/aws/ecs/taskDefinition";
import { isUnknown } from "../../launch/known";
import type { EcsServiceArgs } from "../ecs-service-args";
import { arnOf, portOf } from "./container-definitions";
import type { ContainerDefinition } from "./container-definitions";
import type { ContainerArgs } from "./container-args";
import { gracePeriod } from "./grace-period";
import { knownNow } from "./known-now";
import { fargateSize, type SizeRequest } from "./task-size";

/** The containers by name, in the order of the task definition. */
export type NamedContainers = readonly (readonly [Input<string>, ContainerArgs])[];

/** Capacity providers of Fargate have reserved names; any other stands for instances. */
export function runsOnFargate({
  launchType,
  capacityProviderStrategies,
}: Pick<EcsServiceArgs, "launchType" | "capacityProviderStrategies">): boolean {
  const strategies = knownNow(capacityProviderStrategies);
  if (!Array.isArray(strategies) || strategies.length === 0)
    return launchType === undefined ? !isUnknown(strategies) : launchType === "FARGATE";
  return strategies.every((item: unknown) => {
    const { capacityProvider } = (isUnknown(item) ? {} : item) as { readonly capacityProvider?: unknown };
    return capacityProvider === "FARGATE" || capacityProvider === "FARGATE_SPOT";
  });
}

/** What the task definition gets besides roles and containers. */
export function taskDefinitionArgs(
  family: Input<string>,
  args: EcsServiceArgs,
  definitions: readonly ContainerDefinition[],
): Omit<TaskDefinitionArgs, "containerDefinitions"> {
  const fargate = runsOnFargate(args);
  const { ephemeralStorage, ipcMode, pidMode, proxyConfiguration, runtimePlatform, volumes, tags } = args;
  return given({
    family,
    networkMode: "awsvpc",
    requiresCompatibilities: [fargate ? "FARGATE" : "EC2"],
    ...(fargate ? sizeOf(args, definitions) : { cpu: args.cpu, memory: args.memory }),
    ephemeralStorage,
    ipcMode,
    pidMode,
    proxyConfiguration,
    runtimePlatform,
    volumes,
    tags,
  });
}

/** Chosen at once where all is known, so that it is a plain value of the preview. */
function sizeOf(
  { cpu, memory, runtimePlatform }: EcsServiceArgs,
  definitions: readonly ContainerDefinition[],
): { readonly cpu: Input<string>; readonly memory: Input<string> } {
  const amounts = definitions.map(({ cpu: of, memory: limit, memoryReservation, image }) => ({
    cpu: of,
    memory: limit,
    memoryReservation,
    ...(typeof image === "string" ? { image } : {}),
  }));
  const request = {
    cpu,
    memory,
    containers: amounts,
    operatingSystem: output(runtimePlatform).apply((platform) => platform?.operatingSystemFamily),
  };
  const now = fargateSize({
    ...(knownNow({ cpu, memory }) as { readonly cpu: unknown; readonly memory: unknown }),
    containers: knownNow(amounts) as readonly unknown[],
    operatingSystem: osOf(knownNow(runtimePlatform)),
  });
  const later = (output(request) as Output<unknown>).apply((known) =>
    fargateSize(known as SizeRequest),
  ) as Output<{
    readonly cpu: string;
    readonly memory: string;
  }>;
  return {
    cpu: isUnknown(now.cpu) ? (cpu ?? later.cpu) : now.cpu,
    memory: isUnknown(now.memory) ? (memory ?? later.memory) : now.memory,
  };
}

/** What is left out is the controller of ECS. */
function isEcs(controller: EcsServiceArgs["deploymentController"]): boolean {
  const known = knownNow(controller ?? {});
  return !isUnknown(known) && ((known as { readonly type?: unknown }).type ?? "ECS") === "ECS";
}

function osOf(platform: unknown): unknown {
  if (isUnknown(platform) || platform === undefined || platform === null) return platform;
  return (platform as { readonly operatingSystemFamily?: unknown }).operatingSystemFamily;
}

/** What the service gets besides task definition, network and order. */
export function serviceArgs(args: EcsServiceArgs, containers: NamedContainers, waits: boolean): ServiceArgs {
  const { cluster, launchType, capacityProviderStrategies, deploymentController } = args;
  const loadBalancers = containers.flatMap(([containerName, { portMappings = [] }]) =>
    portMappings.flatMap((mapping) =>
      mapping.targetGroup === undefined
        ? []
        : [
            {
              containerName,
              containerPort: portOf(mapping) as Input<number>,
              targetGroupArn: arnOf(mapping.targetGroup),
            },
          ],
    ),
  );
  return given({
    cluster: arnOf(cluster),
    launchType: launchType ?? (capacityProviderStrategies === undefined ? "FARGATE" : undefined),
    capacityProviderStrategies,
    desiredCount: args.desiredCount ?? (args.schedulingStrategy === "DAEMON" ? undefined : 1),
    loadBalancers: loadBalancers.length > 0 ? loadBalancers : undefined,
    // Foreign controllers have their own way to give up.
    deploymentCircuitBreaker:
      args.deploymentCircuitBreaker ??
      (isEcs(deploymentController) ? { enable: true, rollback: true } : undefined),
    waitForSteadyState: waits,
    deploymentController,
    availabilityZoneRebalancing: args.availabilityZoneRebalancing,
    deploymentConfiguration: args.deploymentConfiguration,
    deploymentMaximumPercent: args.deploymentMaximumPercent,
    deploymentMinimumHealthyPercent: args.deploymentMinimumHealthyPercent,
    enableEcsManagedTags: args.enableEcsManagedTags,
    enableExecuteCommand: args.enableExecuteCommand,
    forceNewDeployment: args.forceNewDeployment,
    healthCheckGracePeriodSeconds: args.healthCheckGracePeriodSeconds ?? gracePeriod(containers),
    orderedPlacementStrategies: args.orderedPlacementStrategies,
    placementConstraints: args.placementConstraints,
    platformVersion: args.platformVersion,
    propagateTags: args.propagateTags,
    schedulingStrategy: args.schedulingStrategy,
    serviceConnectConfiguration: args.serviceConnectConfiguration,
    serviceRegistries: args.serviceRegistries,
    triggers: args.triggers,
    volumeConfiguration: args.volumeConfiguration,
    tags: args.tags,
  });
}

/** The same without what is left out. */
function given<T extends object>(args: { readonly [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined)) as T;
}
