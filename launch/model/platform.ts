import { isUnknown, mapKnown, Unknown, type Known } from "../known";
import type { Launch } from "../launch";

/**
 * Whether ECS applies Fargate's rules when the task definition is registered (it asks for FARGATE) or launched on it.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html (requiresCompatibilities)
 */
export function registersForFargate(launch: Launch): Known<boolean> {
  const given = launch.taskDefinition.requiresCompatibilities;
  if (!isUnknown(given) && given?.includes("FARGATE") === true) return true;
  if (launch.launchType === "FARGATE") return true;
  if (isUnknown(given)) return given;
  const open = given?.find(isUnknown);
  if (open instanceof Unknown) return open;
  if (!isUnknown(launch.launchType)) return false;
  return given === undefined || launch.site !== undefined ? launch.launchType : false;
}

/** The modes of https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#network_mode. */
export const NETWORK_MODES: readonly string[] = ["awsvpc", "bridge", "host", "none"];

/** The network mode a task gets; one that is left out is `bridge` (`default` on Windows, which maps ports alike). */
export function networkModeOf({ taskDefinition }: Launch): Known<string> {
  return mapKnown(taskDefinition.networkMode, (mode) => mode ?? "bridge");
}

/** Whether `requiresCompatibilities` names `launchType`: ECS then applies its rules when the task definition is registered. */
export function asksFor(launch: Launch, launchType: string): Known<boolean> {
  return mapKnown(launch.taskDefinition.requiresCompatibilities, (given): Known<boolean> => {
    if (given === undefined) return false;
    return given.includes(launchType) || (given.find(isUnknown) ?? false);
  });
}
