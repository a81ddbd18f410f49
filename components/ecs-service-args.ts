import type { Input, Resource } from "@pulumi/pulumi";
import type * as aws from "@pulumi/aws";
import type { ExecutionRoleArgs } from "./execution-role";
import type { ServiceCanaryArgs } from "./service-canary";
import type { ContainerArgs, HasArn } from "./service/container-args";

/** Where the tasks' network interfaces are. */
export interface ServiceNetworkArgs {
  readonly subnetIds: Input<readonly Input<string>[]>;
  /** VPC of the subnets. Default: that of the first subnet, which is looked up. */
  readonly vpcId?: Input<string> | undefined;
  /** Needed in a public subnet on Fargate. Default: false. */
  readonly assignPublicIp?: Input<boolean> | undefined;
  /** Instead of the group that the component makes. */
  readonly securityGroupIds?: Input<readonly Input<string>[]> | undefined;
  /** Groups of the load balancers, which get in by the ports that have a target group. */
  readonly loadBalancerSecurityGroupIds?: readonly Input<string>[] | undefined;
}

/** Properties that are handed to the service as they are. */
type OfService = Pick<
  aws.ecs.ServiceArgs,
  | "availabilityZoneRebalancing"
  | "capacityProviderStrategies"
  | "deploymentConfiguration"
  | "deploymentController"
  | "deploymentMaximumPercent"
  | "deploymentMinimumHealthyPercent"
  | "desiredCount"
  | "enableEcsManagedTags"
  | "enableExecuteCommand"
  | "forceNewDeployment"
  | "orderedPlacementStrategies"
  | "placementConstraints"
  | "platformVersion"
  | "propagateTags"
  | "schedulingStrategy"
  | "serviceConnectConfiguration"
  | "serviceRegistries"
  | "triggers"
  | "volumeConfiguration"
>;

/** Properties that are handed to the task definition as they are. */
type OfTaskDefinition = Pick<
  aws.ecs.TaskDefinitionArgs,
  "ephemeralStorage" | "ipcMode" | "pidMode" | "proxyConfiguration" | "runtimePlatform" | "volumes"
>;

/** Settings of the canary that stands behind a service. */
export type ServiceCanarySettings = Pick<
  ServiceCanaryArgs,
  "timeout" | "logLines" | "stableSeconds" | "triggers" | "profile"
>;

/** Target tracking by Application Auto Scaling; one target at least. */
export interface AutoScalingArgs {
  readonly minCapacity: Input<number>;
  readonly maxCapacity: Input<number>;
  /** Average CPU use of the service to hold, in percent of what its tasks have. */
  readonly cpuPercent?: Input<number> | undefined;
  /** Average memory use to hold, in percent. */
  readonly memoryPercent?: Input<number> | undefined;
}

export interface EcsServiceArgs extends Readonly<OfService>, Readonly<OfTaskDefinition> {
  /** Name, ARN or resource. */
  readonly cluster: Input<string> | HasArn;
  readonly network: ServiceNetworkArgs;
  /** The only container, named like the component. */
  readonly container?: ContainerArgs | undefined;
  /** Several containers, by name. */
  readonly containers?: Readonly<Record<string, ContainerArgs>> | undefined;
  /** Role with which ECS pulls images, reads secrets and writes logs. Default: a new `ExecutionRole` for just that. */
  readonly executionRole?: Input<string> | HasArn | undefined;
  /** ARNs of keys of your own, or the keys, that encrypt the secrets, parameters and files: the new execution role may decrypt with them. */
  readonly keys?: ExecutionRoleArgs["keys"] | undefined;
  /** Prefixes of pull-through caches, or their rules, that the images name: the new execution role may import through them. */
  readonly pullThroughCaches?: ExecutionRoleArgs["pullThroughCaches"] | undefined;
  /** Role of the program in the containers. Default: a new one, which may do what `taskPolicies` say, and open the channels of ECS Exec where that is on. */
  readonly taskRole?: Input<string> | HasArn | undefined;
  /** What the program in the containers may do: policies of the new task role by name, as documents or JSON. The first task waits for them. */
  readonly taskPolicies?: Readonly<Record<string, aws.iam.RolePolicyArgs["policy"]>> | undefined;
  /** CPU units, or vCPU as in `1 vCPU`. Default on Fargate: the least that fits the containers. */
  readonly cpu?: Input<string> | undefined;
  /** MiB, or GB as in `2 GB`. Default on Fargate: the least that goes with `cpu` and fits the containers. */
  readonly memory?: Input<string> | undefined;
  /** Default: FARGATE, unless `capacityProviderStrategies` is given. */
  readonly launchType?: "FARGATE" | "EC2" | undefined;
  /** Family of the task definition. Default: `<project>-<stack>-<name>`. */
  readonly family?: Input<string> | undefined;
  /** Name of a log group, or one that exists. Default: a new one, `/ecs/<family>`. */
  readonly logGroup?: Input<string> | { readonly name: Input<string> } | undefined;
  /** Days that the new log group keeps. Default: 30. */
  readonly logRetentionDays?: Input<number> | undefined;
  /** Region of the logs. Default: that of the provider, of `aws:region` or of the environment. */
  readonly region?: Input<string> | undefined;
  /** Default: on, with rollback, for the deployment controller ECS. */
  readonly deploymentCircuitBreaker?: aws.ecs.ServiceArgs["deploymentCircuitBreaker"] | undefined;
  /**
   * Seconds for which the load balancer's checks stop no new task. Default: the longest `startPeriod` of the containers
   * that have a target group.
   */
  readonly healthCheckGracePeriodSeconds?: Input<number> | undefined;
  /**
   * A `ServiceCanary` that waits for the rollout and names the cause when it fails. Default: on where Pulumi.yaml
   * names the provider plugin. Without it the service itself waits for the steady state, and tells no cause.
   */
  readonly canary?: boolean | ServiceCanarySettings | undefined;
  /** Follows the load with the number of tasks, from `desiredCount` on. Default: it stays at `desiredCount`. */
  readonly autoScaling?: AutoScalingArgs | undefined;
  /** What the first tasks need and the arguments do not name: listeners, routes, values of secrets. */
  readonly waitFor?: readonly Resource[] | undefined;
  readonly tags?: Input<Readonly<Record<string, Input<string>>>> | undefined;
}
