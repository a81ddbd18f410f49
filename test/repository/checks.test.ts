import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import * as path from "node:path";
import { outdated } from "../../tools/docs";

const ROOT = path.join(__dirname, "../..");

interface Check {
  readonly name: string;
  readonly tool: string;
  readonly args: readonly string[];
}

const checks: readonly Check[] = [
  { name: "the types hold", tool: "tsc", args: ["-p", "."] },
  { name: "the linter finds nothing, and imports follow the arrows", tool: "eslint", args: ["."] },
  {
    name: "the formatter would change nothing",
    tool: "prettier",
    args: ["--check", "--log-level", "warn", "."],
  },
];

describe("repository checks", function () {
  this.timeout(600_000);
  // Each takes one processor most of a minute: begun as the file is loaded, they run beside the tests of other files.
  const runs = checks.map(({ tool, args }) => run(path.join(ROOT, "node_modules/.bin", tool), args));

  for (const [index, { name }] of checks.entries()) {
    it(name, async () => {
      const ended = await runs[index];
      assert.equal(ended?.status, 0, ended?.output);
    });
  }

  it("generated documentation is current", () => {
    assert.deepEqual(outdated(false), []);
  });
});

interface Ended {
  readonly status: number;
  readonly output: string;
}

function run(script: string, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [script, ...args],
      { cwd: ROOT, maxBuffer: 2 ** 26 },
      (error, stdout, stderr) => {
        resolve({ status: error === null ? 0 : 1, output: stdout + stderr });
      },
    );
  });
}
