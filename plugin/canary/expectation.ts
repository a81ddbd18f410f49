import type { Task, TaskDefinition } from "@aws-sdk/client-ecs";
import type { Expectation } from "./specification";

/** What is known of the task at one moment. */
export interface Sighting {
  readonly task: Task;
  /** Milliseconds since it was first seen started; undefined while it is not. */
  readonly runningFor: number | undefined;
  /** The container that is watched. */
  readonly container: string;
  readonly waitsForHealth: boolean;
  /** Of a log line or an open port: whether it is there. */
  readonly found: boolean;
}

/** What to do next. `ECS`: ECS says why. */
export type Judgement =
  | { readonly verdict: "wait"; readonly because: string }
  | { readonly verdict: "passed"; readonly because: string }
  | { readonly verdict: "failed"; readonly because: string };

const wait = (because: string): Judgement => ({ verdict: "wait", because });
const passed = (because: string): Judgement => ({ verdict: "passed", because });
const failed = (because: string): Judgement => ({ verdict: "failed", because });

/** Judges a task against what is expected of it. Pure. */
export function judgeTask(expectation: Expectation, sighting: Sighting): Judgement {
  const { task, container } = sighting;
  const stopped = task.lastStatus === "STOPPED";
  const exitCode = task.containers?.find(({ name }) => name === container)?.exitCode;
  if (expectation.kind === "exit-code") {
    if (exitCode === expectation.code) return passed(`container ${container} exited with ${exitCode}`);
    if (exitCode !== undefined)
      return failed(
        `container ${container} exited with ${exitCode}, exit code ${expectation.code} was expected`,
      );
    return stopped ? failed("the task stopped before its container had an exit code") : wait("exit code");
  }
  if (expectation.kind === "log-line" && sighting.found && (!stopped || exitCode === 0))
    return passed(`the log of ${container} shows the expected line`);
  // Log lines arrive some seconds after they were written.
  if (expectation.kind === "log-line" && exitCode === 0 && elapsedBelow(sighting, expectation.withinSeconds))
    return wait(`a log line that matches ${expectation.pattern}`);
  if (stopped || isStopping(task)) return failed(whileExpecting(expectation, task, exitCode, container));
  if (task.healthStatus === "UNHEALTHY") return failed("the task runs, but its health check fails");
  if (sighting.runningFor === undefined) return wait("RUNNING");
  if (sighting.waitsForHealth && task.healthStatus !== "HEALTHY" && expectation.kind === "running")
    return wait("HEALTHY");
  return judgeRunning(expectation, sighting, sighting.runningFor / 1000);
}

function judgeRunning(
  expectation: Exclude<Expectation, { kind: "exit-code" }>,
  { found, container }: Sighting,
  seconds: number,
): Judgement {
  switch (expectation.kind) {
    case "running":
      return seconds >= expectation.seconds
        ? passed(`it ran for ${expectation.seconds} s`)
        : wait(`RUNNING for ${expectation.seconds} s`);
    case "log-line":
      return seconds > expectation.withinSeconds
        ? failed(
            `the log of ${container} shows no line that matches ${expectation.pattern} within ${expectation.withinSeconds} s of the start`,
          )
        : wait(`a log line that matches ${expectation.pattern}`);
    case "open-port":
      if (found) return passed(`port ${expectation.port} is open`);
      return seconds > expectation.withinSeconds
        ? failed(`port ${expectation.port} did not open within ${expectation.withinSeconds} s of the start`)
        : wait(`port ${expectation.port}`);
  }
}

const elapsedBelow = ({ runningFor }: Sighting, seconds: number): boolean =>
  runningFor !== undefined && runningFor <= seconds * 1000;

const isStopping = ({ desiredStatus }: Task): boolean => desiredStatus === "STOPPED";

function whileExpecting(
  expectation: Expectation,
  task: Task,
  exitCode: number | undefined,
  container: string,
): string {
  if (task.startedAt === undefined && exitCode === undefined) return "the task stopped before it ran";
  const exited =
    exitCode === undefined ? "the task stopped" : `container ${container} exited with ${exitCode}`;
  switch (expectation.kind) {
    case "running":
      return `${exited}, it was expected to run for ${expectation.seconds} s`;
    case "log-line":
      return `${exited} before its log showed a line that matches ${expectation.pattern}`;
    case "open-port":
      return `${exited} before port ${expectation.port} was open`;
    case "exit-code":
      return exited;
  }
}

/** The container that counts: the one named, else the first essential one. */
export function watchedContainer(definition: TaskDefinition, named: string | undefined): string | undefined {
  const containers = definition.containerDefinitions ?? [];
  if (named !== undefined) return containers.some(({ name }) => name === named) ? named : undefined;
  return (containers.find(({ essential }) => essential !== false) ?? containers[0])?.name;
}

/** Whether an essential container has a health check: the task has a health status only then. */
export const hasHealthCheck = (definition: TaskDefinition): boolean =>
  (definition.containerDefinitions ?? []).some(
    ({ essential, healthCheck }) => essential !== false && healthCheck !== undefined,
  );
