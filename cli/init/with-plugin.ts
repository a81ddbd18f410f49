import { isMap, isScalar, isSeq, parseDocument, type Document, type Node, type YAMLMap } from "yaml";
import { UsageError } from "../exit-status";

const NAME = "ecs-preflight";

interface Entry {
  readonly name: string;
  readonly path: string;
}

/**
 * The text of the project file with the plugin in it; undefined where it names it already.
 * @throws {UsageError} where it is no project file
 */
export function withPlugin(text: string, plugin: string, file: string): string | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents))
    throw new UsageError(`${file} can't be read: ${document.errors[0]?.message ?? "it holds no mapping"}`);
  if (isNamed(document)) return undefined;
  const entry = { name: NAME, path: plugin };
  if (file.endsWith(".json")) return asJson(document, entry);
  const written = inserted(text, document.contents, entry);
  // Lines are added where the file is written in blocks; in braces it is written anew.
  return written !== undefined && isNamed(parseDocument(written)) ? written : rewritten(document, entry);
}

function isNamed(document: Document): boolean {
  if (document.errors.length > 0) return false;
  const providers = document.getIn(["plugins", "providers"]);
  const names = isSeq(providers) ? (providers.toJSON() as readonly Partial<Entry>[]) : [];
  return document.hasIn(["packages", NAME]) || names.some((provider) => provider.name === NAME);
}

/** The text with lines added to it; undefined where they would not fit how it is written. */
function inserted(text: string, project: YAMLMap, entry: Entry): string | undefined {
  const item = (indent: string): readonly string[] => [
    `${indent}- name: ${entry.name}`,
    `${indent}  path: ${entry.path}`,
  ];
  const plugins: unknown = project.get("plugins", true);
  if (plugins === undefined)
    return project.flow === true
      ? undefined
      : addLines(text, text.length, ["plugins:", "  providers:", ...item("    ")]);
  if (!isMap(plugins) || plugins.flow === true) return undefined;
  const providers: unknown = plugins.get("providers", true);
  if (isSeq(providers)) {
    const last = providers.items.at(-1) as Node | undefined;
    if (providers.flow === true || last === undefined) return undefined;
    const dash = text.lastIndexOf("-", last.range?.[0]);
    return addLines(text, last.range?.[1] ?? 0, item(text.slice(text.lastIndexOf("\n", dash) + 1, dash)));
  }
  const first = plugins.items[0];
  if (providers !== undefined || !isScalar(first?.key)) return undefined;
  const at = first.key.range?.[0] ?? 0;
  const indent = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return addLines(text, plugins.range?.[1] ?? 0, [`${indent}providers:`, ...item(`${indent}  `)]);
}

/** Adds the lines after the line in which `end` lies, with the file's own line ends. */
function addLines(text: string, end: number, lines: readonly string[]): string {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const isLineEnd = end === 0 || text[end - 1] === "\n";
  const lineEnd = isLineEnd ? end : text.indexOf("\n", end) + 1;
  const before = lineEnd === 0 ? `${text}${newline}` : text.slice(0, lineEnd);
  return `${before}${lines.join(newline)}${newline}${lineEnd === 0 ? "" : text.slice(lineEnd)}`;
}

function rewritten(document: Document, entry: Entry): string {
  const providers = document.getIn(["plugins", "providers"]);
  if (isSeq(providers)) providers.add(document.createNode(entry));
  else if (isMap(document.get("plugins"))) document.setIn(["plugins", "providers"], [entry]);
  else document.set("plugins", document.createNode({ providers: [entry] }));
  return document.toString({ lineWidth: 0 });
}

function asJson(document: Document, entry: Entry): string {
  const project = document.toJSON() as { readonly plugins?: { readonly providers?: readonly Entry[] } };
  const providers = [...(project.plugins?.providers ?? []), entry];
  return `${JSON.stringify({ ...project, plugins: { ...project.plugins, providers } }, null, 2)}\n`;
}
