import { isUnknown, Unknown, UnknownOutput, type Known } from "../known";
import type { Links } from "../model/network";
import type { Reference } from "../reference";

/** Objects of one kind: by id of their own, and by text. */
export interface Kind {
  readonly has: (id: string) => boolean;
  readonly byText: ReadonlyMap<string, string>;
  /** Whether its text is known: another text is then another object. */
  readonly isNamed: (id: string) => boolean;
  /** What one is called in a message: "subnet". */
  readonly noun: string;
  /**
   * The object of this kind that AWS makes with another one, as the main route table with a VPC; with the output that
   * names it, where that is known.
   */
  readonly madeWith?: (id: string, output: string | undefined) => string | undefined;
}

export const noLinks: Links = { certain: [], possible: [], open: undefined };

export const linksTo = (...certain: readonly string[]): Links => ({ certain, possible: [], open: undefined });

/** The one object that a reference leads to; unknown when it is not in view or may be one of several. */
export function linkOf(reference: Reference, kind: Kind): Known<string | undefined> {
  const { text } = reference;
  if (text === undefined) return undefined;
  const candidates = candidatesOf(reference, kind);
  // A text that is known is no object whose text is not, unless that was hidden.
  if (!isUnknown(text)) return byText(text, kind) ?? new Unknown(notInView(text, kind), candidates);
  const [only, ...others] = candidates;
  if (only === undefined) return madeWithOnly(reference, kind) ?? text;
  return others.length === 0
    ? only
    : new Unknown(`which ${kind.noun} it is is known only once deployed`, candidates);
}

/** What something is attached to: a text that names nothing of this stack is no object of it. */
export function ownersOf(reference: Reference, kind: Kind): Links {
  const link = linkOf(reference, kind);
  if (link === undefined) return noLinks;
  if (!isUnknown(link)) return linksTo(link);
  const candidates = candidatesOf(reference, kind);
  if (candidates.length > 0) return { certain: [], possible: candidates, open: undefined };
  return isUnknown(reference.text) ? { certain: [], possible: [], open: link.because } : noLinks;
}

function candidatesOf({ text, from }: Reference, kind: Kind): string[] {
  const candidates = among(from, kind);
  return isUnknown(text) ? candidates : candidates.filter((candidate) => !kind.isNamed(candidate));
}

/**
 * The objects that a list leads to. Several unknown elements share what their property depends on: as many objects as
 * elements are all of them; the dependencies of a list that is unknown as a whole are what it may be filtered from.
 */
export function linksOf(references: Known<readonly Reference[]>, from: readonly string[], kind: Kind): Links {
  if (isUnknown(references)) {
    const possible = among(references.from.length > 0 ? references.from : from, kind);
    return { certain: [], possible, open: possible.length > 0 ? undefined : references.because };
  }
  const certain = new Set<string>();
  const candidates = new Set<string>();
  const made = new Set<string>();
  let open: string | undefined;
  let guessed: string | undefined;
  let unknowns = 0;
  for (const reference of references) {
    const { text } = reference;
    if (text === undefined) continue;
    if (!isUnknown(text)) {
      const found = linkOf(reference, kind);
      if (found === undefined || isUnknown(found)) open ??= notInView(text, kind);
      else certain.add(found);
      continue;
    }
    const own = among(reference.from, kind);
    unknowns += 1;
    for (const candidate of own) candidates.add(candidate);
    const others = madeWithAny(reference, kind);
    for (const candidate of others) made.add(candidate);
    if (own.length > 0) continue;
    if (others.length === 0) open ??= text.because;
    // Without the output's name it may be looked up by the VPC as well.
    else if (!(text instanceof UnknownOutput)) guessed ??= text.because;
  }
  for (const known of certain) candidates.delete(known);
  // What is made with others counts only where it is all that is left.
  if (candidates.size + made.size === unknowns) for (const candidate of made) candidates.add(candidate);
  open ??= guessed;
  if (candidates.size > unknowns) return { certain: [...certain], possible: [...candidates], open };
  if (candidates.size < unknowns && candidates.size > 0) {
    open ??= `not all ${kind.noun}s are made by this stack`;
  }
  return { certain: [...certain, ...candidates], possible: [], open };
}

export function mayBe(links: Links, id: string): boolean {
  return links.certain.includes(id) || links.possible.includes(id);
}

export const isCertain = ({ possible, open }: Links): boolean => possible.length === 0 && open === undefined;

/** Why it is not certain which objects are meant. */
export function whyOpen({ possible, open }: Links, noun: string): string | undefined {
  return open ?? (possible.length > 0 ? `which ${noun}s are meant is known only once deployed` : undefined);
}

function among(from: readonly string[], kind: Kind): string[] {
  return [...new Set(from)].filter(kind.has);
}

function byText(text: string, kind: Kind): string | undefined {
  const found = kind.byText.get(text);
  return found === undefined || kind.has(found) ? found : kind.madeWith?.(found, undefined);
}

/** Nothing where something else, such as an output of another stack, may be the source as well. */
function madeWithAny({ text, from }: Reference, kind: Kind): string[] {
  const made = from.map((id) => kind.madeWith?.(id, outputOf(text)));
  const isClear = from.every((id, index) => kind.has(id) || made[index] !== undefined);
  return isClear ? made.filter((id) => id !== undefined) : [];
}

/** What comes from a VPC alone is what AWS makes with it: `vpc.mainRouteTableId`. */
function madeWithOnly({ text, from }: Reference, kind: Kind): string | undefined {
  const [only, ...others] = from;
  return only === undefined || others.length > 0 ? undefined : kind.madeWith?.(only, outputOf(text));
}

const outputOf = (text: unknown): string | undefined =>
  text instanceof UnknownOutput ? text.property : undefined;

const notInView = (text: string, kind: Kind): string => `${kind.noun} ${text} is not managed by this stack`;
