import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { readProject } from "../test/engine/support/program";
import { ROOT } from "./packs";
import { measureInTurn, printSeries, timed } from "./table";

/** The command on an example against the bare program, whose resources are answered by mocks in its own process. */
export async function embeddedPreview(rounds: number): Promise<void> {
  const example = firstExample();
  if (example === undefined) {
    console.log("\nEmbedded preview: SKIPPED, examples/ holds no program");
    return;
  }
  const { entry } = readProject(example, "dev");
  const series = await measureInTurn(
    {
      "bare program": () =>
        timed(() => run(["-r", "ts-node/register/transpile-only", "-e", bare(entry)], [0])),
      "ecs-preflight preview": () =>
        timed(() => run([path.join(ROOT, "dist/ecs-preflight.js"), "preview", example], [0, 1])),
    },
    rounds,
  );
  printSeries(`Embedded preview of ${path.relative(ROOT, example)}`, series);
}

/** Echoes the inputs, as a preview without a provider does. */
const bare = (entry: string): string => `
const { runtime } = require("@pulumi/pulumi");
runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: ({ inputs }) => inputs }, "bench", "dev", true);
require(${JSON.stringify(entry)});
`;

function firstExample(folder = path.join(ROOT, "examples")): string | undefined {
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  if (entries.some(({ name }) => name === "Pulumi.yaml")) return folder;
  for (const entry of entries.filter((each) => each.isDirectory() && each.name !== "node_modules")) {
    const found = firstExample(path.join(folder, entry.name));
    if (found !== undefined) return found;
  }
  return undefined;
}

function run(args: readonly string[], expected: readonly number[]): Promise<void> {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "ignore", "pipe"] });
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => (complaint += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("exit", (code) => {
      if (code !== null && expected.includes(code)) resolve();
      else reject(new Error(`node ended with status ${String(code)}: ${complaint}`));
    });
  });
}
