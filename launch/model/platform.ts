import { isUnknown, Unknown, type Known } from "../known";
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
