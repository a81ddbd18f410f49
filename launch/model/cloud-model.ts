import type { Known } from "../known";
import type { Catalogue } from "./catalogue";
import type { Cluster } from "./cluster";
import type { LaunchSite } from "./launch-site";
import type { LogGroup } from "./logs";
import type { Repository } from "./registry";
import type { Role } from "./role";
import type { TaskDefinition } from "./task-definition";

/** All that is known of the cloud the launches happen in. What is not listed is not in view, never absent. */
export interface CloudModel {
  readonly taskDefinitions: Catalogue<TaskDefinition>;
  readonly sites: Catalogue<LaunchSite>;
  readonly roles: Catalogue<Role>;
  readonly logGroups: Catalogue<LogGroup>;
  readonly clusters: Catalogue<Cluster>;
  readonly repositories: Catalogue<Repository>;
  /** The account the stack deploys to. */
  readonly account: Known<string>;
  /** Type tokens by URN, for what no reader reads. */
  readonly typeOf: (urn: string) => string | undefined;
  /** False where a prior state was given: content may exist that the program does not make. */
  readonly firstDeployment: boolean;
}
