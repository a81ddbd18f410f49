import { causeOf, causeOfExit, causes, type Cause } from "./catalogue";
import { matchPattern } from "./pattern";
import { squeeze } from "./normalise";
import { extract } from "./extract";

/** A message, and the cause it was recognised as. */
export interface Match {
  readonly cause: Cause;
  /** For decisive words: what failed, which gives the stage and the rule. */
  readonly failed?: Cause;
  readonly message: string;
  /** Characters that the pattern pins down: of two equally specific matches the longer one counts. */
  readonly pinned: number;
}

/** The most specific cause that fits one message. */
export function matchMessage(message: string): Match | undefined {
  // The dots of an ellipsis end no sentence: what follows may say something else.
  const squeezed = squeeze(message).replace(/(?:…|\.{3})$/, "");
  let best: { cause: Cause; pinned: number } | undefined;
  let failed: { cause: Cause; pinned: number } | undefined;
  for (const cause of causes) {
    for (const pattern of cause.patterns) {
      const pinned = matchPattern(pattern, squeezed);
      if (pinned === undefined) continue;
      if (best === undefined || isBetter(cause, pinned, best)) best = { cause, pinned };
      if (cause.level !== "decisive" && (failed === undefined || isBetter(cause, pinned, failed)))
        failed = { cause, pinned };
    }
  }
  const exit = exitCause(message);
  if (exit !== undefined && (best === undefined || exit.rank < best.cause.rank))
    return { cause: exit, message, pinned: 0 };
  if (best === undefined) return undefined;
  return best.cause.level === "decisive" && failed !== undefined
    ? { ...best, failed: failed.cause, message }
    : { ...best, message };
}

function isBetter(cause: Cause, pinned: number, than: { cause: Cause; pinned: number }): boolean {
  if (cause.rank !== than.cause.rank) return cause.rank < than.cause.rank;
  // An answer is an answer, however often and long it was asked for.
  if (cause.denial === true && than.cause.family === "network") return true;
  if (than.cause.denial === true && cause.family === "network") return false;
  return pinned > than.pinned;
}

function exitCause(message: string): Cause | undefined {
  const code = extract(message)["exitCode"];
  if (code === undefined) return undefined;
  const cause = causeOfExit(Number(code));
  return cause.id === "exit-0" && !/essential|stopped/i.test(message) ? undefined : cause;
}

/** The more telling of two matches: the more specific level, otherwise the first. */
export function better(first: Match | undefined, second: Match | undefined): Match | undefined {
  if (first === undefined) return second;
  if (second === undefined) return first;
  return second.cause.rank < first.cause.rank ? second : first;
}

/** A match made from a fact that is not a message. */
export const matchOf = (id: string, message: string): Match => ({ cause: causeOf(id), message, pinned: 0 });
