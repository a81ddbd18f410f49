import type { ResourceRef } from "../reference";

/** A resource without which another one is there but not usable, such as the route of a subnet. */
export interface Completion {
  readonly ref: ResourceRef;
  readonly kind:
    "route" | "endpoint" | "security-group-rule" | "mount-target" | "capacity-providers" | "secret-version";
}
