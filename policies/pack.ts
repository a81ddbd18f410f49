import packageJson from "../package.json";
import { servePack } from "./pack/service";
import { RULES } from "./registry";

/** The entry that PulumiPolicy.yaml leads to. The engine reads the port from the first line of the output. */
servePack(RULES, packageJson.version).then(
  ({ port }) => {
    process.stdout.write(`${port}\n`);
  },
  (error: unknown) => {
    process.stderr.write(`ecs-preflight: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
