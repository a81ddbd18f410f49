import { readFileSync } from "node:fs";
import * as path from "node:path";

export const RULE_PAGES = path.join(__dirname, "../../docs/rules");

/** A rule's page, by the headings of its sections. */
export interface Page {
  readonly title: string | undefined;
  readonly headings: readonly string[];
  readonly text: string;
  /** The one program of a section. Throws when it has none, or several. */
  program(section: "Broken" | "Fixed"): string;
}

export function readPage(id: string): Page {
  const text = readFileSync(path.join(RULE_PAGES, `${id}.md`), "utf8");
  const sections = new Map(
    text
      .split(/^## /m)
      .slice(1)
      .map((section) => [firstLine(section), section]),
  );
  return {
    title: /^# (.+)$/m.exec(text)?.[1],
    headings: [...sections.keys()],
    text,
    program: (section) => {
      const programs = [...(sections.get(section) ?? "").matchAll(/^```ts\n([^]*?)^```$/gm)];
      const [only, ...more] = programs.map(([, code]) => code ?? "");
      if (only === undefined || more.length > 0)
        throw new Error(`section ${section} of ${id}.md has ${programs.length} programs, and needs one`);
      return only;
    },
  };
}

const firstLine = (text: string): string => text.slice(0, text.indexOf("\n"));
