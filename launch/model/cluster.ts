import type { Known } from "../known";
import type { Reference, ResourceRef } from "../reference";
import type { CapacityProviderItem } from "./launch-site";

/** An ECS cluster that this stack makes. */
export interface Cluster {
  readonly ref: ResourceRef;
  readonly name: Known<string | undefined>;
  readonly arn: Known<string | undefined>;
  /** `undefined`: nothing in this stack associates capacity providers with it. */
  readonly capacityProviders: Known<readonly Reference[]> | undefined;
  /** Default namespace of Service Connect. */
  readonly namespace: Known<string | undefined>;
  readonly defaultStrategy: Known<readonly CapacityProviderItem[]>;
}
