import { ApiError, callApi } from "./api-call";
import { TimedOut, within } from "./deadline";
import { LOOK_EVERY, type Started } from "./one-task";
import type { Surroundings } from "./ports";

/** A container gets 30 s to end by default and 120 s at most, then its network interface is given back. */
const STOPPED_WITHIN = 180;

/** A task that may still be there. */
export interface LeftBehind {
  readonly cluster: string;
  readonly task: string;
  readonly because: string;
}

interface Owner {
  readonly cluster: string;
  readonly startedBy: string;
}

/** Stops what the run started and waits until it is stopped, whatever became of the run. Never throws. */
export async function cleanUp(
  surroundings: Surroundings,
  owner: Owner,
  started: Started,
  because: string,
): Promise<readonly LeftBehind[]> {
  const left: LeftBehind[] = [];
  const never = new AbortController().signal;
  if (started.unanswered) {
    try {
      for (const task of await findUnanswered(surroundings, owner, never)) started.tasks.add(task);
    } catch (error) {
      left.push({
        cluster: owner.cluster,
        task: `a task started by ${owner.startedBy}, if there is one,`,
        because: messageOf(error),
      });
    }
  }
  const stops = [...started.tasks].map(async (task) => {
    try {
      await within(surroundings.clock, STOPPED_WITHIN, never, (signal) =>
        stopAndAwait(surroundings, owner.cluster, task, because, signal),
      );
    } catch (error) {
      left.push({
        cluster: owner.cluster,
        task,
        because: error instanceof TimedOut ? `not stopped after ${error.seconds} s` : messageOf(error),
      });
    }
  });
  await Promise.all(stops);
  return left;
}

/** ListTasks is eventually consistent: one empty answer is no answer. */
async function findUnanswered(
  surroundings: Surroundings,
  owner: Owner,
  signal: AbortSignal,
): Promise<readonly string[]> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await listOwn(surroundings, owner, signal);
    if (found.length > 0 || attempt === 4) return found;
    await surroundings.clock.sleep(LOOK_EVERY, signal);
  }
}

/** The tasks of this canary that run or are on their way. */
export function listOwn(
  surroundings: Surroundings,
  { cluster, startedBy }: Owner,
  signal: AbortSignal,
): Promise<readonly string[]> {
  return callApi(surroundings, "ecs:ListTasks", signal, (within) =>
    surroundings.ecs.listTasks({ cluster, startedBy, desiredStatus: "RUNNING" }, within),
  );
}

/** Asks first and looks then: a DescribeTasks that fails must not keep the task alive. Asks again while ECS wants it to run. */
async function stopAndAwait(
  surroundings: Surroundings,
  cluster: string,
  task: string,
  because: string,
  signal: AbortSignal,
): Promise<void> {
  surroundings.progress("stopping the task");
  for (let asked = false; ;) {
    if (!asked && !(await stop(surroundings, cluster, task, because, signal))) return;
    const { tasks } = await callApi(surroundings, "ecs:DescribeTasks", signal, (within) =>
      surroundings.ecs.describeTasks(cluster, [task], within),
    );
    const [seen] = tasks;
    // A task that is not known yet is no stopped one.
    if (seen?.lastStatus === "STOPPED") return;
    asked = seen?.desiredStatus !== "RUNNING";
    await surroundings.clock.sleep(LOOK_EVERY, signal);
  }
}

/** False where ECS knows no such task any more. */
async function stop(
  surroundings: Surroundings,
  cluster: string,
  task: string,
  because: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await callApi(surroundings, "ecs:StopTask", signal, (within) =>
      surroundings.ecs.stopTask(cluster, task, because, within),
    );
    return true;
  } catch (error) {
    if (error instanceof ApiError && /task was not found/i.test(error.answer)) return false;
    throw error;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
