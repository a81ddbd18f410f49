import { isObject, parseJson } from "../../launch/json";
import { isUnknown, Unknown, UnknownJson, UnknownOutput, UnknownText, type Known } from "../../launch/known";
import { KNOWN_PARTS } from "../../policies/known-parts";
import type { PropertyMap, StackResource } from "../../policies/stack";

/** JSON texts in which one output hides all the rest. */
const JSON_TEXTS = ["containerDefinitions", "policy", "assumeRolePolicy"];
/** A service may run a task definition that is made only once an output is known. */
const LAUNCHED = /^aws:ecs\/(?:taskDefinition:TaskDefinition|service:Service)$/;

/** Whether a launch is here that hangs on a JSON text which is unknown as a whole. */
export function wantsSecondPass(resources: readonly StackResource[]): boolean {
  if (!resources.some(({ type }) => LAUNCHED.test(type))) return false;
  const told = new Set(resources.flatMap(({ outputs }) => toldBy(outputs)));
  return resources.some(
    ({ urn, inputs }) =>
      leadsNowhere(inputs["taskDefinition"], resources) ||
      JSON_TEXTS.some((property) => isUnknown(inputs[property]) && !told.has(`${urn} ${property}`)),
  );
}

/** A task definition that comes from none in view: the program makes it where it knows an output. */
function leadsNowhere(taskDefinition: unknown, resources: Resources): boolean {
  if (!isUnknown(taskDefinition) || taskDefinition.from.length === 0) return false;
  const { from } = taskDefinition;
  return !resources.some(({ urn, type }) => from.includes(urn) && LAUNCHED.test(type));
}

/** Texts whose parts a component of this package tells. */
function toldBy(outputs: PropertyMap): string[] {
  const parts = outputs[KNOWN_PARTS];
  if (!Array.isArray(parts)) return [];
  return parts.map((part: unknown) =>
    isObject(part) ? `${String(part["urn"])} ${String(part["property"])}` : "",
  );
}

type Resources = readonly StackResource[];

/**
 * The resources of the first run, with what two runs with stand-ins for outputs show alike in texts that were unknown, and
 * those that both make once an output is known. Nothing that was known changes. All as it was where one of the runs lacks a
 * resource.
 */
export function withTexts(resources: Resources, runs: readonly [Resources, Resources]): Resources {
  const [one, other] = runs.map((run) => new Map(run.map((resource) => [resource.urn, resource])));
  if (!resources.every(({ urn }) => one?.has(urn) === true && other?.has(urn) === true)) return resources;
  const before = new Set(resources.map(({ urn }) => urn));
  const later = runs[0].filter(({ urn }) => !before.has(urn) && other?.has(urn) === true);
  const made = new Set(later.map(({ urn }) => urn));
  return [
    ...resources.map((resource) => {
      const { urn, inputs } = resource;
      const seen = one?.get(urn);
      const read = filled(inputs, seen?.inputs, other?.get(urn)?.inputs, made) as PropertyMap;
      const waits = seen?.dependencies.filter((dependency) => made.has(dependency)) ?? [];
      return { ...resource, inputs: read, dependencies: [...resource.dependencies, ...waits] };
    }),
    ...later.map((resource) => {
      const inputs = agreed(resource.inputs, other?.get(resource.urn)?.inputs);
      return { ...resource, inputs: isObject(inputs) ? inputs : {} };
    }),
  ];
}

type Urns = ReadonlySet<string>;

function filled(value: unknown, one: unknown, other: unknown, made: Urns): unknown {
  if (isUnknown(value)) return isPlain(value) ? filledText(value, one, other, made) : value;
  if (Array.isArray(value) && Array.isArray(one) && Array.isArray(other))
    return value.map((element: unknown, index) => filled(element, one[index], other[index], made));
  if (isObject(value) && isObject(one) && isObject(other))
    return Object.fromEntries(
      Object.entries(value).map(([key, element]) => [key, filled(element, one[key], other[key], made)]),
    );
  return value;
}

const isPlain = (value: Unknown): boolean => value.constructor === Unknown;

function filledText(value: Unknown, one: unknown, other: unknown, made: Urns): Unknown {
  const { because, from } = value;
  const both = agreed(asJson(one), asJson(other));
  if (both instanceof UnknownJson) return new UnknownJson(because, from, both.content);
  // What it comes from joins resources, and stays as the program says it.
  if (both instanceof UnknownText) return new UnknownText(because, from, both.parts);
  if (both instanceof UnknownOutput && (from.length === 0 || from.includes(both.urn)))
    return new UnknownOutput(because, both.urn, both.property);
  // The program could not say so: the resource was not made yet.
  if (both instanceof UnknownOutput && made.has(both.urn)) return both;
  return value;
}

/** A JSON text in which no stand-in is left whole, to be compared part by part. */
function asJson(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  const parsed = parseJson(value);
  return parsed === undefined ? value : new UnknownJson("", [], parsed.value);
}

const OPEN = new Unknown("it hangs on a value that is known only once deployed");
/** What a program may have made of a stand-in that was not what it expected. */
const TRACE = /undefined|null|NaN|\[object /;

/** What both runs say; unknown where they differ. */
function agreed(one: unknown, other: unknown): unknown {
  if (isUnknown(one) || isUnknown(other)) return agreedUnknown(one, other);
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length
      ? one.map((element: unknown, index) => agreed(element, other[index]))
      : OPEN;
  if (isObject(one) && isObject(other)) {
    const keys = Object.keys(one);
    if (keys.length !== Object.keys(other).length || !keys.every((key) => key in other)) return OPEN;
    return Object.fromEntries(keys.map((key) => [key, agreed(one[key], other[key])]));
  }
  return one === other && !(typeof one === "string" && TRACE.test(one)) ? one : OPEN;
}

function agreedUnknown(one: unknown, other: unknown): unknown {
  if (one instanceof UnknownJson && other instanceof UnknownJson)
    return new UnknownJson(one.because, one.from, agreed(one.content, other.content));
  if (one instanceof UnknownText && other instanceof UnknownText) {
    const parts = agreed(one.parts, other.parts);
    return Array.isArray(parts) ? new UnknownText(one.because, one.from, parts as Known<string>[]) : OPEN;
  }
  if (one instanceof UnknownOutput && other instanceof UnknownOutput)
    return one.urn === other.urn && one.property === other.property ? one : OPEN;
  return isUnknown(one) && isPlain(one) ? one : OPEN;
}
