/** The real Pulumi engine for tests: the CLI driven by the Automation API, without account or login. */
import {
  LocalWorkspace,
  PulumiCommand,
  type ConfigMap,
  type EngineEvent,
  type LocalWorkspaceOptions,
  type PulumiFn,
  type Stack,
} from "@pulumi/pulumi/automation";
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { ensurePulumi, type PulumiCli } from "../../../tools/build-pulumi";
import { EventLog } from "./event-log";
import { pluginFolder } from "./plugins";
import { programOf, readProject } from "./program";

/** What a policy said, as the engine's event log has it. */
export interface PolicyEvent {
  readonly policyName: string;
  readonly enforcementLevel: string;
  /** Description of the policy and, on further lines, what it reported. */
  readonly message: string;
  /** Resource it was reported on; `undefined` for one of the whole stack. */
  readonly urn: string | undefined;
  readonly severity: string | undefined;
}

/** What became of a resource. */
export interface ResourceStep {
  readonly urn: string;
  readonly type: string;
  /** `create`, `same`, `update`, `replace`, `delete`, `read`, … */
  readonly op: string;
}

/** One operation of the engine. */
export interface RunResult {
  readonly succeeded: boolean;
  readonly policyEvents: readonly PolicyEvent[];
  readonly resources: readonly ResourceStep[];
  /** Errors of program, provider and engine; without colours. */
  readonly errors: readonly string[];
  readonly stdout: string;
  readonly stderr: string;
}

export interface StackOptions {
  /** Default `test`. */
  readonly project?: string;
  /** Default `dev`. */
  readonly stack?: string;
  /** Keys with their namespace; `aws:region` is `eu-west-1` unless given. */
  readonly config?: Readonly<Record<string, string>>;
  readonly secretConfig?: Readonly<Record<string, string>>;
  /** Folders with a PulumiPolicy.yaml, or executables. */
  readonly policyPacks?: readonly string[];
  /** Configuration given to each pack, as the file of `--policy-pack-config` has it. */
  readonly policyPackConfig?: object;
}

/** The operations on a stack that exists for one test. */
export interface StackRun {
  preview(): Promise<RunResult>;
  /** Updates without a preview before it. */
  up(): Promise<RunResult>;
  destroy(): Promise<RunResult>;
  /** The state as `pulumi stack export` writes it. */
  exportState(): Promise<unknown>;
  /** `pulumi policy analyze` of the pack over a state; over the stack's own unless given. */
  policyAnalyze(pack: string, state?: unknown): Promise<RunResult>;
}

let cli: PulumiCli | undefined;

let command: Promise<PulumiCommand> | undefined;

/** The Automation API finds the executable by the folder of its installation, or on PATH. */
function commandOf(pulumi: string): Promise<PulumiCommand> {
  const root = path.dirname(path.dirname(pulumi));
  const isInstallation = path.join(root, "bin", "pulumi") === pulumi;
  command ??= PulumiCommand.get(isInstallation ? { root } : {});
  return command;
}

/** Finds or builds the CLI, once per process. */
export function engineAvailable(): PulumiCli {
  cli ??= ensurePulumi();
  return cli;
}

/**
 * A suite that needs the engine. Where neither `pulumi` nor `go` is there it is skipped and says why; in CI
 * it fails instead.
 */
export function describeWithEngine(title: string, body: (this: Mocha.Suite) => void): void {
  describe(title, function () {
    this.timeout(60_000);
    this.slow(10_000);
    before(function () {
      this.timeout(20 * 60_000);
      const found = engineAvailable();
      if ("pulumi" in found) return;
      if (process.env["CI"]) throw new Error(`the engine tests need the Pulumi CLI: ${found.missing}`);
      console.log(`      SKIPPED, the engine tests need the Pulumi CLI: ${found.missing}`);
      this.skip();
    });
    body.call(this);
  });
}

/** Makes a stack for the program, lets the test work with it and takes everything away again. */
export async function withStack<T>(
  program: PulumiFn,
  options: StackOptions,
  body: (run: StackRun) => Promise<T>,
): Promise<T> {
  const found = engineAvailable();
  if ("missing" in found) throw new Error(found.missing);
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "ecs-preflight-engine-"));
  try {
    const engine = await Engine.start(found.pulumi, root, program, options);
    return await body(engine);
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

/** Works with the program of a project's folder; its files say the configuration, the options win. */
export async function withProject<T>(
  folder: string,
  options: StackOptions,
  body: (run: StackRun) => Promise<T>,
): Promise<T> {
  const project = readProject(folder, options.stack ?? "dev");
  const merged = { project: project.name, ...options, config: { ...project.config, ...options.config } };
  return withStack(programOf(folder, project.entry), merged, body);
}

/** Previews the program of a project's folder. */
export function previewProject(folder: string, options: StackOptions = {}): Promise<RunResult> {
  return withProject(folder, options, (run) => run.preview());
}

class Engine implements StackRun {
  private constructor(
    private readonly pulumi: string,
    private readonly root: string,
    private readonly env: Readonly<Record<string, string>>,
    private readonly stack: Stack,
    private readonly log: EventLog,
    private readonly options: StackOptions,
  ) {}

  static async start(
    pulumi: string,
    root: string,
    program: PulumiFn,
    options: StackOptions,
  ): Promise<Engine> {
    const name = options.project ?? "test";
    const stackName = options.stack ?? "dev";
    const backend = path.join(root, "backend");
    const workDir = path.join(root, "project");
    const home = path.join(root, "home");
    for (const folder of [backend, workDir]) fs.mkdirSync(folder);
    const env = {
      PATH: `${pluginFolder()}${path.delimiter}${process.env["PATH"] ?? ""}`,
      PULUMI_BACKEND_URL: `file://${backend}`,
      PULUMI_CONFIG_PASSPHRASE: "",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_HOME: home,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK: "true",
    };
    const log = new EventLog(await commandOf(pulumi));
    const config = { "aws:region": "eu-west-1", ...options.config };
    const workspace: LocalWorkspaceOptions = {
      workDir,
      pulumiHome: home,
      envVars: env,
      pulumiCommand: log.command,
      projectSettings: { name, runtime: "nodejs", main: workDir },
      stackSettings: { [stackName]: { config: { ...config } } },
    };
    const stack = await LocalWorkspace.createStack({ stackName, projectName: name, program }, workspace);
    const secrets = Object.entries(options.secretConfig ?? {}).map(([key, value]) => [
      key,
      { value, secret: true },
    ]);
    if (secrets.length > 0) await stack.setAllConfig(Object.fromEntries(secrets) as ConfigMap);
    return new Engine(pulumi, root, env, stack, log, options);
  }

  preview(): Promise<RunResult> {
    return record(this.log, (settings) => this.stack.preview({ ...settings, ...this.packs() }));
  }

  up(): Promise<RunResult> {
    return record(this.log, (settings) => this.stack.up({ ...settings, ...this.packs() }));
  }

  destroy(): Promise<RunResult> {
    return record(this.log, (settings) => this.stack.destroy(settings));
  }

  async exportState(): Promise<unknown> {
    return this.stack.exportStack();
  }

  async policyAnalyze(pack: string, state?: unknown): Promise<RunResult> {
    const file = path.join(this.root, "state.json");
    fs.writeFileSync(file, JSON.stringify(state ?? (await this.exportState())));
    const args = [
      "policy",
      "analyze",
      "--json",
      "--non-interactive",
      "--file",
      file,
      "--policy-pack",
      path.resolve(pack),
    ];
    if (this.options.policyPackConfig !== undefined) args.push("--policy-pack-config", this.packConfig());
    const env = { ...process.env, ...this.env };
    return new Promise((resolve) => {
      execFile(this.pulumi, args, { cwd: this.root, env, maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
        const events = stdout.split("\n").filter((line) => line.startsWith("{"));
        resolve(
          summary(
            events.map((line) => JSON.parse(line) as EngineEvent),
            error === null,
            stdout,
            stderr,
          ),
        );
      });
    });
  }

  private packs(): { policyPacks: string[]; policyPackConfigs?: string[] } {
    const policyPacks = (this.options.policyPacks ?? []).map((pack) => path.resolve(pack));
    if (this.options.policyPackConfig === undefined) return { policyPacks };
    return { policyPacks, policyPackConfigs: policyPacks.map(() => this.packConfig()) };
  }

  private packConfig(): string {
    const file = path.join(this.root, "policy-config.json");
    fs.writeFileSync(file, JSON.stringify(this.options.policyPackConfig));
    return file;
  }
}

interface Settings {
  readonly onEvent: (event: EngineEvent) => void;
  readonly onOutput: (text: string) => void;
  readonly onError: (text: string) => void;
  readonly color: "never";
  readonly signal: AbortSignal;
}

/** Runs an operation and gathers what it said; a failed operation is a result too. */
async function record(
  log: EventLog,
  operation: (settings: Settings) => Promise<unknown>,
): Promise<RunResult> {
  let failure = "";
  let stdout = "";
  let stderr = "";
  let succeeded = true;
  try {
    await operation({
      onEvent: log.add,
      onOutput: (text) => (stdout += text),
      onError: (text) => (stderr += text),
      color: "never",
      signal: AbortSignal.timeout(120_000),
    });
  } catch (error) {
    succeeded = false;
    failure = error instanceof Error ? error.message : String(error);
  }
  const events = log.take();
  if (events.length === 0) stderr += failure;
  return summary(events, succeeded, stdout, stderr);
}

function summary(
  events: readonly EngineEvent[],
  succeeded: boolean,
  stdout: string,
  stderr: string,
): RunResult {
  const policyEvents: PolicyEvent[] = [];
  const resources: ResourceStep[] = [];
  const errors: string[] = [];
  for (const { policyEvent, resourcePreEvent, diagnosticEvent } of events) {
    if (policyEvent !== undefined)
      policyEvents.push({
        policyName: policyEvent.policyName,
        enforcementLevel: policyEvent.enforcementLevel,
        message: plain(policyEvent.message),
        urn: policyEvent.resourceUrn || undefined,
        severity: (policyEvent as { severity?: string }).severity,
      });
    if (resourcePreEvent !== undefined) {
      const { urn, type, op } = resourcePreEvent.metadata;
      resources.push({ urn, type, op });
    }
    if (diagnosticEvent?.severity === "error") errors.push(plain(diagnosticEvent.message).trim());
  }
  return { succeeded, policyEvents, resources, errors, stdout, stderr };
}

/** Engine messages carry colour marks such as `<{%reset%}>`. */
function plain(message: string): string {
  return message.replace(/<\{%[^%]*%\}>/g, "");
}
