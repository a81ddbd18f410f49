import type { TaskDefinition } from "@aws-sdk/client-ecs";
import { watchedContainer } from "./expectation";
import type { CanaryFailure } from "./failure";
import type { StartCanarySpec } from "./specification";

/** What is asked of the canary can't be seen with this task definition, whatever its task does. */
export class Unfit extends Error {
  constructor(readonly failure: CanaryFailure) {
    super(failure.headline);
  }
}

const unfit = (headline: string, evidence: string, remedy: string): Unfit =>
  new Unfit({ headline, evidence: [evidence], remedy, lookFurther: [] });

/**
 * The container to watch, where the task definition can show what is expected of it.
 * @throws {Unfit} where it can't: before a task is started
 */
export function fitContainer(
  { container: named, expect, taskDefinition }: StartCanarySpec,
  definition: TaskDefinition,
): string {
  const container = containerOf(definition, named, taskDefinition);
  const driver = definition.containerDefinitions?.find(({ name }) => name === container)?.logConfiguration
    ?.logDriver;
  if (expect.kind === "log-line" && driver !== "awslogs")
    throw unfit(
      `A log line is expected, but container ${container} does not log to CloudWatch Logs.`,
      `${taskDefinition}: no logConfiguration with logDriver awslogs`,
      "Expect a running time, an exit code or an open port, or use the awslogs driver.",
    );
  const { networkMode = "bridge" } = definition;
  if (expect.kind === "open-port" && networkMode !== "awsvpc")
    throw unfit(
      `An open port is expected, but in network mode ${networkMode} the task has no address of its own.`,
      `${taskDefinition}: networkMode ${networkMode}`,
      "Expect a running time, an exit code or a log line, or use network mode awsvpc.",
    );
  return container;
}

/** @throws {Unfit} where there is no such container */
export function containerOf(
  definition: TaskDefinition,
  named: string | undefined,
  taskDefinition: string,
): string {
  const container = watchedContainer(definition, named);
  if (container !== undefined) return container;
  const names = (definition.containerDefinitions ?? []).map(({ name }) => name ?? "").join(", ");
  throw unfit(
    `The task definition has no container ${named ?? "to watch"}.`,
    `${taskDefinition} has: ${names}`,
    "Name one of these as container.",
  );
}
