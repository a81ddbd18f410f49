/**
 * What the tests take from PyPI, in pinned versions, each in a virtual environment made once per user: moto's server,
 * the stand-in for AWS that the canary's tests call, and Pulumi's SDK.
 */
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

export const MOTO = "5.2.5";
/** Of the version that tools/go.mod pins for the CLI. */
export const PULUMI_SDK = "3.257.0";

/** The Python that has the packages, or why there is none. */
export type Python = { readonly python: string } | { readonly missing: string };

/** Finds moto, and installs it from PyPI where it is missing and Python is there (half a minute, once). */
export function ensureMoto(): Python {
  return ensure(`moto-${MOTO}`, `moto[server]==${MOTO}`);
}

/** The same for Pulumi's SDK for Python. */
export function ensurePulumiSdk(): Python {
  return ensure(`pulumi-python-${PULUMI_SDK}`, `pulumi==${PULUMI_SDK}`);
}

function ensure(name: string, requirement: string): Python {
  const cache = process.env["XDG_CACHE_HOME"] || path.join(os.homedir(), ".cache");
  const folder = path.join(cache, "ecs-preflight", name);
  const python = path.join(folder, "bin", "python");
  // Written last: a folder without it is one whose installation was interrupted.
  const complete = path.join(folder, "complete");
  if (fs.existsSync(complete)) return { python };
  if (spawnSync("python3", ["-m", "venv", "--help"]).status !== 0)
    return { missing: "no python3 with the module venv on PATH" };
  console.error(`installing ${requirement} into ${folder} (once; half a minute)`);
  fs.rmSync(folder, { recursive: true, force: true });
  const steps: readonly (readonly [string, ...string[]])[] = [
    ["python3", "-m", "venv", folder],
    [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement],
  ];
  for (const [command, ...args] of steps) {
    const { status } = spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"] });
    if (status !== 0) return { missing: `${[command, ...args].join(" ")} failed` };
  }
  fs.writeFileSync(complete, `${requirement}\n`);
  return { python };
}
