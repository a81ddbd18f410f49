import type { Unknown } from "../known";
import { isUnknown } from "../known";
import { met, unknown, unmet, type Verdict } from "../verdict";
import { findClosest, type Closest } from "./closest";
import { and, not, or } from "./kleene";
import { nameStatement, type Policy, type StatementOfPolicy } from "./policy";
import { denyApplies } from "./principal-match";
import { defaultAssumptions, type AccessRequest, type Assumptions, type ResourceSide } from "./request";
import { combine, findResourceAllow } from "./resource-side";
import { searchPolicies, textUnknown, type Found } from "./search-policies";
import type { Ask } from "./statement-match";
import { showText } from "./text";

/** The policies that decide over a call, as far as they are in view. */
export interface PoliciesInForce {
  /** Inline and managed policies of the role. */
  readonly identity: readonly Policy[];
  /** Are these all policies of the role? If not, why not. */
  readonly complete: true | Unknown;
  /** Absent: the role has none. */
  readonly boundary?: Policy;
  readonly resource?: ResourceSide;
}

/** The judgement of one call. */
export interface Decision {
  readonly verdict: Verdict;
  readonly allowedBy?: StatementOfPolicy;
  readonly deniedBy?: StatementOfPolicy;
  /** Where nothing allows the call: the Allow that comes nearest, and why it does not. */
  readonly closest?: Closest;
  /** Where an Allow is missing, if nothing denies: on the role, in its boundary, or on the resource's side. */
  readonly lacks?: "identity" | "boundary" | "resource";
  /** Policies that IAM (or the resource's service) refuses. They grant nothing; their creation fails. */
  readonly malformed: readonly Policy[];
}

/**
 * May the role do this? An explicit deny wins; then, in one account, the role's own policies or the resource's
 * policy must allow it, within the role's boundary; across accounts both must.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function mayDo(
  request: AccessRequest,
  policies: PoliciesInForce,
  assumptions: Assumptions = defaultAssumptions,
): Decision {
  const denied = findDeny(request, policies, assumptions);
  const identity = findIdentityAllow(request, policies);
  const boundary = findBoundaryAllow(request, policies);
  const resource = findResourceAllow(request, policies.resource);
  const allowed = combine(
    request,
    policies.resource,
    assumptions,
    { identity: identity.truth, boundary: boundary.truth },
    resource,
  );
  const malformed = everyPolicy(policies).filter(({ document }) => document.malformed !== undefined);
  const by = identity.by ?? resource.by;
  const what = `${request.action} on \`${showText(request.resource)}\``;
  if (denied.by !== undefined)
    return { verdict: unmet(`${nameStatement(denied.by)} denies ${what}`), deniedBy: denied.by, malformed };
  const truth = and(allowed, not(denied.truth));
  if (truth === true) {
    const because = by === undefined ? `${what} is allowed` : `${nameStatement(by)} allows ${what}`;
    return { verdict: met(because), ...(by !== undefined && { allowedBy: by }), malformed };
  }
  if (isUnknown(truth)) return { verdict: unknown(truth.because), malformed };
  const closest = identity.truth === false ? findClosest(policies.identity, request) : undefined;
  const because = whyNot(what, policies, identity.truth === true, boundary.truth === false, closest);
  const lacks =
    identity.truth === false ? "identity" : boundary.truth === false ? "boundary" : ("resource" as const);
  return { verdict: unmet(because), ...(closest !== undefined && { closest }), lacks, malformed };
}

function whyNot(
  what: string,
  { identity, boundary, resource }: PoliciesInForce,
  ownAllow: boolean,
  boundaryRefuses: boolean,
  closest: Closest | undefined,
): string {
  if (ownAllow && boundaryRefuses)
    return `${boundary?.label ?? "a policy"}, the role's permissions boundary, does not allow ${what}`;
  if (ownAllow)
    return `${resource?.policies[0]?.label ?? "the resource's own policy"} does not allow the role ${what}`;
  if (closest !== undefined) return closest.because;
  const refused = identity.find(({ document }) => document.malformed !== undefined);
  return refused === undefined
    ? `no policy of the role allows ${what}`
    : `no policy of the role allows ${what}: ${refused.label} grants nothing, because ${refused.document.malformed ?? ""}`;
}

const everyPolicy = ({ identity, boundary, resource }: PoliciesInForce): readonly Policy[] => [
  ...identity,
  ...(boundary === undefined ? [] : [boundary]),
  ...(resource?.policies ?? []),
];

function findIdentityAllow(ask: Ask, { identity, complete }: PoliciesInForce): Found {
  const found = searchPolicies(identity, { effect: "Allow", ask, unknownDocument: textUnknown });
  return found.truth === true
    ? found
    : { truth: complete === true ? found.truth : or(found.truth, complete) };
}

function findBoundaryAllow(ask: Ask, { boundary }: PoliciesInForce): Found {
  if (boundary === undefined) return { truth: true };
  return searchPolicies([boundary], { effect: "Allow", ask, unknownDocument: textUnknown });
}

function findDeny(request: AccessRequest, policies: PoliciesInForce, assumptions: Assumptions): Found {
  const unknownDocument = assumptions.unseenDocumentsDenyNothing ? () => false : textUnknown;
  const { identity, boundary, resource, complete } = policies;
  const own = [...identity, ...(boundary === undefined ? [] : [boundary])];
  const byOwn = searchPolicies(own, { effect: "Deny", ask: request, unknownDocument });
  const byResource = searchPolicies(resource?.policies ?? [], {
    effect: "Deny",
    ask: request,
    unknownDocument,
    principal: ({ principals }) => (principals === undefined ? true : denyApplies(principals, request.role)),
  });
  const by = byOwn.by ?? byResource.by;
  const unseen = assumptions.unseenDocumentsDenyNothing || complete === true ? false : complete;
  return { truth: or(byOwn.truth, byResource.truth, unseen), ...(by !== undefined && { by }) };
}
