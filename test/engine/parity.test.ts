import * as assert from "node:assert/strict";
import * as path from "node:path";
import { withProgram } from "../cli/preview/support";
import { judgeProgram } from "../examples/judge-program";
import { PAIRS, TWINS } from "../examples/pairs";
import { describeWithEngine, previewProject } from "./support/engine";
import { PROGRAMS } from "./parity-programs";

const ROOT = path.join(__dirname, "../..");
const PACK = path.join(ROOT, "dist/ecs-preflight-pack.js");

/** The embedded preview and the policy pack under the real engine find the same. */
describeWithEngine("parity with the real engine", function () {
  this.timeout(120_000);

  for (const rule of PAIRS) {
    for (const twin of TWINS) {
      it(`examples/${rule}/${twin}`, () => compare(path.join(ROOT, "examples", rule, twin)));
    }
  }

  for (const { name, program, finds } of PROGRAMS) {
    it(name, async () => {
      const found = await withProgram(
        {
          "Pulumi.yaml": "name: shop\nruntime: nodejs\nconfig:\n  aws:region:\n    value: eu-west-1\n",
          "index.ts": program,
        },
        compare,
      );
      for (const finding of finds)
        assert.ok(found.includes(finding), `no ${finding} in\n${found.join("\n")}`);
      if (finds.length === 0)
        assert.deepEqual(
          found.filter((line) => !line.startsWith("launch-decided ")),
          [],
        );
    });
  }
});

/** Findings of both, which must be the same, as `<rule> <level> <type> <name>`. */
async function compare(folder: string): Promise<string[]> {
  const [embedded, engine] = await Promise.all([findingsOf(folder), eventsOf(folder)]);
  assert.deepEqual(embedded, engine.found, engine.output);
  return embedded;
}

async function findingsOf(folder: string): Promise<string[]> {
  // The engine runs the program once.
  const { findings } = await judgeProgram(folder, { singlePass: true });
  return unique(findings.map(({ rule, level, resource }) => line(rule, level, resource)));
}

async function eventsOf(folder: string): Promise<{ found: string[]; output: string }> {
  const { policyEvents, errors, stderr } = await previewProject(folder, { policyPacks: [PACK] });
  const found = policyEvents.map(({ policyName, enforcementLevel, urn }) =>
    line(policyName, enforcementLevel, urn ?? "stack"),
  );
  return { found: unique(found), output: [...errors, stderr].join("\n") };
}

/** The engines name project and stack differently, and a component's children by all of their parents. */
function line(rule: string, level: string, urn: string): string {
  const [, , type, name] = urn.split("::");
  return `${rule} ${level} ${type ?? urn} ${name ?? ""}`.trimEnd();
}

const unique = (lines: readonly string[]): string[] => [...new Set(lines)].sort();
