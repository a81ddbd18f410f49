import { isUnknown, Unknown, type Known } from "../known";
import { met, unknown, unmet } from "../verdict";
import { partitionOf } from "./arn";
import type { Condition } from "./condition-block";
import { failingConditions } from "./conditions";
import type { Decision } from "./evaluate";
import { and, not, or, type Truth } from "./kleene";
import { nameStatement, type Policy } from "./policy";
import type { Statement } from "./policy-document";
import { denyApplies, matchEntries } from "./principal-match";
import { RequestContext, type ContextValues } from "./request-context";
import { defaultAssumptions, type Assumptions } from "./request";
import { searchPolicies, textUnknown } from "./search-policies";
import { actionFits } from "./statement-match";
import { joinText } from "./text";

/** A service that assumes a role. */
export interface AssumeRequest {
  /** For example `ecs-tasks.amazonaws.com`. */
  readonly service: string;
  readonly context: RequestContext;
}

const assumeRole = "sts:AssumeRole";

/**
 * What is known of the condition keys when ECS assumes a role for a task or in its own name: the account and
 * region of the cluster, and that `aws:SourceArn` is some ARN of ECS there.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html (confused deputy)
 */
export function ecsAssumeContext(accountId: Known<string>, region: Known<string>): RequestContext {
  const partition = isUnknown(region) ? region : partitionOf(region);
  const source = joinText(
    "arn:",
    partition,
    ":ecs:",
    region,
    ":",
    accountId,
    ":",
    new Unknown("ECS does not document which ARN it sends"),
  );
  return new RequestContext({
    "aws:SourceAccount": isUnknown(accountId) ? accountId : [accountId],
    "aws:SourceArn": [source],
    ...serviceKeys,
  });
}

/** Keys that no service sends, or that say the caller is one. */
export const serviceKeys: Readonly<Record<string, ContextValues>> = {
  "aws:PrincipalIsAWSService": ["true"],
  "aws:SecureTransport": ["true"],
  "aws:MultiFactorAuthPresent": [],
  "aws:MultiFactorAuthAge": [],
  "aws:PrincipalTag/*": [],
  "aws:RequestTag/*": [],
  "aws:username": [],
  "sts:ExternalId": [],
};

/** Does the trust policy of a role let the service assume it? */
export function mayAssume(
  trust: Policy,
  request: AssumeRequest,
  assumptions: Assumptions = defaultAssumptions,
): Decision {
  if (trust.document.malformed !== undefined)
    return { verdict: unmet(`IAM refuses ${trust.label}: ${trust.document.malformed}`), malformed: [trust] };
  const policy = request.service === "ecs-tasks.amazonaws.com" ? withoutClusterArns(trust) : trust;
  const ask = { action: assumeRole, resource: "*", context: request.context };
  const denied = searchPolicies([policy], {
    effect: "Deny",
    ask,
    unknownDocument: assumptions.unseenDocumentsDenyNothing ? () => false : textUnknown,
    principal: ({ principals }) => (principals === undefined ? true : denyApplies(principals, request)),
  });
  const allowed = searchPolicies([policy], {
    effect: "Allow",
    ask,
    unknownDocument: textUnknown,
    principal: (statement) => names(statement, request),
  });
  if (denied.by !== undefined) {
    const verdict = unmet(`${nameStatement(denied.by)} denies \`${request.service}\` ${assumeRole}`);
    return { verdict, deniedBy: denied.by, malformed: [] };
  }
  const truth = and(allowed.truth, not(denied.truth));
  if (isUnknown(truth)) return { verdict: unknown(truth.because), malformed: [] };
  if (!truth) return { verdict: unmet(whyNot(policy, request)), malformed: [] };
  const because = `${allowed.by === undefined ? policy.label : nameStatement(allowed.by)} lets \`${request.service}\` assume it`;
  return { verdict: met(because), ...(allowed.by !== undefined && { allowedBy: allowed.by }), malformed: [] };
}

function names({ principals }: Statement, caller: AssumeRequest): Truth {
  if (principals === undefined) return true;
  const { named, everybody } = matchEntries(principals, caller);
  return or(named, everybody);
}

/**
 * The policy without the values of `aws:SourceArn` that name one cluster: ECS never matches them ("specify the
 * wildcard for all clusters"). https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
function withoutClusterArns(trust: Policy): Policy {
  const statements = trust.document.statements.map((statement) => ({
    ...statement,
    conditions: statement.conditions.map((condition) =>
      condition.key.toLowerCase() === "aws:sourcearn"
        ? { ...condition, values: condition.values.filter((value) => !namesCluster(value)) }
        : condition,
    ),
  }));
  return { ...trust, document: { ...trust.document, statements } };
}

const namesCluster = (value: Known<string>): boolean =>
  typeof value === "string" && /^arn:[^:]*:ecs:[^:]*:[^:]*:cluster\/[^*?$]+$/.test(value);

function whyNot(trust: Policy, request: AssumeRequest): string {
  const service = `\`${request.service}\``;
  const allows = trust.document.statements.filter(({ effect }) => effect === "Allow");
  const naming = allows.filter((statement) => names(statement, request) === true);
  for (const statement of naming) {
    const name = nameStatement({ policy: trust, statement });
    if (actionFits(statement, { action: assumeRole }) === false)
      return `${name} names ${service}, but does not allow ${assumeRole}`;
    const [condition] = failingConditions(statement, request.context);
    if (condition !== undefined)
      return `${name} lets ${service} assume it only under a condition that ${explain(condition)}`;
  }
  const named = allows.flatMap(({ principals }) => principals?.entries ?? []).map(({ id }) => id);
  const list = [...new Set(named.filter((id) => typeof id === "string"))].map((id) => `\`${id}\``).join(", ");
  return list === ""
    ? `${trust.label} lets nobody assume it`
    : `${trust.label} names ${list}, not ${service}`;
}

const explain = ({ operator, key, values }: Condition): string =>
  values.length === 0 && key.toLowerCase() === "aws:sourcearn"
    ? `never holds (${operator} of ${key} names one cluster, which ECS does not match; a wildcard for all clusters does)`
    : `does not hold (${operator} of ${key})`;
