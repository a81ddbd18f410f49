import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { causes } from "../launch/failures/catalogue";
import type { Evidence, Rule } from "../policies/rule";
import { RULES } from "../policies/registry";
import { filesOf } from "./create-rule";

/** Generated parts of the documentation: the header of each rule's page and the table of the README. */
const ROOT = path.join(__dirname, "..");
const BEGIN = "<!-- generated from the rule's metadata: npm run docs -->";
const END = "<!-- end of the generated part -->";

const EVIDENCE: Readonly<Record<Evidence, string>> = {
  observed: "AWS's own answer is on record",
  documented: "AWS documents it",
  source: "the agent's source shows it",
};

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

/** Files that are missing, or whose generated part is not what it would be now. With `write` they are made or mended. */
export function outdated(write: boolean): string[] {
  return pages().flatMap(({ file, generated }) => {
    const full = path.join(ROOT, file);
    const before = existsSync(full) ? readFileSync(full, "utf8") : "";
    const after = replacePart(before === "" ? scaffoldOf(file) : before, generated, file);
    if (before === after) return [];
    if (write) writeFileSync(full, after);
    return [file];
  });
}

function scaffoldOf(file: string): string {
  return filesOf(path.basename(file, ".md"))[file] ?? "";
}

function replacePart(text: string, generated: string, file: string): string {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin < 0 || end < begin)
    throw new Error(`${file} has no generated part: it needs the lines\n${BEGIN}\n${END}`);
  return `${text.slice(0, begin)}${BEGIN}\n\n${generated}\n\n${text.slice(end)}`;
}

function headerOf(rule: Rule): string {
  const answers = rule.stoppedReasons.map((reason) => `- \`${reason}\``).join("\n");
  return [
    `# ${rule.id}`,
    `**${rule.title}.** ${rule.why}`,
    table([
      ["stage", rule.stage],
      ["when it is not so", consequenceOf(rule)],
      ["level", rule.level === "mandatory" ? "mandatory: stops a preview" : "advisory: is reported"],
      ["severity", rule.severity],
      ["how we know", EVIDENCE[rule.evidence]],
    ]),
    `**To do:** ${rule.remedy}`,
    ...(answers === ""
      ? []
      : [
          `What ECS answers begins with ${answers.includes("\n") ? "one of" : ""}`.trim() + `:\n\n${answers}`,
        ]),
    ...causesOf(rule.id),
    `Sources: ${rule.sources.map((source) => `[${labelOf(source)}](${source})`).join(", ")}`,
  ].join("\n\n");
}

/** Where the rule was not asked, this is what comes of it. */
function causesOf(rule: string): readonly string[] {
  const links = causes.filter((cause) => cause.rule === rule).map(({ id }) => `[${id}](../causes/${id}.md)`);
  return links.length === 0 ? [] : [`Causes of a failed start that it finds: ${links.join(", ")}`];
}

function consequenceOf(rule: Rule): string {
  if ("summarise" in rule) return "the first start is the proof";
  return rule.kind === "start"
    ? "the task does not start"
    : "the task may start, but should not be like this";
}

/** Host and last part of the path, which is what AWS names its pages by. */
function labelOf(source: string): string {
  const { hostname, pathname } = new URL(source);
  const repository = /^\/([^/]+\/[^/]+)\//.exec(pathname)?.[1];
  const page =
    pathname
      .replace(/\/$/, "")
      .split("/")
      .at(-1)
      ?.replace(/\.html$/, "") ?? "";
  return hostname === "github.com" && repository !== undefined
    ? `${repository} ${page}`
    : `${hostname.replace(/^www\./, "")} ${page}`;
}

function tableOf(rules: readonly Rule[]): string {
  return table([
    ["stage", "rule", "requires that", "kind, level"],
    ...rules.map(({ id, title, stage, kind, level }) => [
      stage,
      `[${id}](docs/rules/${id}.md)`,
      title,
      `${kind}, ${level}`,
    ]),
  ]);
}

/** A Markdown table as the formatter would leave it. */
function table(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const padded = rows.map((row) => line(row.map((cell, column) => cell.padEnd(widths[column] ?? 0))));
  return [padded[0], line(widths.map((width) => "-".repeat(width))), ...padded.slice(1)].join("\n");
}

if (require.main === module) {
  const check = process.argv.includes("--check");
  const files = outdated(!check);
  if (check && files.length > 0) {
    console.error(`Out of date, run npm run docs:\n${files.join("\n")}`);
    process.exitCode = 1;
  }
}
