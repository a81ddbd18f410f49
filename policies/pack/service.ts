import * as grpc from "@grpc/grpc-js";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  AnalyzeDiagnostic,
  AnalyzeResponse,
  AnalyzerHandshakeResponse,
  AnalyzerStackConfigureResponse,
  RemediateResponse,
  type AnalyzerStackConfigureRequest,
  type AnalyzeStackRequest,
  type ConfigureAnalyzerRequest,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import type { Rule } from "../rule";
import { PACK, toPackConfig } from "../settings";
import { toAnalyzerInfo, toProtoLevel, toProtoSeverity } from "./analyzer-info";
import { policyDescriptions } from "./policies";
import { readAnalyzedResource, readConfiguration, readStackResource, storedProperties } from "./requests";
import { Session, type Violation } from "./session";

/** The engine sends whole stacks in one message. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

export interface RunningPack {
  /** On 127.0.0.1. */
  readonly port: number;
  stop(): void;
}

/** `Analyze` is handed over undecoded: most of what is kept until the whole stack comes, nobody looks at again. */
const SERVICE: grpc.ServiceDefinition = {
  ...AnalyzerService,
  analyze: { ...AnalyzerService.analyze, requestDeserialize: (bytes: Buffer) => bytes },
};

/** Serves the rules as a policy pack on a free local port. The engine ends its packs by killing them. */
export function servePack(rules: readonly Rule[], version: string): Promise<RunningPack> {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
  });
  server.addService(SERVICE, implementation(rules, version));
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error === null)
        resolve({
          port,
          stop: () => {
            server.forceShutdown();
          },
        });
      else reject(error);
    });
  });
}

/** The analyzer protocol: https://github.com/pulumi/pulumi/blob/master/proto/pulumi/analyzer.proto */
function implementation(rules: readonly Rule[], version: string): grpc.UntypedServiceImplementation {
  const session = new Session(rules);
  const policies = policyDescriptions(rules);
  const severities = new Map(policies.map(({ name, severity }) => [name, severity]));
  const descriptions = new Map(policies.map(({ name, description }) => [name, description]));

  const answer = (violations: readonly Violation[]): AnalyzeResponse =>
    new AnalyzeResponse().setDiagnosticsList(
      violations.map(({ policy, level, urn, message }) =>
        new AnalyzeDiagnostic()
          .setPolicyname(policy)
          .setPolicypackname(PACK)
          .setPolicypackversion(version)
          .setDescription(descriptions.get(policy) ?? "")
          .setMessage(message)
          .setEnforcementlevel(toProtoLevel(level))
          .setSeverity(toProtoSeverity(severities.get(policy)))
          .setUrn(urn),
      ),
    );

  return {
    handshake: unary(() => new AnalyzerHandshakeResponse()),
    getPluginInfo: unary(() => new PluginInfo().setVersion(version)),
    getAnalyzerInfo: unary(() => toAnalyzerInfo(policies, version)),
    configureStack: unary((request: AnalyzerStackConfigureRequest) => {
      session.begin({
        dryRun: request.getDryRun(),
        region: request.getConfigMap().get("aws:config:region") ?? request.getConfigMap().get("aws:region"),
      });
      return new AnalyzerStackConfigureResponse();
    }),
    configure: unary((request: ConfigureAnalyzerRequest) => {
      const { settings, levels } = readConfiguration(request);
      session.configure(toPackConfig(settings, levels, rules));
      return empty();
    }),
    analyze: unary((bytes: Buffer) =>
      answer(session.resource(readAnalyzedResource(bytes), storedProperties(bytes))),
    ),
    analyzeStack: unary((request: AnalyzeStackRequest) =>
      answer(session.stack(request.getResourcesList().map(readStackResource))),
    ),
    remediate: unary(() => new RemediateResponse()),
    cancel: unary(() => empty()),
  };
}

/** A call whose errors reach the engine as their message, without a stack. */
function unary<Request, Response>(
  answer: (request: Request) => Response,
): grpc.handleUnaryCall<Request, Response> {
  return ({ request }, callback) => {
    let response: Response;
    try {
      response = answer(request);
    } catch (error) {
      callback({
        code: grpc.status.UNKNOWN,
        message: error instanceof Error ? error.message : String(error),
      });
      return;
    }
    callback(null, response);
  };
}

/** The `Empty` of the copy of google-protobuf that the SDK's messages were made with. */
function empty(): Empty {
  const { responseDeserialize } = AnalyzerService.configure;
  return responseDeserialize(Buffer.alloc(0));
}
