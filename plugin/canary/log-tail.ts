import type { Task, TaskDefinition } from "@aws-sdk/client-ecs";
import { callApi } from "./api-call";
import type { LogStream, Surroundings } from "./ports";

/** The end of what a container of the task wrote. */
export interface LogTail {
  readonly stream: LogStream;
  readonly lines: readonly string[];
}

const LONGEST_LINE = 300;

/**
 * The streams of the task's own containers that use the awslogs driver: `prefix/container/task`, or the id
 * of the container where there is no prefix (EC2).
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html
 */
export function streamsOf(definition: TaskDefinition | undefined, task: Task): readonly LogStream[] {
  const id = task.taskArn?.split("/").pop() ?? "";
  return (definition?.containerDefinitions ?? []).flatMap(({ name, logConfiguration }) => {
    const options = logConfiguration?.options ?? {};
    const group = options["awslogs-group"];
    if (name === undefined || logConfiguration?.logDriver !== "awslogs" || !group) return [];
    const prefix = options["awslogs-stream-prefix"];
    const runtimeId = task.containers?.find((container) => container.name === name)?.runtimeId;
    const stream = prefix ? `${prefix}/${name}/${id}` : runtimeId;
    return stream === undefined
      ? []
      : [{ container: name, region: options["awslogs-region"], group, stream }];
  });
}

/** The last lines of each stream, without the values of environment variables. What can't be read is left out. */
export async function readTails(
  surroundings: Surroundings,
  definition: TaskDefinition | undefined,
  task: Task,
  limit: number,
  signal: AbortSignal,
): Promise<readonly LogTail[]> {
  if (limit === 0) return [];
  const tails: LogTail[] = [];
  for (const stream of streamsOf(definition, task)) {
    try {
      const lines = await callApi(surroundings, "logs:GetLogEvents", signal, (within) =>
        surroundings.logs.read(stream, limit, false, within),
      );
      if (lines.length > 0)
        tails.push({ stream, lines: lines.slice(-limit).map((line) => presentable(line, definition)) });
    } catch (error) {
      tails.push({
        stream,
        lines: [`(not readable: ${error instanceof Error ? error.message : "unknown"})`],
      });
    }
  }
  return tails;
}

/** One line, shortened, without control characters and without the values of environment variables. */
export function presentable(line: string, definition: TaskDefinition | undefined): string {
  let shown = line;
  for (const { environment } of definition?.containerDefinitions ?? [])
    for (const { name, value } of environment ?? [])
      // Shorter ones are ports, switches and levels, that stand in every log.
      if (value !== undefined && value.length >= 6)
        shown = shown.replaceAll(value, `[value of ${name ?? ""}]`);
  // eslint-disable-next-line no-control-regex -- that is what it removes
  shown = shown.replace(/\u001b\[[0-9;]*[A-Za-z]|[\u0000-\u001f\u007f-\u009f]/g, " ").trimEnd();
  return shown.length > LONGEST_LINE ? `${shown.slice(0, LONGEST_LINE)}…` : shown;
}
