import * as fs from "node:fs";
import * as path from "node:path";
import { isMap, isSeq, parseDocument, type Document } from "yaml";
import { EXIT, UsageError } from "../exit-status";
import type { Output } from "../output";

const NAME = "ecs-preflight";
const PLUGIN = "node_modules/ecs-preflight/plugin";

/** Adds the provider plugin of the canaries to the project file, once; comments and order stay. */
export function init(directory: string, output: Output): number {
  const file = ["Pulumi.yaml", "Pulumi.yml"]
    .map((name) => path.join(directory, name))
    .find((candidate) => fs.existsSync(candidate));
  if (file === undefined) throw new UsageError(`no Pulumi.yaml in ${path.resolve(directory)}`);
  const before = fs.readFileSync(file, "utf8");
  const after = withPlugin(before, pluginPath(directory), file);
  if (after === undefined) {
    output.stdout(`${file} names the plugin ${NAME} already.\n`);
    return EXIT.nothingMandatory;
  }
  fs.writeFileSync(file, after);
  output.stdout(
    `${file}: added the plugin ${NAME}. StartCanary and ServiceCanary can be used now; docs/canary.md shows how.\n`,
  );
  return EXIT.nothingMandatory;
}

/**
 * The text of the project file with the plugin in it; undefined where it names it already.
 * @throws {UsageError} where it is no project file
 */
export function withPlugin(text: string, plugin: string, file: string): string | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents))
    throw new UsageError(`${file} can't be read: ${document.errors[0]?.message ?? "it holds no mapping"}`);
  if (document.hasIn(["packages", NAME])) return undefined;
  const providers = document.getIn(["plugins", "providers"]);
  const entry = { name: NAME, path: plugin };
  if (isSeq(providers)) {
    const names = (providers.toJSON() as readonly { readonly name?: string }[]).map(({ name }) => name);
    if (names.includes(NAME)) return undefined;
    providers.add(document.createNode(entry));
  } else document.setIn(["plugins"], pluginsWith(document, entry));
  return document.toString({ lineWidth: 0 });
}

/** What `plugins` holds already stays. */
function pluginsWith(document: Document, entry: object): unknown {
  const plugins = document.get("plugins");
  const others = isMap(plugins) ? (plugins.toJSON() as object) : {};
  return document.createNode({ ...others, providers: [entry] });
}

/** Relative to the project file, `/` on every system; in a workspace the package lies further up. */
function pluginPath(directory: string): string {
  for (let up = path.resolve(directory); ; up = path.dirname(up)) {
    if (fs.existsSync(path.join(up, PLUGIN, "PulumiPlugin.yaml")))
      return path.relative(path.resolve(directory), path.join(up, PLUGIN)).split(path.sep).join("/");
    if (path.dirname(up) === up) return PLUGIN;
  }
}
