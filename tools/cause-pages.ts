/**
 * Writes docs/causes: a page per family of the failure catalogue, with every cause of it, and an overview. What stands
 * between `<!-- by hand -->` and `<!-- end by hand -->` in the section of a cause was written by hand, and stays.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { format, resolveConfig } from "prettier";
import { causeOf, causes, type Cause } from "../launch/failures/catalogue";
import type { Family } from "../launch/failures/explanation";

export const FOLDER = path.join(__dirname, "../docs/causes");

const TITLES: Readonly<Record<Exclude<Family, "unknown">, string>> = {
  role: "A role lacks a permission, or can't be assumed",
  secret: "A secret or parameter can't be read",
  image: "The image can't be pulled or does not fit",
  network: "Something can't be reached",
  disk: "A disk is full",
  memory: "Memory ran out",
  logging: "The log driver can't start",
  capacity: "There is no room for the task",
  shape: "ECS refuses the definition",
  volume: "A volume can't be mounted",
  health: "A health check fails",
  command: "The command ends or can't be run",
  agent: "The agent or the runtime fails",
  deployment: "The deployment does not get through",
};

/** File name to content. */
export async function causePages(): Promise<ReadonlyMap<string, string>> {
  const families = Object.entries(TITLES).map(([family, title]) => ({
    family,
    title,
    of: causes.filter((cause) => cause.family === family),
  }));
  const notes = handWritten();
  const pages = new Map(families.map(({ family, title, of }) => [`${family}.md`, page(title, of, notes)]));
  const rows = families.map(
    ({ family, title, of }) => `| [${family}](${family}.md) | ${title} | ${of.length} |`,
  );
  pages.set(
    "README.md",
    [
      GENERATED,
      "# Causes",
      "",
      `What \`ecs-preflight explain\` and the canaries recognise: ${causes.length} causes. Each says what ECS's message means, what to change, and where the fact stands. The rules named are the pages of [docs/rules](../rules).`,
      "",
      "| family | | causes |",
      "|---|---|---|",
      ...rows,
      "",
      ...families.flatMap(({ family, of }) => [
        `**${family}**: ${of.map(({ id }) => `[${id}](${family}.md#${id})`).join(", ")}`,
        "",
      ]),
    ].join("\n"),
  );
  const config = await resolveConfig(path.join(FOLDER, "README.md"));
  const formatted = [...pages].map(
    async ([name, text]) => [name, await format(text, { ...config, parser: "markdown" })] as const,
  );
  return new Map(await Promise.all(formatted));
}

const GENERATED =
  "<!-- generated from launch/data/failures-*.json: npx ts-node -T tools/cause-pages.ts -->\n";

const page = (title: string, of: readonly Cause[], notes: ReadonlyMap<string, string>): string =>
  [
    GENERATED,
    `# ${title}`,
    "",
    "[All causes](README.md)",
    "",
    ...of.flatMap((cause) => section(cause, notes.get(cause.id))),
  ].join("\n");

const [BEGIN, END] = ["<!-- by hand -->", "<!-- end by hand -->"];

/**
 * Cause id to what was written by hand about it, in the pages as they are.
 * Throws where that would be lost: under no cause, or without its end.
 */
export function handWritten(folder = FOLDER): ReadonlyMap<string, string> {
  const notes = new Map<string, string>();
  for (const name of fs.readdirSync(folder).filter((file) => file.endsWith(".md"))) {
    for (const part of fs.readFileSync(path.join(folder, name), "utf8").split(/^## /m)) {
      const begin = part.indexOf(BEGIN);
      if (begin < 0) continue;
      const id = part.slice(0, part.indexOf("\n")).trim();
      const end = part.indexOf(END, begin);
      if (end < 0 || part.indexOf(BEGIN, end) >= 0 || !causes.some((cause) => cause.id === id))
        throw new Error(
          `${name}: hand-written text under "${id}" needs one end and a cause of the catalogue`,
        );
      notes.set(id, part.slice(begin + BEGIN.length, end).trim());
    }
  }
  return notes;
}

function section(cause: Cause, note: string | undefined): readonly string[] {
  const rule = cause.rule === null ? "" : `rule \`${cause.rule}\``;
  const stage = cause.stage === null ? "" : `stage \`${cause.stage}\``;
  const where = [stage, rule].filter((part) => part !== "").join(", ");
  const candidates = cause.candidates.map(
    (id) => `- [${id}](${causeOf(id).family}.md#${id}): ${tellApart(id)}`,
  );
  return [
    `## ${cause.id}`,
    "",
    ...(where === "" ? [] : [`${where.charAt(0).toUpperCase()}${where.slice(1)}.`, ""]),
    prose(cause.summary),
    "",
    ...(cause.remedy === "" ? [] : [`**Change:** ${prose(cause.remedy)}`, ""]),
    ...(candidates.length === 0 ? [] : ["One of these, most likely first:", "", ...candidates, ""]),
    ...(note === undefined ? [] : [BEGIN, "", note, "", END, ""]),
    `Source: ${cause.source}`,
    "",
  ];
}

function tellApart(id: string): string {
  const cause = causeOf(id);
  return prose(cause.tellApart ?? cause.summary);
}

/** `{name:otherwise}` stands for what a message says; a page has none. */
const prose = (text: string): string =>
  text
    .replace(/\{\w{1,40}:([^}]{0,200})\}/g, "$1")
    .replace(/ {2,}/g, " ")
    .replace(/ ([.,;:])/g, "$1")
    .replace(/[<*]/g, (character) => `\\${character}`);

async function write(): Promise<void> {
  fs.mkdirSync(FOLDER, { recursive: true });
  for (const [name, content] of await causePages()) fs.writeFileSync(path.join(FOLDER, name), content);
}

if (require.main === module) void write();
