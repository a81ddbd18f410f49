/**
 * The answer to one requirement, in three-valued (Kleene) logic with reasons.
 *
 * `because` completes "met / unmet / unknown, because …" in the user's own names and numbers.
 * A `suspicion` is a strong hint in an unknown: reported as advisory, never as unmet.
 */
export type Verdict =
  | { readonly is: "met"; readonly because: string }
  | { readonly is: "unmet"; readonly because: string }
  | { readonly is: "unknown"; readonly because: string; readonly suspicion?: string };

export const met = (because: string): Verdict => ({ is: "met", because });
export const unmet = (because: string): Verdict => ({ is: "unmet", because });
export const unknown = (because: string, suspicion?: string): Verdict =>
  suspicion === undefined ? { is: "unknown", because } : { is: "unknown", because, suspicion };

/** Met when all are met, unmet when one is, otherwise unknown. The empty list is met. */
export function all(verdicts: readonly Verdict[], because = "nothing is required"): Verdict {
  return (
    verdicts.find(({ is }) => is === "unmet") ??
    joinUnknown(verdicts) ??
    (verdicts.length === 1 ? verdicts[0] : undefined) ??
    met(verdicts.length === 0 ? because : joinReasons(verdicts))
  );
}

/** Met when one is met, unmet when all are, otherwise unknown. The empty list is unmet. */
export function any(verdicts: readonly Verdict[], because = "there is none"): Verdict {
  return (
    verdicts.find(({ is }) => is === "met") ??
    joinUnknown(verdicts) ??
    (verdicts.length === 1 ? verdicts[0] : undefined) ??
    unmet(verdicts.length === 0 ? because : joinReasons(verdicts))
  );
}

function joinUnknown(verdicts: readonly Verdict[]): Verdict | undefined {
  const open = verdicts.filter((verdict) => verdict.is === "unknown");
  if (open.length === 0) return undefined;
  return unknown(joinReasons(open), open.find(({ suspicion }) => suspicion !== undefined)?.suspicion);
}

function joinReasons(verdicts: readonly Verdict[]): string {
  return [...new Set(verdicts.map(({ because }) => because))].join("; ");
}
