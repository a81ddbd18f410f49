import * as fs from "node:fs";
import * as path from "node:path";
import { field, isObject } from "../../launch/json";
import { imageReference } from "../../launch/model/image";
import { PinError } from "../registry/resolve";
import { readLockKey } from "./lock-key";

/** Committed beside the project file. */
export const LOCK_FILE = "ecs-preflight-lock.json";
const VERSION = 1;

export interface LockedImage {
  /** `host/repository@sha256:…`. */
  readonly pinned: string;
  /** UTC day on which the tag was found to name this digest, such as `2026-11-29`. */
  readonly date: string;
}

/** Locked images by `lockKey`. */
export type Lock = ReadonlyMap<string, LockedImage>;

/** The lock file of the program that runs here: beside the nearest project file above, else in this folder. */
export function defaultLockFile(from = process.cwd()): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const names = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];
    if (names.some((name) => fs.existsSync(path.join(folder, name)))) return path.join(folder, LOCK_FILE);
    if (path.dirname(folder) === folder) return path.join(from, LOCK_FILE);
  }
}

/**
 * Undefined where there is no such file.
 * @throws {PinError} where it is none that this version reads
 */
export function readLock(file: string): Lock | undefined {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw refusal(file, `cannot be read: ${(error as Error).message}`, "make it readable");
  }
  const content = parse(text, file);
  const version = field(content, "version");
  if (typeof version === "number" && version > VERSION)
    throw refusal(file, `has version ${version}, and this is for version ${VERSION}`, "update ecs-preflight");
  const images = field(content, "images");
  if (version !== VERSION || !isObject(images))
    throw refusal(file, `is no lock file: it needs \`"version": ${VERSION}\` and \`images\``);
  return new Map(Object.entries(images).map(([key, entry]) => [key, readEntry(key, entry, text, file)]));
}

/** Writes the file as a whole or not at all: sorted, so that a change of one image is a change of its lines. */
export function writeLock(file: string, lock: Lock): void {
  const sorted = [...lock].sort(([one], [other]) => (one < other ? -1 : 1));
  const images = Object.fromEntries(sorted.map(([key, { pinned, date }]) => [key, { pinned, date }]));
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    fs.writeFileSync(unfinished, `${JSON.stringify({ version: VERSION, images }, null, 2)}\n`);
    fs.renameSync(unfinished, file);
  } catch (error) {
    fs.rmSync(unfinished, { force: true });
    throw new PinError(`${file} cannot be written: ${(error as Error).message}.`);
  }
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const marker = /^(?:<{7}|={7}|>{7})/m.exec(text);
    if (marker !== null)
      throw refusal(file, `line ${lineAt(text, marker.index)} is left from a merge`, "resolve the conflict");
    const { message } = error as Error;
    const at = /at position (\d+)/.exec(message)?.[1];
    const where = at === undefined ? "" : `line ${lineAt(text, Number(at))}: `;
    throw refusal(file, `is not JSON: ${where}${message.replace(/ in JSON at position .*$/, "")}`);
  }
}

function readEntry(key: string, entry: unknown, text: string, file: string): LockedImage {
  const wrong = (what: string): PinError => {
    const at = text.indexOf(`${JSON.stringify(key)}:`);
    return refusal(file, `${at < 0 ? "" : `line ${lineAt(text, at)}: `}${what}`);
  };
  const of = readLockKey(key);
  if (of === undefined)
    throw wrong(`\`${key}\` is no image reference with a tag, with or without a platform`);
  const [pinned, date] = [field(entry, "pinned"), field(entry, "date")];
  const named = typeof pinned === "string" ? imageReference(pinned) : undefined;
  if (typeof pinned !== "string" || named?.digest === undefined)
    throw wrong(`\`pinned\` of \`${key}\` is not \`repository@sha256:…\``);
  const { registry, repository } = of.reference;
  if (named.registry.host !== registry.host || named.repository !== repository)
    throw wrong(`\`pinned\` of \`${key}\` names another repository than ${registry.host}/${repository}`);
  if (typeof date !== "string" || !/^\d{4}-\d\d-\d\d$/.test(date))
    throw wrong(`\`date\` of \`${key}\` is no day such as 2026-11-29`);
  return { pinned, date };
}

const lineAt = (text: string, index: number): number => text.slice(0, index).split("\n").length;

const ANEW = "restore it from version control, or delete it and run `npx ecs-preflight pin`, which asks anew";

const refusal = (file: string, wrong: string, remedy = ANEW): PinError =>
  new PinError(`lock file ${file}: ${wrong}.\nTo do: ${remedy}.`);
