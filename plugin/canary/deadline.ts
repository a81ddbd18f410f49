import type { Clock } from "./ports";

/** The time given to a run is over. */
export class TimedOut extends Error {
  constructor(readonly seconds: number) {
    super(`timed out after ${seconds} s`);
  }
}

/** Somebody asked to stop: Ctrl-C, or the connection to the engine is gone. */
export class Canceled extends Error {
  constructor(because = "canceled") {
    super(because);
  }
}

/** Runs the body with a signal that is aborted when its time is over, or when the given one is. */
export async function within<T>(
  clock: Clock,
  seconds: number,
  signal: AbortSignal,
  body: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const done = new AbortController();
  clock.sleep(seconds * 1000, done.signal).then(
    () => over.abort(new TimedOut(seconds)),
    () => undefined,
  );
  try {
    return await body(AbortSignal.any([signal, over.signal]));
  } finally {
    done.abort();
  }
}

/** The clock on the wall. */
export const wallClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const abort = (): void => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener("abort", abort);
        resolve();
      }, milliseconds);
      if (signal.aborted) abort();
      else signal.addEventListener("abort", abort, { once: true });
    }),
};
