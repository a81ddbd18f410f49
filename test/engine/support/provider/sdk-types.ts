/**
 * What the type declarations of the AWS SDK for Pulumi say of a resource: its inputs and its outputs. An
 * input that may be left out while the output is always there is one that AWS fills in.
 */
import * as fs from "node:fs";
import * as path from "node:path";

export interface Member {
  readonly name: string;
  readonly optional: boolean;
  /** TypeScript source of the type, `undefined` and wrappers included. */
  readonly type: string;
}

export interface ResourceTypes {
  readonly inputs: ReadonlyMap<string, Member>;
  readonly outputs: ReadonlyMap<string, Member>;
}

/** Reads declarations as they are asked for: the nested ones are files of several megabytes. */
export class SdkTypes {
  private readonly resources = new Map<string, ResourceTypes | undefined>();
  private readonly nestedFiles = new Map<string, string>();
  private readonly nestedTypes = new Map<string, ReadonlyMap<string, Member>>();

  /** @param folder of the installed package `@pulumi/aws` */
  constructor(private readonly folder: string) {}

  /** @param token such as `aws:ecs/service:Service`; `undefined` where the SDK has no such resource */
  resource(token: string): ResourceTypes | undefined {
    if (!this.resources.has(token)) this.resources.set(token, this.readResource(token));
    return this.resources.get(token);
  }

  /** The members of an object type within a property, such as `inputs.ecs.ServiceNetworkConfiguration`. */
  nested(type: string): ReadonlyMap<string, Member> | undefined {
    const reference = /\b(inputs|outputs)\.((?:\w+\.)*)(\w+)/.exec(type);
    if (reference === null) return undefined;
    const key = reference[0];
    let members = this.nestedTypes.get(key);
    if (members === undefined) {
      members = this.readNested(reference[1] ?? "", reference[2] ?? "", reference[3] ?? "");
      this.nestedTypes.set(key, members);
    }
    return members;
  }

  private readResource(token: string): ResourceTypes | undefined {
    const [, module = "", name = ""] = token.split(":");
    const file = this.findFile(`${module.replace(/^index\//, "")}.d.ts`);
    if (file === undefined) return undefined;
    const text = withoutComments(fs.readFileSync(file, "utf8"));
    const body = between(text, `export declare class ${name} extends`, "\n    constructor(");
    const args = between(text, `export interface ${name}Args {`, "\n}");
    if (body === undefined) return undefined;
    return { inputs: members(args ?? "", 4), outputs: members(body, 4) };
  }

  private findFile(relative: string): string | undefined {
    const exact = path.join(this.folder, relative);
    if (fs.existsSync(exact)) return exact;
    const folder = path.dirname(exact);
    const wanted = path.basename(exact).toLowerCase();
    const name = fs.existsSync(folder)
      ? fs.readdirSync(folder).find((entry) => entry.toLowerCase() === wanted)
      : undefined;
    return name === undefined ? undefined : path.join(folder, name);
  }

  private readNested(side: string, namespace: string, name: string): ReadonlyMap<string, Member> {
    const text = this.nestedFile(side);
    const space = namespace.replace(/\.$/, "");
    const start = space === "" ? 0 : text.indexOf(`export declare namespace ${space} {`);
    const indent = space === "" ? 0 : 4;
    const header = `${" ".repeat(indent)}${space === "" ? "export " : ""}interface ${name} {`;
    const from = start < 0 ? -1 : text.indexOf(`\n${header}`, start);
    if (from < 0) return new Map();
    const to = text.indexOf(`\n${" ".repeat(indent)}}`, from);
    return members(withoutComments(text.slice(from, to)), indent + 4);
  }

  private nestedFile(side: string): string {
    const file = path.join(this.folder, "types", side === "inputs" ? "input.d.ts" : "output.d.ts");
    let text = this.nestedFiles.get(file);
    if (text === undefined) {
      text = fs.readFileSync(file, "utf8");
      this.nestedFiles.set(file, text);
    }
    return text;
  }
}

function members(text: string, indent: number): Map<string, Member> {
  const pad = " ".repeat(indent);
  const pattern = new RegExp(
    `^${pad}(?:readonly )?(\\w+)(\\??): ([\\s\\S]*?);(?=\\n${pad}[A-Za-z]|\\s*(?![\\s\\S]))`,
    "gm",
  );
  const found = new Map<string, Member>();
  for (const [, name = "", mark, type = ""] of text.matchAll(pattern)) {
    found.set(name, { name, optional: mark === "?", type });
  }
  return found;
}

function withoutComments(text: string): string {
  return text.replace(/[ \t]*\/\*\*[\s\S]*?\*\/\n?/g, "");
}

function between(text: string, start: string, end: string): string | undefined {
  const from = text.indexOf(start);
  if (from < 0) return undefined;
  const to = text.indexOf(end, from);
  return text.slice(from, to < 0 ? undefined : to);
}

/** May the output be missing? The SDK then types it `pulumi.Output<… | undefined>`, or `name?:` when nested. */
export function mayBeMissing(output: Member): boolean {
  return output.optional || /\| undefined>$/.test(output.type);
}

export type Kind = "string" | "number" | "boolean" | "objects" | "list" | "map" | "object";

/** The shape of a property's value, wrappers aside. */
export function kindOf(type: string): Kind {
  const bare = type.replace(/pulumi\.(Input|Output)<|[>\s]/g, "").replace(/\|undefined/g, "");
  if (bare.endsWith("[]")) return /\b(inputs|outputs)\./.test(bare) ? "objects" : "list";
  if (bare.startsWith("{[key:string]")) return "map";
  if (/^string\b/.test(bare) || /\benums\./.test(bare)) return "string";
  if (/^(inputs|outputs)\./.test(bare)) return "object";
  if (/^number\b/.test(bare)) return "number";
  if (/^boolean\b/.test(bare)) return "boolean";
  return "string";
}
