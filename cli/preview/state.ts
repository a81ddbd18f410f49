import * as fs from "node:fs";
import type { PropertyMap } from "../../policies/stack";
import { Unknown } from "../../launch/known";
import { messageOf, PreviewError } from "./error";
import { parseUrn } from "./urn";
import { isRecord, readProperties, type Reading, SECRET, SIGNATURE, UNKNOWN, type Wire } from "./values";

/** A resource as the last deployment left it. */
export interface PriorResource {
  readonly urn: string;
  readonly id: string | undefined;
  readonly inputs: Wire;
  readonly outputs: Wire;
}

export interface PriorOutcome {
  readonly id: string;
  readonly outputs: PropertyMap;
  readonly wireOutputs: Wire;
}

/** What the last deployment of this stack left, from `pulumi stack export`. */
export class PriorState {
  private readonly byUrn: ReadonlyMap<string, PriorResource>;

  constructor(
    resources: readonly PriorResource[],
    private readonly reading: Reading,
  ) {
    this.byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  }

  /** The resource under the first of these URNs that the state knows. */
  find(urns: readonly string[]): PriorResource | undefined {
    const urn = urns.find((candidate) => this.byUrn.has(candidate));
    return urn === undefined ? undefined : this.byUrn.get(urn);
  }

  /**
   * Id and outputs of a resource whose inputs stay as they were; `undefined` when they change, because which
   * change replaces a resource, and which output it alters, only its provider knows.
   */
  outcome(before: PriorResource, inputs: PropertyMap): PriorOutcome | undefined {
    if (before.id === undefined || !sameInputs(readProperties(before.inputs, {}, this.reading), inputs)) {
      return undefined;
    }
    return {
      id: before.id,
      outputs: readProperties(before.outputs, {}, this.reading),
      wireOutputs: before.outputs,
    };
  }
}

/** Reads an export. Throws `PreviewError` when it is none, or is of another stack. */
export function readStateFile(file: string, project: string, stack: string): PriorResource[] {
  let content: unknown;
  try {
    content = JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    throw new PreviewError(`The state file ${file} cannot be read: ${messageOf(error)}`, EXPORT);
  }
  const resources = resourcesIn(content);
  if (resources === undefined) throw new PreviewError(`${file} is not the export of a stack.`, EXPORT);
  const found = resources.flatMap(readResource);
  const other = found
    .map((resource) => parseUrn(resource.urn))
    .find((urn) => urn.stack !== stack || urn.project !== project);
  if (other !== undefined) {
    throw new PreviewError(
      `${file} holds the state of stack ${other.stack} of project ${other.project}, but this preview is of stack ${stack} of project ${project}.`,
      other.project === project ? `Preview that stack: --stack ${other.stack}` : EXPORT,
    );
  }
  return found;
}

const EXPORT = "`pulumi stack export --file <file>` writes it.";

/** Both `pulumi stack export` and a checkpoint of the file backend. */
function resourcesIn(content: unknown): unknown[] | undefined {
  if (!isRecord(content)) return undefined;
  const checkpoint = isRecord(content["checkpoint"]) ? content["checkpoint"]["latest"] : undefined;
  const deployment = content["deployment"] ?? checkpoint;
  if (!isRecord(deployment)) return undefined;
  const resources = deployment["resources"] ?? [];
  return Array.isArray(resources) ? resources : undefined;
}

function readResource(value: unknown): PriorResource[] {
  if (!isRecord(value) || typeof value["urn"] !== "string" || value["delete"] === true) return [];
  return [
    {
      urn: value["urn"],
      id: typeof value["id"] === "string" && value["id"] !== "" ? value["id"] : undefined,
      inputs: decrypt(value["inputs"]),
      outputs: decrypt(value["outputs"]),
    },
  ];
}

/** Encrypted values are unknown; those exported with `--show-secrets` are secrets. */
function decrypt(value: unknown): Wire {
  const walk = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(walk);
    if (!isRecord(part)) return part;
    if (part[SIGNATURE] !== SECRET) {
      return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, walk(inner)]));
    }
    return { [SIGNATURE]: SECRET, value: plainText(part["plaintext"]) };
  };
  const walked = walk(value);
  return isRecord(walked) ? walked : {};
}

function plainText(text: unknown): unknown {
  if (typeof text !== "string") return UNKNOWN;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Changing these replaces nothing and alters no other output. */
const HARMLESS = new Set(["tags", "tagsAll", "__defaults"]);

function sameInputs(before: PropertyMap, now: PropertyMap): boolean {
  const defaults = Array.isArray(before["__defaults"]) ? before["__defaults"] : [];
  const keys = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...keys].every(
    (key) =>
      HARMLESS.has(key) ||
      // The provider writes its own region into the inputs of what states none.
      (key === "region" && now[key] === undefined) ||
      (now[key] === undefined && defaults.includes(key)) ||
      sameValue(before[key], now[key]),
  );
}

function sameValue(before: unknown, now: unknown): boolean {
  if (before instanceof Unknown || now instanceof Unknown) return false;
  if (Array.isArray(before) && Array.isArray(now)) {
    return before.length === now.length && before.every((item, index) => sameValue(item, now[index]));
  }
  if (isRecord(before) && isRecord(now)) return sameInputs(before, now);
  if (isRecord(now) && typeof before === "string") return sameDocument(before, JSON.stringify(now));
  if (before === now) return true;
  // Checked inputs have the type of the provider's schema: 512 becomes "512".
  if (!isScalar(before) || !isScalar(now)) return false;
  return String(before) === String(now) || sameDocument(String(before), String(now));
}

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

function sameDocument(before: string, now: string): boolean {
  try {
    const one: unknown = JSON.parse(before);
    const other: unknown = JSON.parse(now);
    return isRecord(one) && isRecord(other) && sameInputs(one, other);
  } catch {
    return false;
  }
}
