/**
 * The stand-in for `pulumi-resource-aws`: the provider protocol over the answers of this folder. Bundled by
 * plugins.ts; `AWS_SDK_FOLDER` is where `@pulumi/aws` is installed.
 */
import * as grpc from "@grpc/grpc-js";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { check } from "./check";
import { invoke } from "./functions";
import { create, diff, plan } from "./outputs";
import { SdkTypes } from "./sdk-types";
import { isObject, textOf, type Properties } from "./values";

declare const AWS_SDK_FOLDER: string;

const sdk = new SdkTypes(AWS_SDK_FOLDER);
let region = "";
let defaultTags: Properties = {};

/** One remote procedure: a request in, a response out, what it throws as a gRPC error. */
function answer<Request, Response>(
  handle: (request: Request) => Response,
): (call: { request: Request }, callback: (error: unknown, response?: Response) => void) => void {
  return (call, callback) => {
    let response: Response;
    try {
      response = handle(call.request);
    } catch (error) {
      const details = error instanceof Error ? error.message : String(error);
      callback({ code: grpc.status.UNKNOWN, details, message: details });
      return;
    }
    callback(null, response);
  };
}

function read(struct: Struct | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}

function write(properties: Properties): Struct {
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)) as Record<string, JavaScriptValue>);
}

/** Providers' own settings: anything that is not a string arrives as JSON. */
function setting(args: Properties, name: string): unknown {
  const value = args[name];
  if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
  return JSON.parse(value);
}

const service = {
  getPluginInfo: answer(() => new plugin.PluginInfo().setVersion("7.48.0")),
  checkConfig: answer((request: rpc.CheckRequest) => new rpc.CheckResponse().setInputs(request.getNews())),
  diffConfig: answer(() => new rpc.DiffResponse().setChanges(rpc.DiffResponse.DiffChanges.DIFF_NONE)),
  configure: answer((request: rpc.ConfigureRequest) => {
    const args = read(request.getArgs());
    region = textOf(setting(args, "region") ?? request.getVariablesMap().get("aws:config:region"));
    if (region === "") throw new Error("Missing region information: set aws:region");
    const tags = setting(args, "defaultTags");
    defaultTags = isObject(tags) && isObject(tags["tags"]) ? tags["tags"] : {};
    return new rpc.ConfigureResponse().setSupportspreview(true);
  }),
  check: answer((request: rpc.CheckRequest) => {
    const result = check(sdk, {
      token: request.getType(),
      name: request.getName(),
      news: read(request.getNews()),
      olds: read(request.getOlds()),
      seed: request.getRandomseed_asU8(),
      region,
      defaultTags,
    });
    const failures = result.failures.map(({ property, reason }) =>
      new rpc.CheckFailure().setProperty(property).setReason(reason),
    );
    return new rpc.CheckResponse().setInputs(write(result.inputs)).setFailuresList(failures);
  }),
  diff: answer((request: rpc.DiffRequest) => {
    const { changed, replaced } = diff(
      request.getType(),
      read(request.getOldInputs()),
      read(request.getNews()),
    );
    const ignored = new Set(request.getIgnorechangesList());
    const kept = changed.filter((name) => !ignored.has(name));
    const changes = kept.length > 0 ? "DIFF_SOME" : "DIFF_NONE";
    return new rpc.DiffResponse()
      .setChanges(rpc.DiffResponse.DiffChanges[changes])
      .setDiffsList(kept)
      .setReplacesList(replaced.filter((name) => !ignored.has(name)));
  }),
  create: answer((request: rpc.CreateRequest) => {
    const wanted = {
      token: request.getType(),
      urn: request.getUrn(),
      inputs: read(request.getProperties()),
      region,
    };
    if (request.getPreview()) return new rpc.CreateResponse().setProperties(write(plan(sdk, wanted)));
    const created = create(sdk, wanted);
    return new rpc.CreateResponse().setId(created.id).setProperties(write(created.state));
  }),
  update: answer((request: rpc.UpdateRequest) => {
    const prior = { ...read(request.getOlds()), id: request.getId() };
    const wanted = {
      token: request.getType(),
      urn: request.getUrn(),
      inputs: read(request.getNews()),
      prior,
      region,
    };
    const state = request.getPreview() ? plan(sdk, wanted) : create(sdk, wanted).state;
    return new rpc.UpdateResponse().setProperties(write(state));
  }),
  read: answer((request: rpc.ReadRequest) => {
    const known = read(request.getProperties());
    const inputs = { name: request.getId(), ...known };
    const prior = { ...known, id: request.getId() };
    const { state } = create(sdk, { token: request.getType(), urn: request.getUrn(), inputs, prior, region });
    return new rpc.ReadResponse()
      .setId(request.getId())
      .setProperties(write(state))
      .setInputs(request.getInputs());
  }),
  delete: answer(() => new Empty()),
  cancel: answer(() => new Empty()),
  invoke: answer((request: rpc.InvokeRequest) =>
    new rpc.InvokeResponse().setReturn(write(invoke(request.getTok(), read(request.getArgs()), region))),
  ),
};

const limit = 400 * 1024 * 1024;
const server = new grpc.Server({
  "grpc.max_receive_message_length": limit,
  "grpc.max_send_message_length": limit,
});
server.addService(ResourceProviderService, service as unknown as grpc.UntypedServiceImplementation);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  console.log(String(port));
});
