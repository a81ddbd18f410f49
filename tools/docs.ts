import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import type { Rule } from "../policies/rule";
import { RULES } from "../policies/registry";

/** Generated parts of the documentation: the header of each rule's page and the table of the README. */
const ROOT = path.join(__dirname, "..");
const BEGIN = "<!-- generated from the rule's metadata: npm run docs -->";
const END = "<!-- end of the generated part -->";

interface Page {
  readonly file: string;
  readonly generated: string;
}

export function pages(): Page[] {
  return [
    ...RULES.map((rule) => ({ file: `docs/rules/${rule.id}.md`, generated: headerOf(rule) })),
    { file: "README.md", generated: tableOf(RULES) },
  ];
}

/** Files whose generated part is not what it would be now. With `write` they are mended. */
export function outdated(write: boolean): string[] {
  return pages().flatMap(({ file, generated }) => {
    const full = path.join(ROOT, file);
    const before = readFileSync(full, "utf8");
    const after = replacePart(before, generated, file);
    if (before === after) return [];
    if (write) writeFileSync(full, after);
    return [file];
  });
}

function replacePart(text: string, generated: string, file: string): string {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin < 0 || end < begin)
    throw new Error(`${file} has no generated part: it needs the lines\n${BEGIN}\n${END}`);
  return `${text.slice(0, begin)}${BEGIN}\n\n${generated}\n\n${text.slice(end)}`;
}

function headerOf(rule: Rule): string {
  const level = rule.level === "mandatory" ? "Mandatory: stops a preview." : "Advisory.";
  const kind =
    rule.kind === "start"
      ? "Unmet, the task does not start."
      : "Unmet, the task may start, but must not be like this.";
  const answers = rule.stoppedReasons.map((reason) => `- \`${reason}\``).join("\n");
  return [
    `# ${rule.id}`,
    `**${rule.title}.** ${rule.why}`,
    `${level} ${kind} Stage: ${rule.stage}. Severity: ${rule.severity}. Evidence: ${rule.evidence}.`,
    `**What to change:** ${rule.remedy}`,
    ...(answers === "" ? [] : [`What ECS answers:\n\n${answers}`]),
    `Sources: ${rule.sources.map((source, index) => `[${index + 1}](${source})`).join(", ")}`,
  ].join("\n\n");
}

function tableOf(rules: readonly Rule[]): string {
  const rows = rules.map(
    ({ id, title, stage, kind, level }) =>
      `| ${stage} | [${id}](docs/rules/${id}.md) | ${title} | ${kind}, ${level} |`,
  );
  return ["| stage | rule | requires that | kind, level |", "|---|---|---|---|", ...rows].join("\n");
}

if (require.main === module) {
  const check = process.argv.includes("--check");
  const files = outdated(!check);
  if (check && files.length > 0) {
    console.error(`Out of date, run npm run docs:\n${files.join("\n")}`);
    process.exitCode = 1;
  }
}
