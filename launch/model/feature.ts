import type { Known, Unknown } from "../known";
import type { Launch } from "../launch";
import type { Container } from "./task-definition";
import type { Answer } from "./answer";

/** What a row says of one user of a feature: nothing, because it is not used; that it can't be known; or how it is used. */
export type Use = string | Unknown | undefined;

/** Something that ECS takes from some launches and not from others. */
export interface ContainerFeature {
  /** Completes "container api may have …". */
  readonly what: string;
  /** How the container uses it, such as "privileged is true"; `undefined`: it does not. */
  readonly use: (container: Container, launch: Launch) => Use;
  /** Whether the launch is one that does not take it. */
  readonly rejects: (launch: Launch) => Known<boolean>;
  /** Who rejects it, for the reason: "Fargate does not support it". */
  readonly by: string;
  /** What ECS answers. */
  readonly stoppedReason: string;
  readonly remedy: string;
}

/** A requirement on something other than one container, judged. */
export interface FeatureAnswer extends Answer {
  readonly subject: string;
  /** The launch site is what must change. */
  readonly ofSite?: boolean;
}
