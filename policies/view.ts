import { isUnknown, mapKnown, Unknown, type Known } from "../launch/known";
import { flag, list, number, text } from "../launch/json";
import type { Reference, ResourceRef } from "../launch/reference";
import type { Stack, StackResource } from "./stack";

/** A stack with its resources indexed by type and URN. */
export class StackView {
  private readonly byType = new Map<string, ResourceView[]>();
  private readonly urns = new Map<string, ResourceView>();

  constructor(readonly stack: Stack) {
    for (const resource of stack.resources) {
      const view = new ResourceView(resource, this);
      this.urns.set(resource.urn, view);
      const ofType = this.byType.get(resource.type);
      if (ofType === undefined) this.byType.set(resource.type, [view]);
      else ofType.push(view);
    }
  }

  ofType(...types: readonly string[]): readonly ResourceView[] {
    return types.length === 1
      ? (this.byType.get(types[0] ?? "") ?? [])
      : types.flatMap((type) => this.byType.get(type) ?? []);
  }

  byUrn(urn: string): ResourceView | undefined {
    return this.urns.get(urn);
  }

  types(): readonly string[] {
    return [...this.byType.keys()];
  }
}

const SERVICE = "aws:ecs/service:Service";

/** Reads one resource: what the program declares first, then what is known to exist. */
export class ResourceView {
  constructor(
    readonly resource: StackResource,
    readonly stack: StackView,
  ) {}

  get ref(): ResourceRef {
    return { id: this.resource.urn, name: this.resource.name };
  }

  /** The declared value, or what exists where the program leaves it out; `undefined` when absent. */
  get(property: string): Known<unknown> {
    const { resource } = this;
    if (this.isIgnored(property)) {
      return new Unknown(`${property} of ${resource.name} is under ignoreChanges`);
    }
    if (resource.external) return this.output(property);
    const declared = resource.inputs[property];
    if (declared !== undefined && declared !== null) return declared;
    const outcome = resource.outputs[property];
    return isUnknown(outcome) || isEmpty(outcome) ? undefined : outcome;
  }

  /**
   * What the program says of it does not count once it is deployed. Changes are ignored only where there is something to change:
   * a service that is being made gets the task definition, count and network of the program, which pipelines change later.
   */
  private isIgnored(property: string): boolean {
    if (this.resource.type === SERVICE && this.isBeingCreated) return false;
    return this.resource.ignoreChanges.some(
      (path) =>
        path === property ||
        path.startsWith(`${property}.`) ||
        path.startsWith(`${property}[`) ||
        path === "*",
    );
  }

  /** Whether the preview is about to create the resource: one that exists may be other than the program says. */
  get isBeingCreated(): boolean {
    const { id, outputs, external } = this.resource;
    return !external && isUnknown(id) && isUnknown(outputs["arn"] ?? id);
  }

  /** What the provider computes: known only once it exists. */
  output(property: string): Known<unknown> {
    const { resource } = this;
    const outcome = resource.outputs[property];
    if (outcome !== undefined && outcome !== null && outcome !== "") return outcome;
    const why = resource.external ? "is read from the account" : "is known after the deployment";
    return new Unknown(`${property} of ${resource.name} ${why}`, [resource.urn]);
  }

  /** A computed text, such as `arn`. */
  outputText(property: string): Known<string | undefined> {
    return text(this.output(property));
  }

  text(property: string): Known<string | undefined> {
    return text(this.get(property));
  }

  number(property: string): Known<number | undefined> {
    return number(this.get(property));
  }

  flag(property: string): Known<boolean | undefined> {
    return flag(this.get(property));
  }

  /** The first element of a block that Terraform keeps as a list, or the block itself. */
  block(property: string): Known<unknown> {
    return mapKnown(this.get(property), (value): Known<unknown> =>
      Array.isArray(value) ? (value as unknown[])[0] : value,
    );
  }

  list(property: string): Known<readonly unknown[]> {
    return list(this.get(property));
  }

  from(property: string): readonly string[] {
    return this.isIgnored(property) ? [] : (this.resource.propertyDependencies[property] ?? []);
  }

  reference(property: string): Reference {
    return this.referenceTo(this.get(property), property);
  }

  /** A reference held by a value inside `property`. */
  referenceTo(value: unknown, property: string): Reference {
    const from = this.from(property);
    return { text: text(value), from: isUnknown(value) && value.from.length > 0 ? value.from : from };
  }

  references(property: string): Known<readonly Reference[]> {
    return this.referencesIn(this.get(property), property);
  }

  /** References held by a list inside `property`. */
  referencesIn(value: unknown, property: string): Known<readonly Reference[]> {
    return mapKnown(list(value), (elements) =>
      elements.map((element) => this.referenceTo(element, property)),
    );
  }

  /** Region of this resource: its own, its provider's, the stack's. */
  get region(): Known<string | undefined> {
    const own = this.resource.inputs["region"] ?? this.resource.outputs["region"];
    if (own !== undefined && own !== null && !isUnknown(own)) return text(own);
    const provider =
      this.resource.provider === undefined ? undefined : this.stack.byUrn(this.resource.provider);
    const configured = provider?.resource.inputs["region"];
    if (configured !== undefined && configured !== null) return text(configured);
    return this.stack.stack.region ?? (isUnknown(own) ? own : new Unknown("no region is configured"));
  }
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    value === 0 ||
    value === false ||
    (Array.isArray(value) && value.length === 0)
  );
}
