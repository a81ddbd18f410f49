import type { Task } from "@aws-sdk/client-ecs";

/** How long a part of a task's life took. */
export interface StageTime {
  readonly stage: "place" | "prepare" | "pull" | "start" | "run";
  readonly seconds: number;
  /** Whether the next one was reached; the last one of a stopped task was not. */
  readonly finished: boolean;
}

/** The stages of a task, from the times that DescribeTasks gives. */
export function stageTimes(task: Task, now?: number): readonly StageTime[] {
  const marks: readonly (readonly [StageTime["stage"], Date | undefined, Date | undefined])[] = [
    ["place", task.createdAt, task.connectivityAt ?? task.pullStartedAt ?? task.startedAt],
    ["prepare", task.connectivityAt, task.pullStartedAt ?? task.startedAt],
    ["pull", task.pullStartedAt, task.pullStoppedAt ?? task.startedAt],
    ["start", task.pullStoppedAt, task.startedAt],
    ["run", task.startedAt, task.executionStoppedAt ?? task.stoppingAt],
  ];
  const end = (task.stoppingAt ?? task.executionStoppedAt ?? task.stoppedAt)?.getTime() ?? now;
  return marks.flatMap(([stage, from, to]) => {
    const until = to?.getTime() ?? end;
    if (from === undefined || until === undefined) return [];
    const seconds = Math.max(0, Math.round((until - from.getTime()) / 1000));
    return [{ stage, seconds, finished: to !== undefined }];
  });
}

/** `place 12 s, pull 3 s (not finished)` */
export const stagesInWords = (stages: readonly StageTime[]): string =>
  stages
    .map(({ stage, seconds, finished }) => `${stage} ${seconds} s${finished ? "" : " (not finished)"}`)
    .join(", ");

const DOING: Readonly<Record<string, string>> = {
  PROVISIONING: "place: waiting for capacity and a network interface",
  PENDING: "prepare: role, secrets, log driver",
  ACTIVATING: "start: containers run, being registered",
  RUNNING: "run",
  DEACTIVATING: "stopping",
  STOPPING: "stopping",
  DEPROVISIONING: "stopping: giving the network interface back",
  STOPPED: "stopped",
};

/** What a task is doing now, in a few words. */
export function doing(task: Task): string {
  if (task.lastStatus === "PENDING" && task.pullStartedAt !== undefined)
    return task.pullStoppedAt === undefined ? "pull: fetching the images" : "start: creating the containers";
  return DOING[task.lastStatus ?? ""] ?? (task.lastStatus ?? "accepted").toLowerCase();
}
