import type { ContainerDefinition, TaskDefinition } from "@aws-sdk/client-ecs";
import assert from "node:assert/strict";
import type { Expectation, StartCanarySpec } from "../../../plugin/canary/specification";
import { fitContainer, Unfit } from "../../../plugin/canary/unfit";

const api: ContainerDefinition = { name: "api", logConfiguration: { logDriver: "awslogs" } };
const definition = (
  change: Partial<TaskDefinition> = {},
  containers: readonly ContainerDefinition[] = [api],
): TaskDefinition => ({ networkMode: "awsvpc", containerDefinitions: [...containers], ...change });
const spec = (expect: Expectation, container?: string): StartCanarySpec => ({
  cluster: "main",
  taskDefinition: "api:1",
  mode: "as-is",
  expect,
  timeoutSeconds: 60,
  logLines: 5,
  startedBy: "test",
  ...(container === undefined ? {} : { container }),
});

const running: Expectation = { kind: "running", seconds: 10 };
const line: Expectation = { kind: "log-line", pattern: "up", withinSeconds: 30 };
const port: Expectation = { kind: "open-port", port: 80, withinSeconds: 30 };

describe("what a task definition can show", () => {
  const fits: readonly {
    name: string;
    spec: StartCanarySpec;
    definition: TaskDefinition;
    watches: string;
  }[] = [
    { name: "the only container", spec: spec(running), definition: definition(), watches: "api" },
    {
      name: "the first essential one",
      spec: spec(running),
      definition: definition({}, [{ name: "init", essential: false }, api]),
      watches: "api",
    },
    {
      name: "the one named",
      spec: spec(running, "init"),
      definition: definition({}, [{ name: "init", essential: false }, api]),
      watches: "init",
    },
    { name: "a line of the awslogs driver", spec: spec(line), definition: definition(), watches: "api" },
    { name: "a port of its own address", spec: spec(port), definition: definition(), watches: "api" },
    {
      name: "a running task in any network mode",
      spec: spec(running),
      definition: definition({ networkMode: "bridge" }),
      watches: "api",
    },
  ];
  for (const { name, spec: asked, definition: given, watches } of fits)
    it(name, () => assert.equal(fitContainer(asked, given), watches));

  const unfits: readonly { name: string; spec: StartCanarySpec; definition: TaskDefinition; says: RegExp }[] =
    [
      {
        name: "a container that is not there",
        spec: spec(running, "web"),
        definition: definition(),
        says: /has no container web\./,
      },
      {
        name: "a line of another driver",
        spec: spec(line),
        definition: definition({}, [{ name: "api", logConfiguration: { logDriver: "awsfirelens" } }]),
        says: /api does not log to CloudWatch Logs/,
      },
      {
        name: "a line of another container",
        spec: spec(line, "side"),
        definition: definition({}, [api, { name: "side" }]),
        says: /side does not log/,
      },
      {
        name: "a port of the instance",
        spec: spec(port),
        definition: definition({ networkMode: "host" }),
        says: /network mode host the task has no address of its own/,
      },
      {
        name: "a port in the mode of those that name none",
        spec: spec(port),
        definition: { containerDefinitions: [api] },
        says: /network mode bridge/,
      },
    ];
  for (const { name, spec: asked, definition: given, says } of unfits)
    it(`not ${name}`, () =>
      assert.throws(
        () => fitContainer(asked, given),
        (error) => error instanceof Unfit && says.test(error.message) && error.failure.remedy !== undefined,
      ));
});
