import * as assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import ts from "typescript";

const ROOT = path.join(__dirname, "../..");
const SCRIPT = "tools/create-rule.ts";
const REGISTRY = "policies/registry.ts";
const ID = "subnet-has-2-zones";

describe("npm run create-rule", function () {
  this.timeout(30_000);
  let copy = "";

  beforeEach(() => {
    copy = fs.mkdtempSync(path.join(os.tmpdir(), "create-rule-"));
    for (const file of [SCRIPT, REGISTRY, "tsconfig.json"]) {
      fs.mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
      fs.copyFileSync(path.join(ROOT, file), path.join(copy, file));
    }
    for (const folder of ["policies/rules", "test/policies/rules", "docs/rules"])
      fs.mkdirSync(path.join(copy, folder), { recursive: true });
  });
  afterEach(() => {
    fs.rmSync(copy, { recursive: true, force: true });
  });

  const read = (file: string): string => fs.readFileSync(path.join(copy, file), "utf8");
  const node = (id: string): readonly string[] => [
    "-r",
    "ts-node/register/transpile-only",
    path.join(copy, SCRIPT),
    id,
  ];

  it("makes rule, test and page, and registers the rule before the one that sums up", () => {
    execFileSync(process.execPath, node(ID), { cwd: ROOT });
    const written = ["policies/rules", "test/policies/rules", "docs/rules"].flatMap((folder) =>
      fs.readdirSync(path.join(copy, folder)),
    );
    assert.deepEqual(written, [`${ID}.ts`, `${ID}.test.ts`, `${ID}.md`]);
    for (const file of [`policies/rules/${ID}.ts`, `test/policies/rules/${ID}.test.ts`, REGISTRY])
      assert.deepEqual(syntaxErrors(read(file)), [], file);
    assert.match(
      read(`policies/rules/${ID}.ts`),
      /^export const subnetHas2Zones: Rule = {\n {2}id: "subnet-has-2-zones",$/m,
    );
    assert.match(read(REGISTRY), /^import { subnetHas2Zones } from "\.\/rules\/subnet-has-2-zones";$/m);
    assert.match(read(REGISTRY), /\n {2}subnetHas2Zones,\n {2}launchDecided,\n\];/);
    for (const heading of ["Why", "Broken", "Fixed", "When not to use it"])
      assert.match(read(`docs/rules/${ID}.md`), new RegExp(`^## ${heading}$`, "m"));
  });

  const refusals = [
    { name: "an id that is no address", id: "SubnetZones", says: /kebab-case/ },
    { name: "an id that leads out of the folder", id: "../escape-rule", says: /kebab-case/ },
    { name: "a rule that is there", id: "image-pinned", says: /exists already/ },
  ] as const;
  for (const { name, id, says } of refusals) {
    it(`refuses ${name}, and changes nothing`, () => {
      if (id === "image-pinned") fs.writeFileSync(path.join(copy, `policies/rules/${id}.ts`), "export {};\n");
      const before = read(REGISTRY);
      const { status, stderr } = spawnSync(process.execPath, node(id), { cwd: ROOT, encoding: "utf8" });
      assert.deepEqual([status, read(REGISTRY)], [2, before]);
      assert.match(stderr, says);
      assert.deepEqual(fs.readdirSync(path.join(copy, "docs/rules")), []);
    });
  }
});

function syntaxErrors(text: string): string[] {
  const { diagnostics } = ts.transpileModule(text, { reportDiagnostics: true });
  return (diagnostics ?? []).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
