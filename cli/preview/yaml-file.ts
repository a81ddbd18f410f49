import * as fs from "node:fs";
import * as path from "node:path";
import { parseDocument } from "yaml";
import { messageOf, PreviewError } from "./error";

/** The content of a YAML (or JSON) file. Throws `PreviewError` naming file and line. */
export function readYaml(file: string): unknown {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new PreviewError(`${path.basename(file)} cannot be read: ${messageOf(error)}`);
  }
  const document = parseDocument(text, { prettyErrors: true });
  const [problem] = document.errors;
  if (problem !== undefined) {
    const line = problem.linePos?.[0].line;
    // The text after the first line quotes the file, which may hold secrets.
    const reason = problem.message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? "";
    throw new PreviewError(
      `${path.basename(file)}${line === undefined ? "" : `:${String(line)}`}: not valid YAML: ${reason}`,
    );
  }
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new PreviewError(`${path.basename(file)}: not valid YAML: ${messageOf(error)}`);
  }
}
