import assert from "node:assert/strict";
import { causeOf, causes } from "../../../launch/failures/catalogue";
import { explainText } from "../../../launch/failures/explain-text";
import { explainTask } from "../../../launch/failures/explain-task";
import { messages } from "./messages/all";

/** Causes that only a task's description shows, never a message. */
const shownByTasks: Readonly<Record<string, unknown>> = {
  "task-running": { lastStatus: "RUNNING" },
  "task-on-its-way": { lastStatus: "PROVISIONING" },
};

describe("failure catalogue", () => {
  for (const { cause, message } of messages) {
    it(`recognises ${cause} in "${message.slice(0, 90)}"`, () => {
      const explanation = explainText(message);
      assert.equal(explanation.cause, cause);
      if (causeOf(cause).level !== "step") assert.equal(explanation.family, causeOf(cause).family);
    });
  }

  const reached = new Set([
    ...messages.map(({ cause }) => cause),
    ...causes.flatMap(({ candidates }) => candidates),
  ]);
  for (const { id } of causes) {
    it(`${id} is reached by a message, as a candidate or by a task`, () => {
      const task = shownByTasks[id];
      if (task === undefined) assert.ok(reached.has(id));
      else assert.equal(explainTask(task).cause, id);
    });
  }

  it("has every id once", () => {
    assert.equal(new Set(causes.map(({ id }) => id)).size, causes.length);
  });

  for (const { id, summary, remedy, source, candidates, level, patterns, exitCodes } of causes) {
    it(`${id} is complete`, () => {
      assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.match(summary, /\.$|\}\.$/);
      assert.match(remedy, /\.$/);
      assert.match(source, /https:\/\//);
      for (const candidate of candidates) assert.notEqual(causeOf(candidate).level, "normal");
      const speaks =
        patterns.length > 0 || exitCodes !== undefined || id === "exit-other" || id in shownByTasks;
      assert.equal(speaks, level !== "candidate");
    });
  }
});
