import type { Known } from "../launch/known";

/** Property values as plain JSON; what is not known yet is an `Unknown` wherever it stands. */
export type PropertyMap = Readonly<Record<string, unknown>>;

/** One resource of a Pulumi stack, as a preview, a deployment or a saved state shows it. */
export interface StackResource {
  readonly urn: string;
  /** Type token, such as `aws:ecs/service:Service`. */
  readonly type: string;
  /** The logical name: the last part of the URN. */
  readonly name: string;
  /** Physical id; unknown while the resource is not created, `undefined` for components. */
  readonly id: Known<string> | undefined;
  /** What the program declares, with the provider's automatic names; properties left out are absent. */
  readonly inputs: PropertyMap;
  /** What is known of the outcome (prior state, or a deployment under way); unknown parts may be absent. */
  readonly outputs: PropertyMap;
  readonly parent: string | undefined;
  /** URNs, `dependsOn` included. */
  readonly dependencies: readonly string[];
  /** Top-level property -> URNs its value comes from. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** URN of its provider, where the engine says it. */
  readonly provider: string | undefined;
  readonly ignoreChanges: readonly string[];
  /** Where in the program it was made. */
  readonly location: SourceLocation | undefined;
  /** A component whose children are made by another process (`awsx`): they are not in view. */
  readonly remote: boolean;
  /** Read with `.get()` rather than managed by this stack. */
  readonly external: boolean;
}

export interface SourceLocation {
  /** Path relative to the project's root. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** A whole stack in view. */
export interface Stack {
  readonly project: string;
  readonly name: string;
  readonly resources: readonly StackResource[];
  /** Region of resources that state none; `undefined` where nothing says. */
  readonly region: string | undefined;
  /** The own account as given by option or configuration. */
  readonly account: string | undefined;
  /** Was a prior state seen? Without one the program is judged as a first deployment. */
  readonly hasPriorState: boolean;
}
