import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import * as path from "node:path";

const COMMAND = path.join(__dirname, "../../dist/ecs-preflight.js");

interface Case {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  readonly coloured: boolean;
}

const cases: readonly Case[] = [
  { name: "a pipe gets no colours", env: {}, coloured: false },
  { name: "nor does one of a build server", env: { CI: "true", TERM: "xterm-256color" }, coloured: false },
  { name: "FORCE_COLOR gives it some", env: { FORCE_COLOR: "1" }, coloured: true },
  { name: "FORCE_COLOR=0 does not", env: { FORCE_COLOR: "0", CI: "true" }, coloured: false },
  { name: "NO_COLOR has the last word", env: { FORCE_COLOR: "1", NO_COLOR: "1" }, coloured: false },
];

describe("colours", () => {
  for (const { name, env, coloured } of cases)
    it(name, async () => {
      const { PATH = "" } = process.env;
      const said = await new Promise<string>((resolve) => {
        execFile(
          process.execPath,
          [COMMAND, "explain", "exec format error"],
          { env: { PATH, ...env } },
          (_, stdout) => {
            resolve(stdout);
          },
        );
      });
      assert.match(said, /exec/);
      assert.equal(said.includes("\u001b["), coloured, said);
    });
});
