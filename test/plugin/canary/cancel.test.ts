import assert from "node:assert/strict";
import { Canceled } from "../../../plugin/canary/deadline";
import { describeWithMoto } from "../support/moto";
import { runStart, startSpec } from "../support/run";
import { live, PULLING, RUNNING, startWorld, type World } from "../support/world";

const CALLS = ["DescribeTaskDefinition", "ListTasks", "RunTask", "DescribeTasks", "GetLogEvents", "StopTask"];

describeWithMoto("a canary that is canceled", function () {
  this.timeout(30_000);
  let world: World;
  let taskDefinition = "";
  before(async function () {
    this.timeout(60_000);
    world = await startWorld();
    taskDefinition = await world.register();
  });
  after(() => world.end());

  for (const kind of ["before it has an effect", "after it had its effect"] as const)
    for (const action of CALLS)
      it(`Ctrl-C during ${action}, ${kind}, leaves nothing`, async () => {
        const controller = new AbortController();
        live(world, {
          states: [PULLING, RUNNING],
          log: ["starting"],
          first: async (call) => {
            if (call.action !== action || controller.signal.aborted) return undefined;
            if (kind === "after it had its effect") await call.forward();
            controller.abort(new Canceled("Pulumi was asked to stop"));
            return "hang";
          },
        });
        const expect =
          action === "StopTask"
            ? ({ kind: "running", seconds: 4 } as const)
            : ({ kind: "log-line", pattern: "listening", withinSeconds: 60 } as const);
        const ran = await runStart(world, { ...startSpec(world, taskDefinition), expect }, controller.signal);
        const left = await world.running();
        await world.stopAll();
        assert.deepEqual(left, []);
        assert.deepEqual(ran.leftBehind, []);
        assert.ok(controller.signal.aborted);
        // What has passed already has passed.
        assert.equal(ran.canceled ?? false, action !== "StopTask");
      });
});
