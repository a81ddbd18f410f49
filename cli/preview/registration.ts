import { createHash } from "node:crypto";
import {
  type ReadResourceRequest,
  ReadResourceResponse,
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { type Known, Unknown } from "../../launch/known";
import type { StackResource } from "../../policies/stack";
import { aliasUrns } from "./aliases";
import { automaticName } from "./auto-naming";
import type { Placeholders } from "./placeholder";
import { locate } from "./source-location";
import { type PriorResource, PriorState } from "./state";
import type { StandIns } from "./stand-ins";
import { fromStruct, toStruct } from "./struct";
import { Transforms } from "./transforms";
import { isStackType, makeUrn, packageOf, parseUrn, providerUrn } from "./urn";
import { readProperties, readValue, type Reading, SECRET, SIGNATURE, type Wire } from "./values";

export interface RegistrationOptions {
  readonly project: string;
  readonly stack: string;
  /** Folder of `Pulumi.yaml`, links resolved. */
  readonly root: string;
  /** Folder of the program, from where its packages are resolved. */
  readonly programDirectory: string;
  readonly placeholders: Placeholders;
  /** Collects values marked as secret. */
  readonly secrets: Set<string>;
  /** Answered for outputs whose form is known; absent: they are unknown. */
  readonly standIns: StandIns | undefined;
  /** Resources of the prior state; `undefined` where none was given. */
  readonly prior: readonly PriorResource[] | undefined;
}

/** The resources a program registers, kept and answered as the engine does in a preview. */
export class Registration implements Reading {
  readonly transforms = new Transforms();
  readonly placeholders: Placeholders;
  readonly secrets: Set<string>;
  readonly standIns: StandIns | undefined;
  /** True once the program's exports arrived: its main module ran to the end. */
  hasStackOutputs = false;
  private readonly byUrn = new Map<string, StackResource>();
  /** What the program wrote for `providers` of a component, by package. */
  private readonly providersOf = new Map<string, ReadonlyMap<string, string>>();
  /** What the program was answered, by URN. */
  private readonly states = new Map<string, Wire>();
  private readonly prior: PriorState | undefined;
  private readonly stackUrn: string;

  constructor(private readonly options: RegistrationOptions) {
    this.placeholders = options.placeholders;
    this.secrets = options.secrets;
    this.standIns = options.standIns;
    this.prior = options.prior === undefined ? undefined : new PriorState(options.prior, this);
    this.stackUrn = makeUrn(
      options.stack,
      options.project,
      "",
      "pulumi:pulumi:Stack",
      `${options.project}-${options.stack}`,
    );
  }

  get resources(): readonly StackResource[] {
    return [...this.byUrn.values()];
  }

  find(urn: string): StackResource | undefined {
    return this.byUrn.get(urn);
  }

  /** Properties the program was answered, on the wire. */
  stateOf(urn: string): Wire {
    return this.states.get(urn) ?? {};
  }

  because(from: readonly string[]): string {
    const references = from.filter((urn) => parseUrn(urn).type === "pulumi:pulumi:StackReference");
    if (references.length > 0) {
      return `it is an output of stack ${names(references)}, which this preview does not read`;
    }
    const created = from.filter((urn) => !this.byUrn.get(urn)?.external);
    if (created.length > 0) return `it comes from ${names(created)}, known only once deployed`;
    if (from.length > 0)
      return `it comes from ${names(from)}, which exists outside this stack and is not read`;
    return "the program learns it only from a deployment";
  }

  /** A resource under the option `import` exists already, under that very id. */
  private idOf(
    imported: string,
    before: PriorResource | undefined,
    urn: string,
    type: string,
  ): Known<string> {
    return imported === "" ? (before?.id ?? this.newId(urn, type)) : imported;
  }

  async register(request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
    const type = request.getType();
    if (isStackType(type))
      return new RegisterResourceResponse().setUrn(this.stackUrn).setObject(request.getObject());
    const { project, stack } = this.options;
    const transformed = await this.transforms.apply(request);
    const parent = request.getParent();
    const name = request.getName();
    const urn = makeUrn(stack, project, parent, type, name);
    if (this.byUrn.has(urn)) throw new Error(`Duplicate resource URN '${urn}'; try giving it a unique name`);
    this.transforms.addForResource(urn, parent, request.getTransformsList());
    this.providersOf.set(urn, providersIn(transformed.options.getProvidersMap()));

    const declared = withoutProgramText(type, fromStruct(transformed.properties));
    const before = this.prior?.find([
      urn,
      ...aliasUrns(request, transformed.options.getAliasesList(), stack, project, urn),
    ]);
    const isCustom = request.getCustom();
    const wire: Wire = isCustom
      ? {
          ...declared,
          ...automaticName(type, name, urn, declared, before?.inputs, this.options.programDirectory),
        }
      : declared;
    this.rememberSecrets(wire, request.getAdditionalsecretoutputsList());
    const propertyDependencies = dependenciesIn(request);
    const inputs = readProperties(wire, propertyDependencies, this);
    const outcome = before === undefined ? undefined : this.prior?.outcome(before, inputs);
    const dependencies = transformed.options.getDependsOnList();
    this.byUrn.set(urn, {
      urn,
      type,
      name,
      id: isCustom ? this.idOf(request.getImportid(), before, urn, type) : undefined,
      inputs,
      outputs: outcome?.outputs ?? {},
      parent: this.parentOf(parent),
      dependencies,
      propertyDependencies,
      provider: this.providerOf(type, parent, transformed.options.getProvider(), isCustom),
      ignoreChanges: transformed.options.getIgnoreChangesList(),
      location: locate(this.options.root, request.getSourceposition(), request.getStacktrace()),
      remote: request.getRemote(),
      external: false,
    });

    const isMade = before === undefined && (isCustom || request.getRemote());
    const { id: idStandIn, ...standIns } = isMade ? (this.standIns?.outputsOf(urn, type) ?? {}) : {};
    const id = outcome?.id ?? (isProvider(type) ? providerId(urn) : (idStandIn ?? ""));
    const answer = request.getRemote() ? standIns : { ...standIns, ...outcome?.wireOutputs, ...wire };
    this.states.set(urn, answer);
    return new RegisterResourceResponse()
      .setUrn(urn)
      .setId(isCustom ? id : "")
      .setObject(toStruct(answer));
  }

  read(request: ReadResourceRequest): ReadResourceResponse {
    const type = request.getType();
    const { project, stack } = this.options;
    const urn = makeUrn(stack, project, request.getParent(), type, request.getName());
    const dependencies = request.getDependenciesList();
    const id = readValue(request.getId(), dependencies, this, false);
    const wire = withoutProgramText(type, fromStruct(request.getProperties()));
    const state = readProperties(wire, {}, this);
    this.byUrn.set(urn, {
      urn,
      type,
      name: request.getName(),
      id: id instanceof Unknown ? id : String(id),
      inputs: state,
      outputs: {},
      parent: this.parentOf(request.getParent()),
      dependencies,
      propertyDependencies: {},
      provider: this.providerOf(type, request.getParent(), request.getProvider(), true),
      ignoreChanges: [],
      location: locate(this.options.root, request.getSourceposition(), request.getStacktrace()),
      remote: false,
      external: true,
    });
    this.states.set(urn, wire);
    return new ReadResourceResponse().setUrn(urn).setProperties(toStruct(wire));
  }

  registerOutputs(request: RegisterResourceOutputsRequest): void {
    const urn = request.getUrn();
    if (urn === this.stackUrn) this.hasStackOutputs = true;
    const resource = this.byUrn.get(urn);
    if (resource === undefined) return;
    const outputs = readProperties(fromStruct(request.getOutputs()), {}, this);
    this.byUrn.set(urn, { ...resource, outputs: { ...resource.outputs, ...outputs } });
  }

  private newId(urn: string, type: string): Known<string> {
    return isProvider(type) ? providerId(urn) : new Unknown(this.because([urn]), [urn]);
  }

  private parentOf(parent: string): string | undefined {
    return parent === "" || parent === this.stackUrn ? undefined : parent;
  }

  /** The explicit provider, else the one the nearest parent names for this package. */
  private providerOf(type: string, parent: string, reference: string, isCustom: boolean): string | undefined {
    if (reference !== "" || !isCustom) return providerUrn(reference);
    for (let urn = this.parentOf(parent); urn !== undefined; urn = this.byUrn.get(urn)?.parent) {
      const provider = this.byUrn.get(urn)?.provider;
      if (provider !== undefined && packageOf(parseUrn(provider).type) === packageOf(type)) return provider;
      const inherited = this.providersOf.get(urn)?.get(packageOf(type));
      if (inherited !== undefined) return providerUrn(inherited);
    }
    return undefined;
  }

  private rememberSecrets(wire: Wire, keys: readonly string[]): void {
    for (const key of keys) {
      if (wire[key] !== undefined) readValue({ [SIGNATURE]: SECRET, value: wire[key] }, [], this, true);
    }
  }
}

const isProvider = (type: string): boolean => type.startsWith("pulumi:providers:");

/** Providers have ids before they are deployed. */
function providerId(urn: string): string {
  const hex = createHash("sha1").update(urn).digest("hex");
  return [8, 12, 16, 20, 32].map((end, index) => hex.slice([0, 8, 12, 16, 20][index], end)).join("-");
}

/** Dynamic resources carry the source code of their provider among their properties. */
function withoutProgramText(type: string, wire: Record<string, unknown>): Wire {
  if (!type.startsWith("pulumi-nodejs:")) return wire;
  return Object.fromEntries(Object.entries(wire).filter(([key]) => key !== "__provider"));
}

function dependenciesIn(request: RegisterResourceRequest): Record<string, readonly string[]> {
  const dependencies: Record<string, readonly string[]> = {};
  for (const [key, value] of request.getPropertydependenciesMap().entries()) {
    const urns = value.getUrnsList();
    if (urns.length > 0) dependencies[key] = urns;
  }
  return dependencies;
}

function providersIn(map: {
  entries(): Iterable<[string, string]> | Iterator<[string, string]>;
}): Map<string, string> {
  const providers = new Map<string, string>();
  const entries = map.entries() as Iterable<[string, string]>;
  for (const [name, reference] of entries) providers.set(name, reference);
  return providers;
}

/** `role exec`, or `role exec and 2 more`. */
function names(urns: readonly string[]): string {
  const [first = "", ...others] = urns;
  const { type, name } = parseUrn(first);
  const kind = type === "pulumi:pulumi:StackReference" ? "" : `${type.slice(type.lastIndexOf(":") + 1)} `;
  const more = others.length === 0 ? "" : ` and ${String(others.length)} more`;
  return `${kind}${name}${more}`;
}
