/** The programs of examples/components under the policy pack, on the real engine. */
import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { withInstalled } from "../support/component-program";
import { describeWithEngine, previewProject } from "./support/engine";

const ROOT = path.join(__dirname, "../..");
const FOLDER = path.join(ROOT, "examples/components");
const PACK = path.join(ROOT, "dist/ecs-preflight-pack.js");

/** What a first preview can't know of the programs that have more than it sees, by the words of `launch-decided`. */
const OPEN: Readonly<Record<string, RegExp>> = {
  "existing-vpc-and-role": /role\/shared-execution is not managed by this stack/,
  "scheduled-task": /text of policy scheduler is not known yet/,
};

describeWithEngine("examples with components on the real engine", function () {
  this.timeout(120_000);

  for (const name of fs.readdirSync(FOLDER))
    it(name, () =>
      withInstalled(path.join(FOLDER, name), async (directory) => {
        const { succeeded, errors, policyEvents, stderr } = await previewProject(directory, {
          policyPacks: [PACK],
        });
        assert.ok(succeeded, [...errors, stderr].join("\n"));
        const open = OPEN[name];
        assert.deepEqual(
          policyEvents.map(({ policyName }) => policyName),
          open === undefined ? [] : ["launch-decided"],
        );
        if (open !== undefined) assert.match(policyEvents[0]?.message ?? "", open);
      }),
    );
});
