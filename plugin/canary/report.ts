import { causeOf } from "../../launch/failures/catalogue";
import { RULES } from "../../policies/registry";
import type { CanaryFailure } from "./failure";
import { stagesInWords } from "./stage-times";
import type { CanaryResult } from "./start-canary";

/** The message of a failed canary, as the engine prints it on the resource. */
export function renderFailure(failure: CanaryFailure, result: CanaryResult): string {
  const { explanation, stages = [], logs = [], notes = [] } = failure;
  const known = explanation !== undefined && explanation.cause !== "unknown" && isFault(explanation.cause);
  const lines = [failure.headline];
  const row = (name: string, value: string): void => void lines.push(`  ${name.padEnd(12)} ${value}`);
  if (explanation?.rule) row("requirement", requirement(explanation.rule));
  if (known) {
    const { cause, family, stage, confidence, summary } = explanation;
    row(
      "cause",
      `${cause} (${[family, ...(stage === null ? [] : [`stage ${stage}`]), confidence].join(", ")})`,
    );
    row("", summary);
  } else if (explanation !== undefined) row("cause", "unknown: what ECS said does not settle it");
  for (const [index, said] of failure.evidence.entries()) row(index === 0 ? "evidence" : "", said);
  if (stages.length > 0) row("stages", stagesInWords(stages));
  for (const { stream, lines: tail } of logs) {
    row("log", `${stream.container} (${stream.group}, ${stream.stream}), last ${tail.length} line(s)`);
    for (const line of tail) row("", `| ${line}`);
  }
  if (known)
    for (const candidate of explanation.candidates.slice(0, 4))
      row("or", `${candidate.cause}: ${candidate.tellApart}`);
  const remedy = failure.remedy ?? (known ? explanation.remedy : undefined);
  if (remedy !== undefined) row("to do", remedy);
  if (known) row("page", explanation.page);
  for (const note of notes) row("note", note);
  for (const [index, command] of failure.lookFurther.entries())
    row(index === 0 ? "look further" : "", command);
  if (result.task !== undefined && result.leftBehind.length === 0) row("task", `${result.task} (stopped)`);
  return [...lines, ...leftBehind(result)].join("\n");
}

/** The tasks that could not be stopped, one line each. */
export function leftBehind({ leftBehind: left }: CanaryResult): readonly string[] {
  return left.map(({ cluster, task, because }) => {
    const at = `--cluster ${cluster}`;
    const how = task.startsWith("arn:")
      ? `stop it with: aws ecs stop-task ${at} --task ${task}`
      : `look for it with: aws ecs list-tasks ${at}`;
    return `  still there  ${task} could not be stopped (${because}); ${how}`;
  });
}

function requirement(id: string): string {
  const title = RULES.find((rule) => rule.id === id)?.title;
  return title === undefined ? id : `${id}: ${title}`;
}

const isFault = (cause: string): boolean => causeOf(cause).level !== "normal";
