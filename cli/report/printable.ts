/** Control characters (line feed and tab aside) and the marks that turn the direction of text around. */
// eslint-disable-next-line no-control-regex -- the very characters that must not reach a terminal
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text of the user's that may be written to a terminal: what would steer the terminal is spelled out. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, escaped);
}

/** The same for a value with texts at any depth; here line breaks are spelled out, too. */
export function printableDeep<T>(value: T): T {
  const clean = (part: unknown): unknown => {
    if (typeof part === "string") return printable(part).replaceAll("\n", "\\n");
    if (Array.isArray(part)) return part.map(clean);
    if (part === null || typeof part !== "object") return part;
    return Object.fromEntries(Object.entries(part).map(([key, element]) => [key, clean(element)]));
  };
  return clean(value) as T;
}

/** JSON whose texts are safe on a terminal: the same characters as JSON's own escapes. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(UNPRINTABLE, escaped);
}

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
