import { isUnknown } from "../known";
import { isObject } from "../json";
import data from "../data/container-definition-shape.json";
import type { Malformation } from "./task-definition";

type Shape = string | readonly Shape[] | { readonly [key: string]: Shape };

/** What the SDK answers when an Output is turned into text. https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/output.ts */
const LOST_OUTPUT =
  /Calling \[?(toString|toJSON|valueOf)\]?(\(\))? on an \[?Output(<T>)?\]? is not supported/;
const LOST_OBJECT = /\[object (Object|Promise)\]/;
/** Places where the text reaches the user's own program only: ECS starts the task whatever stands there. */
const OWN_PROGRAM = /\.(environment|dockerLabels|command|entryPoint)\b/;
const MOST = 25;

/** Where the parsed `containerDefinitions` differ from what the API takes, or hold the traces of a lost Output or Promise. */
export function malformationsOf(value: unknown, root = "containerDefinitions"): Malformation[] {
  const found: Malformation[] = [];
  check(value, data.shape as Shape, root, found);
  return found;
}

function check(value: unknown, shape: Shape, path: string, found: Malformation[]): void {
  if (found.length >= MOST || value === null || value === undefined || isUnknown(value)) return;
  if (typeof shape === "string") {
    const problem = typeof value === "string" && shape === "string" ? lostIn(value) : wrongType(value, shape);
    if (problem !== undefined) found.push({ path, problem, effect: effectOf(path, value) });
    return;
  }
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) {
      found.push({ path, problem: `is ${kindOf(value)} where ECS expects a list`, effect: "start" });
      return;
    }
    value.forEach((element, index) => {
      check(element, shape[0] as Shape, `${path}[${index}]`, found);
    });
    return;
  }
  checkObject(value, shape as { readonly [key: string]: Shape }, path, found);
}

function checkObject(
  value: unknown,
  shape: Readonly<Record<string, Shape>>,
  path: string,
  found: Malformation[],
): void {
  if (!isObject(value)) {
    found.push({ path, problem: `is ${kindOf(value)} where ECS expects an object`, effect: "start" });
    return;
  }
  for (const [key, element] of Object.entries(value)) {
    const expected = shape["*"] ?? shape[key] ?? lowerCased(shape)[key.toLowerCase()];
    if (expected !== undefined) check(element, expected, `${path}.${key}`, found);
  }
}

const lowerCasedShapes = new WeakMap<object, Readonly<Record<string, Shape>>>();
function lowerCased(shape: Readonly<Record<string, Shape>>): Readonly<Record<string, Shape>> {
  const cached = lowerCasedShapes.get(shape);
  if (cached !== undefined) return cached;
  const made = Object.fromEntries(Object.entries(shape).map(([key, type]) => [key.toLowerCase(), type]));
  lowerCasedShapes.set(shape, made);
  return made;
}

function wrongType(value: unknown, expected: string): string | undefined {
  const fits =
    (expected === "string" && typeof value === "string") ||
    (expected === "boolean" && typeof value === "boolean") ||
    (expected === "integer" && Number.isInteger(value));
  if (fits) return undefined;
  if (isObject(value) && Object.keys(value).length === 0) {
    return `is {}, which is what JSON.stringify makes of a Promise, where ECS expects ${article(expected)}`;
  }
  return `is ${kindOf(value)} where ECS expects ${article(expected)}`;
}

function lostIn(value: string): string | undefined {
  if (LOST_OUTPUT.test(value)) return "holds the error text of an Output that was turned into a string";
  if (LOST_OBJECT.test(value))
    return "holds [object Object], which is what a string makes of an object or Promise";
  return undefined;
}

function effectOf(path: string, value: unknown): Malformation["effect"] {
  return typeof value === "string" && OWN_PROGRAM.test(path) ? "policy" : "start";
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (isObject(value)) return "an object";
  if (typeof value === "string") return "a string";
  if (typeof value === "number") return Number.isInteger(value) ? "a number" : "a fraction";
  return article(typeof value);
}

const article = (type: string): string => (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`);
