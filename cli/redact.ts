/** Shorter texts would tear holes into ordinary words. */
const SHORTEST_SECRET = 4;

/** What identifies a thing stays as it is: Pulumi prints these names itself, and readers of the JSON join by them. */
const IDENTITIES = new Set([
  "id",
  "rule",
  "resource",
  "launches",
  "taskDefinition",
  "site",
  "type",
  "location",
]);

/** Replaces every secret text in a value by `[secret]`, at any depth. */
export function redact<T>(value: T, secrets: ReadonlySet<string>): T {
  const hidden = [...secrets]
    .filter(({ length }) => length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length);
  if (hidden.length === 0) return value;
  const clean = (part: unknown): unknown => {
    if (typeof part === "string")
      return hidden.reduce((text, secret) => text.replaceAll(secret, "[secret]"), part);
    if (Array.isArray(part)) return part.map(clean);
    if (part === null || typeof part !== "object") return part;
    return Object.fromEntries(
      Object.entries(part).map(([key, element]) => [
        key,
        isIdentity(key, element) ? element : clean(element),
      ]),
    );
  };
  return clean(value) as T;
}

/** The list of launches of a result holds texts to clean; that of a finding, ids. */
function isIdentity(key: string, element: unknown): boolean {
  return IDENTITIES.has(key) && !(Array.isArray(element) && element.some((part) => typeof part === "object"));
}
