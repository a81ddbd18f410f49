/** Reads into JSON of any shape; what is not there or not of the type is undefined or empty. Never throws. */
export type Fields = Readonly<Record<string, unknown>>;

export const fields = (value: unknown): Fields =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Fields) : {};

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const text = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value : undefined;

/** A member by name, in the spelling of the API or of SDKs that capitalise it. */
export function member(of: Fields, name: string): unknown {
  if (Object.hasOwn(of, name)) return of[name];
  const capitalised = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return Object.hasOwn(of, capitalised) ? of[capitalised] : undefined;
}

/** A time as the CLI (ISO 8601) or an SDK (seconds) prints it, in milliseconds. */
export function time(value: unknown): number | undefined {
  if (typeof value === "number") return value * 1000;
  if (value instanceof Date) return value.getTime();
  const parsed = typeof value === "string" ? Date.parse(value) : NaN;
  return Number.isNaN(parsed) ? undefined : parsed;
}
