/**
 * Writes docs/causes: a page per cause of the failure catalogue, and a list of all. What is written by hand stands in
 * `tools/causes/notes`.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { format, resolveConfig } from "prettier";
import { causes } from "../launch/failures/catalogue";
import { indexOf } from "./causes/index-page";
import { notes } from "./causes/notes";
import { pageOf } from "./causes/page";

export const FOLDER = path.join(__dirname, "../docs/causes");

const GENERATED =
  "<!-- generated from launch/data/failures-*.json and tools/causes/notes: npm run docs -->\n\n";

/** File name to content. */
export async function causePages(): Promise<ReadonlyMap<string, string>> {
  const byHand = notes();
  const pages = [
    ["README.md", indexOf(causes)] as const,
    ...causes.map((cause) => [`${cause.id}.md`, pageOf(cause, byHand.get(cause.id))] as const),
  ];
  const config = await resolveConfig(path.join(FOLDER, "README.md"));
  const formatted = pages.map(
    async ([name, text]) =>
      [name, await format(`${GENERATED}${text}\n`, { ...config, parser: "markdown" })] as const,
  );
  return new Map(await Promise.all(formatted));
}

/** Writes the pages, and removes those of causes that are no more. */
async function write(): Promise<void> {
  const pages = await causePages();
  fs.mkdirSync(FOLDER, { recursive: true });
  for (const name of fs.readdirSync(FOLDER)) if (!pages.has(name)) fs.rmSync(path.join(FOLDER, name));
  for (const [name, content] of pages) fs.writeFileSync(path.join(FOLDER, name), content);
}

if (require.main === module) void write();
