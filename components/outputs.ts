import { all, Output, Resource, type Input } from "@pulumi/pulumi";
import { isObject } from "../launch/json";
import { isUnknown, Unknown, UnknownOutput, UnknownText, type Known } from "../launch/known";
import { UNKNOWN_MARK } from "../policies/known-parts";

/** Whether a value may not be there yet. */
export const isLater = (value: unknown): value is Output<unknown> | Promise<unknown> =>
  Output.isInstance(value) || value instanceof Promise;

const partsOfTexts = new WeakMap<object, readonly Input<string>[]>();

/** One text of several, like `interpolate`; `Outputs` knows its parts. */
export function joinTexts(...parts: readonly Input<string>[]): Input<string> {
  if (parts.every((part) => typeof part === "string")) return parts.join("");
  const text = all([...parts]).apply((known) => known.join(""));
  partsOfTexts.set(text, parts);
  return text;
}

/**
 * What a program says of outputs while it runs, before any of them has a value: which resources they come from, and
 * which of their properties they are. Resources go by ids of this object's own; their URNs come later.
 */
export class Outputs {
  private readonly resources = new Map<string, Resource>();

  /** The same value, with an `Unknown` for each part of it that may not be there yet. */
  withUnknowns(value: unknown): unknown {
    if (isLater(value)) return this.unknownOf(value);
    if (Array.isArray(value)) return value.map((element) => this.withUnknowns(element));
    if (!isObject(value)) return value;
    const entries = Object.entries(value).filter(([, element]) => element !== undefined);
    return Object.fromEntries(entries.map(([key, element]) => [key, this.withUnknowns(element)]));
  }

  /** Of all resources that were met with. */
  ids(): readonly string[] {
    return [...this.resources.keys()];
  }

  outputOf(resource: Resource, property: string): UnknownOutput {
    return new UnknownOutput(LATER, this.idOf(resource), property);
  }

  /** The resource with an id that stands in an `Unknown` made here. */
  resource(id: string): Resource | undefined {
    return this.resources.get(id);
  }

  /** The value as the pack reads it in `knownParts`: each `Unknown` is a mark that holds URNs. */
  marked(value: unknown): unknown {
    if (isUnknown(value)) return { [UNKNOWN_MARK]: this.markOf(value) };
    if (Array.isArray(value)) return value.map((element) => this.marked(element));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, this.marked(element)]));
  }

  private idOf(resource: Resource): string {
    const found = [...this.resources].find(([, known]) => known === resource);
    if (found !== undefined) return found[0];
    const id = `resource ${this.resources.size}`;
    this.resources.set(id, resource);
    return id;
  }

  private unknownOf(value: Output<unknown> | Promise<unknown>): Unknown {
    const parts = partsOfTexts.get(value);
    const resources = resourcesBehind(value);
    const from = resources.map((resource) => this.idOf(resource));
    if (parts !== undefined)
      return new UnknownText(LATER, from, parts.map((part) => this.withUnknowns(part)) as Known<string>[]);
    const [only, ...others] = resources;
    const property = only === undefined || others.length > 0 ? undefined : propertyOf(only, value);
    return only === undefined || property === undefined
      ? new Unknown(LATER, from)
      : new UnknownOutput(LATER, this.idOf(only), property);
  }

  private markOf(unknown: Unknown): object {
    const from = unknown.from.map((id) => this.urnOf(id));
    if (unknown instanceof UnknownOutput)
      return { from, output: { urn: this.urnOf(unknown.urn), property: unknown.property } };
    return unknown instanceof UnknownText ? { from, parts: this.marked(unknown.parts) } : { from };
  }

  private urnOf(id: string): Input<string> {
    return this.resources.get(id)?.urn ?? "";
  }
}

const LATER = "it is an output, whose value comes later";

/** They are known before the value is. */
function resourcesBehind(value: Output<unknown> | Promise<unknown>): readonly Resource[] {
  const { resources } = value as { readonly resources?: () => Iterable<unknown> };
  if (typeof resources !== "function") return [];
  return [...new Set([...resources.call(value)].filter((each) => Resource.isInstance(each)))];
}

/** The property of the resource that the output itself is, not something made of it. */
function propertyOf(resource: Resource, value: object): string | undefined {
  return Object.entries(resource).find(([, property]) => property === value)?.[0];
}

/** Name of the type, such as `aws:ecr/repository:Repository`. */
export const typeOf = (resource: Resource | undefined): string =>
  (resource as { readonly __pulumiType?: string } | undefined)?.__pulumiType ?? "";
