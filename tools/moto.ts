/**
 * The stand-in for AWS that the canary's tests call: moto's server of a pinned version, in a virtual
 * environment made once per user. As a script it prints the path of the Python that has it.
 */
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

export const MOTO = "5.2.5";

/** The Python that has moto, or why there is none. */
export type Moto = { readonly python: string } | { readonly missing: string };

/** Finds moto, and installs it from PyPI where it is missing and Python is there (half a minute, once). */
export function ensureMoto(): Moto {
  const cache = process.env["XDG_CACHE_HOME"] || path.join(os.homedir(), ".cache");
  const folder = path.join(cache, "ecs-preflight", `moto-${MOTO}`);
  const python = path.join(folder, "bin", "python");
  // Written last: a folder without it is one whose installation was interrupted.
  const complete = path.join(folder, "complete");
  if (fs.existsSync(complete)) return { python };
  if (spawnSync("python3", ["-m", "venv", "--help"]).status !== 0)
    return { missing: "no python3 with the module venv on PATH" };
  console.error(`installing moto ${MOTO} into ${folder} (once; half a minute)`);
  fs.rmSync(folder, { recursive: true, force: true });
  const steps: readonly (readonly [string, ...string[]])[] = [
    ["python3", "-m", "venv", folder],
    [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", `moto[server]==${MOTO}`],
  ];
  for (const [command, ...args] of steps) {
    const { status } = spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"] });
    if (status !== 0) return { missing: `${[command, ...args].join(" ")} failed` };
  }
  fs.writeFileSync(complete, `${MOTO}\n`);
  return { python };
}

if (require.main === module) {
  const moto = ensureMoto();
  if ("missing" in moto) {
    console.error(moto.missing);
    process.exitCode = 1;
  } else {
    console.log(moto.python);
  }
}
