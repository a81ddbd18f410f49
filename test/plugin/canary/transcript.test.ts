import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { describeWithMoto } from "../support/moto";
import { runStart, startSpec } from "../support/run";
import { live, PULLING, RUNNING, startWorld, stopped, type World } from "../support/world";

const page = fs.readFileSync(path.resolve(__dirname, "../../../docs/canary.md"), "utf8");

/** Lines of a transcript as every run prints them: without what differs from one to the next. */
const lines = (text: string): readonly string[] =>
  text
    .split("\n")
    .map((line) =>
      line
        .trim()
        .replace(/[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/g, "TASK")
        .replace(/^error: /, ""),
    )
    .filter((line) => line !== "");

describeWithMoto("the transcripts in docs/canary.md", () => {
  let world: World;
  before(async function () {
    this.timeout(60_000);
    world = await startWorld();
  });
  after(() => world.end());

  it("are what a failing canary prints", async () => {
    const [, block = ""] = /\(api-starts\):\n([^]*?)```/.exec(page) ?? [];
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html
    const reason =
      "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.";
    live(world, { states: [stopped(reason, { started: false })] });
    const { message } = await runStart(world, startSpec(world, await world.register()));
    assert.deepEqual(lines(block), lines(message));
  });

  it("are what a canary that passes says", async () => {
    const [, summary = ""] = /created \(\d+s\) (.+)\n/.exec(page) ?? [];
    live(world, { states: [PULLING, RUNNING] });
    const spec = startSpec(world, await world.register());
    const ran = await runStart(world, { ...spec, expect: { kind: "running", seconds: 3 } });
    assert.equal(ran.summary, summary);
  });
});
