import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type * as rpc from "@pulumi/pulumi/proto/provider_pb";
import type { ComponentResource, ComponentResourceOptions, Inputs } from "@pulumi/pulumi";
import type { ConstructResult } from "@pulumi/pulumi/provider";
import { createRequire } from "node:module";
import * as path from "node:path";
import packageJson from "../package.json";
import { componentOutputs } from "./package-schema";

/** The component classes, and the server of the SDK that turns a call into their constructors. */
interface Loaded {
  readonly components: Readonly<Record<string, ComponentClass | undefined>>;
  readonly main: (provider: ComponentProvider, args: string[]) => Promise<void>;
}

type ComponentClass = new (
  name: string,
  inputs: Inputs,
  options: ComponentResourceOptions,
) => ComponentResource & Readonly<Record<string, unknown>>;

interface ComponentProvider {
  readonly version: string;
  construct(
    name: string,
    type: string,
    inputs: Inputs,
    options: ComponentResourceOptions,
  ): Promise<ConstructResult>;
}

/**
 * Makes components for programs in other languages. The SDKs that this takes are loaded with the first component:
 * most updates have canaries alone, which start in a fraction of that time.
 */
export class Constructor {
  private started: Promise<ResourceProviderClient> | undefined;

  /** @param args the plugin's own: the address of the engine is among them */
  constructor(private readonly args: readonly string[]) {}

  /** Makes one component, with all that is in it. */
  async construct(request: rpc.ConstructRequest): Promise<rpc.ConstructResponse> {
    this.started ??= start(this.args);
    const client = await this.started;
    return new Promise((resolve, reject) => {
      client.construct(request, (error: grpc.ServiceError | null, response: rpc.ConstructResponse) => {
        if (error === null) resolve(response);
        else reject(new Error(error.details === "" ? error.message : error.details));
      });
    });
  }
}

async function start(args: readonly string[]): Promise<ResourceProviderClient> {
  const { components, main } = load();
  const provider = { version: packageJson.version, construct: constructWith(components) };
  const port = await printedBy(() => main(provider, [...args]));
  return new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
}

/** From the package's own folder at run time: this file is bundled, and they are not. */
function load(): Loaded {
  const require = createRequire(path.join(__dirname, "plugin.js"));
  try {
    const { main } = require("@pulumi/pulumi/provider/server") as Pick<Loaded, "main">;
    return { main, components: require("./index.js") as Loaded["components"] };
  } catch (error) {
    throw new Error(
      `Components for other languages need @pulumi/pulumi and @pulumi/aws beside ecs-preflight: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}. To do: npm install @pulumi/pulumi @pulumi/aws where ecs-preflight is installed.`,
      { cause: error },
    );
  }
}

function constructWith(components: Loaded["components"]): ComponentProvider["construct"] {
  return (name, type, inputs, options) => {
    const Component = components[type.split(":")[2] ?? ""];
    const outputs = componentOutputs(type);
    if (Component === undefined || outputs === undefined)
      return Promise.reject(new Error(`ecs-preflight has no component ${type}`));
    const made = new Component(name, inputs, options);
    return Promise.resolve({
      urn: made.urn,
      state: Object.fromEntries(outputs.map((output) => [output, made[output]])),
    });
  };
}

/** The port that the SDK's server prints; on the plugin's own output the engine would take it for the plugin's. */
async function printedBy(serve: () => Promise<void>): Promise<string> {
  const log = console.log;
  let printed: string | undefined;
  console.log = (line: unknown) => {
    printed ??= String(line);
  };
  try {
    await serve();
  } finally {
    console.log = log;
  }
  if (printed === undefined) throw new Error("the server of the components did not start");
  return printed;
}
