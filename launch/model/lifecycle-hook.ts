import { isUnknown, type Known } from "../known";
import type { Reference } from "../reference";
import { unknown } from "../verdict";
import { fault, worstOf, type Answer } from "./answer";

/** A function that ECS calls, or a pause it makes, at stages of a deployment. */
export interface LifecycleHook {
  /** `AWS_LAMBDA` when absent, or `PAUSE`. */
  readonly targetType: Known<string | undefined>;
  readonly target: Reference;
  readonly role: Reference;
  readonly stages: Known<readonly Known<string>[]>;
  readonly timeoutMinutes: Known<number | undefined>;
}

const NOT_FOR_PAUSES = ["TEST_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT"];
const MOST_MINUTES = 20_160;
const REFUSED = { stoppedReason: "InvalidParameterException" };

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html */
export function judgeHook({ targetType, target, role, stages, timeoutMinutes }: LifecycleHook): Answer {
  const answers: Answer[] = [];
  const pauses = targetType === "PAUSE";
  if (!isUnknown(targetType) && !pauses) {
    const lacking = [
      target.text === undefined ? "hookTargetArn" : undefined,
      role.text === undefined ? "roleArn" : undefined,
    ].find((property) => property !== undefined);
    if (lacking !== undefined) {
      answers.push(
        fault(`it calls a function, and ${lacking} is not given`, {
          ...REFUSED,
          remedy: `Set \`${lacking}\`.`,
        }),
      );
    }
  }
  if (!isUnknown(stages)) {
    if (stages.length === 0) {
      answers.push(fault("it names no stage", { ...REFUSED, remedy: "Set `lifecycleStages`." }));
    }
    const wrong = pauses
      ? stages.find((stage) => typeof stage === "string" && NOT_FOR_PAUSES.includes(stage))
      : undefined;
    if (typeof wrong === "string") {
      answers.push(
        fault(`it pauses at ${wrong}, where ECS takes functions only`, {
          ...REFUSED,
          remedy: `Pause at another stage than ${NOT_FOR_PAUSES.join(" and ")}.`,
        }),
      );
    }
  }
  if (typeof timeoutMinutes === "number" && (timeoutMinutes < 1 || timeoutMinutes > MOST_MINUTES)) {
    answers.push(
      fault(`it waits ${timeoutMinutes} minutes, and ECS takes 1 to ${MOST_MINUTES}`, {
        ...REFUSED,
        remedy: `Set \`timeoutInMinutes\` to 1 to ${MOST_MINUTES}.`,
      }),
    );
  }
  const open = [targetType, stages, timeoutMinutes, ...(isUnknown(stages) ? [] : stages)].find(isUnknown);
  if (isUnknown(open)) answers.push({ verdict: unknown(open.because) });
  return worstOf(answers, "what it calls, with which role and when is given");
}
