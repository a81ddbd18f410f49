/** What the type declarations of the SDK do not say about resources: defaults, names, ids and ARNs. */
import data from "./resources.json";
import type { Properties } from "./values";

export interface ResourceFacts {
  /** Template of the id. */
  readonly id?: string;
  /** Template of the ARN. */
  readonly arn?: string;
  /** Defaults of the provider; those that are not falsy appear among the checked inputs. */
  readonly defaults?: Properties;
  /** Templates of what AWS fills in. */
  readonly created?: Properties;
  /** The property that gets an automatic name; `name` unless said. */
  readonly nameProperty?: string;
  /** Longest automatic name; 255 unless said. */
  readonly nameLength?: number;
  /** Inputs whose change replaces the resource, besides its names. */
  readonly replaceOn?: readonly string[];
}

const RESOURCES: Readonly<Record<string, ResourceFacts>> = data.resources;
const NESTED: Readonly<Record<string, Properties>> = data.nestedDefaults;
const AS_BLOCKS: Readonly<Record<string, readonly string[]>> = data.attributesAsBlocks;

export function factsOf(token: string): ResourceFacts {
  return RESOURCES[token] ?? {};
}

/** @param type the SDK's type, such as `outputs.ecs.ServiceNetworkConfiguration` */
export function nestedDefaults(type: string): Properties {
  return NESTED[/(\w+)(?:>|\[\]|\s|\|\s*undefined)*$/.exec(type)?.[1] ?? ""] ?? {};
}

/** Does Terraform fill every attribute of the property's items (`""`, 0, false) rather than leave it out? */
export function fillsItems(token: string, property: string): boolean {
  return AS_BLOCKS[token]?.includes(property) ?? false;
}
