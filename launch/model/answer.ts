import { isUnknown, type Known } from "../known";
import { all, met, unmet, unknown, type Verdict } from "../verdict";

/** A verdict with what ECS says and what to change in this very case; what is left out is the rule's. */
export interface Answer {
  readonly verdict: Verdict;
  readonly stoppedReason?: string;
  readonly remedy?: string;
}

/** Unmet, with ECS's own words where they are on record; `ClientException` is all that is certain otherwise. */
export function fault(because: string, texts: { stoppedReason?: string; remedy?: string } = {}): Answer {
  return { verdict: unmet(because), stoppedReason: "ClientException", ...texts };
}

/** Unknown with a hint strong enough to show; the hint says all there is to say. */
export function suspect(because: string, suspicion: string, remedy?: string): Answer {
  const verdict = unknown(because, suspicion);
  return remedy === undefined ? { verdict } : { verdict, remedy };
}

/** Of several answers to one requirement: the first unmet, else what is unknown, else met because of `because`. */
export function worstOf(answers: readonly Answer[], because: string): Answer {
  const broken = answers.find(({ verdict }) => verdict.is === "unmet");
  if (broken !== undefined) return broken;
  const open = answers.filter(({ verdict }) => verdict.is === "unknown");
  const [only] = open;
  if (only === undefined) return { verdict: met(because) };
  return open.length === 1 ? only : { verdict: all(open.map(({ verdict }) => verdict)) };
}

/** A value as a message prints it where its being known was settled before. */
export const shown = (value: Known<string | number | undefined>): string =>
  isUnknown(value) ? "not known yet" : String(value);
