import { Unknown, type Known } from "./known";

/** An object of the user's that a message can name and a finding can point to. */
export interface ResourceRef {
  /** URN, ARN, or `file:<path>` of a task definition read from a file. */
  readonly id: string;
  /** The name the user gave it, as messages print it. */
  readonly name: string;
}

/**
 * What a property says about another object: its text (a name, an id, an ARN), and the resources of the
 * stack (URNs) that the text comes from. At a first preview the text is unknown and `from` is the join.
 */
export interface Reference {
  /** `undefined`: the property is absent. */
  readonly text: Known<string | undefined>;
  readonly from: readonly string[];
}

export const absent: Reference = { text: undefined, from: [] };

export const literal = (text: string): Reference => ({ text, from: [] });

export const unseen = (because: string, from: readonly string[] = []): Reference => ({
  text: new Unknown(because, from),
  from,
});
