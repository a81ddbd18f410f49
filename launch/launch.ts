import type { Known } from "./known";
import type { ResourceRef } from "./reference";
import type { LaunchSite } from "./model/launch-site";
import type { TaskDefinition } from "./model/task-definition";
import type { Verdict } from "./verdict";

/** What happens to a task on its way up, in order. */
export const STAGES = [
  "register",
  "place",
  "assume-role",
  "pull",
  "network",
  "secrets",
  "logs",
  "start",
  "health",
  "rollout",
] as const;
export type Stage = (typeof STAGES)[number];

export type LaunchType = "FARGATE" | "EC2" | "EXTERNAL";

/** A task definition at a launch site, or a task definition alone. */
export interface Launch {
  /** `<task definition>@<site or none>`, with the names the user gave. */
  readonly id: string;
  readonly taskDefinition: TaskDefinition;
  readonly site: LaunchSite | undefined;
  /** Where the tasks run. Managed Instances count as EC2. */
  readonly launchType: Known<LaunchType>;
}

/** `start`: unmet means that it will not start. `policy`: it may start, but must not be like this. */
export type Kind = "start" | "policy";
export type Level = "mandatory" | "advisory";

/** One concrete sentence about the user's own resources, judged. */
export interface Requirement {
  /** Id of the rule that asks for it. */
  readonly rule: string;
  readonly kind: Kind;
  readonly level: Level;
  readonly stage: Stage;
  /** What has to change when it is unmet. */
  readonly resource: ResourceRef;
  /** The requirement, as a sentence. */
  readonly subject: string;
  readonly verdict: Verdict;
  /** What ECS will say when it is unmet, where it is known. */
  readonly stoppedReason: string | undefined;
  readonly remedy: string;
}
