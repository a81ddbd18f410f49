/** Writes plugin/schema.json, which `pulumi package` reads without starting the plugin. */
import * as fs from "node:fs";
import * as path from "node:path";
import { format, resolveConfig } from "prettier";
import { packageSchema } from "../plugin/package-schema";

export const SCHEMA_FILE = path.join(__dirname, "../plugin/schema.json");

/** The content that the file must have. */
export async function schemaText(): Promise<string> {
  const config = await resolveConfig(SCHEMA_FILE);
  return format(JSON.stringify(packageSchema(), null, 2), { ...config, parser: "json" });
}

if (require.main === module) void schemaText().then((text) => fs.writeFileSync(SCHEMA_FILE, text));
