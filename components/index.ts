export { StartCanary, type StartCanaryArgs } from "./start-canary";
export { ServiceCanary, type ServiceCanaryArgs } from "./service-canary";
export { canaryPolicy, type CanaryPolicyOptions } from "./canary-policy";
export type {
  CanaryCapacityProvider,
  CanaryExpectation,
  CanaryHelper,
  CanaryNetwork,
  CommonCanaryArgs,
} from "./canary-args";
export { pinImage, type PinImageOptions, type PinPlatform } from "./pin-image";
export { LaunchEndpoints, type LaunchEndpointsArgs } from "./launch-endpoints";
export type { EndpointStatement } from "./endpoint-documents";
export type { EndpointLaunch, ReachingContainer, ReachingFile, ReachingSecret } from "./endpoint-needs";
export { ExecutionRole, type ExecutionRoleArgs } from "./execution-role";
export { EcsService } from "./ecs-service";
export { launchOf, type LaunchingArgs } from "./service/launch-of";
export type {
  AutoScalingArgs,
  EcsServiceArgs,
  ServiceCanarySettings,
  ServiceNetworkArgs,
} from "./ecs-service-args";
export type {
  ContainerArgs,
  ContainerDependencyArgs,
  HasArn,
  HealthCheckArgs,
  PortMappingArgs,
  SecretPart,
  SecretSource,
  TargetGroupSource,
} from "./service/container-args";
