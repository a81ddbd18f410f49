/**
 * The Pulumi CLI for the engine tests: the one on PATH, or the version pinned in tools/go.mod, built from
 * the Go module proxy once per user and version. As a script it prints the path of the executable.
 */
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** First CLI that starts a policy pack that is an executable. */
const OLDEST = [3, 255] as const;

const MODULE = "github.com/pulumi/pulumi/pkg/v3";

/** Where the CLI is, or why there is none. */
export type PulumiCli = { readonly pulumi: string } | { readonly missing: string };

/** The version that tools/go.mod pins, such as `v3.257.0`. */
export function pinnedVersion(): string {
  const goMod = fs.readFileSync(path.join(__dirname, "go.mod"), "utf8");
  const version = /github\.com\/pulumi\/pulumi\/pkg\/v3 (v\S+)/.exec(goMod)?.[1];
  if (version === undefined) throw new Error(`tools/go.mod does not require ${MODULE}`);
  return version;
}

/** Finds the CLI without building anything. */
export function findPulumi(): PulumiCli {
  for (const folder of (process.env["PATH"] ?? "").split(path.delimiter)) {
    const candidate = path.join(folder, "pulumi");
    if (folder !== "" && isExecutable(candidate) && isRecent(candidate)) return { pulumi: candidate };
  }
  const cached = cachedPulumi();
  if (isExecutable(cached)) return { pulumi: cached };
  return { missing: `no pulumi ${OLDEST.join(".")} or later on PATH, and none built at ${cached}` };
}

/** Finds the CLI, and builds it where it is missing and Go is there (some minutes, once). */
export function ensurePulumi(): PulumiCli {
  const found = findPulumi();
  if ("pulumi" in found) return found;
  if (spawnSync("go", ["version"]).status !== 0)
    return { missing: `${found.missing}; go is not there to build one` };
  const version = pinnedVersion();
  const target = cachedPulumi();
  const built = `${target}.${process.pid}`;
  fs.mkdirSync(path.dirname(target), { recursive: true });
  console.error(`building pulumi ${version} into ${target} (once; some minutes)`);
  const build = spawnSync(
    "go",
    [
      "build",
      "-trimpath",
      "-ldflags",
      `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`,
      "-o",
      built,
      `${MODULE}/cmd/pulumi`,
    ],
    { cwd: __dirname, stdio: ["ignore", "inherit", "inherit"] },
  );
  if (build.status !== 0) {
    fs.rmSync(built, { force: true });
    return { missing: `${found.missing}; building it with go failed` };
  }
  fs.renameSync(built, target);
  return { pulumi: target };
}

function cachedPulumi(): string {
  const cache = process.env["XDG_CACHE_HOME"] || path.join(os.homedir(), ".cache");
  return path.join(cache, "ecs-preflight", `pulumi-${pinnedVersion()}`, "bin", "pulumi");
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

function isRecent(pulumi: string): boolean {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const version = /^v(\d+)\.(\d+)\./.exec(String(spawnSync(pulumi, ["version"], { env }).stdout));
  if (version === null) return false;
  const [major, minor] = [Number(version[1]), Number(version[2])];
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

if (require.main === module) {
  const cli = ensurePulumi();
  if ("missing" in cli) {
    console.error(cli.missing);
    process.exitCode = 1;
  } else {
    console.log(cli.pulumi);
  }
}
