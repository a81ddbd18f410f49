/** Property values as the engine sends them. */
export type Properties = Readonly<Record<string, unknown>>;

/** Stands for a value that is not known yet (pulumi/sdk: go/common/resource/plugin/rpc.go). */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const UNKNOWNS: ReadonlySet<unknown> = new Set([
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

export const isUnknown = (value: unknown): boolean => UNKNOWNS.has(value);

export const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether the value, or anything in it, is unknown. */
export function hasUnknown(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isObject(value) ? Object.values(value).some(hasUnknown) : isUnknown(value);
}

/** JSON with the members in order: equal values give equal text; what is left out is null. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value === undefined ? null : value, (_name, part: unknown) =>
    isObject(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );

export const textAt = (properties: Properties, name: string): string | undefined => {
  const value = properties[name];
  return typeof value === "string" ? value : undefined;
};

export const numberAt = (properties: Properties, name: string): number | undefined => {
  const value = properties[name];
  return typeof value === "number" ? value : undefined;
};

export const textsAt = (properties: Properties, name: string): readonly string[] | undefined => {
  const value = properties[name];
  return Array.isArray(value) ? value.map(String) : undefined;
};

export const objectAt = (properties: Properties, name: string): Properties | undefined => {
  const value = properties[name];
  return isObject(value) ? value : undefined;
};
