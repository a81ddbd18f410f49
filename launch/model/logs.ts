import type { Known } from "../known";
import type { ResourceRef } from "../reference";

/** A CloudWatch log group that this stack makes. */
export interface LogGroup {
  readonly ref: ResourceRef;
  /** In full, generated parts included. */
  readonly name: Known<string | undefined>;
  readonly region: Known<string | undefined>;
}
