/** A part of JSON Schema: what the settings need. */
export interface Schema {
  readonly type: "object" | "array" | "string" | "integer" | "boolean";
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
}

/**
 * What is wrong with `value`, one sentence each; empty when nothing is. A library for the whole of JSON Schema
 * takes 70 ms to load, more than half of what the pack needs to start.
 */
export function complaintsOf(value: unknown, schema: Schema, path: string): string[] {
  if (!isOfType(value, schema.type)) return [`${path} must be ${withArticle(schema.type)}`];
  if (typeof value === "string") return textComplaints(value, schema, path);
  if (typeof value === "number") {
    const least = schema.minimum ?? Number.NEGATIVE_INFINITY;
    return value >= least ? [] : [`${path} must be at least ${least}`];
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined
      ? []
      : value.flatMap((item: unknown, index) => complaintsOf(item, items, `${path}[${index}]`));
  }
  return typeof value === "object" && value !== null ? objectComplaints(value, schema, path) : [];
}

function textComplaints(value: string, schema: Schema, path: string): string[] {
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    return [`${path} must be one of ${schema.enum.join(", ")}`];
  }
  if (schema.pattern === undefined || new RegExp(schema.pattern).test(value)) return [];
  return [`${path} must be: ${schema.description ?? schema.pattern}`];
}

function objectComplaints(value: object, schema: Schema, path: string): string[] {
  const known = schema.properties ?? {};
  const missing = (schema.required ?? [])
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => `${path}.${name} is missing`);
  const parts = Object.entries(value).flatMap(([name, part]: [string, unknown]) => {
    const partSchema = Object.hasOwn(known, name) ? known[name] : undefined;
    if (partSchema !== undefined) return complaintsOf(part, partSchema, `${path}.${name}`);
    const names = Object.keys(known).join(", ");
    return [`${path}.${name} is no setting; there are ${names}`];
  });
  return [...missing, ...parts];
}

function isOfType(value: unknown, type: Schema["type"]): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}

function withArticle(type: Schema["type"]): string {
  if (type === "boolean") return "true or false";
  if (type === "integer") return "a whole number";
  if (type === "string") return "a text";
  return `an ${type}`;
}
