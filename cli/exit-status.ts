/** What the command answers to the shell. */
export const EXIT = {
  /** Nothing mandatory is unmet, also when there is no launch at all. */
  nothingMandatory: 0,
  /** Something mandatory is unmet. */
  mandatory: 1,
  /** Wrong usage, or the program under preview failed. */
  failed: 2,
} as const;

/** An error with a way out, printed without a stack. */
export class UsageError extends Error {
  constructor(
    message: string,
    /** What to do about it, as a sentence. */
    readonly hint?: string,
  ) {
    super(message);
  }
}
