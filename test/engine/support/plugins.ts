/** The plugins of the engine tests, as executables in one folder that goes onto PATH. */
import { buildSync } from "esbuild";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

let folder: string | undefined;

/** Makes the plugins once per process and returns their folder, which goes when the process ends. */
export function pluginFolder(): string {
  if (folder !== undefined) return folder;
  const made = fs.mkdtempSync(path.join(os.tmpdir(), "ecs-preflight-plugins-"));
  process.on("exit", () => fs.rmSync(made, { recursive: true, force: true }));
  writeProvider(path.join(made, "pulumi-resource-aws"));
  writeAnalyzer(path.join(made, "pulumi-analyzer-policy-nodejs"));
  folder = made;
  return made;
}

/** One bundled file starts in a quarter of the time that loading the modules one by one takes. */
function writeProvider(file: string): void {
  const pulumi = packageFolder("@pulumi/pulumi", __dirname);
  buildSync({
    entryPoints: [path.join(__dirname, "provider", "main.ts")],
    outfile: file,
    bundle: true,
    platform: "node",
    target: "node20",
    banner: { js: `#!${process.execPath}` },
    define: { AWS_SDK_FOLDER: JSON.stringify(packageFolder("@pulumi/aws", __dirname)) },
    // The bindings of the SDK work with the copy of google-protobuf that the SDK brings.
    alias: { "google-protobuf": packageFolder("google-protobuf", pulumi) },
    logLevel: "error",
  });
  fs.chmodSync(file, 0o755);
}

/**
 * What the Node language host does for a policy pack with `runtime: nodejs`: the host is not published as a
 * Go module, and without it the engine looks for this executable. The engine starts it in the pack's folder.
 */
function writeAnalyzer(file: string): void {
  const fallback = path.join(packageFolder("@pulumi/pulumi", __dirname), "cmd", "run-policy-pack");
  const script = `#!${process.execPath}
const name = "@pulumi/pulumi/cmd/run-policy-pack";
let runner = ${JSON.stringify(fallback)};
try {
  runner = require.resolve(name, { paths: [process.cwd()] });
} catch {
  // A pack without dependencies of its own runs with those of the tests.
}
require(runner);
`;
  fs.writeFileSync(file, script, { mode: 0o755 });
}

function packageFolder(name: string, from: string): string {
  return path.dirname(require.resolve(`${name}/package.json`, { paths: [from] }));
}
