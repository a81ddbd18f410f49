import type { Known } from "../known";
import type { ResourceRef } from "../reference";

/** A target group that this stack makes. */
export interface TargetGroup {
  readonly ref: ResourceRef;
  readonly name: Known<string | undefined>;
  readonly arn: Known<string | undefined>;
  /** `instance`, `ip`, `lambda` or `alb`; absent: `instance`. */
  readonly targetType: Known<string | undefined>;
  /** Listeners and listener rules of this stack that lead to it. */
  readonly attachedBy: readonly ResourceRef[];
  /** Why something else may lead to it. */
  readonly open: string | undefined;
  /** The deployment at hand creates it. */
  readonly isNew: boolean;
}
