import { squeeze } from "./normalise";

/** Fragments that must follow each other in a squeezed text, each with its alternatives. */
export type Pattern =
  | { readonly is: "whole"; readonly text: string }
  | { readonly is: "fragments"; readonly fragments: readonly (readonly string[])[] };

/**
 * Reads `a … b|c … $list`: fragments with any gap between them, alternatives, and named word lists.
 * `=text` is the whole message. Plain substring search in order: linear in the text, whatever the text is.
 */
export function compilePattern(text: string, lists: Readonly<Record<string, readonly string[]>>): Pattern {
  if (text.startsWith("=")) return { is: "whole", text: squeeze(text.slice(1)) };
  const fragments = text.split("…").map((fragment) => {
    const name = fragment.trim();
    const alternatives = name.startsWith("$") ? (lists[name.slice(1)] ?? []) : name.split("|");
    const squeezed = alternatives.map(squeeze).filter((alternative) => alternative !== "");
    if (squeezed.length === 0) throw new Error(`empty fragment in the failure pattern "${text}"`);
    return squeezed;
  });
  return { is: "fragments", fragments };
}

/** How many characters the pattern pins down in the squeezed text; undefined where it does not match. */
export function matchPattern(pattern: Pattern, text: string): number | undefined {
  if (pattern.is === "whole") return text === pattern.text ? text.length : undefined;
  let from = 0;
  let pinned = 0;
  for (const alternatives of pattern.fragments) {
    let end = Infinity;
    let length = 0;
    for (const alternative of alternatives) {
      const at = text.indexOf(alternative, from);
      if (at < 0 || at + alternative.length >= end) continue;
      end = at + alternative.length;
      length = alternative.length;
    }
    if (end === Infinity) return undefined;
    from = end;
    pinned += length;
  }
  return pinned;
}
