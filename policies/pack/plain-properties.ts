import { isObject } from "../../launch/json";
import type { PropertyMap } from "../stack";
import type { RawProperties, Reading } from "./analyzed";
import { readText } from "./wire-properties";

/** `getSpecialProxyTarget` of `@pulumi/policy/proxy`: what stands behind the proxy that throws on unknown values. */
const BEHIND_PROXY = "__getSpecialProxyTarget";

/** Properties as the policy SDK hands them over: decoded, secrets unwrapped, unknowns as sentinel texts. */
export class PlainProperties implements RawProperties {
  private readonly properties: Readonly<Record<string, unknown>>;

  constructor(proxied: Readonly<Record<string, unknown>>) {
    const behind = proxied[BEHIND_PROXY];
    this.properties = isObject(behind) ? behind : proxied;
  }

  read(reading: Reading): PropertyMap {
    return Object.fromEntries(
      Object.keys(this.properties)
        .map((key) => [key, this.get(key, reading)] as const)
        .filter(([, value]) => value !== undefined),
    );
  }

  get(property: string, reading: Reading): unknown {
    if (!Object.hasOwn(this.properties, property)) return undefined;
    return readPlain(this.properties[property], reading.from[property] ?? [], reading);
  }
}

function readPlain(value: unknown, from: readonly string[], reading: Reading): unknown {
  if (typeof value === "string") return readText(value, from, reading, false);
  if (Array.isArray(value)) return value.map((item: unknown) => readPlain(item, from, reading) ?? null);
  if (!isObject(value)) return value ?? undefined;
  const entries = Object.entries(value)
    .map(([key, part]) => [key, readPlain(part, from, reading)] as const)
    .filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries);
}
