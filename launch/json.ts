import { isUnknown, type Known } from "./known";

/**
 * Reading JSON that anyone may have written: nothing here throws, a value of the wrong type reads as absent,
 * an `Unknown` stays unknown. Keys match without regard to case, as they do where ECS parses them.
 */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value) && !isUnknown(value);
}

/** The value under `key`; `undefined` when absent or null; unknown when the object itself is. */
export function field(value: unknown, key: string): unknown {
  if (isUnknown(value)) return value;
  if (!isObject(value)) return undefined;
  const found = Object.hasOwn(value, key)
    ? value[key]
    : Object.entries(value).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
  return found ?? undefined;
}

/** Text, or a number or boolean spelled as text; the empty string is absence, as ECS and the provider take it. */
export function text(value: unknown): Known<string | undefined> {
  if (isUnknown(value)) return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A finite number, also when written as text. */
export function number(value: unknown): Known<number | undefined> {
  if (isUnknown(value)) return value;
  if (typeof value === "string" && value.trim() === "") return undefined;
  if (typeof value !== "number" && typeof value !== "string") return undefined;
  const read = Number(value);
  return Number.isFinite(read) ? read : undefined;
}

/** A boolean, also when written as the text `true` or `false`. */
export function flag(value: unknown): Known<boolean | undefined> {
  if (isUnknown(value)) return value;
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  return undefined;
}

/** The elements of a list; anything else than a list is the empty list. */
export function list(value: unknown): Known<readonly unknown[]> {
  if (isUnknown(value)) return value;
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** The elements of a list, each read by `read`; elements that are unknown stay so. */
export function listOf<T>(value: unknown, read: (element: unknown) => Known<T>): Known<readonly Known<T>[]> {
  const elements = list(value);
  return isUnknown(elements)
    ? elements
    : elements.map((element) => (isUnknown(element) ? element : read(element)));
}

/** Elements that are text; others are dropped, because whoever parses the JSON rejects them. */
export function texts(value: unknown): Known<readonly Known<string>[]> {
  const elements = list(value);
  if (isUnknown(elements)) return elements;
  return elements.map(text).filter((element): element is Known<string> => element !== undefined);
}

/** A map of texts, as of log options. */
export function textMap(value: unknown): Known<Readonly<Record<string, Known<string>>>> {
  if (isUnknown(value)) return value;
  if (!isObject(value)) return {};
  const entries = Object.entries(value).map(([key, element]) => [
    key,
    isUnknown(element) ? element : (text(element) ?? ""),
  ]);
  return Object.fromEntries(entries) as Readonly<Record<string, Known<string>>>;
}

/** Whether something is there at all: a non-empty list or object, a non-empty text, a number, `true`. */
export function isGiven(value: unknown): Known<boolean> {
  if (isUnknown(value)) return value;
  if (Array.isArray(value)) return value.length > 0;
  if (isObject(value)) return Object.keys(value).length > 0;
  return value !== undefined && value !== null && value !== "" && value !== false;
}

/** Parsed JSON, or `undefined` when the text is none. The parser's message is not passed on: it quotes the text. */
export function parseJson(value: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(value) as unknown };
  } catch {
    return undefined;
  }
}
