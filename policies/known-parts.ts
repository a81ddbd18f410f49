import { isObject } from "../launch/json";
import { isUnknown, Unknown, UnknownJson, UnknownOutput, UnknownText, type Known } from "../launch/known";
import type { Stack, StackResource } from "./stack";
import { whyUnknown } from "./unknown-output";

/** Output of this package's components: what they know of the JSON texts that they wrote. */
export const KNOWN_PARTS = "knownParts";
/** Key of an object that stands for a value which is not known. */
export const UNKNOWN_MARK = "$unknown";

/**
 * One JSON text with an output in it is unknown as a whole at a first preview. The component that wrote it
 * says what is in it, in its output `knownParts`: a list of `{ urn, property, content }`, where `content` is the
 * text as JSON, and holds for each unknown value
 * `{ "$unknown": { "from": [urn, …], "output"?: { "urn": …, "property": … }, "parts"?: [text or such an object, …] } }`.
 *
 * A text that is known is left as it is.
 */
export function withKnownParts(stack: Stack): Stack {
  const parts = stack.resources.flatMap(({ type, outputs }) =>
    type.startsWith("ecs-preflight:index:") ? partsIn(outputs[KNOWN_PARTS]) : [],
  );
  if (parts.length === 0) return stack;
  const managed = new Set(stack.resources.map(({ urn }) => urn));
  const why = (from: readonly string[]): string => whyUnknown(from, (urn) => managed.has(urn));
  const resources = stack.resources.map((resource) => {
    const own = parts.filter(({ urn }) => urn === resource.urn);
    return own.length === 0 ? resource : overlaid(resource, own, why);
  });
  return { ...stack, resources };
}

interface KnownPart {
  readonly urn: string;
  readonly property: string;
  readonly content: unknown;
}

type Why = (from: readonly string[]) => string;

function partsIn(output: unknown): readonly KnownPart[] {
  if (!Array.isArray(output)) return [];
  return output.filter(
    (part: unknown): part is KnownPart =>
      isObject(part) && typeof part["urn"] === "string" && typeof part["property"] === "string",
  );
}

function overlaid(resource: StackResource, parts: readonly KnownPart[], why: Why): StackResource {
  const inputs: Record<string, unknown> = { ...resource.inputs };
  for (const { property, content } of parts) {
    const text = inputs[property];
    if (isUnknown(text))
      inputs[property] = new UnknownJson(text.because, text.from, readContent(content, why));
  }
  // The pack's resources are objects with accessors, of which a spread would leave nothing.
  return Object.create(resource, { inputs: { value: inputs, enumerable: true } }) as StackResource;
}

function readContent(content: unknown, why: Why): unknown {
  if (Array.isArray(content)) return content.map((element) => readContent(element, why));
  if (!isObject(content)) return content;
  const mark = content[UNKNOWN_MARK];
  if (isObject(mark)) return readMark(mark, why);
  return Object.fromEntries(Object.entries(content).map(([key, value]) => [key, readContent(value, why)]));
}

function readMark(mark: Readonly<Record<string, unknown>>, why: Why): Unknown {
  const { output, parts } = mark;
  const from = Array.isArray(mark["from"]) ? mark["from"].filter((urn) => typeof urn === "string") : [];
  if (isObject(output) && typeof output["urn"] === "string" && typeof output["property"] === "string")
    return new UnknownOutput(why([output["urn"]]), output["urn"], output["property"]);
  if (Array.isArray(parts)) {
    const read = parts.map((part): Known<string> => {
      const value = readContent(part, why);
      return typeof value === "string" || isUnknown(value) ? value : new Unknown(why(from), from);
    });
    return new UnknownText(why(from), from, read);
  }
  return new Unknown(why(from), from);
}
