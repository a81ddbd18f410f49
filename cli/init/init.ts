import * as fs from "node:fs";
import * as path from "node:path";
import { EXIT, UsageError } from "../exit-status";
import type { Output } from "../output";
import { withPlugin } from "./with-plugin";

const PLUGIN = "node_modules/ecs-preflight/plugin";

/** Adds the provider plugin of the canaries to the project file, once; everything else stays as it is written. */
export function init(directory: string, output: Output): number {
  const file = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"]
    .map((name) => path.join(directory, name))
    .find((candidate) => fs.existsSync(candidate));
  if (file === undefined) throw new UsageError(`no Pulumi.yaml in ${path.resolve(directory)}`);
  const before = fs.readFileSync(file, "utf8");
  const after = withPlugin(before, pluginPath(directory), file);
  if (after === undefined) {
    output.stdout(`${file} names the plugin ecs-preflight already.\n`);
    return EXIT.nothingMandatory;
  }
  fs.writeFileSync(file, after);
  output.stdout(
    `${file}: added the plugin ecs-preflight. StartCanary and ServiceCanary can be used now; docs/canary.md shows how.\n`,
  );
  return EXIT.nothingMandatory;
}

/** Relative to the project file, `/` on every system; in a workspace the package lies further up. */
function pluginPath(directory: string): string {
  for (let up = path.resolve(directory); ; up = path.dirname(up)) {
    if (fs.existsSync(path.join(up, PLUGIN, "PulumiPlugin.yaml")))
      return path.relative(path.resolve(directory), path.join(up, PLUGIN)).split(path.sep).join("/");
    if (path.dirname(up) === up) return PLUGIN;
  }
}
