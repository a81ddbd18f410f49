/** Programs in folders, run in this process: the entry of a Pulumi project is loaded anew each time. */
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { register } from "ts-node";
import { parse } from "yaml";

/** A project as its files describe it. */
export interface Project {
  readonly name: string;
  /** Module that `main` (a file or a folder) leads to. */
  readonly entry: string;
  /** Configuration of the stack, keys with their namespace; values of other types as JSON. */
  readonly config: Readonly<Record<string, string>>;
}

interface ProjectFile {
  readonly name?: string;
  readonly main?: string;
  readonly config?: Readonly<Record<string, unknown>>;
}

/** Reads `Pulumi.yaml` and, where it is there, `Pulumi.<stack>.yaml`. */
export function readProject(folder: string, stack: string): Project {
  const project = readYaml(path.join(folder, "Pulumi.yaml"));
  if (project === undefined) throw new Error(`no Pulumi.yaml in ${folder}`);
  const name = project.name ?? path.basename(folder);
  const config: Record<string, string> = {};
  for (const [key, entry] of Object.entries(project.config ?? {})) {
    const value = isSettings(entry) ? (entry["value"] ?? entry["default"]) : entry;
    if (value !== undefined) config[qualified(name, key)] = text(value);
  }
  for (const [key, value] of Object.entries(
    readYaml(path.join(folder, `Pulumi.${stack}.yaml`))?.config ?? {},
  ))
    config[qualified(name, key)] = text(value);
  return { name, entry: entryOf(folder, project.main), config };
}

let compiles = false;

/** Registered once: each registration compiles the output of those before it again, source maps included. */
function compileTypeScript(): void {
  if (compiles) return;
  compiles = true;
  register({
    transpileOnly: true,
    skipProject: true,
    compilerOptions: { module: "commonjs", target: "ES2022", esModuleInterop: true },
  });
}

/** A program for the engine: runs the entry in its folder and returns what the module exports. */
export function programOf(folder: string, entry: string): () => Promise<Record<string, unknown> | undefined> {
  return async () => {
    compileTypeScript();
    const root = fs.realpathSync(folder) + path.sep;
    for (const file of Object.keys(require.cache))
      if (file.startsWith(root) && !file.includes(`${path.sep}node_modules${path.sep}`))
        Reflect.deleteProperty(require.cache, file);
    const before = process.cwd();
    process.chdir(folder);
    try {
      const loaded = createRequire(entry)(entry) as unknown;
      const outputs: unknown = isSettings(loaded) && "default" in loaded ? loaded["default"] : loaded;
      return (await (typeof outputs === "function" ? (outputs as () => unknown)() : outputs)) as Record<
        string,
        unknown
      >;
    } finally {
      process.chdir(before);
    }
  };
}

function entryOf(folder: string, main: string | undefined): string {
  const start = path.resolve(folder, main ?? ".");
  if (fs.existsSync(start) && fs.statSync(start).isFile()) return fs.realpathSync(start);
  const manifest = path.join(start, "package.json");
  const named = fs.existsSync(manifest)
    ? (JSON.parse(fs.readFileSync(manifest, "utf8")) as { main?: string }).main
    : undefined;
  const bases = [...(named === undefined ? [] : [path.join(start, named)]), path.join(start, "index"), start];
  for (const base of bases)
    for (const suffix of ["", ".ts", ".js", ".cjs"]) {
      const file = base + suffix;
      if (fs.existsSync(file) && fs.statSync(file).isFile()) return fs.realpathSync(file);
    }
  throw new Error(`no program in ${start}`);
}

function readYaml(file: string): ProjectFile | undefined {
  return fs.existsSync(file) ? (parse(fs.readFileSync(file, "utf8")) as ProjectFile) : undefined;
}

function qualified(project: string, key: string): string {
  return key.includes(":") ? key : `${project}:${key}`;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isSettings(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
