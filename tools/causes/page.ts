import { causeOf, type Cause, type Level } from "../../launch/failures/catalogue";
import type { Family } from "../../launch/failures/explanation";
import { RULES } from "../../policies/registry";
import { FAMILIES, prose } from "./families";
import type { Note } from "./notes";
import { alike, behind } from "./neighbours";
import { repairOf } from "./programs";
import { wordingsOf, written } from "./wordings";

/** What a message of that level settles, for people. */
const SETTLES: Readonly<Record<Level, string>> = {
  decisive: "settles the cause, whatever else it says",
  cause: "settles the cause",
  step: "names the step that failed, not why",
  wrapper: "is only the envelope: the detail is cut off",
  exit: "is an exit code: it says how the program ended, not why",
  summary: "says that something failed, not what",
  waiting: "says that somebody gave up waiting",
  normal: "is no failure",
  candidate: "none of its own: it stands behind the message of another cause",
};

/** The page of one cause, before the formatter; `note` was written by hand, see `tools/causes/notes`. */
export function pageOf(cause: Cause, note: Note = {}): string {
  return [
    `# ${cause.id}`,
    `**${prose(cause.summary)}**`,
    facts(cause),
    ...says(cause),
    ...(note.means === undefined ? [] : ["## What it means", note.means]),
    ...neighbours(cause),
    ...change(cause, note),
    `Source: ${link(cause.source)}, read ${written.get(cause.id)?.read ?? "never"}.`,
  ].join("\n\n");
}

function facts(cause: Cause): string {
  const rule = RULES.find(({ id }) => id === cause.rule);
  const found =
    rule === undefined
      ? "by no rule: the program does not show it"
      : `by the rule [${rule.id}](../rules/${rule.id}.md): ${rule.title}`;
  return [
    `- Family: [${cause.family}](README.md#${cause.family}), ${FAMILIES[cause.family as Exclude<Family, "unknown">]}`,
    `- Stage of the start: ${cause.stage ?? "not settled"}`,
    `- The message: ${settles(cause)}`,
    `- Found before a deployment: ${found}`,
  ].join("\n");
}

function settles({ level, confidence, denial }: Cause): string {
  if (denial === true)
    return "points to this cause; it settles it where it says that no identity-based policy allows the call";
  if (confidence === "likely") return "points to this cause, without the words that would settle it";
  return confidence === "ambiguous" ? "leaves several causes open" : SETTLES[level];
}

const MOST_WORDINGS = 10;

function says({ id, exitCodes = [] }: Cause): readonly string[] {
  const texts = wordingsOf(id).slice(0, MOST_WORDINGS);
  const lines = texts.length > 0 ? texts : exitCodes.map((code) => `Exit code: ${code}`);
  return lines.length === 0 ? [] : ["## What ECS says", ["```text", ...lines, "```"].join("\n")];
}

function neighbours(cause: Cause): readonly string[] {
  const candidates = cause.candidates.map((id) => entry(causeOf(id)));
  const parts = [
    ...(candidates.length === 0
      ? []
      : ["One of these leaves this message, the most likely first:", candidates.join("\n")]),
    ...siblings(cause),
  ];
  const others = alike(cause);
  if (others.length > 0)
    parts.push(
      "Messages of these causes begin alike; what follows tells them apart:",
      others.map((other) => `- [${other.id}](${other.id}.md): ${prose(other.summary)}`).join("\n"),
    );
  return parts.length === 0 ? [] : ["## How to tell", ...parts];
}

function siblings(cause: Cause): readonly string[] {
  const parents = behind(cause.id);
  if (parents.length === 0) return [];
  const own =
    cause.tellApart === undefined
      ? ""
      : ` It is this one where ${prose(cause.tellApart).replace(/^./, (first) => first.toLowerCase())}.`;
  const names = parents.map(({ id }) => `[${id}](${id}.md)`).join(", ");
  return [
    `It may stand behind the message of ${names}, whose page${parents.length > 1 ? "s list" : " lists"} the others.${own}`,
  ];
}

const entry = (cause: Cause): string =>
  `- [${cause.id}](${cause.id}.md): ${prose(cause.tellApart ?? cause.summary)}`;

function change(cause: Cause, note: Note): readonly string[] {
  const repair = cause.rule === null ? undefined : repairOf(cause.id, cause.rule);
  return [
    "## What to change",
    prose(cause.remedy),
    ...(note.change === undefined ? [] : [note.change]),
    ...(repair === undefined || cause.rule === null
      ? []
      : [
          `In the program, for example (the whole stands on the page of [${cause.rule}](../rules/${cause.rule}.md)):`,
          `\`\`\`diff\n${repair}\n\`\`\``,
        ]),
  ];
}

/** A source of the catalogue: a URL, or words with one in them. */
const link = (source: string): string => (/^https:\S+$/.test(source) ? `<${source}>` : source);
