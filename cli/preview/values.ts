import { Unknown } from "../../launch/known";
import type { PropertyMap } from "../../policies/stack";
import type { Placeholders } from "./placeholder";
import { secretTextsIn } from "./secret-texts";
import type { StandIns } from "./stand-ins";

/**
 * Values on the wire between the SDK and the engine. The constants are the SDK's: `runtime/rpc` of
 * `@pulumi/pulumi`.
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

export type Wire = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

export interface Reading {
  readonly placeholders: Placeholders;
  /** Collects what was marked as secret. */
  readonly secrets: Set<string>;
  /** What the program was answered for outputs, in a run that has stand-ins. */
  readonly standIns?: StandIns | undefined;
  /** Why an output of these resources is not known. */
  because(from: readonly string[]): string;
}

/** Wire properties as plain values: secrets unwrapped, unknown parts as `Unknown`, nulls left out. */
export function readProperties(
  wire: Wire,
  dependencies: Readonly<Record<string, readonly string[]>>,
  reading: Reading,
): PropertyMap {
  const properties: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(wire)) {
    const plain = readValue(value, dependencies[key] ?? [], reading, false);
    if (plain !== undefined && plain !== null) properties[key] = plain;
  }
  return properties;
}

/** One wire value as a plain value; `from` are the URNs it comes from. */
export function readValue(
  value: unknown,
  from: readonly string[],
  reading: Reading,
  secret: boolean,
): unknown {
  if (typeof value === "string") return readText(value, from, reading, secret);
  if (Array.isArray(value)) {
    const because = reading.placeholders.reasonForList(value);
    if (because !== undefined) return new Unknown(because, from);
    return value.map((item) => readValue(item, from, reading, secret) ?? null);
  }
  if (!isRecord(value)) return value;
  switch (value[SIGNATURE]) {
    case SECRET:
      return readValue(value["value"], from, reading, true);
    case OUTPUT: {
      const sources = Array.isArray(value["dependencies"]) ? value["dependencies"].map(String) : from;
      if (value["value"] === undefined) return new Unknown(reading.because(sources), sources);
      return readValue(value["value"], sources, reading, secret || value["secret"] === true);
    }
    case RESOURCE: {
      const urn = String(value["urn"]);
      if (value["id"] === undefined) return urn;
      const sources = from.includes(urn) ? from : [urn, ...from];
      return value["id"] === ""
        ? new Unknown(reading.because([urn]), sources)
        : readValue(value["id"], sources, reading, secret);
    }
    case ASSET:
    case ARCHIVE:
      return readObject(withoutSignature(value), from, reading, secret);
    default:
      // An output as a key: what the object says is not known.
      if (Object.keys(value).some((key) => reading.standIns?.isIn(key) === true))
        return new Unknown(reading.because(from), from);
      return readObject(value, from, reading, secret);
  }
}

function readText(text: string, from: readonly string[], reading: Reading, secret: boolean): unknown {
  if (text.includes(UNKNOWN)) return new Unknown(reading.because(from), from);
  if (reading.standIns?.isIn(text) === true) {
    if (secret) for (const hidden of secretTextsIn(text, false)) hide(hidden, reading);
    return reading.standIns.read(text, {
      because: (urns) => reading.because(urns),
      // What is secret in it is hidden above; names, drivers and the like stay readable.
      content: (value) => readValue(value, from, reading, false),
    });
  }
  const because = reading.placeholders.reasonIn(text);
  if (because !== undefined) return new Unknown(because, from);
  if (secret && text !== "") {
    const texts = isJsonDocument(text) ? secretTextsIn(text, false) : [text];
    for (const hidden of texts) hide(hidden, reading);
  }
  return text;
}

/** A secret that holds a stand-in is unknown, and nothing of it is ever printed. */
function hide(text: string, { secrets, standIns }: Reading): void {
  if (standIns?.isIn(text) !== true) secrets.add(text);
}

function readObject(
  value: Wire,
  from: readonly string[],
  reading: Reading,
  secret: boolean,
): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    const read = readValue(part, from, reading, secret);
    // Assigning `__proto__` would set the prototype instead of a property.
    if (read !== undefined && read !== null && key !== "__proto__") plain[key] = read;
  }
  return plain;
}

function withoutSignature(value: Wire): Wire {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== SIGNATURE));
}

/** A secret policy or container list is a document with a secret inside, not itself a secret to redact. */
function isJsonDocument(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
