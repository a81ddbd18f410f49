import * as grpc from "@grpc/grpc-js";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import { type Callback, CallbackInvokeRequest } from "@pulumi/pulumi/proto/callback_pb";
import {
  type RegisterResourceRequest,
  TransformInvokeOptions,
  TransformInvokeRequest,
  TransformInvokeResponse,
  TransformRequest,
  TransformResourceOptions,
  TransformResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** What of a registration transforms may change. */
export interface Transformable {
  readonly properties: Struct | undefined;
  readonly options: TransformResourceOptions;
}

/** Calls the program's transforms back, where the program keeps them. */
export class Transforms {
  private readonly ofStack: Callback[] = [];
  private readonly ofFunctions: Callback[] = [];
  private readonly ofResource = new Map<string, { parent: string; callbacks: readonly Callback[] }>();
  private readonly clients = new Map<string, CallbacksClient>();

  addForStack(callback: Callback): void {
    this.ofStack.push(callback);
  }

  addForFunctions(callback: Callback): void {
    this.ofFunctions.push(callback);
  }

  /** Remembers the transforms of a resource: they hold for its children too. */
  addForResource(urn: string, parent: string, callbacks: readonly Callback[]): void {
    this.ofResource.set(urn, { parent, callbacks });
  }

  /** In the engine's order: the resource's own, its parents' from the inside out, the stack's. */
  async apply(request: RegisterResourceRequest): Promise<Transformable> {
    let state: Transformable = { properties: request.getObject(), options: optionsOf(request) };
    for (const callback of this.chain(request)) {
      const call = new TransformRequest()
        .setType(request.getType())
        .setName(request.getName())
        .setCustom(request.getCustom())
        .setParent(request.getParent())
        .setProperties(state.properties)
        .setOptions(state.options);
      const answer = TransformResponse.deserializeBinary(await this.call(callback, call.serializeBinary()));
      state = {
        properties: answer.getProperties() ?? state.properties,
        options: answer.getOptions() ?? state.options,
      };
    }
    return state;
  }

  async applyToFunction(token: string, args: Struct | undefined): Promise<Struct | undefined> {
    let current = args;
    for (const callback of this.ofFunctions) {
      const call = new TransformInvokeRequest()
        .setToken(token)
        .setArgs(current)
        .setOptions(new TransformInvokeOptions());
      const answer = await this.call(callback, call.serializeBinary());
      current = TransformInvokeResponse.deserializeBinary(answer).getArgs() ?? current;
    }
    return current;
  }

  close(): void {
    for (const client of this.clients.values()) client.close();
  }

  private chain(request: RegisterResourceRequest): Callback[] {
    const callbacks = [...request.getTransformsList()];
    for (let urn = request.getParent(); urn !== "";) {
      const parent = this.ofResource.get(urn);
      callbacks.push(...(parent?.callbacks ?? []));
      urn = parent?.parent ?? "";
    }
    return [...callbacks, ...this.ofStack];
  }

  private call(callback: Callback, request: Uint8Array): Promise<Uint8Array> {
    const target = callback.getTarget();
    const client =
      this.clients.get(target) ??
      new CallbacksClient(target, grpc.credentials.createInsecure(), {
        "grpc.enable_http_proxy": 0,
        "grpc.max_receive_message_length": 400 * 1024 * 1024,
      });
    this.clients.set(target, client);
    const message = new CallbackInvokeRequest().setToken(callback.getToken()).setRequest(request);
    return new Promise((resolve, reject) => {
      client.invoke(message, (error, response) => {
        if (error === null) resolve(response.getResponse_asU8());
        else reject(new Error(error.details));
      });
    });
  }
}

function optionsOf(request: RegisterResourceRequest): TransformResourceOptions {
  const options = new TransformResourceOptions()
    .setDependsOnList(request.getDependenciesList())
    .setIgnoreChangesList(request.getIgnorechangesList())
    .setReplaceOnChangesList(request.getReplaceonchangesList())
    .setVersion(request.getVersion())
    .setAliasesList(request.getAliasesList())
    .setProvider(request.getProvider())
    .setCustomTimeouts(request.getCustomtimeouts())
    .setPluginDownloadUrl(request.getPlugindownloadurl())
    .setDeletedWith(request.getDeletedwith())
    .setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList())
    .setHooks(request.getHooks())
    .setImport(request.getImportid());
  const protect = request.getProtect();
  if (request.hasProtect() && protect !== undefined) options.setProtect(protect);
  const retain = request.getRetainondelete();
  if (request.hasRetainondelete() && retain !== undefined) options.setRetainOnDelete(retain);
  if (request.getDeletebeforereplacedefined())
    options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  for (const [name, reference] of request.getProvidersMap().entries()) {
    options.getProvidersMap().set(name, reference);
  }
  return options;
}
