import { policyOf } from "../iam/policy";
import { ownAccount, type ResourceSide } from "../iam/request";
import { Unknown, type Known } from "../known";
import type { Reference, ResourceRef } from "../reference";
import { Catalogue } from "./catalogue";

/** A secret, parameter, key, bucket or file system of this stack: something that may have a policy of its own. */
export interface GuardedResource {
  readonly ref: ResourceRef;
  readonly name: Known<string | undefined>;
  readonly arn: Known<string | undefined>;
  readonly region: Known<string | undefined>;
  /** The key of the user's that encrypts it. */
  readonly key: Reference;
  readonly policies: readonly ResourcePolicy[];
  /** Why a policy may be attached, or a grant given, that is not in view. */
  readonly incomplete: string | undefined;
}

/** A resource's own policy: JSON text or object. */
export interface ResourcePolicy {
  readonly label: string;
  readonly document: Known<unknown>;
}

export interface GuardedResources {
  readonly secrets: Catalogue<GuardedResource>;
  readonly parameters: Catalogue<GuardedResource>;
  readonly keys: Catalogue<GuardedResource>;
  readonly buckets: Catalogue<GuardedResource>;
  readonly fileSystems: Catalogue<GuardedResource>;
}

const none = (): Catalogue<GuardedResource> => new Catalogue<GuardedResource>([], () => []);

export const nothingGuarded = (): GuardedResources => ({
  secrets: none(),
  parameters: none(),
  keys: none(),
  buckets: none(),
  fileSystems: none(),
});

/** The resource's side of a call: its own account and policies. */
export function sideOf({ policies, incomplete }: GuardedResource): ResourceSide {
  return {
    accountId: ownAccount,
    policies: policies.map(({ label, document }) => policyOf(label, document, "resource")),
    complete: incomplete === undefined ? true : new Unknown(incomplete),
  };
}

/** The side of a resource that is not in view. */
export const unseenSide = (accountId: Known<string>, what: string): ResourceSide => ({
  accountId,
  policies: [],
  complete: new Unknown(`the policy of ${what} is not in view`),
});
