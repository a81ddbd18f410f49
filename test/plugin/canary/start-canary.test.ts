import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { Canceled } from "../../../plugin/canary/deadline";
import { describeWithMoto } from "../support/moto";
import { runStart, startSpec } from "../support/run";
import {
  ENVIRONMENT_VALUE,
  live,
  PROVISIONING,
  PULLING,
  RUNNING,
  startWorld,
  stopped,
  type Life,
  type TaskState,
  type World,
} from "../support/world";
import type { Expectation, StartCanarySpec } from "../../../plugin/canary/specification";

interface Case {
  readonly name: string;
  readonly life: Life;
  readonly spec?: Partial<StartCanarySpec>;
  readonly passes: boolean;
  readonly says: readonly RegExp[];
}

const ends = (expect: Expectation): Partial<StartCanarySpec> => ({ expect });

const cases: readonly Case[] = [
  {
    name: "a task that runs long enough has started",
    life: { states: [PROVISIONING, PULLING, RUNNING] },
    passes: true,
    says: [/it ran for 10 s \(place 8 s, prepare 4 s, pull 8 s, start 2 s\)/],
  },
  {
    name: "a task with a health check has started when it is healthy",
    life: { states: [RUNNING, RUNNING, { ...RUNNING, healthStatus: "HEALTHY" }] },
    passes: true,
    says: [/it ran for 10 s/],
  },
  {
    name: "a task whose health check fails has not",
    life: {
      states: [
        RUNNING,
        {
          ...RUNNING,
          healthStatus: "UNHEALTHY",
          containers: [{ name: "api", lastStatus: "RUNNING", healthStatus: "UNHEALTHY" }],
        },
      ],
    },
    passes: false,
    says: [/health check fails/, /container api: UNHEALTHY/],
  },
  {
    name: "a container that ends too early has not, even with exit code 0",
    life: { states: [RUNNING, stopped("Essential container in task exited", { exitCode: 0 })] },
    passes: false,
    says: [/exited with 0, it was expected to run for 10 s/, /exit code 0/],
  },
  {
    name: "the exit code that is expected is a success",
    life: { states: [PULLING, stopped("Essential container in task exited", { exitCode: 0 })] },
    spec: ends({ kind: "exit-code", code: 0 }),
    passes: true,
    says: [/exited with 0/],
  },
  {
    name: "another exit code is none",
    life: { states: [PULLING, stopped("Essential container in task exited", { exitCode: 3 })] },
    spec: ends({ kind: "exit-code", code: 0 }),
    passes: false,
    says: [/exited with 3, exit code 0 was expected/],
  },
  {
    name: "a container killed for memory, and ECS says so",
    life: {
      states: [
        RUNNING,
        stopped("OutOfMemoryError: Container killed due to memory usage", {
          exitCode: 137,
          reason: "OutOfMemoryError: Container killed due to memory usage",
        }),
      ],
    },
    passes: false,
    says: [/memory-floor/, /container-out-of-memory \(memory, .*certain\)/, /exit code 137/],
  },
  {
    name: "a container killed with 137 and no reason may have been killed for memory",
    life: { states: [RUNNING, stopped("Essential container in task exited", { exitCode: 137 })] },
    passes: false,
    says: [/exit-137 \(memory/, /exit code 137/],
  },
  {
    name: "the expected log line is a success",
    life: { states: [RUNNING], log: ["starting", "listening on 8080"] },
    spec: ends({ kind: "log-line", pattern: "listening on \\d+", withinSeconds: 30 }),
    passes: true,
    says: [/shows the expected line/],
  },
  {
    name: "no such line in time is none, and the log is shown without environment values",
    life: { states: [RUNNING], log: ["starting", `password is ${ENVIRONMENT_VALUE}`] },
    spec: ends({ kind: "log-line", pattern: "listening", withinSeconds: 10 }),
    passes: false,
    says: [/no line that matches listening within 10 s/, /\| starting/, /password is \[value of PASSWORD\]/],
  },
  {
    name: "a container that ends well and shows the line late is a success",
    life: {
      states: [PULLING, stopped("Essential container in task exited", { exitCode: 0 })],
      first: ({ action, before }) =>
        action === "GetLogEvents" && before < 3 ? { status: 200, body: { events: [] } } : undefined,
      log: ["done"],
    },
    spec: ends({ kind: "log-line", pattern: "^done$", withinSeconds: 30 }),
    passes: true,
    says: [/shows the expected line/],
  },
  {
    name: "the log is not read when it is switched off",
    life: {
      states: [stopped("Essential container in task exited", { exitCode: 1 })],
      log: ["a line of the log"],
    },
    spec: { logLines: 0 },
    passes: false,
    says: [/^(?![^]*a line of the log)/],
  },
  {
    name: "the command of mode command is named as a possible cause",
    life: {
      states: [
        stopped("Task failed to start", {
          started: false,
          reason:
            'CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: failed to create shim: OCI runtime create failed: runc create failed: unable to start container process: exec: "true": executable file not found in $PATH',
        }),
      ],
    },
    spec: { mode: "command", command: ["true"], expect: { kind: "exit-code", code: 0 } },
    passes: false,
    says: [/command-not-found/, /The canary ran its own command/],
  },
  {
    name: "a task that DescribeTasks does not know yet is waited for",
    life: { states: ["MISSING", "MISSING", PULLING, RUNNING] },
    passes: true,
    says: [/it ran for/],
  },
  {
    name: "a task that vanishes is a failure",
    life: { states: [RUNNING, "MISSING"] },
    passes: false,
    says: [/no longer knows the task/],
  },
  {
    name: "a new role that can't be assumed yet is tried again",
    life: {
      states: [
        stopped(
          "ECS was unable to assume the role 'arn:aws:iam::123456789012:role/exec' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.",
          { started: false },
        ),
      ],
      next: { states: [RUNNING] },
    },
    passes: true,
    says: [/it ran for/],
  },
  {
    name: "a role that can never be assumed fails",
    life: {
      states: [
        stopped(
          "ECS was unable to assume the role 'arn:aws:iam::123456789012:role/exec' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.",
          { started: false },
        ),
      ],
    },
    passes: false,
    says: [/execution-role-assumable/, /role-not-assumable/],
  },
  {
    name: "the time given is the time taken",
    life: { states: [PULLING] },
    spec: { timeoutSeconds: 20 },
    passes: false,
    says: [/After 20 s it was still at: pull: fetching the images/, /pull \d+ s \(not finished\)/],
  },
];

describeWithMoto("StartCanary", () => {
  let world: World;
  let taskDefinition = "";
  before(async function () {
    this.timeout(60_000);
    world = await startWorld();
    taskDefinition = await world.register();
  });
  after(() => world.end());
  afterEach(async () => {
    const left = await world.running();
    await world.stopAll();
    assert.deepEqual(left, [], "a task was left behind");
  });

  for (const { name, life, spec, passes, says } of cases)
    it(name, async () => {
      live(world, life);
      const ran = await runStart(world, { ...startSpec(world, taskDefinition), ...spec });
      assert.equal(ran.failure === undefined && ran.canceled !== true, passes, ran.message);
      for (const expected of says) assert.match(ran.message, expected);
      assert.ok(!ran.message.includes(ENVIRONMENT_VALUE));
      assert.deepEqual(ran.leftBehind, []);
    });

  it("runs the task as the service would, marked and with a token", async () => {
    live(world, { states: [RUNNING] });
    await runStart(world, startSpec(world, taskDefinition));
    const [run] = world.proxy.calls.filter(({ action }) => action === "RunTask");
    const { clientToken, ...request } = run?.body ?? {};
    assert.match(String(clientToken), /^[0-9a-f-]{36}$/);
    assert.deepEqual(request, {
      cluster: "main",
      taskDefinition,
      count: 1,
      startedBy: "ecs-preflight-test",
      launchType: "FARGATE",
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: [world.subnet],
          securityGroups: [world.securityGroup],
          assignPublicIp: "DISABLED",
        },
      },
    });
  });

  it("names a task that can't be stopped", async () => {
    live(world, { states: [RUNNING], stops: false });
    const ran = await runStart(world, startSpec(world, taskDefinition));
    assert.equal(ran.failure, undefined);
    assert.deepEqual(
      ran.leftBehind.map(({ task, because }) => [task === ran.task, because]),
      [[true, "not stopped after 180 s"]],
    );
    await world.stopAll();
  });

  for (const [name, because] of [
    ["Ctrl-C", new Canceled("Pulumi was asked to stop")],
    ["a fault of the program", new Error("a fault")],
  ] as const)
    it(`stops the task after ${name}`, async () => {
      live(world, { states: [PULLING] });
      const controller = new AbortController();
      const running = runStart(world, startSpec(world, taskDefinition), controller.signal);
      while (!world.proxy.calls.some(({ action }) => action === "DescribeTasks")) await pause(10);
      controller.abort(because);
      if (because instanceof Canceled) {
        const ran = await running;
        assert.equal(ran.canceled, true);
        assert.match(ran.summary, /^canceled \(Pulumi was asked to stop\) while .+/);
      } else await assert.rejects(running, because);
      assert.ok(world.proxy.calls.some(({ action }) => action === "StopTask"));
    });

  it("takes the time that it was given, to the second", async () => {
    live(world, { states: [PULLING] });
    const ran = await runStart(world, { ...startSpec(world, taskDefinition), timeoutSeconds: 40 });
    assert.ok(ran.seconds >= 40 && ran.seconds < 52, `${ran.seconds} s, the stopping included`);
  });

  it("stops what an earlier run left, and starts its own", async () => {
    live(world, { states: [RUNNING], stops: false });
    const first = await runStart(world, startSpec(world, taskDefinition));
    assert.equal(first.leftBehind.length, 1);
    live(world, { states: [RUNNING] });
    const second = await runStart(world, startSpec(world, taskDefinition));
    assert.equal(second.failure, undefined, second.message);
    assert.deepEqual(await world.running(), []);
  });

  it("asks a helper task whether the port is open", async () => {
    const helper = {
      taskDefinition: await world.register("look"),
      command: ["nc", "-z", "{host}", "{port}"],
    };
    const looked: TaskState = {
      ...stopped("Essential container in task exited"),
      containers: [{ name: "look", lastStatus: "STOPPED", exitCode: 0 }],
    };
    live(world, { states: [RUNNING], next: { states: [looked] } });
    const ran = await runStart(world, {
      ...startSpec(world, taskDefinition),
      expect: { kind: "open-port", port: 8080, withinSeconds: 30, helper },
    });
    assert.match(ran.message, /port 8080 is open/);
    const [, look] = world.proxy.calls.filter(({ action }) => action === "RunTask");
    const command = JSON.stringify(look?.body["overrides"]);
    assert.match(command, /"command":\["nc","-z","\d+\.\d+\.\d+\.\d+","8080"\]/);
  });

  it("names a helper that finds no room, and leaves no task behind", async () => {
    const helper = {
      taskDefinition: await world.register("look"),
      command: ["nc", "-z", "{host}", "{port}"],
    };
    const failures = [
      { arn: "arn:aws:ecs:eu-west-1:123456789012:container-instance/1", reason: "RESOURCE:CPU" },
    ];
    live(world, {
      states: [RUNNING],
      first: ({ action, before }) =>
        action === "RunTask" && before > 0 ? { status: 200, body: { tasks: [], failures } } : undefined,
    });
    const ran = await runStart(world, {
      ...startSpec(world, taskDefinition),
      expect: { kind: "open-port", port: 8080, withinSeconds: 30, helper },
    });
    assert.match(ran.message, /did not start the helper task[^]*insufficient-cpu-on-instances/);
    assert.deepEqual(await world.running(), []);
  });

  it("opens the port itself without a helper", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    try {
      const { port } = server.address() as AddressInfo;
      const here = {
        type: "ElasticNetworkInterface",
        details: [{ name: "privateIPv4Address", value: "127.0.0.1" }],
      };
      live(world, { states: [{ ...RUNNING, attachments: [here] }] });
      const spec = startSpec(world, taskDefinition);
      const open = await runStart(world, { ...spec, expect: { kind: "open-port", port, withinSeconds: 10 } });
      assert.equal(open.failure, undefined, open.message);
      server.close();
      live(world, { states: [{ ...RUNNING, attachments: [here] }] });
      const closed = await runStart(world, {
        ...spec,
        expect: { kind: "open-port", port, withinSeconds: 10 },
      });
      assert.match(closed.message, /did not open within 10 s/);
    } finally {
      server.close();
    }
  });
});

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => void setTimeout(resolve, milliseconds));
