import type { Clock, Ecs, Surroundings } from "../../../plugin/canary/ports";

/** A clock that stands still while anything goes on, and then jumps to the next moment somebody waits for. */
export interface VirtualClock extends Clock {
  /** Seconds since it was made. */
  seconds(): number;
}

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

export function virtualClock(): VirtualClock {
  let now = 0;
  let turning = false;
  const sleepers = new Set<Sleeper>();
  /** What goes on here are promises only: two turns of the event loop later nothing does. */
  const turn = (): void => {
    if (turning || sleepers.size === 0) return;
    turning = true;
    setImmediate(() =>
      setImmediate(() => {
        turning = false;
        const next = [...sleepers].sort((one, other) => one.until - other.until)[0];
        if (next === undefined) return;
        now = Math.max(now, next.until);
        next.wake();
        turn();
      }),
    );
  };
  return {
    now: () => now,
    seconds: () => now / 1000,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason as Error);
          return;
        }
        const sleeper: Sleeper = {
          until: now + milliseconds,
          wake: () => {
            sleepers.delete(sleeper);
            signal.removeEventListener("abort", abort);
            resolve();
          },
        };
        const abort = (): void => {
          sleepers.delete(sleeper);
          reject(signal.reason as Error);
        };
        signal.addEventListener("abort", abort, { once: true });
        sleepers.add(sleeper);
        turn();
      }),
  };
}

/** A call of the API, and how long its answer takes: seconds, or never. */
export type Delays = Partial<Record<keyof Ecs | "read", number>>;

/** An ECS in memory that answers as told, after the time told; what was called when. */
export function surroundingsIn(
  clock: VirtualClock,
  answers: Partial<Omit<Ecs, "renewCredentials">>,
  delays: Delays = {},
): Surroundings & { readonly calls: readonly (readonly [call: string, seconds: number])[] } {
  const calls: [string, number][] = [];
  const slowly =
    <Args extends readonly unknown[], T>(name: keyof Ecs | "read", answer: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      calls.push([name, clock.seconds()]);
      const delay = delays[name] ?? 0;
      if (delay > 0) await clock.sleep(delay * 1000, args.at(-1) as AbortSignal);
      return answer(...args);
    };
  const none = { tasks: [], failures: [] };
  return {
    clock,
    calls,
    progress: () => undefined,
    token: () => "token",
    connects: () => Promise.resolve(false),
    logs: { read: slowly("read", () => Promise.resolve([])) },
    ecs: {
      renewCredentials: () => undefined,
      runTask: slowly("runTask", answers.runTask ?? (() => Promise.resolve(none))),
      describeTasks: slowly("describeTasks", answers.describeTasks ?? (() => Promise.resolve(none))),
      listTasks: slowly("listTasks", answers.listTasks ?? (() => Promise.resolve([]))),
      stopTask: slowly("stopTask", answers.stopTask ?? (() => Promise.resolve())),
      describeServices: slowly(
        "describeServices",
        answers.describeServices ?? (() => Promise.resolve({ services: [], failures: [] })),
      ),
      describeTaskDefinition: slowly(
        "describeTaskDefinition",
        answers.describeTaskDefinition ?? (() => Promise.resolve({})),
      ),
    },
  };
}
