import { readdirSync } from "node:fs";
import * as path from "node:path";

export const EXAMPLES = path.join(__dirname, "../../examples");

export const TWINS = ["broken", "fixed"] as const;

/** Folders of the pairs; each is the id of the rule it shows. */
export const PAIRS = readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
