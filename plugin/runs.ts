import { Canceled } from "./canary/deadline";

/** The canaries that run in this process, so that they can be ended in an orderly way. */
export class Runs {
  private readonly running = new Map<AbortController, Promise<unknown>>();
  private canceled: string | undefined;

  /** Runs the body with a signal that `cancel` or the caller aborts. */
  async run<T>(call: AbortSignal, body: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    if (this.canceled !== undefined) controller.abort(new Canceled(this.canceled));
    const done = body(AbortSignal.any([call, controller.signal]));
    this.running.set(controller, done);
    try {
      return await done;
    } finally {
      this.running.delete(controller);
    }
  }

  /** Ends every run, and each later one at once; may be called again. */
  cancel(because: string): void {
    this.canceled ??= because;
    for (const controller of this.running.keys()) controller.abort(new Canceled(because));
  }

  /** Waits until nothing runs, clean-up included. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.running.values());
  }
}
