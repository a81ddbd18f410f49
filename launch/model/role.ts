import type { Known } from "../known";
import type { ResourceRef } from "../reference";

/** An IAM role with what is known to be attached to it. */
export interface Role {
  readonly ref: ResourceRef;
  /** Managed by this stack; one that is only read or named has unknown contents. */
  readonly name: Known<string | undefined>;
  readonly arn: Known<string | undefined>;
  /** Such as `/team/`; absent: `/`. */
  readonly path: Known<string | undefined>;
  /** Trust policy: JSON text or object. */
  readonly trust: Known<unknown>;
  readonly policies: readonly AttachedPolicy[];
  /** Why policies may be attached that are not in view; `undefined` when all are. */
  readonly incomplete: string | undefined;
  readonly permissionsBoundary: AttachedPolicy | undefined;
}

/** A policy attached to a role. Exactly one of `managedArn` and `document` speaks of its content. */
export interface AttachedPolicy {
  /** As messages name it. */
  readonly label: string;
  /** URN of the resource that attaches it; what a missing `dependsOn` would have to name. */
  readonly attachedBy: string | undefined;
  /** ARN of a managed policy whose document is not in this stack. */
  readonly managedArn: Known<string> | undefined;
  /** JSON text or object. */
  readonly document: Known<unknown>;
}
