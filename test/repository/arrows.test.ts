import * as assert from "node:assert/strict";
import { ESLint } from "eslint";
import * as path from "node:path";
import tseslint from "typescript-eslint";

const ROOT = path.join(__dirname, "../..");

interface Import {
  readonly name: string;
  readonly from: string;
  readonly of: string;
  readonly allowed: boolean;
}

const cases: readonly Import[] = [
  {
    name: "the launch model knows no policies",
    from: "launch/verdict.ts",
    of: "../policies/rule",
    allowed: false,
  },
  { name: "nor the command", from: "launch/model/role.ts", of: "../../cli/output", allowed: false },
  { name: "nor Pulumi", from: "launch/verdict.ts", of: "@pulumi/pulumi", allowed: false },
  { name: "nor the disk", from: "launch/verdict.ts", of: "node:fs", allowed: false },
  { name: "only itself", from: "launch/launch.ts", of: "./model/launch-site", allowed: true },
  {
    name: "a rule builds on the model",
    from: "policies/rules/image-pinned.ts",
    of: "../../launch/verdict",
    allowed: true,
  },
  {
    name: "a rule reads no resources",
    from: "policies/rules/image-pinned.ts",
    of: "../readers/roles",
    allowed: false,
  },
  {
    name: "a rule has no packages",
    from: "policies/rules/image-pinned.ts",
    of: "@pulumi/policy",
    allowed: false,
  },
  { name: "the pack knows no command", from: "policies/analysis.ts", of: "../cli/output", allowed: false },
  {
    name: "a reader knows no command",
    from: "policies/readers/roles.ts",
    of: "../../cli/output",
    allowed: false,
  },
  {
    name: "the pack never loads the AWS SDK of Pulumi",
    from: "policies/analysis.ts",
    of: "@pulumi/aws",
    allowed: false,
  },
  { name: "nor does the command", from: "cli/main.ts", of: "@pulumi/aws", allowed: false },
  {
    name: "the command builds on the policies",
    from: "cli/main.ts",
    of: "../policies/analysis",
    allowed: true,
  },
  { name: "no product code needs a test", from: "cli/main.ts", of: "../test/support/stack", allowed: false },
  { name: "tests may import everything", from: "test/support/stack.ts", of: "../../cli/main", allowed: true },
];

describe("imports follow the arrows between the folders", function () {
  this.timeout(60_000);
  // What holds the arrows needs no types, and reading them takes most of the linter's time.
  const linter = new ESLint({ cwd: ROOT, overrideConfig: [tseslint.configs.disableTypeChecked] as never });

  for (const { name, from, of, allowed } of cases) {
    it(`${name}: ${from} ${allowed ? "may" : "must not"} import ${of}`, async () => {
      const [report] = await linter.lintText(`import "${of}";\n`, { filePath: path.join(ROOT, from) });
      assert.ok(report);
      const rules = report.messages.map(({ ruleId }) => ruleId);
      assert.deepEqual(rules, allowed ? [] : ["no-restricted-imports"], JSON.stringify(report.messages));
    });
  }
});
