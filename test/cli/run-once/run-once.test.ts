import assert from "node:assert/strict";
import { main } from "../../../cli/main";
import { processOutput } from "../../../cli/output";
import { runOnce, type RunOnceOptions } from "../../../cli/run-once/run-once";
import { surroundingsOf } from "../../../plugin/canary/aws";
import { Canceled } from "../../../plugin/canary/deadline";
import { describeWithMoto } from "../../plugin/support/moto";
import { fastClock } from "../../plugin/support/run";
import {
  live,
  PULLING,
  REGION,
  startWorld,
  stopped,
  type Life,
  type World,
} from "../../plugin/support/world";

describeWithMoto("run-once", () => {
  let world: World;
  let taskDefinition = "";
  const variables = ["AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] as const;
  const saved = variables.map((name) => process.env[name]);
  before(async function () {
    this.timeout(60_000);
    world = await startWorld();
    taskDefinition = await world.register();
    process.env["AWS_ENDPOINT_URL"] = world.proxy.url;
    process.env["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE";
    process.env["AWS_SECRET_ACCESS_KEY"] = "secret";
  });
  after(async () => {
    for (const [index, name] of variables.entries())
      if (saved[index] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = saved[index];
    await world.end();
  });

  async function run(
    life: Life,
    change: Partial<RunOnceOptions> = {},
    signal?: AbortSignal,
  ): Promise<{ status: number; out: string }> {
    live(world, life);
    let out = "";
    const output = { ...processOutput(), stdout: (text: string) => void (out += text), interactive: false };
    const options: RunOnceOptions = {
      cluster: "main",
      taskDefinition,
      command: ["true"],
      launchType: "FARGATE",
      subnets: [world.subnet],
      securityGroups: [world.securityGroup],
      region: REGION,
      timeout: 60,
      logLines: 5,
      format: "tree",
      ...change,
    };
    const around = (progress: (line: string) => void): ReturnType<typeof surroundingsOf> =>
      surroundingsOf({ region: REGION }, progress, fastClock);
    const status = await runOnce(options, output, around, signal);
    assert.deepEqual(await world.running(), [], "a task was left behind");
    return { status, out };
  }

  const ended = (exitCode: number): Life => ({
    states: [PULLING, stopped("Essential container in task exited", { exitCode })],
    log: ["migrating"],
  });

  it("passes when the task ends with exit code 0", async () => {
    const { status, out } = await run(ended(0));
    assert.equal(status, 0);
    assert.match(out, /container api exited with 0/);
    const [task] = world.proxy.calls.filter(({ action }) => action === "RunTask");
    assert.deepEqual(task?.body["overrides"], { containerOverrides: [{ name: "api", command: ["true"] }] });
  });

  it("fails with another exit code, and shows the log", async () => {
    const { status, out } = await run(ended(4));
    assert.equal(status, 1);
    assert.match(out, /exited with 4, exit code 0 was expected[^]*\| migrating/);
  });

  it("prints JSON", async () => {
    const { status, out } = await run(ended(137), { format: "json", command: [] });
    const result = JSON.parse(out) as {
      passed: boolean;
      explanation: { cause: string };
      leftBehind: unknown[];
    };
    assert.deepEqual(
      [status, result.passed, result.explanation.cause, result.leftBehind],
      [1, false, "exit-137", []],
    );
  });

  it("fails when the time is over", async () => {
    const { status, out } = await run({ states: [PULLING] }, { timeout: 10 });
    assert.equal(status, 1);
    assert.match(out, /After 10 s it was still at/);
  });

  it("stops the task when it is interrupted", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Canceled("interrupted")), 100);
    const { status, out } = await run({ states: [PULLING] }, {}, controller.signal);
    assert.equal(status, 2);
    assert.match(out, /canceled \(interrupted\)/);
  });

  it("is a command, that needs to know where", async () => {
    let said = "";
    const output = { ...processOutput(), stderr: (text: string) => void (said += text) };
    assert.equal(await main(["run-once", "--cluster", "main"], output), 2);
    assert.match(said, /--task-definition/);
    live(world, ended(0));
    const quiet = { ...output, stdout: () => undefined, interactive: false };
    const args = ["run-once", "--cluster", "main", "--task-definition", taskDefinition, "--region", REGION];
    const network = [
      "--launch-type",
      "FARGATE",
      "--subnets",
      world.subnet,
      "--security-groups",
      world.securityGroup,
    ];
    assert.equal(await main([...args, ...network, "--", "true"], quiet), 0);
  });
});
