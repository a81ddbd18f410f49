import type { Known } from "../known";
import type { ResourceRef } from "../reference";

/** A CloudWatch log group that this stack makes. */
export interface LogGroup {
  readonly ref: ResourceRef;
  readonly name: Known<string | undefined>;
  /** For a name that the engine completes (`namePrefix`). */
  readonly region: Known<string | undefined>;
}
