import type { Task, TaskDefinition } from "@aws-sdk/client-ecs";
import { explainTask } from "../../launch/failures/explain-task";
import type { Explanation } from "../../launch/failures/explanation";
import { ApiError } from "./api-call";
import { cleanUp, listOwn, type LeftBehind } from "./clean-up";
import { Canceled, TimedOut, within } from "./deadline";
import { hasHealthCheck, judgeTask } from "./expectation";
import { apiFailure, type CanaryFailure } from "./failure";
import { streamsOf } from "./log-tail";
import { LogWatch } from "./log-watch";
import { describeDefinition, NotStarted, Started, startTask, Vanished, watchTask } from "./one-task";
import type { Surroundings } from "./ports";
import { portIsOpen } from "./port-check";
import type { StartCanarySpec } from "./specification";
import { doing, stagesInWords, stageTimes } from "./stage-times";
import { neverStarted, notStartedFailure, taskFailure } from "./task-failure";
import { SECONDS_BETWEEN, tryAgain } from "./try-again";
import { fitContainer, Unfit } from "./unfit";

/** What became of a canary. */
export interface CanaryResult {
  readonly failure?: CanaryFailure;
  /** Whether it was interrupted: neither passed nor failed. */
  readonly canceled?: boolean;
  /** The last task that ran. */
  readonly task?: string;
  /** One line. */
  readonly summary: string;
  readonly leftBehind: readonly LeftBehind[];
}

/** Runs the task, judges it and leaves nothing behind. Throws only for a fault of the program. */
export async function runStartCanary(
  spec: StartCanarySpec,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<CanaryResult> {
  const run = new Run(spec, surroundings);
  const { outcome, fault } = await run.untilOver(signal);
  const why = outcome?.canceled === true ? "ecs-preflight: canceled" : "ecs-preflight: the canary is done";
  const leftBehind = await cleanUp(surroundings, spec, run.started, why);
  if (outcome === undefined) throw fault;
  const task = run.last?.taskArn;
  return { ...outcome, leftBehind, ...(task === undefined ? {} : { task }) };
}

type Outcome = Omit<CanaryResult, "leftBehind" | "task">;

class Run {
  readonly started = new Started();
  last: Task | undefined;
  private definition: TaskDefinition | undefined;
  private log: LogWatch | undefined;
  private doing = "nothing yet";

  constructor(
    private readonly spec: StartCanarySpec,
    private readonly surroundings: Surroundings,
  ) {}

  /** Never throws: what was started must be stopped in any case. */
  async untilOver(signal: AbortSignal): Promise<{ readonly outcome?: Outcome; readonly fault?: unknown }> {
    try {
      const { clock } = this.surroundings;
      return {
        outcome: await within(clock, this.spec.timeoutSeconds, signal, (limited) =>
          this.untilJudged(limited),
        ),
      };
    } catch (error) {
      try {
        return { outcome: await this.failed(error) };
      } catch (fault) {
        return { fault };
      }
    }
  }

  private async untilJudged(signal: AbortSignal): Promise<Outcome> {
    const { surroundings, spec } = this;
    this.say("reading the task definition");
    this.definition = await describeDefinition(surroundings, spec.taskDefinition, signal);
    const container = fitContainer(spec, this.definition);
    await this.stopEarlierOnes(signal);
    const began = surroundings.clock.now();
    for (let attempt = 1; ; attempt += 1) {
      const { explanation, ...outcome } = await this.attempt({ ...spec, container }, container, signal);
      const elapsed = (surroundings.clock.now() - began) / 1000;
      const again = explanation === undefined ? undefined : tryAgain(explanation, attempt, elapsed);
      if (outcome.failure === undefined || again === undefined) return outcome;
      this.say(again);
      await surroundings.clock.sleep(SECONDS_BETWEEN * 1000, signal);
    }
  }

  private async attempt(
    spec: StartCanarySpec,
    container: string,
    signal: AbortSignal,
  ): Promise<Outcome & { readonly explanation?: Explanation }> {
    const { surroundings } = this;
    this.say("asking ECS for the task");
    let task: Task;
    try {
      task = await startTask(surroundings, spec, this.started, signal);
    } catch (error) {
      if (error instanceof NotStarted) return this.notStarted(error);
      if (error instanceof ApiError && error.fault === "refused") return refused(apiFailure(error));
      throw error;
    }
    this.last = task;
    let runningSince: number | undefined;
    let found = false;
    return watchTask(surroundings, spec.cluster, task.taskArn ?? "", signal, async (seen) => {
      this.last = seen;
      const now = surroundings.clock.now();
      if (seen.lastStatus === "STOPPED") this.started.tasks.delete(seen.taskArn ?? "");
      if (seen.lastStatus === "RUNNING" || seen.startedAt !== undefined) runningSince ??= now;
      const runningFor = runningSince === undefined ? undefined : now - runningSince;
      found ||= await this.look(container, seen, signal);
      const waitsForHealth = this.definition !== undefined && hasHealthCheck(this.definition);
      const judged = judgeTask(spec.expect, { task: seen, runningFor, container, waitsForHealth, found });
      if (judged.verdict === "wait") {
        // How it ended stands in its description only when it has stopped.
        this.say(`${doing(seen)}; expecting ${judged.because}`);
        return undefined;
      }
      if (judged.verdict === "passed") {
        const stages = stagesInWords(stageTimes(seen).filter(({ finished }) => finished));
        return { summary: stages === "" ? judged.because : `${judged.because} (${stages})` };
      }
      if (seen.desiredStatus === "STOPPED" && seen.lastStatus !== "STOPPED") return undefined;
      const explanation = explainTask(seen);
      return { ...(await this.taskFailed(judged.because, seen, explanation)), explanation };
    });
  }

  /** Whether the log line or the open port is there. */
  private async look(container: string, task: Task, signal: AbortSignal): Promise<boolean> {
    const { expect } = this.spec;
    if (task.startedAt === undefined && task.lastStatus !== "RUNNING") return false;
    if (expect.kind === "open-port")
      return (
        task.lastStatus === "RUNNING" &&
        (await portIsOpen(expect, this.spec, task, this.surroundings, this.started, signal))
      );
    if (expect.kind !== "log-line") return false;
    const stream = streamsOf(this.definition, task).find((candidate) => candidate.container === container);
    if (stream === undefined) return false;
    this.log ??= new LogWatch(this.surroundings, expect.pattern);
    return this.log.shows(stream, signal);
  }

  /** Tasks that an earlier run of this canary could not stop. */
  private async stopEarlierOnes(signal: AbortSignal): Promise<void> {
    const earlier = await listOwn(this.surroundings, this.spec, signal);
    if (earlier.length === 0) return;
    this.say(`stopping ${earlier.length} task(s) of an earlier run`);
    const before = new Started();
    for (const task of earlier) before.tasks.add(task);
    const left = await cleanUp(this.surroundings, this.spec, before, "ecs-preflight: left by an earlier run");
    for (const { task } of left) this.started.tasks.add(task);
  }

  /** What an error means for the canary. */
  private async failed(error: unknown): Promise<Outcome> {
    if (error instanceof Canceled) {
      return { canceled: true, summary: `canceled (${error.message}) while ${this.doing}` };
    }
    if (error instanceof Unfit) return asOutcome(error.failure);
    if (error instanceof ApiError) return asOutcome(apiFailure(error));
    if (error instanceof NotStarted) return this.notStarted(error, "the helper task");
    if (error instanceof TimedOut && this.last === undefined) {
      return asOutcome(neverStarted(error.seconds, this.doing));
    }
    if (error instanceof TimedOut || error instanceof Vanished) {
      const because =
        error instanceof TimedOut
          ? `after ${error.seconds} s it was still at: ${this.doing}`
          : "DescribeTasks no longer knows the task: it was stopped and forgotten, or the cluster is another one";
      return this.taskFailed(because, this.last ?? {}, explainTask(this.last ?? {}));
    }
    throw error;
  }

  private async taskFailed(because: string, task: Task, explanation: Explanation): Promise<Outcome> {
    const { spec, surroundings, definition } = this;
    const logTrouble = this.log?.trouble;
    const failed = { because, task, explanation, definition, logTrouble };
    return asOutcome(await taskFailure(failed, spec, surroundings));
  }

  private notStarted(error: NotStarted, what = "the task"): Outcome & { readonly explanation: Explanation } {
    return { explanation: error.explanation, ...asOutcome(notStartedFailure(error, this.spec, what)) };
  }

  private say(line: string): void {
    this.doing = line;
    this.surroundings.progress(line);
  }
}

/** With what ECS said, where it says anything: a role of the task may be too new. */
function refused(failure: CanaryFailure): Outcome & { readonly explanation?: Explanation } {
  const { explanation } = failure;
  return { ...asOutcome(failure), ...(explanation === undefined ? {} : { explanation }) };
}

const asOutcome = (failure: CanaryFailure): Outcome => ({ failure, summary: failure.headline });
