import { isObject, type Properties } from "./values";

/** Marks an object that stands for a special value, and the mark of a secret (pulumi/sdk: go/common/resource/sig/sig.go). */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

const isSecret = (value: unknown): value is Properties => isObject(value) && value[SIGNATURE] === SECRET;

/** The plain values. */
export function withoutMarks(value: unknown): unknown {
  if (isSecret(value)) return withoutMarks(value["value"]);
  if (Array.isArray(value)) return value.map(withoutMarks);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutMarks(part)]));
}

/** Plain values, with the mark on those that hold a secret in one of `origins`. */
export function withMarks(values: Properties, ...origins: readonly Properties[]): Properties {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      origins.some((origin) => holdsSecret(origin[name])) ? { [SIGNATURE]: SECRET, value } : value,
    ]),
  );
}

function holdsSecret(value: unknown): boolean {
  if (isSecret(value)) return true;
  if (Array.isArray(value)) return value.some(holdsSecret);
  return isObject(value) && Object.values(value).some(holdsSecret);
}
