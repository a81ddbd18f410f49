import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";

/** `npm run create-rule <id>`: the three files of a rule and its line in the registry. */
const ROOT = path.join(__dirname, "..");

export function filesOf(id: string): Readonly<Record<string, string>> {
  const name = camelCase(id);
  return {
    [`policies/rules/${id}.ts`]: `import { met } from "../../launch/verdict";
import type { Rule } from "../rule";

export const ${name}: Rule = {
  id: "${id}",
  title: "",
  stage: "register",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "",
  remedy: "",
  sources: [],
  evidence: "documented",
  stoppedReasons: [],
  decidedBy: "stack",
  *judge(launch) {
    yield { subject: \`the requirement, of \${launch.taskDefinition.ref.name}\`, verdict: met("the reason") };
  },
};
`,
    [`test/policies/rules/${id}.test.ts`]: `import { ${name} } from "../../../policies/rules/${id}";
import { testRule } from "../../support/judge";

testRule(${name}, [
  { name: "the reason why this one starts", verdict: "met" },
  { name: "the reason why this one cannot start", taskDefinition: {}, verdict: "unmet" },
]);
`,
    [`docs/rules/${id}.md`]: `<!-- generated from the rule's metadata: npm run docs -->
<!-- end of the generated part -->

## Why

## Broken

\`\`\`ts
\`\`\`

## Fixed

\`\`\`ts
\`\`\`

## When not to use it
`,
  };
}

function camelCase(id: string): string {
  return id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Adds the import and the entry, before \`launchDecided\`, which stays last. */
export function register(registry: string, id: string): string {
  const name = camelCase(id);
  const line = `import { ${name} } from "./rules/${id}";\n`;
  return registry
    .replace(/(import \{ launchDecided \})/, `${line}$1`)
    .replace(/(\n\s*launchDecided,?)/, `\n  ${name},$1`);
}

function create(id: string | undefined): void {
  if (id === undefined || !/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id)) {
    throw new Error("Give the id of the rule: kebab-case, stating the requirement, such as image-pinned.");
  }
  const files = Object.entries(filesOf(id)).map(([file, text]) => [path.join(ROOT, file), text] as const);
  const existing = files.find(([file]) => existsSync(file));
  if (existing !== undefined) throw new Error(`${path.relative(ROOT, existing[0])} exists already.`);
  for (const [file, text] of files) writeFileSync(file, text);
  const registry = path.join(ROOT, "policies/registry.ts");
  writeFileSync(registry, register(readFileSync(registry, "utf8"), id));
  console.log(files.map(([file]) => path.relative(ROOT, file)).join("\n"));
  console.log("Fill the three in, then run npm run docs and npm test.");
}

if (require.main === module) {
  try {
    create(process.argv[2]);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
