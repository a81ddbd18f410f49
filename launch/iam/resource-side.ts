import { isUnknown, Unknown, type Known } from "../known";
import { accountOf } from "./arn";
import { and, or, type Truth } from "./kleene";
import type { StatementOfPolicy } from "./policy";
import { matchEntries, type PrincipalMatch } from "./principal-match";
import { ownAccount, type AccessRequest, type Assumptions, type ResourceSide } from "./request";
import { searchPolicies, textUnknown, type Found } from "./search-policies";

/** How the resource's own policies, as far as they are in view, allow a call. */
export interface ResourceAllow {
  /** To the role by its own name. */
  readonly named: Truth;
  readonly everybody: Truth;
  /** To the role's account, which leaves it to the role's own policies. */
  readonly account: Truth;
  readonly by?: StatementOfPolicy;
}

export function findResourceAllow(request: AccessRequest, side: ResourceSide | undefined): ResourceAllow {
  const search = (pick: (match: PrincipalMatch) => Truth): Found =>
    searchPolicies(side?.policies ?? [], {
      effect: "Allow",
      ask: request,
      unknownDocument: textUnknown,
      principal: ({ principals }) => {
        if (principals === undefined) return true;
        const match = matchEntries(principals, request.role);
        if (!principals.negated) return pick(match);
        return or(match.named, match.everybody, match.account) === true
          ? false
          : new Unknown("an Allow with NotPrincipal is not supported");
      },
    });
  const named = search((match) => match.named);
  const everybody = search((match) => match.everybody);
  const account = search((match) => match.account);
  const by = named.by ?? everybody.by ?? account.by;
  return {
    named: named.truth,
    everybody: everybody.truth,
    account: account.truth,
    ...(by !== undefined && { by }),
  };
}

/**
 * What the sides say together. In one account either suffices, within the role's boundary; a key's policy must
 * allow in any case, if only by delegating to the account. Across accounts both must allow.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export function combine(
  request: AccessRequest,
  side: ResourceSide | undefined,
  assumptions: Assumptions,
  own: { readonly identity: Truth; readonly boundary: Truth },
  allow: ResourceAllow,
): Truth {
  const same = isSameAccount(request, side);
  const unseen = side === undefined ? new Unknown("the resource's own policy is not in view") : side.complete;
  const within = same === false ? undefined : withinAccount(request, side, assumptions, own, allow, unseen);
  const across =
    same === true
      ? undefined
      : and(
          own.identity,
          own.boundary,
          or(allow.named, allow.everybody, allow.account, unseen === true ? false : unseen),
        );
  if (within === undefined || across === undefined) return within ?? across ?? false;
  return within === across || !isUnknown(same) ? within : eitherWay(within, across, same);
}

function withinAccount(
  request: AccessRequest,
  side: ResourceSide | undefined,
  assumptions: Assumptions,
  { identity, boundary }: { readonly identity: Truth; readonly boundary: Truth },
  allow: ResourceAllow,
  unseen: true | Unknown,
): Truth {
  const neutral = unseen === true || assumptions.unseenResourcePoliciesAreNeutral;
  const named = neutral ? allow.named : or(allow.named, unseen);
  const granted = or(and(named, boundary), and(allow.everybody, boundary === true || outOfBounds));
  if (!request.action.toLowerCase().startsWith("kms:")) return or(and(identity, boundary), granted);
  const delegates = (side?.policies.length ?? 0) === 0 ? neutral || unseen : allow.account;
  return or(and(identity, boundary, delegates), granted);
}

/** Documented for role ARNs alone; a grant to `*` with a condition on the role's ARN is not limited. */
const outOfBounds = new Unknown("whether a permissions boundary limits what is granted to everybody is open");

/** The answer where the accounts cannot be compared: what both cases have in common. */
function eitherWay(within: Truth, across: Truth, same: Unknown): Truth {
  if (isUnknown(within)) return within;
  return isUnknown(across) && !within ? across : same;
}

function isSameAccount({ resource, role }: AccessRequest, side: ResourceSide | undefined): Truth {
  if (side?.accountId === ownAccount || resource === "*") return true;
  const account: Known<string> | undefined = side?.accountId ?? accountOf(resource);
  // An S3 ARN names no account; a bucket that nobody speaks for is taken for the role's account's.
  if (account === "") return true;
  if (Array.isArray(resource) && resource.includes(role.accountId) && isUnknown(role.accountId)) return true;
  if (isUnknown(role.accountId)) return role.accountId;
  if (account === undefined) return new Unknown("the account of the resource is not known");
  return isUnknown(account) ? account : account === role.accountId;
}
