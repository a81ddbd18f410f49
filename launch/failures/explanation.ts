import type { Stage } from "../launch";

/** What kind of thing failed; the coarse answer. */
export type Family =
  | "role"
  | "secret"
  | "image"
  | "network"
  | "disk"
  | "memory"
  | "logging"
  | "capacity"
  | "shape"
  | "volume"
  | "health"
  | "command"
  | "agent"
  | "deployment"
  | "unknown";

/**
 * `certain`: the message settles the cause. `likely`: it points to one cause, without the words that would
 * settle it. `ambiguous`: several causes leave this message; the candidates stand in order.
 */
export type Confidence = "certain" | "likely" | "ambiguous";

/** A cause that leaves the same message, and what would tell it from the others. */
export interface Candidate {
  readonly cause: string;
  readonly tellApart: string;
}

/** What the message itself says: role, action, resource, image, secret, endpoint, port … */
export type Extracted = Readonly<Record<string, string>>;

/** Why a task did not start, as far as what ECS said settles it. */
export interface Explanation {
  /** An entry of the catalogue, or `unknown`. */
  readonly cause: string;
  readonly family: Family;
  /** The stage of the launch that failed; null where nothing failed or nothing settles it. */
  readonly stage: Stage | null;
  /** The rule whose requirement failed; null where no rule can foresee it or the message leaves it open. */
  readonly rule: string | null;
  readonly confidence: Confidence;
  readonly candidates: readonly Candidate[];
  readonly extracted: Extracted;
  readonly summary: string;
  readonly remedy: string;
  /** The words that were recognised, in ECS's own spelling, shortened. */
  readonly evidence: string;
  /** Where the page of the cause stands. */
  readonly page: string;
}
