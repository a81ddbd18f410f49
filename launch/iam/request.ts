import type { Known, Unknown } from "../known";
import type { Policy } from "./policy";
import type { RoleCaller } from "./principal-match";
import type { RequestContext } from "./request-context";
import type { Text } from "./text";

/** One call that a role makes. */
export interface AccessRequest {
  /** For example `ecr:BatchGetImage`. */
  readonly action: string;
  /** The ARN that the service compares with, or `*` for an action that knows no resource. */
  readonly resource: Text;
  /** The output that {@link resource} begins with; absent where none is known to. */
  readonly origin?: Origin;
  readonly role: RoleCaller;
  readonly context: RequestContext;
}

/** An ARN as it comes of a deployment: the output `arn` of a resource, and what follows that. */
export interface Origin {
  /** URN of the resource. */
  readonly urn: string;
  /** Such as `:log-stream:api/api/…`. Default: nothing. */
  readonly after?: Text;
}

/** In the place of an account id: the account of the role, whichever that is. */
export const ownAccount = "own";

/** The resource's account and its own policies. */
export interface ResourceSide {
  /** Twelve digits, or {@link ownAccount}. */
  readonly accountId: Known<string>;
  readonly policies: readonly Policy[];
  /** Are these all policies of the resource? If not, why not. */
  readonly complete: true | Unknown;
}

/** What is taken for granted of policies that cannot be seen. */
export interface Assumptions {
  /** A document whose text is unknown, or a policy of the role that is not in view, denies nothing. */
  readonly unseenDocumentsDenyNothing: boolean;
  /**
   * Within one account a resource policy out of view neither grants nor denies the role anything of its own, and
   * that of a key delegates to the account.
   */
  readonly unseenResourcePoliciesAreNeutral: boolean;
}

export const defaultAssumptions: Assumptions = {
  unseenDocumentsDenyNothing: true,
  unseenResourcePoliciesAreNeutral: true,
};
