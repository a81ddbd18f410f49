import type { Known } from "../known";
import type { ResourceRef } from "../reference";
import type { ResourcePolicy } from "./guarded";

/** A private ECR repository that this stack makes. */
export interface Repository {
  readonly ref: ResourceRef;
  readonly name: Known<string | undefined>;
  readonly region: Known<string | undefined>;
  /** `MUTABLE`, `IMMUTABLE`, or one of both with exclusions; absent: `MUTABLE`. */
  readonly tagMutability?: Known<string | undefined>;
  /** Its resource policies. None: the repository has none in this stack. */
  readonly policies: readonly ResourcePolicy[];
  /** Why a policy may be attached that is not in view. */
  readonly incomplete: string | undefined;
}

/** What the stack sets up for the private registry as a whole. */
export interface Registry {
  readonly pullThroughCaches: readonly PullThroughCache[];
  readonly policies: readonly ResourcePolicy[];
}

/** A rule by which a pull of `prefix/…` fetches an image from another registry. */
export interface PullThroughCache {
  readonly ref: ResourceRef;
  readonly prefix: Known<string | undefined>;
  readonly region: Known<string | undefined>;
  /** False where it is being made: nothing can be in the cache yet. */
  readonly exists: boolean;
}
