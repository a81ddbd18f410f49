import { toApiError } from "./api-call";
import { within } from "./deadline";
import type { LogStream, Surroundings } from "./ports";

/** Seconds without an answer after which a look is given up: the next one follows soon. */
const ANSWER_WITHIN = 5;
/** Lines from the beginning of a stream that are looked at. */
const AT_MOST = 10_000;

/** Waits for a line of a container's log, one look at a time. */
export class LogWatch {
  /** Why the last look saw nothing, where the log could not be read. */
  trouble: string | undefined;
  private readonly pattern: RegExp;

  constructor(
    private readonly surroundings: Surroundings,
    pattern: string,
  ) {
    this.pattern = new RegExp(pattern);
  }

  /**
   * Whether the line is there. Throttling, server errors and lost connections are no answer: the next look may have one,
   * and until then the task itself must be watched.
   * @throws {ApiError} where reading the log is refused: no later look would see more
   */
  async shows(stream: LogStream, signal: AbortSignal): Promise<boolean> {
    const { clock, logs } = this.surroundings;
    try {
      const lines = await within(clock, ANSWER_WITHIN, signal, (limited) =>
        logs.read(stream, AT_MOST, true, limited),
      );
      this.trouble = undefined;
      return lines.some((line) => this.pattern.test(line));
    } catch (error) {
      signal.throwIfAborted();
      const failed = toApiError("logs:GetLogEvents", error);
      if (failed.fault === "refused") throw failed;
      this.trouble = failed.message;
      return false;
    }
  }
}
