import { Config, RunError, runtime, type CustomResourceOptions } from "@pulumi/pulumi";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse } from "yaml";
import type { CommonCanaryArgs } from "./canary-args";

const NAME = "ecs-preflight";

/**
 * Refuses a program whose project does not say where the provider plugin is: the engine would look for it in
 * the registry and say only that it is not there.
 * @param root folder of the project file; empty where it is not known, and nothing is refused then
 * @throws {RunError} with the lines to add
 */
export function requirePlugin(options: CustomResourceOptions, root = rootDirectory()): void {
  if (root === "" || options.provider !== undefined || options.pluginDownloadURL !== undefined) return;
  if (namedIn(root) !== false || isElsewhere()) return;
  throw new RunError(
    [
      "the canaries of ecs-preflight need its provider plugin, and Pulumi.yaml does not name it.",
      "Add it with `npx ecs-preflight init`, or write:",
      "",
      "plugins:",
      "  providers:",
      `    - name: ${NAME}`,
      "      path: node_modules/ecs-preflight/plugin",
    ].join("\n"),
  );
}

/** Whether it is certain that Pulumi finds the plugin. */
export function isPluginNamed(root = rootDirectory()): boolean {
  return root !== "" && (namedIn(root) === true || isElsewhere());
}

/** Older SDKs do not know it; under mocks and in inline programs there is none. */
function rootDirectory(): string {
  const { getRootDirectory } = runtime as { readonly getRootDirectory?: () => string };
  return getRootDirectory?.() ?? "";
}

/** Whether the project file names the plugin; undefined where it can't be read. */
function namedIn(root: string): boolean | undefined {
  const file = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"]
    .map((name) => path.join(root, name))
    .find((candidate) => fs.existsSync(candidate));
  if (file === undefined) return undefined;
  let project: unknown;
  try {
    project = parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
  // An empty key is null.
  const { packages, plugins } = (project ?? {}) as {
    readonly packages?: Readonly<Record<string, unknown>> | null;
    readonly plugins?: { readonly providers?: unknown } | null;
  };
  const providers: unknown = plugins?.providers;
  return (
    NAME in (packages ?? {}) ||
    (Array.isArray(providers) &&
      providers.some((provider) => (provider as { readonly name?: string } | null)?.name === NAME))
  );
}

/** Pulumi also takes a plugin from PATH, from those it installed, and from a debugger. */
function isElsewhere(): boolean {
  if ((process.env["PULUMI_DEBUG_PROVIDERS"] ?? "").includes(`${NAME}:`)) return true;
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
  const executables = [
    `pulumi-resource-${NAME}`,
    `pulumi-resource-${NAME}.exe`,
    `pulumi-resource-${NAME}.cmd`,
  ];
  if (folders.some((folder) => executables.some((name) => fs.existsSync(path.join(folder, name)))))
    return true;
  const home = process.env["PULUMI_HOME"] ?? path.join(os.homedir(), ".pulumi");
  try {
    return fs.readdirSync(path.join(home, "plugins")).some((entry) => entry.startsWith(`resource-${NAME}-`));
  } catch {
    return false;
  }
}

/** The stack's settings of the AWS provider, where the arguments leave them out. */
export function withAwsSettings<Args extends CommonCanaryArgs>(args: Args): Args {
  const config = new Config("aws");
  const profile = args.profile ?? config.get("profile");
  const region = args.region ?? config.get("region");
  return {
    ...args,
    ...(profile === undefined ? {} : { profile }),
    ...(region === undefined ? {} : { region }),
  };
}
