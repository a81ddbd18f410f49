import { randomUUID } from "node:crypto";
import { Canceled } from "../../plugin/canary/deadline";
import type { Surroundings } from "../../plugin/canary/ports";
import { leftBehind, renderFailure } from "../../plugin/canary/report";
import type { StartCanarySpec } from "../../plugin/canary/specification";
import { runStartCanary, type CanaryResult } from "../../plugin/canary/start-canary";
import { EXIT } from "../exit-status";
import type { Output } from "../output";
import type { Format } from "../report/print";

/** What `ecs-preflight run-once` was called with. */
export interface RunOnceOptions {
  readonly cluster: string;
  readonly taskDefinition: string;
  /** Replaces CMD; the image's own runs where it is empty. */
  readonly command: readonly string[];
  readonly container?: string;
  readonly subnets?: readonly string[];
  readonly securityGroups?: readonly string[];
  readonly assignPublicIp?: boolean;
  readonly launchType?: "FARGATE" | "EC2" | "EXTERNAL";
  readonly capacityProvider?: string;
  readonly platformVersion?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly timeout: number;
  readonly logLines: number;
  readonly format: Format;
}

/**
 * Runs a short-lived task, waits until it is stopped and requires exit code 0.
 * Returns the exit status: 0 passed, 1 failed, 2 canceled.
 */
export async function runOnce(
  options: RunOnceOptions,
  output: Output,
  surroundingsOf?: (progress: (line: string) => void) => Surroundings,
  signal?: AbortSignal,
): Promise<number> {
  let shown = "";
  const progress = (line: string): void => {
    if (line !== shown && output.interactive) output.stderr(`${output.colors.dim(line)}\n`);
    shown = line;
  };
  const surroundings = surroundingsOf?.(progress) ?? (await awsFor(options, progress));
  const result = await withInterrupt(signal, (aborted) =>
    runStartCanary(specOf(options), surroundings, aborted),
  );
  if (options.format === "json") output.stdout(`${JSON.stringify(asJson(result), null, 2)}\n`);
  else print(result, output);
  if (result.canceled === true) return EXIT.failed;
  return result.failure === undefined ? EXIT.nothingMandatory : EXIT.mandatory;
}

/** The SDK takes its time to load: only this command pays. */
async function awsFor(
  { region, profile }: RunOnceOptions,
  progress: (line: string) => void,
): Promise<Surroundings> {
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  const { surroundingsOf } = await import("../../plugin/canary/aws");
  const account = {
    ...(region === undefined ? {} : { region }),
    ...(profile === undefined ? {} : { profile }),
  };
  return surroundingsOf(account, progress);
}

/** Ctrl-C ends the run, not the command: the task is stopped first. */
async function withInterrupt<T>(
  outer: AbortSignal | undefined,
  body: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const interrupt = (): void => controller.abort(new Canceled("interrupted"));
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  try {
    return await body(outer === undefined ? controller.signal : AbortSignal.any([outer, controller.signal]));
  } finally {
    process.removeListener("SIGINT", interrupt).removeListener("SIGTERM", interrupt);
  }
}

function specOf(options: RunOnceOptions): StartCanarySpec {
  const { cluster, taskDefinition, command, container, subnets, securityGroups, assignPublicIp } = options;
  const { launchType, capacityProvider, platformVersion, region, timeout, logLines } = options;
  return {
    cluster,
    taskDefinition,
    mode: command.length > 0 ? "command" : "as-is",
    ...(command.length > 0 ? { command } : {}),
    ...(container === undefined ? {} : { container }),
    ...(launchType === undefined ? {} : { launchType }),
    ...(capacityProvider === undefined ? {} : { capacityProviderStrategies: [{ capacityProvider }] }),
    ...(platformVersion === undefined ? {} : { platformVersion }),
    ...(region === undefined ? {} : { region }),
    ...(subnets === undefined
      ? {}
      : {
          networkConfiguration: {
            subnets,
            ...(securityGroups === undefined ? {} : { securityGroups }),
            assignPublicIp: assignPublicIp === true,
          },
        }),
    expect: { kind: "exit-code", code: 0 },
    timeoutSeconds: timeout,
    logLines,
    // Of its own: two of these may run side by side.
    startedBy: `ecs-preflight-${randomUUID().slice(0, 16)}`,
  };
}

function print(result: CanaryResult, output: Output): void {
  const { colors } = output;
  if (result.failure !== undefined) {
    const [headline = "", ...rest] = renderFailure(result.failure, result).split("\n");
    output.stdout(`${[colors.red(headline), ...rest].join("\n")}\n`);
    return;
  }
  const colour = result.canceled === true ? colors.yellow : colors.green;
  const task = result.task === undefined ? [] : [`  task         ${result.task}`];
  output.stdout(`${[colour(result.summary), ...task, ...leftBehind(result)].join("\n")}\n`);
}

/** The result as JSON, version 1. */
function asJson({ failure, canceled, task, summary, leftBehind: left }: CanaryResult): object {
  return {
    version: 1,
    passed: failure === undefined && canceled !== true,
    canceled: canceled === true,
    summary,
    task: task ?? null,
    explanation: failure?.explanation ?? null,
    evidence: failure?.evidence ?? [],
    stages: failure?.stages ?? [],
    logs: (failure?.logs ?? []).map(({ stream, lines }) => ({ ...stream, lines })),
    leftBehind: left,
  };
}
