import { spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

export const ROOT = path.resolve(__dirname, "..");
export const EXECUTABLE = path.join(ROOT, "dist/ecs-preflight-pack.js");

const POLICIES = {
  "no-policy": "[]",
  "empty-stack-policy":
    '[{ name: "empty", description: "empty", enforcementLevel: "advisory", validateStack() {} }]',
} as const;

/** A compiled pack on the policy SDK to compare with; inside the tree, so that it finds the SDK. */
export function comparisonPack(name: keyof typeof POLICIES): string {
  const folder = path.join(ROOT, ".cache", "bench", name);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  fs.writeFileSync(
    path.join(folder, "package.json"),
    JSON.stringify({ name, version: "0.0.1", main: "index.js" }),
  );
  const source = `const { PolicyPack } = require("@pulumi/policy");\nnew PolicyPack("${name}", { policies: ${POLICIES[name]} });\n`;
  fs.writeFileSync(path.join(folder, "index.js"), source);
  return folder;
}

/** A pack that runs. */
export interface Started {
  readonly port: number;
  readonly child: ChildProcess;
}

/** Starts a pack as the Node language host does: the SDK's runner in the pack's folder. */
export function startDirectory(folder: string): Promise<Started> {
  const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack", { paths: [folder] });
  return start([runner, "127.0.0.1:0", "."], folder);
}

export function startExecutable(file: string): Promise<Started> {
  return start([file, "127.0.0.1:0"], ROOT);
}

/** Ready when the port stands on the first line of the output. */
function start(args: readonly string[], cwd: string): Promise<Started> {
  const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const port = /^(\d+)\r?\n/.exec(output)?.[1];
      if (port !== undefined) resolve({ port: Number(port), child });
    });
    child.once("exit", (code) => {
      reject(new Error(`the pack ended with status ${String(code)} before it was ready`));
    });
  });
}

export function stop({ child }: Started): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners("exit").once("exit", () => {
      resolve();
    });
    child.kill("SIGKILL");
  });
}
