import { isUnknown, type Known } from "../known";

/** One line of a `Condition` block: an operator, a key, and the values of which one has to fit. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Known<string>[];
}

/**
 * Reads a `Condition` block, or says what is wrong with it. An unknown block is one line whose operator, key
 * and value are unknown.
 */
export function parseConditions(block: unknown): readonly Condition[] | string {
  if (block === undefined || block === null) return [];
  if (isUnknown(block)) return [{ operator: "", key: "", values: [block] }];
  if (typeof block !== "object" || Array.isArray(block)) return "has a Condition that is not a JSON object";
  const conditions: Condition[] = [];
  for (const [operator, keys] of Object.entries(block as Record<string, unknown>)) {
    if (isUnknown(keys)) conditions.push({ operator, key: "", values: [keys] });
    else if (typeof keys !== "object" || keys === null || Array.isArray(keys))
      return `has a Condition whose ${operator} names no key`;
    else
      for (const [key, value] of Object.entries(keys as Record<string, unknown>)) {
        const values = (Array.isArray(value) ? (value as readonly unknown[]) : [value]).map(textOf);
        if (values.includes(undefined)) return `has a Condition whose ${operator} of ${key} is no text`;
        conditions.push({ operator, key, values: values.filter((text) => text !== undefined) });
      }
  }
  return conditions;
}

function textOf(value: unknown): Known<string> | undefined {
  if (isUnknown(value) || typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}
