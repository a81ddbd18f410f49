import assert from "node:assert/strict";
import type { StartCanarySpec } from "../../../plugin/canary/specification";
import { API_FAULTS } from "../support/faults";
import { describeWithMoto } from "../support/moto";
import type { ApiCall } from "../support/proxy";
import { runStart, startSpec } from "../support/run";
import { live, RUNNING, startWorld, stopped, type World } from "../support/world";

describeWithMoto("faults of the API while a helper task looks at a port", function () {
  this.timeout(60_000);
  let world: World;
  let taskDefinition = "";
  before(async function () {
    this.timeout(60_000);
    world = await startWorld();
    taskDefinition = await world.register();
  });
  after(() => world.end());

  /** Calls for a helper task: the first task of a run is the canary's own. */
  const HELPER_CALLS = ["DescribeTaskDefinition", "RunTask", "DescribeTasks"] as const;
  const lookingWith = (helper: string): Partial<StartCanarySpec> => ({
    expect: {
      kind: "open-port",
      port: 8080,
      withinSeconds: 90,
      helper: { taskDefinition: helper, command: ["nc", "-z", "{host}", "{port}"] },
    },
  });
  const LOOKED = {
    ...stopped("Essential container in task exited"),
    containers: [{ name: "look", lastStatus: "STOPPED", exitCode: 0 }],
  };

  for (const { name, times, answer, passes, says } of API_FAULTS)
    for (const action of HELPER_CALLS)
      it(`${name} at ${action} of the helper`, async function () {
        const helper = await world.register("look");
        let own: unknown;
        let hits = 0;
        const isHelpers = ({ body }: ApiCall): boolean => {
          if (action !== "DescribeTasks") return body["taskDefinition"] === helper;
          const [task] = body["tasks"] as readonly unknown[];
          own ??= task;
          return task !== own;
        };
        live(world, {
          states: [RUNNING],
          first: (call) => {
            if (call.action !== action || !isHelpers(call) || hits >= times) return undefined;
            hits += 1;
            return answer(call);
          },
          next: { states: [LOOKED] },
        });
        const ran = await runStart(world, { ...startSpec(world, taskDefinition), ...lookingWith(helper) });
        const left = await world.running();
        await world.stopAll();
        assert.deepEqual(left, []);
        // On a busy machine the time of the canary, forty times as fast, may be over before it looks.
        if (hits === 0) this.retries(3);
        assert.ok(hits > 0, "the fault was met");
        assert.equal(ran.failure === undefined, passes, ran.message);
        if (says !== undefined) assert.match(ran.message, says);
      });

  it("names a helper's container that is not there, before the time is over", async () => {
    const helper = { taskDefinition: await world.register("look"), container: "nc", command: ["nc"] };
    live(world, { states: [RUNNING] });
    const ran = await runStart(world, {
      ...startSpec(world, taskDefinition),
      expect: { kind: "open-port", port: 8080, withinSeconds: 30, helper },
    });
    assert.match(ran.message, /has no container nc\.[^]*has: look/);
    assert.deepEqual(await world.running(), []);
  });
});
