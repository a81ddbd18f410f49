import * as fs from "node:fs";
import * as path from "node:path";
import { causes } from "../../launch/failures/catalogue";

export const NOTES = path.join(__dirname, "notes");

/** What was written by hand about a cause, as Markdown whose links start in docs/causes. */
export interface Note {
  /** What the message means, and how to find out more. */
  readonly means?: string;
  /** What to change: programs in it are checked against the types of the SDK. */
  readonly change?: string;
}

const CHANGE = /^## What to change$/m;

/**
 * Cause id to its note: `<id>.md`, what it means, then what to change under a heading of that name; both are optional.
 * Throws where a note would be lost: under no cause.
 */
export function notes(folder = NOTES): ReadonlyMap<string, Note> {
  return new Map(
    fs
      .readdirSync(folder)
      .sort()
      .map((name) => {
        const id = path.basename(name, ".md");
        if (name === id || !causes.some((cause) => cause.id === id))
          throw new Error(`${path.join(folder, name)} belongs to no cause of the catalogue`);
        const [means = "", change = ""] = fs.readFileSync(path.join(folder, name), "utf8").split(CHANGE);
        return [id, { ...given("means", means), ...given("change", change) }] as const;
      }),
  );
}

const given = (name: keyof Note, text: string): Note => (text.trim() === "" ? {} : { [name]: text.trim() });
