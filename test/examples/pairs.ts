import { existsSync, readdirSync } from "node:fs";
import * as path from "node:path";

export const EXAMPLES = path.join(__dirname, "../../examples");

export const TWINS = ["broken", "fixed"] as const;

/** Folders of the pairs; each is the id of the rule it shows. */
export const PAIRS = readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(path.join(EXAMPLES, entry.name, TWINS[0])))
  .map(({ name }) => name);
