import assert from "node:assert/strict";
import { API_FAULTS } from "../support/faults";
import { apiError, type Answer } from "../support/proxy";
import { describeWithMoto } from "../support/moto";
import { runStart, startSpec } from "../support/run";
import { live, PULLING, RUNNING, startWorld, type World } from "../support/world";

const CALLS = ["DescribeTaskDefinition", "ListTasks", "RunTask", "DescribeTasks", "StopTask"] as const;

describeWithMoto("faults of the API between the canary and ECS", function () {
  this.timeout(120_000);
  let world: World;
  let taskDefinition = "";
  before(async function () {
    this.timeout(60_000);
    world = await startWorld();
    taskDefinition = await world.register();
  });
  after(() => world.end());

  for (const { name, times, answer, passes, says } of API_FAULTS)
    for (const action of CALLS)
      it(`${name} at ${action}`, async () => {
        live(world, {
          states: [PULLING, RUNNING],
          first: (call) => (call.action === action && call.before < times ? answer(call) : undefined),
        });
        const spec = startSpec(world, taskDefinition);
        const ran = await runStart(world, { ...spec, expect: { kind: "running", seconds: 4 } });
        const left = await world.running();
        await world.stopAll();
        // What could not be stopped is named.
        const named = ran.leftBehind.map(({ task }) => task).join();
        for (const task of left)
          assert.ok(named.includes(task) || /started by/.test(named), `${task} is left, unnamed`);
        if (action !== "StopTask") assert.deepEqual(left, []);
        const couldNotStop = !passes && action === "StopTask";
        assert.equal(ran.failure === undefined, passes || couldNotStop, ran.message);
        if (couldNotStop) assert.equal(ran.leftBehind.length, 1);
        else if (says !== undefined) assert.match(ran.message, says);
        if (passes) assert.deepEqual(ran.leftBehind, []);
        const tokens = world.proxy.calls
          .filter((call) => call.action === "RunTask")
          .map(({ body }) => body["clientToken"]);
        assert.ok(new Set(tokens).size <= 1, "a retry must find its own task");
      });

  it("stops the task of a call that was lost before another was refused", async () => {
    live(world, {
      states: [RUNNING],
      first: async (call) => {
        if (call.action !== "RunTask") return undefined;
        if (call.before > 0)
          return apiError("AccessDeniedException", "not authorized to perform: ecs:RunTask");
        await call.forward();
        return "drop";
      },
    });
    const ran = await runStart(world, startSpec(world, taskDefinition));
    assert.match(ran.message, /may not call ecs:RunTask/);
    assert.deepEqual(await world.running(), []);
    assert.deepEqual(ran.leftBehind, []);
  });

  it("asks again where a StopTask had no effect", async () => {
    live(world, {
      states: [RUNNING],
      first: ({ action, before }) =>
        action === "StopTask" && before < 2 ? { status: 200, body: {} } : undefined,
    });
    const ran = await runStart(world, startSpec(world, taskDefinition));
    assert.equal(ran.failure, undefined, ran.message);
    assert.deepEqual([await world.running(), ran.leftBehind], [[], []]);
  });

  it("finds the task whose RunTask was never answered, and stops it", async () => {
    live(world, {
      states: [RUNNING],
      first: async (call) => {
        if (call.action !== "RunTask") return undefined;
        await call.forward();
        return "drop";
      },
    });
    const ran = await runStart(world, startSpec(world, taskDefinition));
    assert.match(ran.message, /RunTask/);
    assert.deepEqual(await world.running(), []);
    assert.deepEqual(ran.leftBehind, []);
  });

  const refusals: readonly { name: string; answer: Answer; says: RegExp }[] = [
    {
      // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html
      name: "failures with a reason",
      answer: { status: 200, body: { tasks: [], failures: [{ arn: "arn:i", reason: "RESOURCE:MEMORY" }] } },
      says: /did not start the task[^]*insufficient-memory-on-instances/,
    },
    {
      name: "neither a task nor a failure",
      answer: { status: 200, body: { tasks: [], failures: [] } },
      says: /neither a task nor a failure/,
    },
    {
      // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
      name: "a cluster that is not there",
      answer: apiError("ClusterNotFoundException", "Cluster not found."),
      says: /cluster-not-found/,
    },
    {
      // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_troubleshoot.html
      name: "that a role may not be passed",
      answer: apiError(
        "AccessDeniedException",
        "User: arn:aws:iam::123456789012:user/deployer is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/exec because no identity-based policy allows the iam:PassRole action",
      ),
      says: /may not call ecs:RunTask: iam:PassRole is missing\.[^]*Allow iam:PassRole on arn:aws:iam::123456789012:role\/exec to/,
    },
    {
      name: "a task without an ARN",
      answer: { status: 200, body: { tasks: [{}], failures: [] } },
      says: /neither a task nor a failure/,
    },
  ];
  for (const { name, answer, says } of refusals)
    it(`RunTask answers ${name}`, async () => {
      live(world, { states: [RUNNING], first: ({ action }) => (action === "RunTask" ? answer : undefined) });
      const ran = await runStart(world, startSpec(world, taskDefinition));
      assert.match(ran.message, says);
      assert.deepEqual(await world.running(), []);
    });

  it("tries again while there is no capacity", async () => {
    const none = {
      arn: "arn",
      reason:
        "Capacity is unavailable at this time. Please try again later or in a different availability zone",
    };
    live(world, {
      states: [RUNNING],
      first: ({ action, before }) =>
        action === "RunTask" && before < 2
          ? { status: 200, body: { tasks: [], failures: [none] } }
          : undefined,
    });
    const ran = await runStart(world, startSpec(world, taskDefinition));
    assert.equal(ran.failure, undefined, ran.message);
    await world.stopAll();
  });
});
