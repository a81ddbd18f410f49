import type { Explanation } from "../../launch/failures/explanation";

/** Seconds after the beginning within which a role may be too new to be assumed. */
const ROLE_SETTLES_WITHIN = 90;
/** Seconds for which capacity that is not there is asked for again. */
const CAPACITY_WITHIN = 60;

/** Seconds between two attempts to start the task. */
export const SECONDS_BETWEEN = 10;

/**
 * Why to start once more, or undefined; `elapsed` in seconds since the first attempt.
 * IAM is eventually consistent; capacity comes and goes.
 */
export function tryAgain(explanation: Explanation, attempt: number, elapsed: number): string | undefined {
  const settling = elapsed < ROLE_SETTLES_WITHIN;
  if (explanation.stage === "assume-role" && settling && attempt < 4)
    return "ECS can't assume the role yet; a new role takes some seconds, trying again";
  const ofTask = explanation.stage !== "register";
  if (explanation.family === "role" && ofTask && settling && attempt < 2)
    return "ECS says that a permission is missing; a new policy takes some seconds, trying once more";
  if (explanation.family === "capacity" && explanation.stage === "place" && elapsed < CAPACITY_WITHIN)
    return "there is no capacity for the task now, trying again";
  return undefined;
}
