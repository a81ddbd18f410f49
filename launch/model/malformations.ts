import { isUnknown, type Known } from "../known";
import { isObject } from "../json";
import data from "../data/container-definition-shape.json";
import { lostIn } from "./lost-text";
import type { Container, Malformation, TaskDefinition } from "./task-definition";

type Shape = string | readonly Shape[] | { readonly [key: string]: Shape };

const MOST = 25;
/** The API's integers have 32 bits, and so have the provider's. */
const LARGEST = 2 ** 31 - 1;

/** Where the parsed `containerDefinitions` differ from what the API takes, or hold the traces of a lost Output or Promise. */
export function malformationsOf(value: unknown, root = "containerDefinitions"): Malformation[] {
  const found: Malformation[] = [];
  if (Array.isArray(value)) findNothings(value, root, found);
  check(value, data.shape, root, found);
  return found;
}

/** The same in the other properties of a task definition, as far as they hold texts of their own. */
export function lostProperties(taskDefinition: TaskDefinition): Malformation[] {
  const { volumes } = taskDefinition;
  const texts: (readonly [string, Known<string | undefined>])[] = [
    ["family", taskDefinition.family],
    ["executionRoleArn", taskDefinition.executionRole.text],
    ["taskRoleArn", taskDefinition.taskRole.text],
    ["networkMode", taskDefinition.networkMode],
    ["cpu", taskDefinition.cpu],
    ["memory", taskDefinition.memory],
  ];
  for (const [index, volume] of (isUnknown(volumes) ? [] : volumes).entries()) {
    if (isUnknown(volume)) continue;
    texts.push([`volumes[${index}].name`, volume.name], [`volumes[${index}].hostPath`, volume.hostPath]);
    if (isUnknown(volume.efs) || volume.efs === undefined) continue;
    texts.push([`volumes[${index}].efsVolumeConfiguration.fileSystemId`, volume.efs.fileSystem.text]);
    texts.push([`volumes[${index}].efsVolumeConfiguration.accessPointId`, volume.efs.accessPoint.text]);
  }
  return texts.flatMap(([path, text]) => (typeof text === "string" ? (lostIn(text, path) ?? []) : []));
}

/** Whether a property of a container, such as `image`, is among what `container-definitions-resolved` reports. */
export function isMalformed(taskDefinition: TaskDefinition, container: Container, property: string): boolean {
  const path = `containerDefinitions[${container.index}].${property}`.toLowerCase();
  return taskDefinition.malformed.some((malformation) => malformation.path.toLowerCase() === path);
}

/** The provider refuses a container in which nothing stands; a Promise leaves one. */
function findNothings(containers: readonly unknown[], root: string, found: Malformation[]): void {
  for (const [index, container] of containers.entries()) {
    const nothing = container === null || container === undefined;
    if (!nothing && !isEmptyObject(container)) continue;
    const problem = nothing ? "is null where ECS expects a container" : "is {} where ECS expects a container";
    found.push({ path: `${root}[${index}]`, problem, effect: "start" });
    if (found.length >= MOST) return;
  }
}

function check(value: unknown, shape: Shape, path: string, found: Malformation[]): void {
  if (found.length >= MOST || value === null || value === undefined || isUnknown(value)) return;
  if (typeof shape === "string") {
    const malformation = fits(value, shape)
      ? typeof value === "string"
        ? lostIn(value, path)
        : undefined
      : wrongType(value, article(shape), path);
    if (malformation !== undefined) found.push(malformation);
  } else if (!isList(shape)) checkObject(value, shape, path, found);
  else if (!Array.isArray(value)) found.push(wrongType(value, "a list", path));
  else {
    const of = shape[0];
    if (of === undefined) return;
    value.forEach((element, index) => {
      check(element, of, `${path}[${index}]`, found);
    });
  }
}

const isList = (shape: Shape): shape is readonly Shape[] => Array.isArray(shape);

function checkObject(
  value: unknown,
  shape: Readonly<Record<string, Shape>>,
  path: string,
  found: Malformation[],
): void {
  if (!isObject(value)) {
    found.push(wrongType(value, "an object", path));
    return;
  }
  for (const [key, element] of Object.entries(value)) {
    // Go decodes JSON without regard to the case of keys.
    const expected = shape["*"] ?? lowerCased(shape).get(key.toLowerCase());
    if (expected !== undefined) check(element, expected, `${path}.${key}`, found);
  }
}

const lowerCasedShapes = new WeakMap<object, ReadonlyMap<string, Shape>>();
function lowerCased(shape: Readonly<Record<string, Shape>>): ReadonlyMap<string, Shape> {
  const cached = lowerCasedShapes.get(shape);
  if (cached !== undefined) return cached;
  const made = new Map(Object.entries(shape).map(([key, type]) => [key.toLowerCase(), type]));
  lowerCasedShapes.set(shape, made);
  return made;
}

function fits(value: unknown, expected: string): boolean {
  if (expected === "string") return typeof value === "string";
  if (expected === "boolean") return typeof value === "boolean";
  return typeof value === "number" && Number.isInteger(value) && Math.abs(value) <= LARGEST;
}

function wrongType(value: unknown, expected: string, path: string): Malformation {
  return { path, problem: `is ${kindOf(value)} where ECS expects ${expected}`, effect: "start" };
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (isEmptyObject(value)) return "{}, which is what JSON makes of a Promise,";
  if (isObject(value)) return lostObject(value) ?? "an object";
  if (typeof value === "string") return textKind(value);
  if (typeof value !== "number") return article(typeof value);
  if (!Number.isInteger(value)) return "a fraction";
  return Math.abs(value) > LARGEST ? "a number beyond 32 bits" : "a number";
}

function textKind(value: string): string {
  const lost = lostIn(value, ".image");
  return lost === undefined ? "a string" : `a string that ${lost.problem},`;
}

/** A resource, or an Output of an SDK that let JSON look into it. */
function lostObject(value: Readonly<Record<string, unknown>>): string | undefined {
  if ("__pulumiOutput" in value) return "an Output";
  return "__pulumiResource" in value ? "a whole resource" : undefined;
}

function isEmptyObject(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 0;
}

const article = (type: string): string => (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`);
