import type { Requirement } from "../launch/launch";

export interface Judged {
  readonly requirement: Requirement;
  /** Ids of the rules that own a deeper cause. */
  readonly secondTo: readonly string[];
}

/**
 * One cause, one finding. What is broken when all is made is not mended by waiting for it, so a wait that is missing for the
 * sake of something broken is no requirement of its own: the remedy of the deeper one names it, to be mended in one go. What
 * the configuration exempts is nobody's deeper cause: nobody would read its remedy.
 */
export function speakOnce(
  judged: readonly Judged[],
  isExempt: (requirement: Requirement) => boolean,
): Requirement[] {
  const stopping = judged
    .map(({ requirement }) => requirement)
    .filter((requirement) => stops(requirement) && !isExempt(requirement));
  const waits = new Map<Requirement, Requirement[]>();
  const own = judged.filter(({ requirement, secondTo }) => {
    if (secondTo.length === 0) return true;
    const deeper = stopping.find(({ rule }) => secondTo.includes(rule));
    if (deeper === undefined) return true;
    const said = waits.get(deeper) ?? [];
    waits.set(deeper, isMissing(requirement) ? [...said, requirement] : said);
    return false;
  });
  return own.map(({ requirement }) => {
    const remedy = [requirement, ...(waits.get(requirement) ?? [])].map((each) => each.remedy).join(" And: ");
    return { ...requirement, remedy };
  });
}

const stops = ({ verdict, kind, level }: Requirement): boolean =>
  verdict.is === "unmet" && kind === "start" && level === "mandatory";

const isMissing = ({ verdict }: Requirement): boolean =>
  verdict.is === "unmet" || (verdict.is === "unknown" && verdict.suspicion !== undefined);
