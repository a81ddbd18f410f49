import type { Known, Unknown } from "../known";
import type { Reference, ResourceRef } from "../reference";

/** The instances behind a capacity provider of the stack. */
export interface InstanceGroup {
  /** The capacity provider. */
  readonly ref: ResourceRef;
  readonly name: Known<string | undefined>;
  readonly region: Known<string | undefined>;
  /** Managed Instances: ECS makes them. */
  readonly isManaged: boolean;
  /** The role in their instance profile; unknown where it cannot be followed. */
  readonly instanceRole: Reference | Unknown;
  /** With which ECS makes Managed Instances. */
  readonly infrastructureRole: Reference | undefined;
}
