/** A policy pack for the tests of the harness. */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** A pack that stops log groups without a retention, and writes down what it is shown. */
const PACK = `
const { PolicyPack } = require("@pulumi/policy");
const fs = require("fs");
const path = require("path");
const seen = { dryRun: process.env.PULUMI_DRY_RUN, inputs: {}, outputs: {} };
function plain(value) {
  if (value === null || typeof value !== "object") return value;
  const copy = Array.isArray(value) ? [] : {};
  for (const key of Object.keys(value)) {
    try { copy[key] = plain(value[key]); } catch { copy[key] = "UNKNOWN"; }
  }
  return copy;
}
const save = () => fs.writeFileSync(path.join(__dirname, "seen.json"), JSON.stringify(seen));
new PolicyPack("recorder", {
  policies: [
    {
      name: "log-retention",
      description: "Log groups have a retention.",
      enforcementLevel: "mandatory",
      severity: "high",
      configSchema: { properties: { days: { type: "number", default: 1 } } },
      validateResource: (args, reportViolation) => {
        seen.inputs[args.name] = plain(args.props);
        save();
        if (args.type === "aws:cloudwatch/logGroup:LogGroup" && !(args.props.retentionInDays >= args.getConfig().days))
          reportViolation("retentionInDays is below " + args.getConfig().days);
      },
    },
    {
      name: "record-stack",
      description: "Writes down the stack.",
      enforcementLevel: "advisory",
      validateStack: (args, reportViolation) => {
        for (const resource of args.resources) seen.outputs[resource.name] = plain(resource.props);
        save();
        reportViolation("saw " + args.resources.length + " resources");
      },
    },
  ],
});
`;

/** What the pack was shown; `UNKNOWN` stands where a value was unknown. */
export interface Seen {
  readonly dryRun?: string;
  readonly inputs: Record<string, Record<string, unknown>>;
  readonly outputs: Record<string, Record<string, unknown>>;
}

/** Writes the pack into a temporary folder: a directory pack, and with `run` in it an executable one. */
export function makeRecorder(): string {
  const pack = fs.mkdtempSync(path.join(os.tmpdir(), "ecs-preflight-pack-"));
  fs.symlinkSync(path.resolve(__dirname, "../../../node_modules"), path.join(pack, "node_modules"));
  fs.writeFileSync(path.join(pack, "PulumiPolicy.yaml"), "runtime: nodejs\nversion: 0.0.1\n");
  fs.writeFileSync(path.join(pack, "package.json"), JSON.stringify({ name: "recorder", version: "0.0.1" }));
  fs.writeFileSync(path.join(pack, "index.js"), PACK);
  const executable = `#!${process.execPath}\nprocess.chdir(__dirname);\nrequire("./index.js");\n`;
  fs.writeFileSync(path.join(pack, "run"), executable, { mode: 0o755 });
  return pack;
}

export function readSeen(pack: string): Seen {
  return JSON.parse(fs.readFileSync(path.join(pack, "seen.json"), "utf8")) as Seen;
}
