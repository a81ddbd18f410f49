import { createColors } from "picocolors";
import { causeOf } from "../../launch/failures/catalogue";
import type { Explanation } from "../../launch/failures/explanation";

/** The explanation as JSON, version 1 (schema/explain.schema.json). */
export function renderJson(explanation: Explanation): string {
  return `${JSON.stringify({ version: 1, ...explanation }, null, 2)}\n`;
}

/** The explanation for people: cause, what to change, evidence, and what would tell the candidates apart. */
export function renderTree(explanation: Explanation, colour: boolean): string {
  const colours = createColors(colour);
  const title = isNormal(explanation)
    ? colours.green
    : explanation.cause === "unknown"
      ? colours.yellow
      : colours.red;
  const rows: readonly (readonly [string, string])[] = [
    ["cause", `${explanation.cause} (${explanation.family})`],
    ["stage", explanation.stage ?? "not settled"],
    ["rule", explanation.rule ?? (explanation.confidence === "ambiguous" ? "left open" : "none foresees it")],
    ["confidence", explanation.confidence],
    ["change", explanation.remedy],
    ["says", named(explanation)],
    ["evidence", explanation.evidence],
    ["page", explanation.page],
  ];
  const lines = [title(printable(explanation.summary))];
  for (const [name, value] of rows) {
    if (value !== "") lines.push(`  ${colours.dim(name.padEnd(10))}  ${printable(value)}`);
  }
  if (explanation.candidates.length > 0) {
    lines.push(
      `  ${colours.dim(explanation.confidence === "ambiguous" ? "one of these, most likely first" : "see also")}`,
    );
    for (const { cause, tellApart } of explanation.candidates) {
      const { rule } = causeOf(cause);
      lines.push(`  - ${colours.bold(cause)}${rule === null ? "" : ` (${rule})`}: ${printable(tellApart)}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

const isNormal = ({ cause }: Explanation): boolean =>
  cause !== "unknown" && causeOf(cause).level === "normal";

const named = ({ extracted }: Explanation): string =>
  Object.entries(extracted)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");

/** Control characters of a pasted log never reach the terminal. */
// eslint-disable-next-line no-control-regex -- that is what it removes
const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, " ");
