import { isUnknown, Unknown, type Known } from "../known";
import type { LaunchSite } from "./launch-site";

/** How many tasks of a service run at a time. */
export interface TasksAtOnce {
  /** Without which it does not start, or no later deployment finishes. */
  readonly least: number;
  /** What ECS runs at most while it deploys. */
  readonly most: Known<number>;
}

/** What ECS takes when they are left out, in percent. */
const DEFAULTS = { minimum: 100, maximum: 200 } as const;

/**
 * Of a service that ECS keeps at a desired count; `undefined` for a daemon, a service whose task sets others make, and
 * for what is no service. Blue/green, canary and linear deployments bring up a whole new set beside the old one.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html
 */
export function tasksAtOnce(site: LaunchSite): Known<TasksAtOnce | undefined> {
  const { kind, schedulingStrategy, deploymentController, desiredCount } = site;
  if (kind !== "service" || schedulingStrategy === "DAEMON" || deploymentController === "EXTERNAL")
    return undefined;
  if (isUnknown(schedulingStrategy)) return schedulingStrategy;
  if (isUnknown(deploymentController)) return deploymentController;
  if (isUnknown(desiredCount)) return desiredCount;
  const desired = desiredCount ?? 0;
  const strategy = deploymentController === "CODE_DEPLOY" ? "BLUE_GREEN" : site.deploymentStrategy;
  if (isUnknown(strategy)) return { least: desired, most: strategy };
  if ((strategy ?? "ROLLING") !== "ROLLING") return { least: 2 * desired, most: 2 * desired };
  return rolling(desired, site);
}

/** A rolling deployment that may stop no task first starts one more; where it may not either, none can progress. */
function rolling(desired: number, { minimumHealthyPercent, maximumPercent }: LaunchSite): TasksAtOnce {
  if (isUnknown(maximumPercent)) return { least: desired, most: maximumPercent };
  const most = Math.floor((desired * (maximumPercent ?? DEFAULTS.maximum)) / 100);
  if (isUnknown(minimumHealthyPercent)) return { least: desired, most: Math.max(desired, most) };
  const stay = Math.ceil((desired * (minimumHealthyPercent ?? DEFAULTS.minimum)) / 100);
  const least = desired > 0 && stay >= desired && most > desired ? desired + 1 : desired;
  return { least, most: Math.max(desired, most) };
}

/** As many as it wants when no deployment runs; unknown where that is not known. */
export function desiredTasks(site: LaunchSite): Known<number> {
  const tasks = tasksAtOnce(site);
  if (isUnknown(tasks)) return tasks;
  if (tasks === undefined || isUnknown(site.desiredCount)) return new Unknown("it has no desired count");
  return site.desiredCount ?? 0;
}
