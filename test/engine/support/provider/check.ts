/** Inputs as the provider's check returns them. */
import { createHash } from "node:crypto";
import { containerDefinitionsProblem } from "./container-definitions";
import { factsOf } from "./facts";
import { kindOf, type Member, type SdkTypes } from "./sdk-types";
import { containsUnknown, isObject, isUnknown, sortedJson, UNKNOWN, type Properties } from "./values";

export interface CheckRequest {
  readonly token: string;
  /** Logical name of the resource. */
  readonly name: string;
  readonly news: Properties;
  /** Inputs of the resource that exists; empty where none does. */
  readonly olds: Properties;
  readonly seed: Uint8Array;
  readonly region: string;
  readonly defaultTags: Properties;
}

export interface CheckResult {
  readonly inputs: Properties;
  readonly failures: readonly { readonly property: string; readonly reason: string }[];
}

export function check(sdk: SdkTypes, request: CheckRequest): CheckResult {
  const { token, news, olds } = request;
  const types = sdk.resource(token);
  if (types === undefined)
    return { inputs: news, failures: [{ property: "", reason: `unknown resource type ${token}` }] };

  const failures: { property: string; reason: string }[] = [];
  const inputs: Properties = {};
  for (const [name, value] of Object.entries(news)) {
    const member = types.inputs.get(name);
    if (value === null || name.startsWith("__")) continue;
    const checked = member === undefined ? value : coerce(sdk, value, member.type);
    if (member !== undefined && kindOf(member.type) === "string" && typeof checked !== "string")
      failures.push({
        property: name,
        reason: `expected string value, got ${Array.isArray(value) ? "[]" : "{}"}`,
      });
    inputs[name] = checked;
  }

  const defaulted: string[] = [];
  const fill = (name: string, value: unknown): void => {
    if (name in inputs || !types.inputs.has(name)) return;
    inputs[name] = value;
    defaulted.push(name);
  };
  fill("region", request.region);
  for (const [name, value] of Object.entries(factsOf(token).defaults ?? {})) if (value) fill(name, value);
  autoname(request, types.inputs, inputs, fill, failures);
  if (types.inputs.has("tags") && Object.keys(request.defaultTags).length > 0)
    inputs["tags"] = isUnknown(inputs["tags"])
      ? UNKNOWN
      : { ...request.defaultTags, ...(isObject(inputs["tags"]) ? inputs["tags"] : {}) };

  for (const member of types.inputs.values())
    if (!member.optional && !(member.name in inputs))
      failures.push({ property: member.name, reason: `Missing required property '${member.name}'` });
  const containers = inputs["containerDefinitions"];
  if (
    token === "aws:ecs/taskDefinition:TaskDefinition" &&
    typeof containers === "string" &&
    !isUnknown(containers)
  ) {
    const reason = containerDefinitionsProblem(containers);
    if (reason !== undefined) failures.push({ property: "containerDefinitions", reason });
  }
  inputs["__defaults"] = olds["__defaults"] && defaulted.length === 0 ? [] : defaulted.sort();
  return { inputs, failures };
}

function autoname(
  request: CheckRequest,
  members: ReadonlyMap<string, Member>,
  inputs: Properties,
  fill: (name: string, value: unknown) => void,
  failures: { property: string; reason: string }[],
): void {
  const facts = factsOf(request.token);
  const property = facts.nameProperty ?? "name";
  if (members.get(property)?.optional !== true || `${property}Prefix` in inputs || property in inputs) return;
  const { olds } = request;
  const kept =
    Array.isArray(olds["__defaults"]) && olds["__defaults"].includes(property) ? olds[property] : undefined;
  const suffix = createHash("sha256").update(request.seed).update(request.name).digest("hex").slice(0, 7);
  const name = `${request.name}-${suffix}`;
  const longest = facts.nameLength ?? 255;
  if (kept === undefined && name.length > longest)
    failures.push({
      property,
      reason: `name '${request.name}' plus 7 random chars is longer than maximum length ${longest}`,
    });
  fill(property, kept ?? (property === "bucket" ? name.toLowerCase() : name));
}

/** A value as Terraform's type of the property has it: `256` for a string is `"256"`, a policy object its JSON. */
function coerce(sdk: SdkTypes, value: unknown, type: string): unknown {
  if (isUnknown(value) || value === null) return value;
  if (/PolicyDocument\b/.test(type) && isObject(value))
    return containsUnknown(value) ? UNKNOWN : sortedJson(value);
  switch (kindOf(type)) {
    case "string":
      return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
    case "number":
      return typeof value === "string" && value.trim() !== "" && !Number.isNaN(Number(value))
        ? Number(value)
        : value;
    case "boolean":
      return value === "true" ? true : value === "false" ? false : value;
    case "list":
    case "objects":
      return Array.isArray(value) ? value.map((item: unknown) => coerce(sdk, item, itemType(type))) : value;
    case "map":
      return isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, coerce(sdk, item, "string")]))
        : value;
    case "object":
      return coerceObject(sdk, value, type);
  }
}

function coerceObject(sdk: SdkTypes, value: unknown, type: string): unknown {
  const members = sdk.nested(type);
  if (members === undefined || members.size === 0 || !isObject(value)) return value;
  const coerced: Properties = { __defaults: [] };
  for (const [name, item] of Object.entries(value)) {
    const member = members.get(name);
    if (item !== null) coerced[name] = member === undefined ? item : coerce(sdk, item, member.type);
  }
  return coerced;
}

function itemType(type: string): string {
  return type.replace(/\s*\| undefined/g, "").replace(/\[\]/, "");
}
