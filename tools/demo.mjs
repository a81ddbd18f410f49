/**
 * Previews the examples pair by pair through the built command: a service that cannot start, and its repaired twin.
 * Ends with status 0 when each broken one is stopped by its rule and each fixed one passes.
 */
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import pc from "picocolors";
import { parse } from "yaml";

const AT_ONCE = 2;
const root = path.dirname(import.meta.dirname);
const examples = path.join(root, "examples");
const colors = pc.createColors(process.env.NO_COLOR === undefined && process.stdout.isTTY === true);

const pairs = fs
  .readdirSync(examples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && fs.existsSync(path.join(examples, entry.name, "broken")))
  .map(({ name }) => name);
const programs = pairs.flatMap((rule) => ["broken", "fixed"].map((twin) => ({ rule, twin })));

const started = Date.now();
const results = inTurn(programs.map((program) => () => preview(program)));
const wrong = [];
for (const [index, { rule, twin }] of programs.entries()) {
  if (twin === "broken")
    console.log(`\n${colors.bold(`━━ ${rule} ${"━".repeat(Math.max(3, 96 - rule.length))}`)}`);
  console.log(`\n${colors.cyan(`${twin}:`)} ${describe(rule, twin)}\n`);
  const { status, output } = await results[index];
  console.log(output.trimEnd());
  const isAsSaid = twin === "broken" ? status === 1 && output.includes(rule) : status === 0;
  if (!isAsSaid) wrong.push(`examples/${rule}/${twin}`);
}

const seconds = ((Date.now() - started) / 1000).toFixed(0);
console.log(`\n${"━".repeat(100)}`);
if (wrong.length === 0) {
  const done = `${pairs.length} of ${pairs.length} broken services were stopped, and their ${pairs.length} fixed twins pass`;
  console.log(`${colors.green("✔")} ${done} (${seconds} s).`);
} else {
  console.log(`${colors.red("✘")} Not as their folders say: ${wrong.join(", ")} (${seconds} s).`);
  process.exitCode = 1;
}

function describe(rule, twin) {
  return parse(fs.readFileSync(path.join(examples, rule, twin, "Pulumi.yaml"), "utf8")).description;
}

/** What the command prints on both streams, and its exit status. */
function preview({ rule, twin }) {
  const command = path.join(root, "dist/ecs-preflight.js");
  const args = ["preview", path.join(examples, rule, twin), "--account", "123456789012"];
  const env = { ...process.env, ...(colors.isColorSupported ? { FORCE_COLOR: "1" } : {}) };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    child.once("error", reject);
    child.once("close", (status) => resolve({ status, output }));
  });
}

/** Starts the tasks in order, a few at once, and gives a promise for each right away. */
function inTurn(tasks) {
  const lanes = Array.from({ length: AT_ONCE }, () => Promise.resolve());
  return tasks.map((task, index) => {
    const result = lanes[index % AT_ONCE].then(task);
    lanes[index % AT_ONCE] = result.catch(() => undefined);
    return result;
  });
}
