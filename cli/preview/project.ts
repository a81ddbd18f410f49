import * as fs from "node:fs";
import * as path from "node:path";
import { isRecord } from "./values";
import { messageOf, PreviewError } from "./error";
import { readYaml } from "./yaml-file";

/** What `Pulumi.yaml` says. */
export interface Project {
  readonly name: string;
  /** Folder of `Pulumi.yaml`, links resolved. */
  readonly root: string;
  /** Where the stacks' configuration files are. */
  readonly configDirectory: string;
  /** Folder the program runs in. */
  readonly programDirectory: string;
  /** What the runner is told to run: a file, or `.` for the folder. */
  readonly entry: string;
  readonly runtimeOptions: RuntimeOptions;
  /** The part `config:`, defaults of the stacks' configuration. */
  readonly config: Readonly<Record<string, unknown>>;
}

export interface RuntimeOptions {
  /** `typescript: false` runs what is there as JavaScript. Default: true. */
  readonly typescript: boolean;
  readonly nodeArguments: readonly string[];
  readonly tsconfig: string | undefined;
}

const FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/** Reads the project in a folder, or in a folder above it. Throws `PreviewError`. */
export function readProject(directory: string): Project {
  const start = path.resolve(directory);
  if (!fs.existsSync(start)) throw new PreviewError(`There is no folder ${directory}.`);
  if (!fs.statSync(start).isDirectory()) {
    throw new PreviewError(`${directory} is not a folder.`, "Name the folder of the program's Pulumi.yaml.");
  }
  const file = findFile(fs.realpathSync(start));
  if (file === undefined) {
    throw new PreviewError(
      `There is no Pulumi.yaml in ${directory}, nor in a folder above it.`,
      "Name the folder of a Pulumi program.",
    );
  }
  const content = readYaml(file);
  const label = path.basename(file);
  if (!isRecord(content))
    throw new PreviewError(`${label} holds no project: it needs at least \`name\` and \`runtime\`.`);
  const name = content["name"];
  if (typeof name !== "string" || name === "") throw new PreviewError(`${label} has no \`name\`.`);
  const runtimeOptions = readRuntime(content["runtime"], label);
  const root = path.dirname(file);
  return {
    name,
    root,
    configDirectory: textAt(content, "stackConfigDir")
      ? path.resolve(root, String(content["stackConfigDir"]))
      : root,
    ...readMain(root, content["main"], label),
    runtimeOptions,
    config: isRecord(content["config"]) ? content["config"] : {},
  };
}

function findFile(start: string): string | undefined {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const found = FILES.map((name) => path.join(folder, name)).find((file) => fs.existsSync(file));
    if (found !== undefined) return found;
    if (path.dirname(folder) === folder) return undefined;
  }
}

function readRuntime(runtime: unknown, label: string): RuntimeOptions {
  const name = isRecord(runtime) ? runtime["name"] : runtime;
  if (typeof name !== "string" || name === "") throw new PreviewError(`${label} has no \`runtime\`.`);
  if (name !== "nodejs") {
    throw new PreviewError(
      `This program runs on ${name}; the embedded preview runs Node.js programs (runtime: nodejs).`,
      "`pulumi preview --policy-pack <ecs-preflight>` works for programs of every runtime.",
    );
  }
  const options = isRecord(runtime) && isRecord(runtime["options"]) ? runtime["options"] : {};
  return {
    typescript: options["typescript"] !== false,
    nodeArguments: splitArguments(textAt(options, "nodeargs") ?? ""),
    tsconfig: textAt(options, "tsconfig"),
  };
}

/** `main` names the program's file or folder; the runner starts in that folder. */
function readMain(root: string, main: unknown, label: string): { programDirectory: string; entry: string } {
  if (main === undefined || main === null || main === "") return { programDirectory: root, entry: "." };
  if (typeof main !== "string") throw new PreviewError(`\`main\` in ${label} is not a path.`);
  const target = path.resolve(root, main);
  let stat: fs.Stats;
  try {
    stat = fs.statSync(target);
  } catch (error) {
    const built = /\.js$|(^|\/)(dist|bin|build|lib|out)(\/|$)/.test(main);
    throw new PreviewError(
      `\`main\` in ${label} names ${main}, which is not there: ${messageOf(error)}`,
      built ? "If it is built, build the program first." : undefined,
    );
  }
  return stat.isDirectory()
    ? { programDirectory: target, entry: "." }
    : { programDirectory: path.dirname(target), entry: target };
}

function textAt(value: Record<string, unknown>, key: string): string | undefined {
  const text = value[key];
  return typeof text === "string" && text !== "" ? text : undefined;
}

/** Splits as a shell does, as far as quotes go. */
function splitArguments(text: string): string[] {
  return [...text.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([word]) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ""),
  );
}
