import assert from "node:assert/strict";
import fc from "fast-check";
import { explainService } from "../../../launch/failures/explain-service";
import { explainTask } from "../../../launch/failures/explain-task";
import { explainText } from "../../../launch/failures/explain-text";
import { causeOf } from "../../../launch/failures/catalogue";
import type { Explanation } from "../../../launch/failures/explanation";
import { messages } from "./messages/all";

const known = fc.constantFrom(...messages.filter(({ message }) => message.length > 12));

/** Another certain cause than that of the whole message is the worst answer. */
function assertNotOtherwiseCertain(changed: Explanation, whole: Explanation, how: string): void {
  if (changed.confidence === "certain") assert.equal(changed.cause, whole.cause, how);
}

describe("failure classifier, properties", () => {
  it("never throws on any text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 400 }),
        (text) => typeof explainText(text).cause === "string",
      ),
    );
  });

  it("never throws on any JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        explainText(JSON.stringify(json));
        explainTask(json);
        explainService(json);
        explainTask({ tasks: json, containers: json });
        explainTask({
          lastStatus: "STOPPED",
          containers: json,
          attachments: json,
          stoppedReason: json,
          stopCode: json,
        });
        explainService({ serviceName: "web", events: json, deployments: json, desiredCount: json });
      }),
    );
  });

  it("never becomes certain of something else when the end is cut off", () => {
    fc.assert(
      fc.property(
        known,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom("", "…", "..."),
        ({ message }, part, mark) => {
          const cut = message.slice(0, Math.floor(message.length * part)) + mark;
          assertNotOtherwiseCertain(explainText(cut), explainText(message), cut);
        },
      ),
      { numRuns: 600 },
    );
  });

  const spellings: Readonly<Record<string, (message: string) => string>> = {
    "in the placement envelope": (message) => `(service web) was unable to place a task. Reason: ${message}`,
    "with curly quotes": (message) => message.replace(/'/g, "’").replace(/"/g, "”"),
    "in capitals": (message) => message.toUpperCase(),
    "as a stopped reason in JSON": (message) => JSON.stringify({ stoppedReason: message }),
    "as a line of JSON": (message) => `      "stoppedReason": ${JSON.stringify(message)},`,
    "broken by a terminal": (message) => message.replace(/.{1,70}/g, "$&\n"),
    "between log lines": (message) =>
      `2024-05-01T10:00:00Z [INFO] Deploying\n${message}\n2024-05-01T10:05:00Z [WARN] giving up`,
    "in a Terraform box": (message) =>
      `╷\n│ Error: waiting for ECS Service (web) create\n│ ${message}\n│ \n╵`,
    "with HTML entities": (message) => message.replace(/"/g, "&quot;").replace(/'/g, "&#39;"),
  };
  for (const [name, spell] of Object.entries(spellings)) {
    it(`keeps the cause of every message ${name}`, () => {
      for (const { cause, message } of messages.filter(({ message }) => message.length > 12)) {
        const { level } = causeOf(cause);
        const changed = explainText(spell(message));
        if (["decisive", "cause"].includes(level) && !isBroken(name, cause))
          assert.equal(changed.cause, cause, message);
        else if (level !== "normal") assertNotOtherwiseCertain(changed, explainText(message), message);
      }
    });
  }

  it("takes time in proportion to the text", function () {
    this.timeout(20_000);
    const parts = [
      "a".repeat(60_000),
      "arn:aws:iam::".repeat(5_000),
      "service [".repeat(7_000),
      "exit code ".repeat(6_000),
    ];
    for (const part of [
      ...parts,
      "(service a) ".repeat(5_000),
      '\\\\\\"'.repeat(15_000),
      "\n".repeat(60_000),
      "[{".repeat(30_000),
    ]) {
      const start = process.hrtime.bigint();
      explainText(part);
      const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
      assert.ok(milliseconds < 5_000, `${part.slice(0, 12)}…: ${milliseconds} ms`);
    }
  });
});

/** A terminal may break the very words that tell these two health checks apart. */
const isBroken = (name: string, cause: string): boolean =>
  name === "broken by a terminal" && cause.startsWith("load-balancer-health-check");
