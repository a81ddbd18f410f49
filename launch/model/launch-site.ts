import type { Known } from "../known";
import type { Reference, ResourceRef } from "../reference";
import type { EbsVolume } from "./ebs-volume";
import type { LifecycleHook } from "./lifecycle-hook";
import type { ServiceConnectService } from "./service-connect";
import type { TaskOverrides } from "./task-overrides";
import type { PlacementConstraint } from "./placement-constraint";

export type SiteKind = "service" | "task-set" | "event-target" | "schedule" | "start-canary";

/** Where a task definition is launched from. */
export interface LaunchSite {
  readonly ref: ResourceRef;
  readonly kind: SiteKind;
  readonly taskDefinition: Reference;
  /** Absent text: the cluster `default`. */
  readonly cluster: Reference;
  readonly launchType: Known<string | undefined>;
  readonly capacityProviderStrategy: Known<readonly CapacityProviderItem[]>;
  readonly platformVersion: Known<string | undefined>;
  readonly schedulingStrategy: Known<string | undefined>;
  readonly desiredCount: Known<number | undefined>;
  /** `ECS`, `CODE_DEPLOY` or `EXTERNAL`; services only. */
  readonly deploymentController: Known<string | undefined>;
  /** `ROLLING` when absent; others make a whole new set of tasks. */
  readonly deploymentStrategy: Known<string | undefined>;
  /** Absent: none is given. */
  readonly network: Known<NetworkConfiguration | undefined>;
  readonly loadBalancers: Known<readonly LoadBalancerTarget[]>;
  readonly enableExecuteCommand: Known<boolean | undefined>;
  /** Seconds. */
  readonly healthCheckGracePeriod: Known<number | undefined>;
  readonly minimumHealthyPercent: Known<number | undefined>;
  readonly maximumPercent: Known<number | undefined>;
  readonly circuitBreaker: Known<CircuitBreaker | undefined>;
  readonly waitForSteadyState: Known<boolean | undefined>;
  readonly availabilityZoneRebalancing: Known<string | undefined>;
  /** Names of what reports on its deployments. */
  readonly watchedBy: Known<readonly string[]>;
  readonly serviceConnectEnabled: Known<boolean>;
  readonly serviceConnectServices: Known<readonly Known<ServiceConnectService>[]>;
  readonly serviceConnectNamespace: Known<string | undefined>;
  /** Cloud Map services. */
  readonly serviceRegistries: Known<readonly ServiceRegistry[]>;
  readonly usesPlacementConstraints: Known<boolean>;
  readonly placementConstraints: Known<readonly Known<PlacementConstraint>[]>;
  readonly usesPlacementStrategies: Known<boolean>;
  /** Name of the volume that is configured at launch (EBS). */
  readonly managedVolumes: Known<readonly Known<string | undefined>[]>;
  /** The volumes that ECS makes for each task. */
  readonly ebsVolumes: Known<readonly Known<EbsVolume>[]>;
  /** `portName` of each target group of VPC Lattice. */
  readonly latticePorts: Known<readonly (Known<string> | undefined)[]>;
  /** What is called or waited for during a deployment. */
  readonly lifecycleHooks: Known<readonly Known<LifecycleHook>[]>;
  /** The legacy service role for Classic load balancers. */
  readonly serviceRole: Reference;
  /** Role that launches the task (EventBridge, Scheduler). */
  readonly launcherRole: Reference;
  /** What a run sets otherwise than the task definition does (EventBridge, Scheduler). */
  readonly overrides: TaskOverrides;
  /** Roles with which ECS sets up what is around a task. */
  readonly infrastructureRoles: readonly InfrastructureRole[];
  /** URNs that the engine makes before this one, `dependsOn` included. */
  readonly dependencies: readonly string[];
  readonly region: Known<string | undefined>;
}

export interface InfrastructureRole {
  readonly purpose: "volumes" | "vpc-lattice" | "service-connect-tls" | "load-balancers" | "lifecycle-hooks";
  readonly role: Reference;
}

export interface CapacityProviderItem {
  readonly provider: Reference;
  readonly weight: Known<number | undefined>;
  readonly base: Known<number | undefined>;
}

export interface NetworkConfiguration {
  readonly subnets: Known<readonly Reference[]>;
  readonly securityGroups: Known<readonly Reference[]>;
  readonly assignPublicIp: Known<boolean | undefined>;
}

export interface LoadBalancerTarget {
  readonly targetGroup: Reference;
  /** The second one of a deployment that moves traffic. */
  readonly alternateGroup: Reference;
  readonly classicName: Known<string | undefined>;
  readonly containerName: Known<string | undefined>;
  readonly containerPort: Known<number | undefined>;
}

export interface ServiceRegistry {
  readonly containerName: Known<string | undefined>;
  readonly containerPort: Known<number | undefined>;
}

export interface CircuitBreaker {
  readonly enable: Known<boolean | undefined>;
  readonly rollback: Known<boolean | undefined>;
}
