/** Writes into the README of each example with components what the preview says of it. */
import * as fs from "node:fs";
import * as path from "node:path";
import { createColors } from "picocolors";
import { renderTree } from "../cli/report/tree";
import type { Result } from "../cli/report/result";
import { judgeProgram } from "../test/examples/judge-program";
import { withInstalled } from "../test/support/component-program";

export const COMPONENT_EXAMPLES = path.join(__dirname, "../examples/components");

/** Names of the folders. */
export const EXAMPLE_NAMES: readonly string[] = fs
  .readdirSync(COMPONENT_EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

export function judgeExample(name: string): Promise<Result> {
  return withInstalled(path.join(COMPONENT_EXAMPLES, name), (directory) =>
    judgeProgram(directory, { account: "123456789012" }),
  );
}

export const readmeOf = (name: string): string => path.join(COMPONENT_EXAMPLES, name, "README.md");

/** The page with the result in its one block without a language. Throws where there is none. */
export function withTranscript(page: string, result: Result): string {
  const transcript = `\`\`\`\n${renderTree(result, createColors(false)).trim()}\n\`\`\``;
  const written = page.replace(/^```(\w*)\n[^]*?^```$/gm, (block, language: string) => {
    return language === "" ? transcript : block;
  });
  if (!written.includes(transcript)) throw new Error("the page has no block for what the preview says");
  return written;
}

async function main(): Promise<void> {
  for (const name of EXAMPLE_NAMES) {
    const page = fs.readFileSync(readmeOf(name), "utf8");
    fs.writeFileSync(readmeOf(name), withTranscript(page, await judgeExample(name)));
  }
}

if (require.main === module) void main();
