import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { StackResource } from "../../../policies/stack";
import { previewProgram, type PreviewedProgram, type PreviewOptions } from "../../../cli/preview/preview";
import { PreviewError } from "../../../cli/preview/error";

/** File name -> content of a small program. */
export type Files = Readonly<Record<string, string>>;

const PROJECT_MODULES = path.resolve(__dirname, "../../../node_modules");

/** Makes a program in a fresh folder whose packages are the project's, and removes it afterwards. */
export async function withProgram<T>(files: Files, use: (directory: string) => Promise<T> | T): Promise<T> {
  const directory = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "preview-")));
  try {
    const all = {
      "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
      "package.json": '{"name":"shop"}',
      ...files,
    };
    for (const [name, content] of Object.entries(all)) {
      fs.mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
      fs.writeFileSync(path.join(directory, name), content);
    }
    if (!("no-modules" in files))
      fs.symlinkSync(PROJECT_MODULES, path.join(directory, "node_modules"), "dir");
    return await use(directory);
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

export function preview(files: Files, options: Partial<PreviewOptions> = {}): Promise<PreviewedProgram> {
  return withProgram(files, (directory) => previewProgram({ directory, timeoutSeconds: 60, ...options }));
}

/** The `PreviewError` that previewing this program ends with. */
export async function failure(files: Files, options: Partial<PreviewOptions> = {}): Promise<PreviewError> {
  try {
    await preview(files, options);
  } catch (error) {
    if (error instanceof PreviewError) return error;
    throw error;
  }
  throw new Error("the preview did not fail");
}

export function find(program: PreviewedProgram, name: string): StackResource {
  const resource = program.stack.resources.find((candidate) => candidate.name === name);
  if (resource === undefined)
    throw new Error(`no resource ${name} among ${program.stack.resources.map((r) => r.name).join(", ")}`);
  return resource;
}

/** Start of a JavaScript program: `resource(type, name, inputs, options)` makes any custom resource. */
export const PRELUDE = `
const pulumi = require("@pulumi/pulumi");
const resource = (type, name, inputs = {}, options = {}) =>
  new pulumi.CustomResource(type, name, { arn: undefined, name: undefined, ...inputs }, options);
`;

/** Whether any process runs with this text in its command line. */
export function isRunning(text: string): boolean {
  return fs
    .readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .some((entry) => {
      try {
        return fs.readFileSync(path.join("/proc", entry, "cmdline"), "utf8").includes(text);
      } catch {
        return false;
      }
    });
}
