import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  AnalyzeRequest,
  AnalyzerPropertyDependencies,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzerStackConfigureRequest,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
  EnforcementLevel,
  PolicyConfig,
  type AnalyzeResponse,
  type AnalyzerInfo,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { isUnknown } from "../../../launch/known";
import { structOf } from "../../../policies/pack/analyzer-info";
import { resource, type ResourceSpec } from "../../support/stack";

/** What a policy reported. */
export interface Reported {
  readonly policy: string;
  readonly level: "mandatory" | "advisory";
  readonly urn: string;
  readonly message: string;
}

export const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const PROVIDER_URN = "urn:pulumi:test::project::pulumi:providers:aws::default";
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

/** Marks a value as the engine marks a secret. */
export const secretValue = (value: unknown): unknown => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

/** Speaks to a policy pack as the engine does. */
export class Analyzer {
  private readonly client: AnalyzerClient;

  constructor(port: number) {
    this.client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
      "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
      "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
    });
  }

  close(): void {
    this.client.close();
  }

  info(): Promise<AnalyzerInfo> {
    return call((done) => this.client.getAnalyzerInfo(emptyMessage(), done));
  }

  async configureStack(dryRun: boolean, config: Readonly<Record<string, string>> = {}): Promise<void> {
    const request = new AnalyzerStackConfigureRequest()
      .setDryRun(dryRun)
      .setStack("test")
      .setProject("project");
    for (const [key, value] of Object.entries(config)) request.getConfigMap().set(key, value);
    await call((done) => this.client.configureStack(request, done));
  }

  /** Levels by policy and the settings of the pack, as the engine sends them. */
  async configure(levels: Readonly<Record<string, EnforcementLevel>>, settings: object = {}): Promise<void> {
    const request = new ConfigureAnalyzerRequest();
    for (const [policy, level] of Object.entries({ "ecs-preflight": EnforcementLevel.ADVISORY, ...levels })) {
      const properties = toStruct(policy === "ecs-preflight" ? settings : {});
      const config = new PolicyConfig().setEnforcementlevel(level).setProperties(properties);
      request.getPolicyconfigMap().set(policy, config);
    }
    await call((done) => this.client.configure(request, done));
  }

  async resource(spec: ResourceSpec): Promise<Reported[]> {
    const { urn, type, name, inputs, ignoreChanges } = resource(spec);
    const request = new AnalyzeRequest()
      .setUrn(urn)
      .setType(type)
      .setName(name)
      .setProperties(toStruct(inputs))
      .setOptions(new AnalyzerResourceOptions().setIgnorechangesList([...ignoreChanges]))
      .setProvider(provider());
    return reportedIn(await call((done) => this.client.analyze(request, done)));
  }

  async stack(specs: readonly ResourceSpec[]): Promise<Reported[]> {
    return reportedIn(await this.send(stackRequest(specs)));
  }

  send(request: AnalyzeStackRequest): Promise<AnalyzeResponse> {
    return call((done) => this.client.analyzeStack(request, done));
  }

  /** One operation: every resource by itself, then the stack. */
  async operation(specs: readonly ResourceSpec[]): Promise<{ resources: Reported[]; stack: Reported[] }> {
    const resources: Reported[] = [];
    for (const spec of specs) resources.push(...(await this.resource(spec)));
    return { resources, stack: await this.stack(specs) };
  }
}

/** Outputs of a preview: what the spec says, else unknown `id` and `arn` beside the inputs. */
export function stackRequest(specs: readonly ResourceSpec[]): AnalyzeStackRequest {
  return new AnalyzeStackRequest().setResourcesList(
    specs.map((spec) => {
      const { urn, type, name, inputs, ignoreChanges, dependencies, propertyDependencies } = resource(spec);
      const outputs = { ...inputs, id: UNKNOWN_TEXT, arn: UNKNOWN_TEXT, ...spec.outputs };
      const message = new AnalyzerResource()
        .setUrn(urn)
        .setType(type)
        .setName(name)
        .setProperties(toStruct(outputs))
        .setOptions(new AnalyzerResourceOptions().setIgnorechangesList([...ignoreChanges]))
        .setProvider(provider())
        .setDependenciesList([...dependencies]);
      for (const [property, urns] of Object.entries(propertyDependencies)) {
        message
          .getPropertydependenciesMap()
          .set(property, new AnalyzerPropertyDependencies().setUrnsList([...urns]));
      }
      return message;
    }),
  );
}

function provider(): AnalyzerProviderResource {
  return new AnalyzerProviderResource()
    .setUrn(PROVIDER_URN)
    .setType("pulumi:providers:aws")
    .setName("default")
    .setProperties(toStruct({ region: "eu-west-1" }));
}

function toStruct(value: object): Struct {
  return structOf(toWire(value) as object);
}

function toWire(value: unknown): unknown {
  if (isUnknown(value)) return UNKNOWN_TEXT;
  if (Array.isArray(value)) return value.map(toWire);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toWire(part)]));
}

function reportedIn(response: AnalyzeResponse): Reported[] {
  return response.getDiagnosticsList().map((diagnostic) => ({
    policy: diagnostic.getPolicyname(),
    level: diagnostic.getEnforcementlevel() === EnforcementLevel.MANDATORY ? "mandatory" : "advisory",
    urn: diagnostic.getUrn(),
    message: diagnostic.getMessage(),
  }));
}

function emptyMessage(): Parameters<AnalyzerClient["getAnalyzerInfo"]>[0] {
  return AnalyzerService.getAnalyzerInfo.requestDeserialize(Buffer.alloc(0));
}

function call<T>(start: (done: (error: grpc.ServiceError | null, response: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, response) => {
      if (error === null) resolve(response);
      else reject(error);
    });
  });
}
