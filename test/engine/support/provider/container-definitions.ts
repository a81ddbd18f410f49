/** `containerDefinitions` as the real provider reads and writes it: through the Go types of the ECS API. */
import shapes from "./container-definition.json";
import { isObject, sortedJson } from "./values";

const TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = shapes.types;

/** Rewrites the document as the plan shows it: unknown keys dropped, containers, environment and secrets in order. */
export function normalizeContainerDefinitions(text: string): string {
  const containers = parse(text);
  for (const container of containers) {
    for (const key of ["environment", "secrets"]) container[key] = byName(container[key]);
    if (container["cpu"] === 0) delete container["cpu"];
  }
  const escapes: Record<string, string> = { "<": "\\u003c", ">": "\\u003e", "&": "\\u0026" };
  return sortedJson(byName(containers)).replace(/[<>&]/g, (character) => escapes[character] ?? character);
}

/** Why the real provider refuses the document, in its words; `undefined` where it does not. */
export function containerDefinitionsProblem(text: string): string | undefined {
  try {
    const containers = parse(text);
    const empty = containers.findIndex((container) => Object.keys(container).length === 0);
    if (empty >= 0) throw new Error(`invalid container definition supplied at index (${empty})`);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `ECS Task Definition container_definitions is invalid: ${reason}`;
  }
}

function parse(text: string): Record<string, unknown>[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const character =
      /Unexpected token '?(.)'?/.exec(String(error))?.[1] ?? /^\s*\[?\s*([^\s[\]{"\d-])/.exec(text)?.[1];
    throw new Error(
      character === undefined
        ? "unexpected end of JSON input"
        : `invalid character '${character}' looking for beginning of value`,
      { cause: error },
    );
  }
  return (decode(json, "ContainerDefinition[]", "") ?? []) as Record<string, unknown>[];
}

function decode(value: unknown, type: string, where: string): unknown {
  if (value === null || value === undefined) return undefined;
  if (type.endsWith("[]")) {
    if (!Array.isArray(value)) throw mismatch(value, where, type);
    return value.map((item: unknown) => decode(item, type.slice(0, -2), where) ?? {});
  }
  if (type === "map") {
    if (!isObject(value)) throw mismatch(value, where, type);
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, decode(item, "string", where) ?? ""]),
    );
  }
  const members = TYPES[type];
  if (members === undefined) return decodeScalar(value, type, where);
  if (!isObject(value)) throw mismatch(value, where, type);
  const decoded: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    // Go matches keys without regard to case and drops what it does not know.
    const name = Object.keys(members).find((member) => member.toLowerCase() === key.toLowerCase());
    const decodedItem = name === undefined ? undefined : decode(item, members[name] ?? "", `${type}.${name}`);
    if (name !== undefined && decodedItem !== undefined) decoded[name] = decodedItem;
  }
  return decoded;
}

function decodeScalar(value: unknown, type: string, where: string): unknown {
  const fits =
    type === "string"
      ? typeof value === "string"
      : type === "bool"
        ? typeof value === "boolean"
        : Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;
  if (!fits) throw mismatch(value, where, type);
  return value;
}

function mismatch(value: unknown, where: string, type: string): Error {
  const got = Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : typeof value;
  const place = where === "" ? "Go value" : `Go struct field ${where}`;
  return new Error(`json: cannot unmarshal ${got} into ${place} of type ${type}`);
}

function byName(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const name = (item: unknown): string =>
    isObject(item) && typeof item["name"] === "string" ? item["name"] : "";
  return [...(value as unknown[])].sort((a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0));
}
