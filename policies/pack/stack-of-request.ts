import { Unknown, type Known } from "../../launch/known";
import type { PropertyMap, Stack, StackResource } from "../stack";
import { nameIn, typeIn, whyUnknown } from "../unknown-output";
import type {
  AnalyzedProvider,
  AnalyzedResource,
  AnalyzedStackResource,
  RawProperties,
  Reading,
} from "./analyzed";
import { lazyProperties } from "./lazy-properties";

/** What the requests of one operation say besides the resources. */
export interface Circumstances {
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** Takes every text that is marked as secret. */
  secret(text: string): void;
}

/** One resource before it is operated on, with its provider; everything else is out of view. */
export function stackOfOne(resource: AnalyzedResource, circumstances: Circumstances): Stack {
  const { provider } = resource;
  const seen = { ...resource, parent: undefined, dependencies: [], propertyDependencies: {} };
  const resources = [new ReportedResource(seen, resource.properties, NOTHING, () => true, circumstances)];
  if (provider !== undefined) resources.push(providerResource(provider, circumstances));
  return stackOf(resource.urn, resources, false, circumstances);
}

/**
 * The whole stack. What the program declares comes from the inputs that passed through `Analyze`: the outputs
 * of a preview are unknown for everything that was left out and that the provider computes.
 */
export function stackOfAll(
  resources: readonly AnalyzedStackResource[],
  inputs: ReadonlyMap<string, RawProperties>,
  circumstances: Circumstances,
): Stack {
  const managed = new Set(resources.map(({ urn }) => urn));
  const isManaged = (urn: string): boolean => managed.has(urn);
  const reported = resources.map(
    (resource) =>
      new ReportedResource(resource, inputs.get(resource.urn), resource.properties, isManaged, circumstances),
  );
  const exists = reported.some(
    ({ type, outputs }) => type.startsWith("aws:") && (isText(outputs["id"]) || isText(outputs["arn"])),
  );
  const all = [
    ...reported,
    ...providersOutside(resources, managed, circumstances),
    ...readResources(resources, managed),
  ];
  return stackOf(resources[0]?.urn ?? "", all, exists, circumstances);
}

/** A resource decoded when a reader looks at it: most of a stack is of types that nobody reads. */
class ReportedResource implements StackResource {
  readonly location = undefined;
  readonly remote = false;
  readonly external = false;
  private givenInputs: PropertyMap | undefined;
  private givenOutputs: PropertyMap | undefined;

  constructor(
    private readonly seen: AnalyzedStackResource,
    private readonly rawInputs: RawProperties | undefined,
    private readonly rawOutputs: RawProperties,
    private readonly isManaged: (urn: string) => boolean,
    private readonly circumstances: Circumstances,
  ) {}

  get urn(): string {
    return this.seen.urn;
  }
  get type(): string {
    return this.seen.type;
  }
  get name(): string {
    return this.seen.name;
  }
  get parent(): string | undefined {
    return this.seen.parent;
  }
  get dependencies(): readonly string[] {
    return this.seen.dependencies;
  }
  get propertyDependencies(): Readonly<Record<string, readonly string[]>> {
    return this.seen.propertyDependencies;
  }
  get ignoreChanges(): readonly string[] {
    return this.seen.ignoreChanges;
  }
  get provider(): string | undefined {
    return this.seen.provider?.urn;
  }
  get id(): Known<string> | undefined {
    if (this.seen.provider === undefined && !this.type.startsWith("pulumi:providers:")) return undefined;
    const id = this.outputs["id"];
    return isText(id)
      ? id
      : new Unknown(
          whyUnknown([this.urn], () => true),
          [this.urn],
        );
  }
  /** A resource that `--target` left out is not analysed by itself: then the outputs stand for its inputs. */
  get inputs(): PropertyMap {
    this.givenInputs ??=
      this.rawInputs === undefined
        ? withoutEmpty(this.outputs)
        : lazyProperties(this.rawInputs, this.reading(this.propertyDependencies));
    return this.givenInputs;
  }
  get outputs(): PropertyMap {
    this.givenOutputs ??= lazyProperties(this.rawOutputs, this.reading({}));
    return this.givenOutputs;
  }

  private reading(from: Reading["from"]): Reading {
    return {
      from,
      because: (urns) => whyUnknown(urns, this.isManaged),
      secret: (text) => {
        this.circumstances.secret(text);
      },
    };
  }
}

const NOTHING: RawProperties = { read: () => ({}), get: () => undefined };

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/** Terraform's state holds `""`, 0, false and `[]` where nothing was given. */
function withoutEmpty(outputs: PropertyMap): PropertyMap {
  return Object.fromEntries(
    Object.entries(outputs).filter(
      ([, value]) =>
        value !== "" && value !== 0 && value !== false && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** Providers that are used but are not themselves listed. */
function providersOutside(
  resources: readonly AnalyzedStackResource[],
  managed: ReadonlySet<string>,
  circumstances: Circumstances,
): StackResource[] {
  const found = new Map<string, AnalyzedProvider>();
  for (const { provider } of resources) {
    if (provider !== undefined && !managed.has(provider.urn)) found.set(provider.urn, provider);
  }
  return [...found.values()].map((provider) => providerResource(provider, circumstances));
}

function providerResource(provider: AnalyzedProvider, circumstances: Circumstances): ReportedResource {
  const seen = {
    ...provider,
    ignoreChanges: [],
    provider: undefined,
    parent: undefined,
    dependencies: [],
    propertyDependencies: {},
  };
  return new ReportedResource(seen, provider.properties, NOTHING, () => true, circumstances);
}

/** Resources read with `.get()` reach no policy; their URNs stand among the dependencies. */
function readResources(
  resources: readonly AnalyzedStackResource[],
  managed: ReadonlySet<string>,
): StackResource[] {
  const read = new Set<string>();
  for (const { dependencies } of resources) {
    for (const urn of dependencies) if (!managed.has(urn)) read.add(urn);
  }
  return [...read].map((urn) => ({
    urn,
    type: typeIn(urn),
    name: nameIn(urn),
    id: new Unknown("it exists outside this stack and is not read", [urn]),
    inputs: {},
    outputs: {},
    parent: undefined,
    dependencies: [],
    propertyDependencies: {},
    provider: undefined,
    ignoreChanges: [],
    location: undefined,
    remote: false,
    external: true,
  }));
}

function stackOf(
  urn: string,
  resources: readonly StackResource[],
  hasPriorState: boolean,
  { region, account }: Circumstances,
): Stack {
  const [head = "", project = ""] = urn.split("::");
  return { project, name: head.replace(/^urn:pulumi:/, ""), resources, region, account, hasPriorState };
}
