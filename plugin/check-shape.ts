import { TYPES } from "./package-schema";
import type { ObjectSpec, PropertySpec, TypeSpec } from "./package-schema-types";
import { isObject, isUnknown, type Properties } from "./values";

/** An input that is not as it must be. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

interface Shape {
  readonly properties: Readonly<Record<string, PropertySpec>>;
  readonly required: readonly string[];
}

/** Compares inputs with the schema; what is unknown fits. */
export function checkShape(inputs: Properties, shape: Shape, at = ""): readonly CheckFailure[] {
  const missing = shape.required
    .filter((name) => inputs[name] === undefined || inputs[name] === null)
    .map((name) => ({ property: at + name, reason: `${at}${name} is missing` }));
  const wrong = Object.entries(inputs).flatMap(([name, value]) => {
    const property = shape.properties[name];
    if (name.startsWith("__") || value === null || value === undefined) return [];
    if (property === undefined) {
      const known = Object.keys(shape.properties).join(", ");
      return [{ property: at + name, reason: `${at}${name} is no input; there are ${known}` }];
    }
    return checkType(value, property, at + name);
  });
  return [...missing, ...wrong];
}

function checkType(value: unknown, spec: TypeSpec, at: string): readonly CheckFailure[] {
  if (isUnknown(value)) return [];
  if (spec.$ref !== undefined) {
    const types: Readonly<Record<string, ObjectSpec>> = TYPES;
    const type = types[spec.$ref.split(":").pop() ?? ""];
    if (!isObject(value)) return [{ property: at, reason: `${at} must be an object` }];
    return type === undefined ? [] : checkShape(value, type, `${at}.`);
  }
  const items = spec.items;
  if (spec.type === "array") {
    if (!Array.isArray(value)) return [{ property: at, reason: `${at} must be a list` }];
    return items === undefined
      ? []
      : value.flatMap((item, index) => checkType(item, items, `${at}[${index}]`));
  }
  if (spec.type === "object")
    return isObject(value) ? [] : [{ property: at, reason: `${at} must be an object` }];
  if (spec.type === "integer")
    return Number.isInteger(value) ? [] : [{ property: at, reason: `${at} must be a whole number` }];
  return typeof value === spec.type
    ? []
    : [{ property: at, reason: `${at} must be a ${spec.type ?? "value"}` }];
}
