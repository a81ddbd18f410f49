/** A program in Python, whose service and canary the plugin makes. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { ensurePulumiSdk } from "../../tools/python";
import { describeWithMoto } from "../plugin/support/moto";
import { live, PULLING, RUNNING, startWorld, type World } from "../plugin/support/world";
import { describeWithPython } from "../support/python";
import { describeWithEngine, engineAvailable } from "./support/engine";
import { pluginFolder } from "./support/plugins";

const DEPLOY = path.join(__dirname, "python/deploy.py");
const PLUGIN = path.resolve(__dirname, "../../plugin");
const TOKEN = "hunter2-in-the-environment";

/** A line of deploy.py. */
interface Operation {
  readonly operation: string;
  readonly error: string | null;
  /** `<types>::<name>` to what was done with it. */
  readonly steps: Readonly<Record<string, string>>;
  readonly messages: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  /** The stack's state as it is stored. */
  readonly state: string;
}

type Settings = Readonly<Record<string, string>>;

/**
 * Runs the operations one after the other on a new stack.
 * @param endpoint where the plugin finds AWS
 */
async function deploy(
  operations: readonly string[],
  settings: Settings,
  endpoint = "http://127.0.0.1:1",
): Promise<readonly Operation[]> {
  const [cli, sdk] = [engineAvailable(), ensurePulumiSdk()];
  if ("missing" in cli || "missing" in sdk) throw new Error("no Pulumi");
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "ecs-preflight-python-"));
  try {
    const project = path.join(root, "project");
    for (const folder of ["backend", "project"]) fs.mkdirSync(path.join(root, folder));
    const yaml = { name: "shop", runtime: "python", packages: { "ecs-preflight": PLUGIN } };
    fs.writeFileSync(path.join(project, "Pulumi.yaml"), JSON.stringify(yaml));
    const env = {
      ...process.env,
      PATH: [pluginFolder(), path.dirname(cli.pulumi), process.env["PATH"]].join(path.delimiter),
      PROJECT: project,
      SETTINGS: JSON.stringify({ "aws:region": "eu-west-1", "shop:token": TOKEN, ...settings }),
      PYTHONDONTWRITEBYTECODE: "1",
      PULUMI_BACKEND_URL: `file://${path.join(root, "backend")}`,
      PULUMI_CONFIG_PASSPHRASE: "",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_HOME: path.join(root, "home"),
      PULUMI_SKIP_UPDATE_CHECK: "true",
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
    };
    return await new Promise((resolve, reject) => {
      execFile(
        sdk.python,
        [DEPLOY, ...operations],
        { env, maxBuffer: 2 ** 26, timeout: 120_000 },
        (error, stdout, stderr) => {
          if (error !== null) reject(new Error(`${error.message}\n${stdout}\n${stderr}`));
          else
            resolve(
              stdout
                .trim()
                .split("\n")
                .map((line) => JSON.parse(line) as Operation),
            );
        },
      );
    });
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

const changed = ({ steps }: Operation): string[] =>
  Object.keys(steps)
    .filter((key) => steps[key] !== "same")
    .sort();

describeWithPython("Pulumi's SDK", ensurePulumiSdk, "a program in Python", () => {
  describeWithEngine("on the real engine", function () {
    this.timeout(120_000);

    it("has a service made, finds it unchanged and removes it", async () => {
      const [preview, up, again, destroyed] = await deploy(["preview", "up", "preview", "destroy"], {});
      assert.ok(preview && up && again && destroyed);
      for (const { error, messages, operation } of [preview, up, again, destroyed])
        assert.equal(error, null, `${operation}: ${messages.join("\n")}`);
      const service = "ecs-preflight:index:EcsService$aws:ecs/service:Service::api";
      assert.deepEqual([preview.steps[service], up.steps[service]], ["create", "create"]);
      assert.deepEqual([changed(preview), changed(again)], [changed(up), []]);
      assert.equal(destroyed.steps[service], "delete");
      assert.equal(up.outputs["logGroup"], "/ecs/shop-dev-api");
      assert.match(up.outputs["service"] ?? "", /^api-[0-9a-f]{7}$/);
      assert.match(up.outputs["taskDefinition"] ?? "", /:task-definition\/shop-dev-api:\d+$/);
      assert.match(up.state, /"ciphertext"/);
      assert.doesNotMatch(up.state, new RegExp(TOKEN), "a secret of the environment stays one");
    });

    it("is told which argument a component refuses, and why", async () => {
      const [preview] = await deploy(["preview"], { "shop:image": "shop api" });
      assert.match(
        preview?.messages.join("\n") ?? "",
        /EcsService api, containers: [^]*\[image-reference-valid\]/,
      );
    });

    describeWithMoto("with a canary", () => {
      let world: World;
      before(async () => {
        world = await startWorld();
      });
      after(() => world.end());

      it("runs its task once, and rests", async () => {
        live(world, { states: [PULLING, RUNNING] });
        const settings = {
          "shop:canary": await world.register(),
          "shop:subnet": world.subnet,
          "shop:securityGroup": world.securityGroup,
        };
        const [up, again] = await deploy(["up", "up"], settings, world.proxy.url);
        assert.ok(up && again);
        assert.deepEqual([up.error, again.error], [null, null], up.messages.join("\n"));
        assert.match(up.outputs["summary"] ?? "", /^it ran for 1 s /);
        const runs = world.proxy.calls.filter(({ action }) => action === "RunTask");
        assert.deepEqual([runs.length, changed(again)], [1, []]);
        assert.deepEqual(await world.running(), []);
      });
    });
  });
});
