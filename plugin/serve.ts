import * as grpc from "@grpc/grpc-js";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { Canceled } from "./canary/deadline";
import type { Constructor } from "./construct";
import { withMarks, withoutMarks } from "./secrets";
import { idOf, type Provider } from "./provider";
import type { Properties } from "./values";

const readMarked = (struct: Struct | undefined): Properties => struct?.toJavaScript() ?? {};

const read = (struct: Struct | undefined): Properties => withoutMarks(readMarked(struct)) as Properties;

const write = (properties: Properties): Struct =>
  Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)) as Record<string, JavaScriptValue>);

type Call<Request> = grpc.ServerUnaryCall<Request, unknown>;
type Callback<Response> = (error: Partial<grpc.StatusObject> | null, response?: Response) => void;

/** One remote procedure; what it throws becomes the error of the resource. */
function answer<Request, Response>(
  handle: (request: Request, signal: AbortSignal) => Response | Promise<Response>,
): (call: Call<Request>, callback: Callback<Response>) => void {
  return (call, callback) => {
    const gone = new AbortController();
    call.on("cancelled", () => gone.abort(new Canceled("the connection to Pulumi is gone")));
    Promise.resolve()
      .then(() => handle(call.request, gone.signal))
      .then(
        (response) => callback(null, response),
        (error: unknown) =>
          callback({
            code: grpc.status.UNKNOWN,
            details: error instanceof Error ? error.message : String(error),
          }),
      );
  };
}

/** The provider protocol: https://pulumi-developer-docs.readthedocs.io/latest/docs/references/proto.html */
export function handlers(provider: Provider, components: Constructor): grpc.UntypedServiceImplementation {
  const check = answer((request: rpc.CheckRequest) => {
    const failures = provider
      .check(request.getType() || tokenOf(request.getUrn()), read(request.getNews()))
      .map(({ property, reason }) => new rpc.CheckFailure().setProperty(property).setReason(reason));
    return new rpc.CheckResponse().setInputs(request.getNews()).setFailuresList(failures);
  });
  const diff = answer((request: rpc.DiffRequest) => {
    const ignored = new Set(request.getIgnorechangesList());
    const before = read(request.getOldInputs() ?? request.getOlds());
    const changed = provider.diff(before, read(request.getNews())).filter((name) => !ignored.has(name));
    const { DIFF_SOME, DIFF_NONE } = rpc.DiffResponse.DiffChanges;
    return new rpc.DiffResponse()
      .setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE)
      .setDiffsList([...changed]);
  });
  const create = answer(async (request: rpc.CreateRequest, signal) => {
    const urn = request.getUrn();
    const outputs = await provider.apply(
      {
        token: request.getType() || tokenOf(urn),
        urn,
        inputs: read(request.getProperties()),
        before: undefined,
        preview: request.getPreview(),
        customTimeout: request.getTimeout(),
      },
      signal,
    );
    const marked = withMarks(outputs, readMarked(request.getProperties()));
    const response = new rpc.CreateResponse().setProperties(write(marked));
    return request.getPreview() ? response : response.setId(idOf(urn));
  });
  const update = answer(async (request: rpc.UpdateRequest, signal) => {
    const outputs = await provider.apply(
      {
        token: request.getType() || tokenOf(request.getUrn()),
        urn: request.getUrn(),
        inputs: read(request.getNews()),
        before: {
          inputs: read(request.getOldInputs() ?? request.getOlds()),
          outputs: read(request.getOlds()),
        },
        preview: request.getPreview(),
        customTimeout: request.getTimeout(),
      },
      signal,
    );
    const marked = withMarks(outputs, readMarked(request.getNews()));
    return new rpc.UpdateResponse().setProperties(write(marked));
  });
  return {
    getPluginInfo: answer(() => new plugin.PluginInfo().setVersion(provider.version)),
    getSchema: answer(() => new rpc.GetSchemaResponse().setSchema(provider.schema())),
    checkConfig: answer((request: rpc.CheckRequest) => new rpc.CheckResponse().setInputs(request.getNews())),
    diffConfig: answer(() => new rpc.DiffResponse().setChanges(rpc.DiffResponse.DiffChanges.DIFF_NONE)),
    // Components can't be made without the marks of secrets, outputs and resources.
    configure: answer(() =>
      new rpc.ConfigureResponse()
        .setSupportspreview(true)
        .setAcceptsecrets(true)
        .setAcceptresources(true)
        .setAcceptoutputs(true),
    ),
    construct: answer((request: rpc.ConstructRequest) => components.construct(request)),
    check,
    diff,
    create,
    update,
    read: answer((request: rpc.ReadRequest) =>
      new rpc.ReadResponse()
        .setId(request.getId())
        .setProperties(request.getProperties())
        .setInputs(request.getInputs()),
    ),
    // The tasks of a canary end with its run: there is nothing to take away.
    delete: answer(() => new Empty()),
    cancel: answer(() => {
      provider.runs.cancel("Pulumi was asked to stop");
      return new Empty();
    }),
  };
}

const tokenOf = (urn: string): string => (urn.split("::")[2] ?? "").split("$").pop() ?? "";

/** Serves the provider on a free port of this machine and returns the port. */
export function serve(
  provider: Provider,
  components: Constructor,
): Promise<{ readonly port: number; readonly server: grpc.Server }> {
  const limit = 400 * 1024 * 1024;
  const server = new grpc.Server({
    "grpc.max_receive_message_length": limit,
    "grpc.max_send_message_length": limit,
  });
  server.addService(ResourceProviderService, handlers(provider, components));
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve({ port, server });
      else reject(error);
    });
  });
}
