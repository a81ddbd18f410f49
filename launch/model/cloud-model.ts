import type { Known } from "../known";
import type { Catalogue } from "./catalogue";
import type { Cluster } from "./cluster";
import type { Completion } from "./completion";
import type { GuardedResources } from "./guarded";
import type { ImageBuild, RepositoryContent } from "./images";
import type { CapacityProvider, InstancePool } from "./instances";
import type { LaunchSite } from "./launch-site";
import type { TargetGroup } from "./load-balancer";
import type { LogGroup } from "./logs";
import type { Network } from "./network";
import type { Waits } from "./order";
import type { Registry, Repository } from "./registry";
import type { Role } from "./role";
import type { SecretContent } from "./secret-content";
import type { StateMachine } from "./run-task";
import type { TaskDefinition } from "./task-definition";

/** All that is known of the cloud the launches happen in. What is not listed is not in view, never absent. */
export interface CloudModel {
  readonly taskDefinitions: Catalogue<TaskDefinition>;
  readonly sites: Catalogue<LaunchSite>;
  readonly roles: Catalogue<Role>;
  readonly logGroups: Catalogue<LogGroup>;
  readonly clusters: Catalogue<Cluster>;
  readonly repositories: Catalogue<Repository>;
  /** The same repositories, by what is in them. */
  readonly repositoryContents: Catalogue<RepositoryContent>;
  readonly imageBuilds: Catalogue<ImageBuild>;
  readonly targetGroups: Catalogue<TargetGroup>;
  /** The secrets of `guarded`, by what is in them. */
  readonly secretContents: Catalogue<SecretContent>;
  readonly registry: Registry;
  readonly stateMachines: readonly StateMachine[];
  readonly capacityProviders: Catalogue<CapacityProvider>;
  readonly instancePools: readonly InstancePool[];
  /** Name of a resource that may make instances besides. */
  readonly otherInstances: string | undefined;
  readonly guarded: GuardedResources;
  readonly network: Network;
  /** The account the stack deploys to. */
  readonly account: Known<string>;
  /** What is made before the resource with this URN. */
  readonly waitsOf: (urn: string) => Waits;
  /** What completes the resource with this URN. */
  readonly completedBy: (urn: string) => readonly Completion[];
  /** Whether the deployment at hand creates the resource with this URN. */
  readonly isNew: (urn: string) => boolean;
  /** The name that the program gives the resource with this URN. */
  readonly nameOf: (urn: string) => string;
  /** Type tokens by URN, for what no reader reads. */
  readonly typeOf: (urn: string) => string | undefined;
  /** False where a prior state was given: content may exist that the program does not make. */
  readonly firstDeployment: boolean;
}
