import type { Task, TaskDefinition } from "@aws-sdk/client-ecs";
import assert from "node:assert/strict";
import { runServiceCanary } from "../../../plugin/canary/service-canary";
import type { Expectation, StartCanarySpec } from "../../../plugin/canary/specification";
import { runStartCanary, type CanaryResult } from "../../../plugin/canary/start-canary";
import { surroundingsIn, virtualClock, type Delays } from "../support/virtual-time";

const NEVER = 1_000_000;
const definition: TaskDefinition = {
  networkMode: "awsvpc",
  containerDefinitions: [
    {
      name: "api",
      logConfiguration: {
        logDriver: "awslogs",
        options: { "awslogs-group": "/ecs/api", "awslogs-stream-prefix": "run" },
      },
    },
  ],
};
const PENDING: Task = { taskArn: "arn:task", lastStatus: "PENDING", desiredStatus: "RUNNING" };
const RUNNING: Task = { ...PENDING, lastStatus: "RUNNING", containers: [{ name: "api" }] };
const running = (seconds: number): Expectation => ({ kind: "running", seconds });

interface Ran {
  readonly result: CanaryResult;
  /** Seconds until the first call of that name; NaN where there was none. */
  readonly firstAt: (call: string) => number;
  readonly seconds: number;
}

/** @param startsAt seconds after which the task is seen running */
async function run(change: Partial<StartCanarySpec>, delays: Delays = {}, startsAt = NEVER): Promise<Ran> {
  const clock = virtualClock();
  let asked = false;
  const surroundings = surroundingsIn(
    clock,
    {
      describeTaskDefinition: () => Promise.resolve(definition),
      runTask: () => Promise.resolve({ tasks: [PENDING], failures: [] }),
      stopTask: () => {
        asked = true;
        return Promise.resolve();
      },
      describeTasks: () => {
        const task = clock.seconds() < startsAt ? PENDING : RUNNING;
        const seen = asked ? { ...task, lastStatus: "STOPPED", desiredStatus: "STOPPED" } : task;
        return Promise.resolve({ tasks: [seen], failures: [] });
      },
    },
    delays,
  );
  const spec: StartCanarySpec = {
    cluster: "main",
    taskDefinition: "api:1",
    mode: "as-is",
    expect: running(10),
    timeoutSeconds: 60,
    logLines: 5,
    startedBy: "test",
    ...change,
  };
  const result = await runStartCanary(spec, surroundings, new AbortController().signal);
  const firstAt = (call: string): number => surroundings.calls.find(([name]) => name === call)?.[1] ?? NaN;
  return { result, firstAt, seconds: clock.seconds() };
}

describe("the time of a canary", () => {
  for (const timeoutSeconds of [1, 7, 20, 61, 300])
    it(`${timeoutSeconds} s are ${timeoutSeconds} s: then the task is stopped`, async () => {
      const { result, firstAt } = await run({ timeoutSeconds });
      assert.match(result.failure?.headline ?? "", new RegExp(`^After ${timeoutSeconds} s it was still at`));
      assert.equal(firstAt("stopTask"), timeoutSeconds);
    });

  // What was logged is asked for before the task is stopped, for fifteen seconds at most.
  const slow: readonly { readonly name: string; readonly delays: Delays; readonly stops: number }[] = [
    { name: "no look at the task is ever answered", delays: { describeTasks: NEVER }, stops: 40 },
    { name: "every answer takes five seconds", delays: delaysOf(5), stops: 45 },
    { name: "the log is never read", delays: { read: NEVER }, stops: 55 },
  ];
  for (const { name, delays, stops } of slow)
    it(`is over after 40 s when ${name}, and the task stopped after ${stops}`, async () => {
      const { result, firstAt } = await run({ timeoutSeconds: 40 }, delays);
      assert.match(result.failure?.headline ?? "", /^After 40 s it was still at/);
      assert.equal(firstAt("stopTask"), stops);
    });

  it("is over after 40 s when RunTask is never answered: then its task is looked for", async () => {
    const { result, seconds } = await run({ timeoutSeconds: 40 }, { runTask: NEVER });
    assert.match(result.failure?.headline ?? "", /not started within 40 s/);
    assert.ok(seconds < 50, String(seconds));
  });

  for (const seconds of [1, 15, 45])
    it(`runs for ${seconds} s from the look that sees it running, and no longer`, async () => {
      const { result, firstAt } = await run({ expect: running(seconds) }, {}, 4);
      assert.equal(result.failure, undefined, result.summary);
      const late = firstAt("stopTask") - 4 - seconds;
      assert.ok(late >= 0 && late < 2, `${late} s late`);
    });

  it("waits 30 s from the start for a log line, however long the start took", async () => {
    const expect: Expectation = { kind: "log-line", pattern: "up", withinSeconds: 30 };
    const { result, firstAt } = await run({ expect, timeoutSeconds: 120 }, {}, 50);
    assert.match(result.failure?.headline ?? "", /no line that matches up within 30 s of the start/);
    assert.ok(firstAt("stopTask") - 80 >= 0 && firstAt("stopTask") - 80 <= 2, String(firstAt("stopTask")));
  });

  for (const timeoutSeconds of [5, 40, 600])
    it(`a service is watched for ${timeoutSeconds} s, and no longer`, async () => {
      const clock = virtualClock();
      const deployment = {
        id: "ecs-svc/1",
        status: "PRIMARY",
        taskDefinition: "api:1",
        desiredCount: 1,
        rolloutState: "IN_PROGRESS" as const,
      };
      const service = { serviceName: "web", status: "ACTIVE", deployments: [deployment] };
      const surroundings = surroundingsIn(clock, {
        describeServices: () => Promise.resolve({ services: [service], failures: [] }),
      });
      const spec = {
        cluster: "main",
        service: "web",
        taskDefinition: "api:1",
        stableSeconds: 15,
        timeoutSeconds,
        logLines: 5,
      };
      const { failure } = await runServiceCanary(spec, surroundings, new AbortController().signal);
      assert.match(
        failure?.headline ?? "",
        new RegExp(`^After ${timeoutSeconds} s it was still at: rollout`),
      );
      assert.equal(clock.seconds(), timeoutSeconds);
    });
});

function delaysOf(seconds: number): Delays {
  return {
    describeTaskDefinition: seconds,
    listTasks: seconds,
    runTask: seconds,
    describeTasks: seconds,
    stopTask: seconds,
    read: seconds,
  };
}
