import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import type { Socket } from "node:net";
import * as path from "node:path";
import { isRecord } from "./values";
import type { StackConfig } from "./config";
import { PreviewError } from "./error";
import type { Project } from "./project";

/** The SDK that the program has installed. */
export interface Sdk {
  /** File of the SDK's runner, `@pulumi/pulumi/cmd/run`. */
  readonly runner: string;
  readonly version: string;
  /** Whether the runner tells the engine that the program ran to its end; older ones only exit. */
  readonly signalsShutdown: boolean;
}

/** Finds the SDK as the program would. Throws `PreviewError` when it is not installed. */
export function findSdk(project: Project): Sdk {
  const require = createRequire(path.join(project.programDirectory, "index.js"));
  try {
    const runner = require.resolve("@pulumi/pulumi/cmd/run");
    const manifestFile = require.resolve("@pulumi/pulumi/package.json");
    const manifest: unknown = JSON.parse(fs.readFileSync(manifestFile, "utf8"));
    const service = path.join(path.dirname(manifestFile), "proto", "resource_grpc_pb.js");
    return {
      runner,
      version: isRecord(manifest) ? String(manifest["version"]) : "unknown",
      signalsShutdown:
        fs.existsSync(service) && fs.readFileSync(service, "utf8").includes("signalAndWaitForShutdown"),
    };
  } catch {
    throw missingSdk(project);
  }
}

function missingSdk(project: Project): PreviewError {
  const folder = manifestFolder(project.programDirectory);
  if (folder === undefined) {
    return new PreviewError(
      `@pulumi/pulumi is not installed: there is no package.json in ${project.programDirectory} or above.`,
      "Add a package.json with the program's dependencies, then run `npm install` there.",
    );
  }
  if (fs.existsSync(path.join(folder, ".pnp.cjs"))) {
    return new PreviewError(
      "@pulumi/pulumi is not found: this project keeps its packages in Yarn's Plug'n'Play, which the embedded preview does not read.",
      "Set `nodeLinker: node-modules` in .yarnrc.yml and run `yarn install`.",
    );
  }
  const command = installCommand(folder);
  const what = fs.existsSync(path.join(folder, "node_modules"))
    ? "@pulumi/pulumi is"
    : "The program's dependencies are";
  return new PreviewError(`${what} not installed.`, `Run \`${command}\` in ${folder}`);
}

function installCommand(folder: string): string {
  const has = (file: string): boolean => fs.existsSync(path.join(folder, file));
  if (has("pnpm-lock.yaml")) return "pnpm install";
  if (has("yarn.lock")) return "yarn install";
  return has("package-lock.json") ? "npm ci" : "npm install";
}

function manifestFolder(start: string): string | undefined {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, "package.json"))) return folder;
    if (path.dirname(folder) === folder) return undefined;
  }
}

export interface RunOptions {
  readonly project: Project;
  readonly stack: string;
  readonly config: StackConfig;
  readonly sdk: Sdk;
  /** `host:port` of the monitor. */
  readonly address: string;
  /** Whether the program will be told made-up outputs: it can do nothing with them then. */
  readonly hasStandIns: boolean;
  /** Each line the program prints. */
  onOutput(line: string): void;
}

export interface ProgramRun {
  /** How the process ended; rejects when it could not be started. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  /** Settles when the program can do no harm with made-up outputs. Only where it `hasStandIns`. */
  disarm(): Promise<void>;
  /** Ends the process and everything it started. */
  kill(): void;
}

/** Starts the program under the SDK's runner, in a process group of its own. */
export function runProgram(options: RunOptions): ProgramRun {
  const { project, stack, sdk, address } = options;
  const args = [
    ...["-r", path.join(__dirname, options.hasStandIns ? "no-effects.js" : "runner-preload.js")],
    ...project.runtimeOptions.nodeArguments,
    sdk.runner,
    ...["--monitor", address, "--engine", address, "--organization", "organization"],
    ...["--project", project.name, "--root-directory", project.root, "--stack", stack],
    ...["--pwd", project.programDirectory, "--dry-run", "--parallel", "16", project.entry],
  ];
  const child = spawn(process.execPath, args, {
    cwd: project.programDirectory,
    env: environment(options),
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    detached: true,
  });
  const onLine = (line: string): void => {
    options.onOutput(line);
  };
  lines(child.stdout, onLine);
  lines(child.stderr, onLine);
  const kill = (): void => {
    killGroup(child);
  };
  // The last resort when this process exits by itself while the program still runs.
  process.once("exit", kill);
  const pipe = child.stdio[3] as Socket;
  let disarmed: Promise<void> | undefined;
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      resolve({ code, signal });
    });
  });
  return {
    ended,
    disarm: () =>
      (disarmed ??= new Promise((resolve) => {
        // The program may end at any moment.
        pipe.on("error", () => undefined);
        pipe.once("data", () => {
          resolve();
        });
        pipe.write("stand-ins");
      })),
    kill: () => {
      process.removeListener("exit", kill);
      kill();
      for (const stream of child.stdio) stream?.destroy();
    },
  };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // Nothing of the group is left.
  }
}

function environment({ project, config }: RunOptions): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env };
  // Colours are for terminals, and errors printed with them can hang Node 20 (see runner-preload.js).
  delete env["FORCE_COLOR"];
  // gRPC would send even local calls through a proxy.
  const direct = env["no_grpc_proxy"] ?? env["no_proxy"] ?? env["NO_PROXY"];
  env["no_grpc_proxy"] = [direct, "127.0.0.1"].filter(Boolean).join(",");
  env["PULUMI_CONFIG"] = JSON.stringify(config.values);
  env["PULUMI_CONFIG_SECRET_KEYS"] = JSON.stringify(config.secretKeys);
  env["PULUMI_NODEJS_TYPESCRIPT"] = String(project.runtimeOptions.typescript);
  if (project.runtimeOptions.tsconfig !== undefined) {
    env["PULUMI_NODEJS_TSCONFIG_PATH"] = project.runtimeOptions.tsconfig;
  }
  // Type checking takes most of the time of a TypeScript program and changes nothing it registers.
  env["PULUMI_NODEJS_TRANSPILE_ONLY"] ??= "true";
  // This preview asks nobody: `pinImage` gives an unknown image.
  env["ECS_PREFLIGHT_OFFLINE"] = "true";
  return env;
}

function lines(stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): void {
  let rest = "";
  stream?.setEncoding("utf8");
  stream?.on("data", (chunk: string) => {
    const parts = (rest + chunk).split(/\r?\n/);
    rest = parts.pop() ?? "";
    parts.forEach(onLine);
  });
  stream?.on("end", () => {
    if (rest !== "") onLine(rest);
  });
}
