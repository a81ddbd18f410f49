/** Runs the canaries against the proxy, forty times as fast as the clock on the wall. */
import { surroundingsOf } from "../../../plugin/canary/aws";
import { wallClock } from "../../../plugin/canary/deadline";
import type { Clock } from "../../../plugin/canary/ports";
import { renderFailure } from "../../../plugin/canary/report";
import { runServiceCanary } from "../../../plugin/canary/service-canary";
import type { ServiceCanarySpec, StartCanarySpec } from "../../../plugin/canary/specification";
import { runStartCanary, type CanaryResult } from "../../../plugin/canary/start-canary";
import { REGION, type World } from "./world";

export const FACTOR = 40;

const began = Date.now();
export const fastClock: Clock = {
  now: () => began + (Date.now() - began) * FACTOR,
  sleep: (milliseconds, signal) => wallClock.sleep(milliseconds / FACTOR, signal),
};

/** A result, and what the user reads. */
export interface Ran extends CanaryResult {
  readonly message: string;
  readonly progress: readonly string[];
  /** In the time of the canary. */
  readonly seconds: number;
}

export const startSpec = (world: World, taskDefinition: string): StartCanarySpec => ({
  cluster: "main",
  taskDefinition,
  launchType: "FARGATE",
  networkConfiguration: { subnets: [world.subnet], securityGroups: [world.securityGroup] },
  mode: "as-is",
  expect: { kind: "running", seconds: 10 },
  timeoutSeconds: 120,
  logLines: 5,
  startedBy: "ecs-preflight-test",
  region: REGION,
});

export const runStart = (
  world: World,
  spec: StartCanarySpec,
  signal: AbortSignal = new AbortController().signal,
): Promise<Ran> => measured(world, (around) => runStartCanary(spec, around, signal));

export const runService = (
  world: World,
  spec: ServiceCanarySpec,
  signal: AbortSignal = new AbortController().signal,
): Promise<Ran> => measured(world, (around) => runServiceCanary(spec, around, signal));

async function measured(
  world: World,
  body: (around: ReturnType<typeof surroundingsOf>) => Promise<CanaryResult>,
): Promise<Ran> {
  const progress: string[] = [];
  const settings = {
    AWS_ENDPOINT_URL: world.proxy.url,
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "secret",
  };
  const before = Object.fromEntries(Object.keys(settings).map((name) => [name, process.env[name]]));
  Object.assign(process.env, settings);
  const from = fastClock.now();
  try {
    const around = surroundingsOf({ region: REGION }, (line) => progress.push(line), fastClock);
    const result = await body(around);
    const message = result.failure === undefined ? result.summary : renderFailure(result.failure, result);
    return { ...result, message, progress, seconds: (fastClock.now() - from) / 1000 };
  } finally {
    for (const [name, value] of Object.entries(before))
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
  }
}
