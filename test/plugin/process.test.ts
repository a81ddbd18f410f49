import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import type * as empties from "google-protobuf/google/protobuf/empty_pb";
import type * as structs from "google-protobuf/google/protobuf/struct_pb";
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import * as path from "node:path";
import { describeWithMoto } from "./support/moto";
import { live, PULLING, startWorld, type World } from "./support/world";

const PLUGIN = path.resolve(__dirname, "../../plugin/pulumi-resource-ecs-preflight");
// The copy that the SDK's messages are made with; an installation may hold two.
const ofSdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));
const { Struct } = ofSdk("google-protobuf/google/protobuf/struct_pb.js") as typeof structs;
const { Empty } = ofSdk("google-protobuf/google/protobuf/empty_pb.js") as typeof empties;

describeWithMoto("the plugin's process", () => {
  let world: World;
  let taskDefinition = "";
  let plugin: ChildProcess;
  let client: ResourceProviderClient;
  before(async function () {
    this.timeout(60_000);
    world = await startWorld();
    taskDefinition = await world.register();
  });
  after(() => world.end());

  beforeEach(async () => {
    plugin = spawn(process.execPath, [PLUGIN], {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        AWS_ENDPOINT_URL: world.proxy.url,
        AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
        AWS_SECRET_ACCESS_KEY: "secret",
      },
    });
    assert.ok(plugin.stdout);
    const [port] = (await once(plugin.stdout, "data")) as [Buffer];
    client = new ResourceProviderClient(
      `127.0.0.1:${String(port).trim()}`,
      grpc.credentials.createInsecure(),
    );
    live(world, { states: [PULLING] });
  });
  afterEach(async () => {
    client.close();
    if (plugin.exitCode === null && plugin.signalCode === null) {
      plugin.kill("SIGKILL");
      await once(plugin, "exit");
    }
    assert.deepEqual(await world.running(), []);
  });

  /** Starts a canary; the promise is its end, with the error's text. */
  function create(): { readonly call: grpc.ClientUnaryCall; readonly end: Promise<string> } {
    const inputs = {
      cluster: "main",
      taskDefinition,
      mode: "as-is",
      launchType: "FARGATE",
      networkConfiguration: { subnets: [world.subnet], securityGroups: [world.securityGroup] },
    };
    const request = new rpc.CreateRequest()
      .setUrn("urn:pulumi:dev::shop::ecs-preflight:index:StartCanary::starts")
      .setProperties(Struct.fromJavaScript(inputs));
    let call: grpc.ClientUnaryCall | undefined;
    const end = new Promise<string>((resolve) => {
      call = client.create(request, (error) => resolve(error?.details ?? "passed"));
    });
    assert.ok(call);
    return { call, end };
  }

  const called = async (action: string): Promise<void> => {
    while (!world.proxy.calls.some((call) => call.action === action))
      await new Promise((resolve) => void setTimeout(resolve, 20));
  };

  it("stops the task when the connection is lost", async () => {
    const { call, end } = create();
    await called("DescribeTasks");
    call.cancel();
    await end;
    await called("StopTask");
    assert.equal(plugin.exitCode, null, "the plugin serves on");
  });

  it("stops the task when it is asked to end, and ends", async () => {
    void create().end;
    await called("DescribeTasks");
    plugin.kill("SIGTERM");
    const [code] = (await once(plugin, "exit")) as [number];
    assert.equal(code, 0);
    assert.ok(world.proxy.calls.some(({ action }) => action === "StopTask"));
  });

  it("stops the task on Cancel, says so, and takes no more", async () => {
    const { end } = create();
    await called("DescribeTasks");
    const cancel = (): Promise<void> =>
      new Promise((resolve, reject) => {
        client.cancel(new Empty(), (error) => (error === null ? resolve() : reject(error)));
      });
    await cancel();
    await cancel();
    assert.match(await end, /^canceled \(Pulumi was asked to stop\)[^]*\(stopped\)/);
    const before = world.proxy.calls.length;
    assert.match(await create().end, /^canceled/);
    assert.equal(world.proxy.calls.length, before);
  });

  it("ends when the process that started it is gone", async () => {
    const parent = spawn(
      process.execPath,
      [
        "-e",
        `const child = require("child_process").spawn(process.execPath, [${JSON.stringify(PLUGIN)}], { stdio: ["ignore", "pipe", "inherit"], detached: true });
         child.stdout.once("data", () => { console.log(child.pid); process.exit(0); });`,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    assert.ok(parent.stdout);
    const [pid] = (await once(parent.stdout, "data")) as [Buffer];
    const isThere = (): boolean => {
      try {
        process.kill(Number(String(pid)), 0);
        return true;
      } catch {
        return false;
      }
    };
    const from = Date.now();
    while (isThere() && Date.now() - from < 10_000)
      await new Promise((resolve) => void setTimeout(resolve, 100));
    assert.equal(isThere(), false);
  });
});
