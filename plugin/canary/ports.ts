import type { Failure, RunTaskCommandInput, Service, Task, TaskDefinition } from "@aws-sdk/client-ecs";

/** Time, so that a test can make it fast. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Rejects with the signal's reason as soon as it is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** What DescribeTasks and RunTask answer. */
export interface TasksAnswer {
  readonly tasks: readonly Task[];
  readonly failures: readonly Failure[];
}

export interface ServicesAnswer {
  readonly services: readonly Service[];
  readonly failures: readonly Failure[];
}

/** Which tasks to list. */
export interface TaskFilter {
  readonly cluster: string;
  readonly desiredStatus: "RUNNING" | "STOPPED";
  readonly startedBy?: string;
  readonly serviceName?: string;
}

/** The operations of ECS that a canary needs. Errors are those of the AWS SDK; nothing is repeated here. */
export interface Ecs {
  runTask(request: RunTaskCommandInput, signal: AbortSignal): Promise<TasksAnswer>;
  describeTasks(cluster: string, tasks: readonly string[], signal: AbortSignal): Promise<TasksAnswer>;
  listTasks(filter: TaskFilter, signal: AbortSignal): Promise<readonly string[]>;
  stopTask(cluster: string, task: string, reason: string, signal: AbortSignal): Promise<void>;
  describeServices(cluster: string, service: string, signal: AbortSignal): Promise<ServicesAnswer>;
  describeTaskDefinition(taskDefinition: string, signal: AbortSignal): Promise<TaskDefinition>;
  /** Reads the credentials again, where they come from a file or a service. */
  renewCredentials(): void;
}

/** A stream of CloudWatch Logs. */
export interface LogStream {
  readonly container: string;
  readonly region: string | undefined;
  readonly group: string;
  readonly stream: string;
}

export interface Logs {
  /** The last lines of the stream, oldest first; from its beginning with `fromHead`. Empty where there is no stream yet. */
  read(stream: LogStream, limit: number, fromHead: boolean, signal: AbortSignal): Promise<readonly string[]>;
}

/** Everything outside that a canary touches. */
export interface Surroundings {
  readonly clock: Clock;
  readonly ecs: Ecs;
  readonly logs: Logs;
  /** Whether a TCP connection to the address can be opened from here. */
  readonly connects: (host: string, port: number, signal: AbortSignal) => Promise<boolean>;
  /** What is going on, for the people who wait. Each line takes the place of the one before. */
  readonly progress: (line: string) => void;
  /** A new token per call. */
  readonly token: () => string;
}
