import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { canaryPolicy } from "../../../components/canary-policy";
import { describeWithMoto } from "../support/moto";
import { runService, runStart, startSpec } from "../support/run";
import { live, REGION, RUNNING, startWorld, stopped, type World } from "../support/world";

const allowed = canaryPolicy()
  .Statement.flatMap(({ Action }) => Action)
  .sort();

describe("the policy of the deployer", () => {
  it("is the one that docs/canary.md shows", () => {
    const page = fs.readFileSync(path.resolve(__dirname, "../../../docs/canary.md"), "utf8");
    const [, json = ""] = /```json\n(\{[^]*?\n\})\n```/.exec(page) ?? [];
    assert.deepEqual(JSON.parse(json), canaryPolicy());
  });
});

describeWithMoto("what the canaries call", () => {
  let world: World;
  let taskDefinition = "";
  before(async function () {
    this.timeout(60_000);
    world = await startWorld();
    taskDefinition = await world.register();
  });
  after(() => world.end());

  it("is what the policy allows, all of it and no more", async () => {
    const called = new Set<string>();
    const note = (): void => {
      for (const { action } of world.proxy.calls)
        called.add(`${action === "GetLogEvents" ? "logs" : "ecs"}:${action}`);
    };
    const spec = startSpec(world, taskDefinition);
    // One that passes, one that reads the log, one with a helper, one that fails.
    live(world, { states: [RUNNING], log: ["listening"] });
    await runStart(world, spec);
    note();
    live(world, { states: [RUNNING], log: ["listening"] });
    await runStart(world, { ...spec, expect: { kind: "log-line", pattern: "listening", withinSeconds: 30 } });
    note();
    const helper = { taskDefinition: await world.register("look"), command: ["nc"] };
    const looked = stopped("Essential container in task exited", { exitCode: 0 });
    live(world, { states: [RUNNING], next: { states: [looked] } });
    await runStart(world, { ...spec, expect: { kind: "open-port", port: 80, withinSeconds: 8, helper } });
    note();
    live(world, { states: [stopped("Essential container in task exited", { exitCode: 1 })] });
    await runStart(world, spec);
    note();
    // A service that is not there, and one whose stopped task is looked at.
    world.proxy.handle(({ action }) => {
      const body = {
        DescribeServices: { services: [{ serviceName: "web", status: "INACTIVE" }], failures: [] },
        ListTasks: { taskArns: ["arn:task"] },
        DescribeTasks: { tasks: [{ taskArn: "arn:task", taskDefinitionArn: taskDefinition }], failures: [] },
      }[action];
      return body === undefined ? undefined : { status: 200, body };
    });
    await runService(world, {
      cluster: "main",
      service: "web",
      taskDefinition,
      stableSeconds: 2,
      timeoutSeconds: 20,
      logLines: 5,
      region: REGION,
    });
    note();
    await world.stopAll();
    // iam:PassRole is asked for by RunTask, and no call of its own.
    assert.deepEqual(
      [...called].sort(),
      allowed.filter((action) => action !== "iam:PassRole"),
    );
  });
});
