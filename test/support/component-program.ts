import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const ROOT = path.resolve(__dirname, "../..");

/**
 * A copy of a program that has the packages of the project installed, and this package as it was built; it is
 * removed afterwards.
 */
export async function withInstalled<T>(program: string, use: (directory: string) => Promise<T>): Promise<T> {
  const directory = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "program-")));
  try {
    fs.cpSync(program, directory, {
      recursive: true,
      filter: (file) => path.basename(file) !== "node_modules",
    });
    const modules = path.join(directory, "node_modules");
    fs.mkdirSync(modules);
    for (const entry of fs.readdirSync(path.join(ROOT, "node_modules")))
      fs.symlinkSync(path.join(ROOT, "node_modules", entry), path.join(modules, entry));
    fs.rmSync(path.join(modules, "ecs-preflight"), { force: true });
    fs.symlinkSync(ROOT, path.join(modules, "ecs-preflight"), "dir");
    return await use(directory);
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}
