import { Unknown } from "../../launch/known";
import type { PropertyMap, Stack, StackResource } from "../../policies/stack";

/** A resource as a test writes it: what is left out is as in a first preview. */
export interface ResourceSpec extends Partial<Omit<StackResource, "type" | "name" | "inputs">> {
  readonly type: string;
  readonly name: string;
  readonly inputs?: PropertyMap;
}

export const urnOf = (type: string, name: string): string => `urn:pulumi:test::project::${type}::${name}`;

/** What `resource.property` gives while the resource is not created: unknown, and where it comes from. */
export const outputOf = (type: string, name: string): Unknown =>
  new Unknown(`${name} is not created yet`, [urnOf(type, name)]);

/** Marks an input as made from other resources although its text is known, as auto-named ones are. */
export function resource(spec: ResourceSpec): StackResource {
  const inputs = spec.inputs ?? {};
  const dependencies = Object.entries(inputs)
    .map(([property, value]) => [property, originsOf(value)] as const)
    .filter(([, from]) => from.length > 0);
  return {
    urn: urnOf(spec.type, spec.name),
    id: new Unknown(`${spec.name} is not created yet`),
    outputs: {},
    parent: undefined,
    dependencies: dependencies.flatMap(([, from]) => from),
    provider: undefined,
    ignoreChanges: [],
    location: undefined,
    remote: false,
    external: false,
    ...spec,
    inputs,
    propertyDependencies: { ...Object.fromEntries(dependencies), ...spec.propertyDependencies },
  };
}

function originsOf(value: unknown): string[] {
  if (value instanceof Unknown) return [...value.from];
  if (Array.isArray(value)) return value.flatMap(originsOf);
  if (value !== null && typeof value === "object") return Object.values(value).flatMap(originsOf);
  return [];
}

export function stackOf(resources: readonly ResourceSpec[], options: Partial<Stack> = {}): Stack {
  return {
    project: "project",
    name: "test",
    region: "eu-west-1",
    account: "123456789012",
    hasPriorState: false,
    ...options,
    resources: resources.map(resource),
  };
}
