import assert from "node:assert/strict";
import { explainText } from "../../../launch/failures/explain-text";
import { causeOf } from "../../../launch/failures/catalogue";
import { messages } from "../../launch/failures/messages/all";
import { describeWithMoto } from "../support/moto";
import { runStart, startSpec } from "../support/run";
import { live, PROVISIONING, startWorld, stopped, type World } from "../support/world";

/** The first message of every family that is a fault of a task; the catalogue names the source of each. */
const firsts = [
  ...new Map([...messages].reverse().map((entry) => [causeOf(entry.cause).family, entry])).values(),
].filter(({ cause }) => !["normal", "exit"].includes(causeOf(cause).level));

describeWithMoto("a failed StartCanary names the cause, for every family of failures", () => {
  let world: World;
  let taskDefinition = "";
  before(async function () {
    this.timeout(60_000);
    world = await startWorld();
    taskDefinition = await world.register();
  });
  after(() => world.end());

  it("covers the families", () => assert.ok(firsts.length >= 13, String(firsts.length)));

  for (const { cause, message } of firsts) {
    const { family, source, rule } = causeOf(cause);
    it(`${family}: ${cause} (${source})`, async () => {
      live(world, { states: [PROVISIONING, stopped(message, { started: false })] });
      const ran = await runStart(world, startSpec(world, taskDefinition));
      const { remedy } = explainText(message);
      assert.ok(ran.failure !== undefined);
      assert.ok(ran.message.includes(`${cause} (${family}`), ran.message);
      assert.ok(ran.message.includes(remedy), ran.message);
      assert.ok(ran.message.includes(`stopped reason: ${message}`));
      if (rule !== null) assert.match(ran.message, new RegExp(`requirement +${rule}`));
      assert.deepEqual(await world.running(), []);
    });
  }
});
