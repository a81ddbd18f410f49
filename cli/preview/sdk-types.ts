import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

export interface SdkClass {
  /** Inputs that may be left out, as the class's `…Args` declares them. */
  readonly optionalInputs: ReadonlySet<string>;
}

const classes = new Map<string, SdkClass | undefined>();

/**
 * What the SDK installed beside the program declares for a resource type, or `undefined` where there is none:
 * token `aws:ecs/service:Service` is `@pulumi/aws/ecs/service.d.ts`.
 */
export function readClass(type: string, programDirectory: string): SdkClass | undefined {
  const key = `${programDirectory}\0${type}`;
  if (!classes.has(key)) {
    const text = declarationOf(type, programDirectory);
    const args =
      text === undefined ? undefined : membersOf(text, `${type.slice(type.lastIndexOf(":") + 1)}Args`);
    classes.set(
      key,
      args && { optionalInputs: new Set(args.filter((m) => m.isOptional).map((m) => m.name)) },
    );
  }
  return classes.get(key);
}

/** Text of the declaration file of a token, `<package>:<module>/<file>:<name>`. */
export function declarationOf(token: string, programDirectory: string): string | undefined {
  const [pkg = "", module = ""] = token.split(":");
  const folder = packageFolder(pkg, programDirectory);
  if (folder === undefined) return undefined;
  let file = folder;
  for (const part of `${module.replace(/^index\//, "")}.d.ts`.split("/")) {
    const found = entries(file).get(part.toLowerCase());
    if (found === undefined) return undefined;
    file = path.join(file, found);
  }
  return fs.readFileSync(file, "utf8");
}

export interface Member {
  readonly name: string;
  readonly isOptional: boolean;
  /** The type's text, without the closing semicolon. */
  readonly type: string;
}

/** Members of an interface in a declaration file; `undefined` where it has no such interface. */
export function membersOf(text: string, name: string): Member[] | undefined {
  const start = new RegExp(`\\binterface ${name} \\{`).exec(text);
  if (start === null) return undefined;
  const indent = /^ */.exec(text.slice(text.lastIndexOf("\n", start.index) + 1))?.[0] ?? "";
  const end = text.indexOf(`\n${indent}}`, start.index);
  const body = text.slice(start.index + start[0].length, end).replace(/\/\*[\s\S]*?\*\//g, "");
  const member = new RegExp(`^${indent}    (?:readonly )?(\\w+)(\\??): ([\\s\\S]*?);$`, "gm");
  return [...body.matchAll(member)].map((match) => ({
    name: match[1] ?? "",
    isOptional: match[2] === "?",
    type: (match[3] ?? "").trim(),
  }));
}

/** The folder of an installed `@pulumi/<pkg>`, as the program would find it. */
export function packageFolder(pkg: string, programDirectory: string): string | undefined {
  if (!/^[\w-]+$/.test(pkg)) return undefined;
  try {
    const manifest = createRequire(path.join(programDirectory, "index.js")).resolve(
      `@pulumi/${pkg}/package.json`,
    );
    const folder = path.dirname(manifest);
    return fs.existsSync(path.join(folder, "bin", "package.json")) ? path.join(folder, "bin") : folder;
  } catch {
    return undefined;
  }
}

const listings = new Map<string, ReadonlyMap<string, string>>();

/** Files of a folder by lower-case name: tokens and file names differ in case (`loadbalancer`). */
function entries(folder: string): ReadonlyMap<string, string> {
  let listing = listings.get(folder);
  if (listing === undefined) {
    let names: string[] = [];
    try {
      names = fs.readdirSync(folder);
    } catch {
      // A folder that is not there has no entries.
    }
    listing = new Map(names.map((name) => [name.toLowerCase(), name]));
    listings.set(folder, listing);
  }
  return listing;
}
