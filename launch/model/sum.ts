import { isUnknown, type Known } from "../known";

/** The sum of amounts of which some may be unknown: what is known of it, and why the rest is not. */
export interface PartialSum {
  readonly known: number;
  /** `undefined`: nothing is missing, so the known part is the sum. */
  readonly missing: string | undefined;
}

/** Absent amounts count nothing. */
export function partialSum(amounts: readonly Known<number | undefined>[]): PartialSum {
  const known = amounts.reduce<number>((sum, amount) => sum + (isUnknown(amount) ? 0 : (amount ?? 0)), 0);
  return { known, missing: amounts.find(isUnknown)?.because };
}
