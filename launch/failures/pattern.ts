import { squeeze } from "./normalise";

/** Fragments that must follow each other in a squeezed text, each with its alternatives. */
export type Pattern =
  | { readonly is: "whole"; readonly text: string }
  | {
      readonly is: "fragments";
      /** The message begins with the first of them. */
      readonly atStart: boolean;
      readonly fragments: readonly Fragment[];
    };

interface Fragment {
  readonly alternatives: readonly string[];
  /** Must be there, but says nothing specific: its length does not count. */
  readonly isContext: boolean;
}

/**
 * Reads `a … b|c … $list`: fragments with any gap between them, alternatives, and named word lists.
 * `(a|b)` is context: it must be there but makes the pattern no more specific. `=text` is the whole message,
 * `^a … b` begins it. Plain substring search in order: linear in the text, whatever the text is.
 */
export function compilePattern(text: string, lists: Readonly<Record<string, readonly string[]>>): Pattern {
  if (text.startsWith("=")) return { is: "whole", text: squeeze(text.slice(1)) };
  const atStart = text.startsWith("^");
  const fragments = text
    .slice(atStart ? 1 : 0)
    .split("…")
    .map((part) => {
      const fragment = part.trim();
      const isContext = fragment.startsWith("(") && fragment.endsWith(")");
      const name = isContext ? fragment.slice(1, -1) : fragment;
      const words = name.startsWith("$") ? (lists[name.slice(1)] ?? []) : name.split("|");
      const alternatives = words.map(squeeze).filter((alternative) => alternative !== "");
      if (alternatives.length === 0) throw new Error(`empty fragment in the failure pattern "${text}"`);
      return { alternatives, isContext };
    });
  return { is: "fragments", atStart, fragments };
}

/** How many characters the pattern pins down in the squeezed text; undefined where it does not match. */
export function matchPattern(pattern: Pattern, text: string): number | undefined {
  if (pattern.is === "whole") return text === pattern.text ? text.length : undefined;
  let from = 0;
  let pinned = 0;
  for (const [index, { alternatives, isContext }] of pattern.fragments.entries()) {
    let end = Infinity;
    let length = 0;
    for (const alternative of alternatives) {
      const at = text.indexOf(alternative, from);
      if (at < 0 || at + alternative.length >= end) continue;
      if (index === 0 && pattern.atStart && at > 0) continue;
      end = at + alternative.length;
      length = alternative.length;
    }
    if (end === Infinity) return undefined;
    from = end;
    if (!isContext) pinned += length;
  }
  return pinned;
}
