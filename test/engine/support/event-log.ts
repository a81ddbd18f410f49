import type { EngineEvent, PulumiCommand } from "@pulumi/pulumi/automation";
import { setTimeout } from "node:timers/promises";

type Run = (args: readonly string[], ...rest: unknown[]) => Promise<unknown>;

/** How long to wait for the last event of a command that ended before its operation began. */
const PATIENCE = { turns: 100, milliseconds: 20 };

/**
 * The events of each operation. The Automation API closes the connection that they come over when the command ends:
 * on a busy machine those that had not been read by then were lost. This command ends after its last event.
 */
export class EventLog {
  readonly command: PulumiCommand;
  private events: EngineEvent[] = [];

  constructor(command: PulumiCommand) {
    // The method is there and not in the types.
    const { run } = command as unknown as { readonly run: Run };
    const complete: Run = async (args, ...rest) => {
      try {
        return await run.call(command, args, ...rest);
      } finally {
        if (args.includes("--event-log")) await this.ended();
      }
    };
    this.command = Object.create(command, { run: { value: complete } }) as PulumiCommand;
  }

  readonly add = (event: EngineEvent): void => void this.events.push(event);

  /** The events of the last operation. */
  take(): EngineEvent[] {
    const { events } = this;
    this.events = [];
    return events;
  }

  /** The engine's last event is always this one, whatever became of the operation. */
  private async ended(): Promise<void> {
    for (let turn = 0; turn < PATIENCE.turns; turn += 1) {
      if (this.events.some(({ cancelEvent }) => cancelEvent !== undefined)) return;
      await setTimeout(PATIENCE.milliseconds);
    }
  }
}
