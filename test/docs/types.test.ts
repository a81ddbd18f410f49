import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { EXAMPLES, PAIRS, TWINS } from "../examples/pairs";
import { readPage, RULE_PAGES } from "./page";

const MODULES = path.join(__dirname, "../../node_modules");

/** As `pulumi new aws-typescript` sets them. */
const OPTIONS = [
  "--noEmit",
  "--strict",
  "--target",
  "es2020",
  "--module",
  "commonjs",
  "--moduleResolution",
  "node10",
];

describe("programs of documentation and examples", function () {
  this.timeout(120_000);

  it("have the types of the SDK", async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "types-"));
    try {
      fs.symlinkSync(MODULES, path.join(folder, "node_modules"), "dir");
      const programs = new Map<string, string>();
      for (const id of fs.readdirSync(RULE_PAGES).map((file) => path.basename(file, ".md")))
        for (const section of ["Broken", "Fixed"] as const)
          programs.set(`page-${id}-${section}.ts`, readPage(id).program(section));
      for (const rule of PAIRS)
        for (const twin of TWINS)
          programs.set(
            `example-${rule}-${twin}.ts`,
            fs.readFileSync(path.join(EXAMPLES, rule, twin, "index.ts"), "utf8"),
          );
      for (const [file, program] of programs) fs.writeFileSync(path.join(folder, file), program);
      assert.equal(await typeErrors(folder, [...programs.keys()]), "");
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** What the compiler complains about. */
function typeErrors(folder: string, files: readonly string[]): Promise<string> {
  const tsc = path.join(MODULES, "typescript/bin/tsc");
  const args = [tsc, ...OPTIONS, "--skipLibCheck", "--types", "node", ...files];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      resolve(error === null ? stdout : `${stdout}${stderr}` || error.message);
    });
  });
}
