import { previewProgram, type PreviewOptions } from "../../cli/preview/preview";
import { toResult, type Result } from "../../cli/report/result";
import { analyse } from "../../policies/analysis";
import { notJudgedIn } from "../../policies/not-judged";
import { RULES } from "../../policies/registry";
import { toCloudModel } from "../../policies/stack-model";

/** Previews a program in the embedded engine and judges it by every rule, as the command does. */
export async function judgeProgram(
  directory: string,
  options: Partial<Omit<PreviewOptions, "directory">> = {},
): Promise<Result> {
  const { stack, secrets } = await previewProgram({ directory, timeoutSeconds: 60, ...options });
  const analysis = analyse(toCloudModel(stack), RULES, undefined, notJudgedIn(stack));
  return toResult(analysis, { locate: () => undefined, secrets });
}

/** Runs a task when it is asked for, and the next one beside it, so that tests in order find it done. */
export class Ahead<T> {
  private readonly started = new Map<number, Promise<T>>();

  constructor(private readonly tasks: readonly (() => Promise<T>)[]) {}

  result(index: number): Promise<T> {
    const result = this.start(index);
    this.start(index + 1);
    return result ?? Promise.reject(new Error(`there is no task ${index}`));
  }

  private start(index: number): Promise<T> | undefined {
    const task = this.tasks[index];
    if (task === undefined) return undefined;
    const running = this.started.get(index) ?? task();
    this.started.set(index, running);
    // A failure is that of the test which asks for the result.
    running.catch(() => undefined);
    return running;
  }
}

/** Something mandatory of kind start: a claim that the tasks will not start. */
export function stopsStart(result: Result): string[] {
  return mandatory(result, (kind) => kind === "start");
}

/** Rules of the mandatory findings, of a kind if given. */
export function mandatory({ findings }: Result, ofKind: (kind: string) => boolean = () => true): string[] {
  const rules = findings
    .filter(({ level, kind, exemption }) => level === "mandatory" && exemption === null && ofKind(kind))
    .map(({ rule }) => rule);
  return [...new Set(rules)];
}
