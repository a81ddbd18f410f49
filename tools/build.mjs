/**
 * Builds dist/ in about a second; with `--types` the declarations too, which takes longer.
 */
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

const root = path.dirname(import.meta.dirname);
const require = createRequire(import.meta.url);

/** The copy of google-protobuf that the SDK's messages are made with; an installation may hold two. */
const protobufOfSdk = path.dirname(
  require.resolve("google-protobuf/package.json", {
    paths: [path.dirname(require.resolve("@pulumi/pulumi/package.json"))],
  }),
);

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  outdir: "dist",
  logLevel: "warning",
  // Part of gRPC that nothing here calls.
  external: ["@grpc/proto-loader"],
};

/** What the pack loads is most of the time it takes to start: everything in one file, without what it does not use. */
const pack = {
  ...shared,
  entryPoints: { pack: "policies/pack.ts" },
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "linked",
  alias: { "google-protobuf": protobufOfSdk },
};

/** Uses the SDK of the program that it previews, or the one installed beside it. */
const command = {
  ...shared,
  entryPoints: { "ecs-preflight": "cli/bin.ts" },
  external: [...shared.external, "@pulumi/pulumi", "@grpc/grpc-js", "@aws-sdk/*", "@viz-js/viz"],
};

/** Starts with every update that has a canary: one file, with what it uses of the SDKs. */
const plugin = {
  ...shared,
  entryPoints: { plugin: "plugin/main.ts" },
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "linked",
  alias: { "google-protobuf": protobufOfSdk },
};

const libraries = {
  ...shared,
  entryPoints: { index: "components/index.ts", policies: "policies/index.ts", launch: "launch/index.ts" },
  // The SDK of AWS is loaded only where an image of ECR is pinned.
  external: [...shared.external, "@pulumi/*", "@aws-sdk/*"],
};

await Promise.all([pack, command, plugin, libraries].map((options) => build(options)));
writeExecutable("dist/ecs-preflight-pack.js", `require("./pack.js");`);
fs.chmodSync(path.join(root, "dist/ecs-preflight.js"), 0o755);
// Loaded into the previewed program by its path.
for (const file of ["runner-preload.js", "no-effects.js"])
  fs.copyFileSync(path.join(root, "cli/preview", file), path.join(root, "dist", file));
if (process.argv.includes("--types")) buildTypes();

function writeExecutable(file, content) {
  fs.writeFileSync(path.join(root, file), `#!/usr/bin/env node\n${content}\n`, { mode: 0o755 });
}

function buildTypes() {
  fs.rmSync(path.join(root, "dist/types"), { recursive: true, force: true });
  const tsc = require.resolve("typescript/bin/tsc");
  const args = [tsc, "-p", "tools/tsconfig.types.json"];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
