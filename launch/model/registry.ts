import type { Known } from "../known";
import type { ResourceRef } from "../reference";

/** A private ECR repository that this stack makes. */
export interface Repository {
  readonly ref: ResourceRef;
  readonly name: Known<string | undefined>;
  readonly region: Known<string | undefined>;
  /** Its resource policies: JSON text or object. None: the repository has none in this stack. */
  readonly policies: readonly { readonly label: string; readonly document: Known<unknown> }[];
  /** Why a policy may be attached that is not in view. */
  readonly incomplete: string | undefined;
}
