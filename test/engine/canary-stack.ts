/** A stack whose project names the provider plugin, on the real engine; operations can be canceled. */
import {
  LocalWorkspace,
  PulumiCommand,
  type EngineEvent,
  type PulumiFn,
  type Stack,
} from "@pulumi/pulumi/automation";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { engineAvailable } from "./support/engine";
import { EventLog } from "./support/event-log";
import { pluginFolder } from "./support/plugins";

const PLUGIN = path.resolve(__dirname, "../../plugin");

export interface Operation {
  readonly succeeded: boolean;
  /** Messages of the engine on resources: errors, information and progress. */
  readonly messages: readonly string[];
  /** Lines that replaced each other on a resource's row. */
  readonly progress: readonly string[];
  /** Name of the resource to what was done with it. */
  readonly steps: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface CanaryStack {
  preview(program: PulumiFn): Promise<Operation>;
  up(program: PulumiFn, signal?: AbortSignal): Promise<Operation>;
  destroy(): Promise<Operation>;
}

/** @param endpoint where the plugin finds AWS */
export async function withCanaryStack(
  endpoint: string,
  naming: "plugins" | "packages",
  body: (stack: CanaryStack) => Promise<void>,
): Promise<void> {
  const found = engineAvailable();
  if ("missing" in found) throw new Error(found.missing);
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "ecs-preflight-canary-"));
  try {
    await body(await start(found.pulumi, root, endpoint, naming));
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

async function start(
  pulumi: string,
  root: string,
  endpoint: string,
  naming: "plugins" | "packages",
): Promise<CanaryStack> {
  const installation = path.dirname(path.dirname(pulumi));
  const isInstallation = path.join(installation, "bin", "pulumi") === pulumi;
  const pulumiCommand = await PulumiCommand.get(isInstallation ? { root: installation } : {});
  const [backend, workDir, home] = ["backend", "project", "home"].map((name) => path.join(root, name));
  if (backend === undefined || workDir === undefined || home === undefined) throw new Error("no folders");
  for (const folder of [backend, workDir]) fs.mkdirSync(folder);
  const stackName = "dev";
  const log = new EventLog(pulumiCommand);
  let program: PulumiFn = () => Promise.resolve();
  const stack = await LocalWorkspace.createStack(
    { stackName, projectName: "shop", program: () => program() },
    {
      workDir,
      pulumiHome: home,
      pulumiCommand: log.command,
      projectSettings: {
        name: "shop",
        runtime: "nodejs",
        main: workDir,
        ...(naming === "plugins"
          ? { plugins: { providers: [{ name: "ecs-preflight", path: PLUGIN }] } }
          : {}),
        ...(naming === "packages" ? { packages: { "ecs-preflight": PLUGIN } } : {}),
      } as never,
      stackSettings: { [stackName]: { config: { "aws:region": "eu-west-1" } } },
      envVars: {
        PATH: `${pluginFolder()}${path.delimiter}${process.env["PATH"] ?? ""}`,
        PULUMI_BACKEND_URL: `file://${backend}`,
        PULUMI_CONFIG_PASSPHRASE: "",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_HOME: home,
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK: "true",
        AWS_ENDPOINT_URL: endpoint,
        AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
        AWS_SECRET_ACCESS_KEY: "secret",
      },
    },
  );
  const running = (next: PulumiFn, operate: Operate): Promise<Operation> => {
    program = next;
    return record(log, operate);
  };
  return {
    preview: (next) => running(next, (settings) => stack.preview(settings)),
    up: (next, signal = AbortSignal.timeout(120_000)) =>
      running(next, (settings) => stack.up({ ...settings, signal })),
    destroy: () => record(log, (settings) => stack.destroy(settings)),
  };
}

type Settings = Pick<Parameters<Stack["preview"]>[0] & object, "onEvent" | "onOutput" | "onError" | "color">;
type Operate = (settings: Settings) => Promise<unknown>;

async function record(log: EventLog, operate: Operate): Promise<Operation> {
  const messages: string[] = [];
  const progress: string[] = [];
  const steps: Record<string, string> = {};
  let text = "";
  let succeeded = true;
  const read = ({ diagnosticEvent, resourcePreEvent }: EngineEvent): void => {
    if (diagnosticEvent !== undefined) {
      const message = diagnosticEvent.message.replace(/<\{%[^%]*%\}>/g, "").trim();
      (diagnosticEvent.ephemeral === true ? progress : messages).push(message);
    }
    const urn = resourcePreEvent?.metadata.urn;
    if (urn !== undefined) steps[urn.split("::").pop() ?? ""] = resourcePreEvent?.metadata.op ?? "";
  };
  const add = (said: string): void => void (text += said);
  try {
    await operate({ onEvent: log.add, onOutput: add, onError: add, color: "never" });
  } catch (error) {
    succeeded = false;
    text += error instanceof Error ? error.message : String(error);
  }
  for (const event of log.take()) read(event);
  return { succeeded, messages, progress, steps, text };
}
