import type { EcsServiceArgs } from "../ecs-service-args";
import type { EndpointLaunch } from "../endpoint-needs";
import { containerDefinition, namedContainers, type ContainerDefinition } from "./container-definitions";
import { knownNow } from "./known-now";
import { runsOnFargate } from "./plan";

/** The arguments of a service that decide what its tasks reach on their way up. */
export type LaunchingArgs = Pick<
  EcsServiceArgs,
  | "container"
  | "containers"
  | "launchType"
  | "capacityProviderStrategies"
  | "platformVersion"
  | "enableExecuteCommand"
  | "region"
>;

/**
 * The launch that `EcsService` makes of these arguments, for `LaunchEndpoints`: the endpoints stand before the service
 * is there, which waits for them.
 */
export function launchOf(args: LaunchingArgs): EndpointLaunch {
  const logs = { group: "its own", region: args.region };
  const containerDefinitions: readonly ContainerDefinition[] = namedContainers("container", args).map(
    ([name, container]) => containerDefinition(name, container, () => logs),
  );
  const platformVersion = knownNow(args.platformVersion);
  return {
    containerDefinitions,
    launchType: runsOnFargate(args) ? "FARGATE" : "EC2",
    ...(typeof platformVersion === "string" && { platformVersion }),
    // Where that comes later, an endpoint more does no harm.
    executeCommand: args.enableExecuteCommand !== undefined && knownNow(args.enableExecuteCommand) !== false,
  };
}
