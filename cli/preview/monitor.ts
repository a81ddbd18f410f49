import * as grpc from "@grpc/grpc-js";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
  GetRootResourceResponse,
  type LogRequest,
  RequirePulumiVersionResponse,
  SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb";
import { type CallResponse, type InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  DeploymentInfo,
  type ReadResourceRequest,
  type ReadResourceResponse,
  RegisterPackageResponse,
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  type RegisterResourceResponse,
  type ResourceCallRequest,
  type ResourceInvokeRequest,
  SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { messageOf } from "./error";

/** What the program asks of the engine; each answer may take its time. */
export interface Engine {
  registerResource(request: RegisterResourceRequest): Promise<RegisterResourceResponse>;
  registerOutputs(request: RegisterResourceOutputsRequest): void;
  readResource(request: ReadResourceRequest): ReadResourceResponse;
  invoke(request: ResourceInvokeRequest): Promise<InvokeResponse>;
  call(request: ResourceCallRequest): CallResponse;
  addStackTransform(callback: Callback): void;
  addInvokeTransform(callback: Callback): void;
  log(request: LogRequest): void;
  /** The program ran to its end. */
  finished(): void;
  /** Something arrived or was answered. */
  active(pending: number): void;
}

export interface Monitor {
  /** `host:port` of both services. */
  readonly address: string;
  close(): void;
}

/** As the SDK sets them: container definitions may be large, and a busy program may be slow. */
const CHANNEL = {
  "grpc.max_receive_message_length": 400 * 1024 * 1024,
  "grpc.max_send_message_length": 400 * 1024 * 1024,
  "grpc.server_max_unrequested_time_in_server": 30 * 60,
};

/** Answers as the engine of Pulumi does, on a free port of this machine's own address. */
export async function startMonitor(engine: Engine): Promise<Monitor> {
  const server = new grpc.Server(CHANNEL);
  let pending = 0;
  let packages = 0;

  const unary =
    <Request, Response>(answer: (request: Request) => Response | Promise<Response>) =>
    (call: { request: Request }, reply: grpc.sendUnaryData<Response>): void => {
      engine.active(++pending);
      void (async () => {
        try {
          reply(null, await answer(call.request));
        } catch (error) {
          reply({ code: grpc.status.UNKNOWN, details: messageOf(error) });
        } finally {
          engine.active(--pending);
        }
      })();
    };
  const done = <Request>(act: (request: Request) => void) =>
    unary<Request, undefined>((request) => {
      act(request);
      return undefined;
    });

  server.addService(withEmptyAnswers(ResourceMonitorService), {
    getDeploymentInfo: unary(() => new DeploymentInfo()),
    supportsFeature: unary(() => new SupportsFeatureResponse().setHassupport(true)),
    registerResource: unary((request: RegisterResourceRequest) => engine.registerResource(request)),
    registerResourceOutputs: done((request: RegisterResourceOutputsRequest) => {
      engine.registerOutputs(request);
    }),
    readResource: unary((request: ReadResourceRequest) => engine.readResource(request)),
    invoke: unary((request: ResourceInvokeRequest) => engine.invoke(request)),
    call: unary((request: ResourceCallRequest) => engine.call(request)),
    registerStackTransform: done((callback: Callback) => {
      engine.addStackTransform(callback);
    }),
    registerStackInvokeTransform: done((callback: Callback) => {
      engine.addInvokeTransform(callback);
    }),
    // Hooks surround operations, and a preview performs none.
    registerResourceHook: done(() => undefined),
    registerErrorHook: done(() => undefined),
    registerPackage: unary(() => new RegisterPackageResponse().setRef(`package-${String(++packages)}`)),
    signalAndWaitForShutdown: done(() => {
      engine.finished();
    }),
  });
  server.addService(withEmptyAnswers(EngineService), {
    log: done((request: LogRequest) => {
      engine.log(request);
    }),
    getRootResource: unary(() => new GetRootResourceResponse()),
    setRootResource: unary(() => new SetRootResourceResponse()),
    startDebugging: done(() => undefined),
    requirePulumiVersion: unary(() => new RequirePulumiVersionResponse()),
  });

  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return {
    address: `127.0.0.1:${String(port)}`,
    close: () => {
      server.forceShutdown();
    },
  };
}

/** Lets a handler answer `undefined` for the empty message, which is zero bytes long. */
function withEmptyAnswers(service: grpc.ServiceDefinition): grpc.ServiceDefinition {
  return Object.fromEntries(
    Object.entries(service).map(([name, method]) => [
      name,
      {
        ...method,
        responseSerialize: (answer: object | undefined) =>
          answer === undefined ? Buffer.alloc(0) : method.responseSerialize(answer),
      },
    ]),
  );
}
