/** A preview that could not be made: the input is wrong, or the program failed. */
export class PreviewError extends Error {
  override readonly name = "PreviewError";

  constructor(
    /** What happened, in the user's own names; the program's own error as the SDK prints it, without colours. */
    message: string,
    /** What to do about it. */
    readonly hint?: string,
  ) {
    super(message);
  }
}

/** The text of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
