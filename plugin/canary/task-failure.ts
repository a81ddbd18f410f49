import type { Task, TaskDefinition } from "@aws-sdk/client-ecs";
import type { Explanation } from "../../launch/failures/explanation";
import { within } from "./deadline";
import { taskEvidence, type CanaryFailure } from "./failure";
import { readTails, streamsOf } from "./log-tail";
import type { NotStarted } from "./one-task";
import type { Surroundings } from "./ports";
import type { StartCanarySpec } from "./specification";
import { stageTimes } from "./stage-times";

/** A task that was started and is not what was expected. */
export interface FailedTask {
  /** What happened instead, as the beginning of a sentence without its full stop. */
  readonly because: string;
  readonly task: Task;
  readonly explanation: Explanation;
  readonly definition: TaskDefinition | undefined;
  /** Why the log could not be watched. */
  readonly logTrouble: string | undefined;
}

/** Seconds after which the log is left unread. */
const LOG_WITHIN = 15;

/** The failure of a started task, with the last lines of its log. Never fails for a log that cannot be read. */
export async function taskFailure(
  { because, task, explanation, definition, logTrouble }: FailedTask,
  spec: StartCanarySpec,
  surroundings: Surroundings,
): Promise<CanaryFailure> {
  const { clock } = surroundings;
  const logs = await within(clock, LOG_WITHIN, new AbortController().signal, (signal) =>
    readTails(surroundings, definition, task, spec.logLines, signal),
  ).catch(() => []);
  return {
    headline: `${because.charAt(0).toUpperCase()}${because.slice(1)}.`,
    explanation,
    evidence: taskEvidence(task),
    stages: stageTimes(task, clock.now()),
    logs,
    notes: [
      ...(logTrouble === undefined ? [] : [`the log could not be read: ${logTrouble}`]),
      ...(spec.mode === "command" && isOwnCommand(explanation) ? [OWN_COMMAND] : []),
    ],
    lookFurther: commands(spec, definition, task),
  };
}

/** ECS answered RunTask without a task. */
export const notStartedFailure = (
  { explanation, said }: NotStarted,
  spec: StartCanarySpec,
  what: string,
): CanaryFailure => ({
  headline: `ECS did not start ${what}.`,
  explanation,
  evidence: [`RunTask: ${said}`],
  lookFurther: [`aws ecs describe-clusters ${region(spec)}--clusters ${spec.cluster}`],
});

/** The time was over before there was a task. */
export const neverStarted = (seconds: number, doing: string): CanaryFailure => ({
  headline: `The task was not started within ${seconds} s.`,
  evidence: [`it was at: ${doing}`],
  remedy: "Run it again, or give it more time with timeout.",
  lookFurther: [],
});

function commands(
  spec: StartCanarySpec,
  definition: TaskDefinition | undefined,
  task: Task,
): readonly string[] {
  const at = region(spec);
  const describe = `aws ecs describe-tasks ${at}--cluster ${spec.cluster} --tasks ${task.taskArn ?? "TASK"}`;
  const streams = streamsOf(definition, task).map(
    ({ group, stream }) =>
      `aws logs get-log-events ${at}--log-group-name '${group}' --log-stream-name '${stream}'`,
  );
  return [`${describe} > task.json && ecs-preflight explain --task task.json`, ...streams];
}

const region = (spec: StartCanarySpec): string =>
  spec.region === undefined ? "" : `--region ${spec.region} `;

const OWN_COMMAND =
  "The canary ran its own command (mode command): it may be this command that the image lacks. Role, pull, secrets, log driver and placement are proven.";

const isOwnCommand = ({ family, stage, cause }: Explanation): boolean =>
  family === "command" && (stage === "start" || stage === null) && cause !== "exit-0";
