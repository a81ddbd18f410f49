import { Unknown, type Known } from "../known";

/**
 * A text of which some parts may be unknown: `["arn:aws:logs:eu-west-1:", new Unknown("…"), ":log-group:/ecs/api"]`.
 * An unknown part between two colons stands for one field of an ARN; any other may hold anything.
 */
export type Text = Known<string> | readonly (string | Unknown)[];

/** In an encoded text: any characters, known to nobody. */
export const HOLE = "\u0000";
/** In an encoded text: any characters but a colon, known to nobody. */
export const FIELD_HOLE = "\u0001";
/** In an encoded pattern: what `*` matches. */
export const STAR = "\u0002";
/** In an encoded pattern: what `?` matches. */
export const ONE = "\u0003";

// eslint-disable-next-line no-control-regex -- the very characters this module reserves
const reserved = /[\u0000-\u0003]/g;

/** Text as it stands, with the characters that this module reserves put aside. */
export const literally = (text: string): string => text.replace(reserved, "\uFFFD");

/** One string in which unknown parts are `HOLE` or `FIELD_HOLE`. */
export function encodeText(text: Text): string {
  if (typeof text === "string") return literally(text);
  if (text instanceof Unknown) return HOLE;
  return text
    .map((part, index) => {
      if (typeof part === "string") return literally(part);
      const before = text[index - 1];
      const after = text[index + 1];
      const isField =
        typeof before === "string" &&
        before.endsWith(":") &&
        typeof after === "string" &&
        after.startsWith(":");
      return isField ? FIELD_HOLE : HOLE;
    })
    .join("");
}

/** Why a text is not wholly known; undefined when it is. */
export function unknownIn(text: Text): Unknown | undefined {
  if (typeof text === "string") return undefined;
  if (text instanceof Unknown) return text;
  return text.find((part) => part instanceof Unknown);
}

/** The text for a message, `…` where a part is unknown. */
export function showText(text: Text): string {
  if (typeof text === "string") return text;
  if (text instanceof Unknown) return "…";
  return text.map((part) => (typeof part === "string" ? part : "…")).join("");
}

/** The same text as a plain string where all of it is known, with neighbouring known parts joined. */
export function joinText(...texts: readonly Text[]): Text {
  const parts: (string | Unknown)[] = [];
  for (const part of texts.flat()) {
    const last = parts.at(-1);
    if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  if (parts.length === 0) return "";
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : parts;
}
