import {
  EnforcementLevel as ProtoLevel,
  AnalyzeRequest,
  type AnalyzerProviderResource,
  type AnalyzerResource,
  type ConfigureAnalyzerRequest,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { PACK, type EnforcementLevel } from "../settings";
import type { AnalyzedProvider, AnalyzedResource, AnalyzedStackResource, RawProperties } from "./analyzed";
import { WireProperties } from "./wire-properties";

/** A resource by itself, before it is operated on, from the bytes of an `AnalyzeRequest`. */
export function readAnalyzedResource(bytes: Uint8Array): AnalyzedResource {
  return readResource(AnalyzeRequest.deserializeBinary(bytes));
}

function readResource(request: AnalyzeRequest | AnalyzerResource): AnalyzedResource {
  return {
    urn: request.getUrn(),
    type: request.getType(),
    name: request.getName(),
    properties: new WireProperties(request.getProperties()),
    ignoreChanges: request.getOptions()?.getIgnorechangesList() ?? [],
    provider: readProvider(request.getProvider()),
  };
}

/** The properties of an `AnalyzeRequest`, kept as bytes until someone looks: 20,000 decoded ones slow the collector down. */
export function storedProperties(bytes: Uint8Array): RawProperties {
  let decoded: RawProperties | undefined;
  const properties = (): RawProperties =>
    (decoded ??= new WireProperties(AnalyzeRequest.deserializeBinary(bytes).getProperties()));
  return {
    read: (reading) => properties().read(reading),
    get: (property, reading) => properties().get(property, reading),
  };
}

/** A resource of the whole stack, with what connects it to others. */
export function readStackResource(request: AnalyzerResource): AnalyzedStackResource {
  const propertyDependencies: Record<string, readonly string[]> = {};
  request.getPropertydependenciesMap().forEach((dependencies, property) => {
    propertyDependencies[property] = dependencies.getUrnsList();
  });
  return {
    ...readResource(request),
    parent: request.getParent() === "" ? undefined : request.getParent(),
    dependencies: request.getDependenciesList(),
    propertyDependencies,
  };
}

function readProvider(provider: AnalyzerProviderResource | undefined): AnalyzedProvider | undefined {
  return provider === undefined
    ? undefined
    : {
        urn: provider.getUrn(),
        type: provider.getType(),
        name: provider.getName(),
        properties: new WireProperties(provider.getProperties()),
      };
}

/** Settings of the pack and levels by policy; the engine sends a level for every policy. */
export function readConfiguration(request: ConfigureAnalyzerRequest): {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly levels: ReadonlyMap<string, EnforcementLevel>;
} {
  const levels = new Map<string, EnforcementLevel>();
  let settings: Readonly<Record<string, unknown>> = {};
  request.getPolicyconfigMap().forEach((config, policy) => {
    levels.set(policy, LEVELS[config.getEnforcementlevel()]);
    if (policy === PACK) settings = config.getProperties()?.toJavaScript() ?? {};
  });
  return { settings, levels };
}

const LEVELS: Readonly<Record<ProtoLevel, EnforcementLevel>> = {
  [ProtoLevel.ADVISORY]: "advisory",
  [ProtoLevel.MANDATORY]: "mandatory",
  [ProtoLevel.DISABLED]: "disabled",
  [ProtoLevel.REMEDIATE]: "remediate",
};
