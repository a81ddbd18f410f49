import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import { RULES } from "../../../policies/registry";
import { fargateService, ROLE, TASK_DEFINITION } from "../../support/fargate-service";
import { outputOf, urnOf } from "../../support/stack";
import { Analyzer } from "./analyzer-client";

const ROOT = path.resolve(__dirname, "../../..");
const SIZE = "fargate-size-valid";
const BROKEN = fargateService({ taskDefinition: { cpu: "300" } });

/** A pack of an organisation: the policy SDK as it is, with the library entry of this package. */
function writePack(settings: object): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "ecs-preflight-own-pack-"));
  const sdk = JSON.stringify(require.resolve("@pulumi/policy"));
  const library = JSON.stringify(path.join(ROOT, "dist/policies.js"));
  fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name: "acme", version: "1.0.0" }));
  fs.writeFileSync(
    path.join(folder, "index.js"),
    `const { PolicyPack } = require(${sdk});
const { crossGuardPolicies } = require(${library});
new PolicyPack("acme", { policies: crossGuardPolicies(${JSON.stringify(settings)}) });
`,
  );
  return folder;
}

describe("the rules in an organisation's own pack", () => {
  let folder: string | undefined;
  let child: ChildProcess | undefined;
  let analyzer: Analyzer | undefined;

  const start = async (
    settings: object = {},
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Analyzer> => {
    folder = writePack(settings);
    const started = spawn(process.execPath, ["index.js"], {
      cwd: folder,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
    child = started;
    const port = await new Promise<number>((resolve, reject) => {
      started.stdout.once("data", (chunk: Buffer) => resolve(Number(chunk.toString().trim())));
      started.once("exit", (code) => reject(new Error(`the pack ended with status ${String(code)}`)));
    });
    analyzer = new Analyzer(port);
    return analyzer;
  };

  afterEach(() => {
    analyzer?.close();
    child?.removeAllListeners("exit").kill();
    if (folder !== undefined) fs.rmSync(folder, { recursive: true, force: true });
  });

  it("are policies of that pack", async () => {
    const info = await (await start()).info();
    const names = info.getPoliciesList().map((policy) => policy.getName());
    assert.deepEqual(names, ["ecs-preflight", ...RULES.map(({ id }) => id)]);
  });

  it("find the same fault, once, on the same resource", async () => {
    const { resources, stack } = await (await start()).operation(BROKEN);
    const found = [...resources, ...stack].filter(({ policy }) => policy === SIZE);
    assert.deepEqual(
      found.map(({ level, urn }) => [level, urn]),
      [["mandatory", urnOf(TASK_DEFINITION, "api")]],
    );
  });

  it("find it again in the next operation", async () => {
    const client = await start();
    const first = await client.operation(BROKEN);
    assert.deepEqual(await client.operation(BROKEN), first);
  });

  it("lose one requirement to an unknown, not the policy", async () => {
    const specs = fargateService({ taskDefinition: { cpu: outputOf(ROLE, "exec") } });
    const { resources, stack } = await (await start()).operation(specs);
    const said = [...resources, ...stack].map(({ message }) => message).join("\n");
    assert.ok(!said.includes("can't run policy"), said);
    assert.match(said, /it comes from exec, known only once deployed \(fargate-size-valid/);
  });

  it("have the level that is set for them", async () => {
    const client = await start();
    await client.configure({ [SIZE]: EnforcementLevel.ADVISORY });
    const [violation] = (await client.operation(BROKEN)).resources.filter(({ policy }) => policy === SIZE);
    assert.equal(violation?.level, "advisory");
  });

  it("take settings from the program", async () => {
    const client = await start({ exemptions: [{ rule: SIZE, resource: "api", reason: "known" }] });
    const { resources, stack } = await client.operation(BROKEN);
    assert.deepEqual(
      [...resources, ...stack].filter(({ policy }) => policy === SIZE),
      [],
    );
  });
});
