import { partitionOf } from "../iam/arn";
import { ecsAssumeContext } from "../iam/trust";
import type { PoliciesInForce } from "../iam/evaluate";
import { isAwsManaged, managedPolicyDocument } from "../iam/managed-policies";
import { policyOf, type Policy } from "../iam/policy";
import type { RoleCaller } from "../iam/principal-match";
import { RequestContext } from "../iam/request-context";
import type { Assumptions } from "../iam/request";
import { joinText } from "../iam/text";
import { isUnknown, Unknown, type Known } from "../known";
import { matchesPattern, type Settings } from "../settings";
import type { CloudModel } from "./cloud-model";
import type { AttachedPolicy, Role } from "./role";

/** Policies are parsed once per role, however many requirements ask. */
const parsed = new WeakMap<AttachedPolicy, Policy>();

/** The policies of a role, as the IAM judge takes them. */
export function policiesOf(
  role: Role,
  settings: Settings,
): Pick<PoliciesInForce, "identity" | "complete" | "boundary"> {
  const incomplete = elsewhere(role, settings) ?? role.incomplete;
  return {
    identity: role.policies.map(parse),
    complete: incomplete === undefined ? true : new Unknown(incomplete),
    ...(role.permissionsBoundary === undefined ? {} : { boundary: parse(role.permissionsBoundary) }),
  };
}

function elsewhere({ ref }: Role, settings: Settings): string | undefined {
  const named = settings.managedElsewhere.some(
    (pattern) => matchesPattern(ref.name, pattern) || matchesPattern(ref.id, pattern),
  );
  return named ? `the configuration says that ${ref.name} is completed elsewhere` : undefined;
}

function parse(attached: AttachedPolicy): Policy {
  const known = parsed.get(attached);
  if (known !== undefined) return known;
  const { label, managedArn, document } = attached;
  const policy =
    managedArn !== undefined && !isUnknown(managedArn) && isAwsManaged(managedArn)
      ? { label, document: managedPolicyDocument(managedArn) }
      : policyOf(label, document);
  parsed.set(attached, policy);
  return policy;
}

/** The partition of the task's region, which is its roles', too. */
export const partitionIn = (region: Known<string | undefined>): Known<string> =>
  isUnknown(region)
    ? region
    : region === undefined
      ? new Unknown("no region is configured")
      : partitionOf(region);

/** The role as the one who calls; `region` is any of the stack's. */
export function callerOf(role: Role, account: Known<string>, region: Known<string | undefined>): RoleCaller {
  const name = role.name ?? new Unknown(`the name of role ${role.ref.name} is not known`);
  const arn = role.arn ?? new Unknown(`the ARN of role ${role.ref.name} is not known`);
  return {
    arn: isUnknown(arn)
      ? joinText("arn:", partitionIn(region), ":iam::", account, ":role", role.path ?? "/", name)
      : arn,
    accountId: account,
  };
}

/**
 * What is known of a call that ECS makes with a role of a task: the caller, and that no tag, MFA or source
 * address of the user's is in it.
 */
export function callContext(
  role: Role,
  model: CloudModel,
  region: Known<string | undefined>,
): RequestContext {
  const caller = callerOf(role, model.account, region);
  return new RequestContext({
    "aws:PrincipalArn": [caller.arn],
    "aws:PrincipalAccount": isUnknown(model.account) ? model.account : [model.account],
    "aws:PrincipalType": ["AssumedRole"],
    "aws:PrincipalIsAWSService": ["false"],
    "aws:SecureTransport": ["true"],
    "aws:MultiFactorAuthPresent": [],
    "aws:MultiFactorAuthAge": [],
    // Services alone send these, never a role of one's own.
    "aws:SourceArn": [],
    "aws:SourceAccount": [],
    "aws:RequestedRegion": isUnknown(region)
      ? region
      : region === undefined
        ? new Unknown("no region is configured")
        : [region],
    "aws:username": [],
  });
}

/** What is known when ECS assumes a role for a task. */
export function assumeContext(model: CloudModel, region: Known<string | undefined>): RequestContext {
  return ecsAssumeContext(model.account, region ?? new Unknown("no region is configured"));
}

export function assumptionsOf({ assume }: Settings): Assumptions {
  return {
    unseenDocumentsDenyNothing: assume.unknownDocumentsDoNotDeny,
    unseenResourcePoliciesAreNeutral: assume.unseenResourcePoliciesGrantNothing,
  };
}
