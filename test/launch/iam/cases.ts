import assert from "node:assert/strict";
import { Unknown } from "../../../launch/known";
import { mayDo, type Decision, type PoliciesInForce } from "../../../launch/iam/evaluate";
import { policyOf } from "../../../launch/iam/policy";
import { defaultAssumptions, type AccessRequest, type ResourceSide } from "../../../launch/iam/request";
import { RequestContext } from "../../../launch/iam/request-context";

export const own = "111111111111";
export const other = "222222222222";
export const role = { arn: `arn:aws:iam::${own}:role/exec`, accountId: own };
export const hidden = new Unknown("it holds the ARN of repository `app`", ["urn:repo"]);
export const context = new RequestContext({ "aws:RequestedRegion": ["eu-west-1"], "aws:SourceVpc": [] });

export type Effect = "Allow" | "Deny";
export const statement = (effect: Effect, action: unknown, resource: unknown = "*", more: object = {}) => ({
  Effect: effect,
  Action: action,
  Resource: resource,
  ...more,
});
export const allow = (action: unknown, resource: unknown = "*", more: object = {}) =>
  statement("Allow", action, resource, more);
export const deny = (action: unknown, resource: unknown = "*", more: object = {}) =>
  statement("Deny", action, resource, more);
export const identity = (...statements: readonly unknown[]) =>
  policyOf("policy `pull`", { Version: "2012-10-17", Statement: statements });

export const ecr = (account = own) => `arn:aws:ecr:eu-west-1:${account}:repository/app`;
export const secret = `arn:aws:secretsmanager:eu-west-1:${own}:secret:db-AbCdEf`;
export const key = `arn:aws:kms:eu-west-1:${own}:key/1234`;

export function judge(
  action: string,
  resource: AccessRequest["resource"],
  policies: Partial<PoliciesInForce>,
  assumptions = defaultAssumptions,
): Decision {
  return mayDo(
    { action, resource, role, context },
    { identity: [], complete: true, ...policies },
    assumptions,
  );
}

export const side = (
  accountId: ResourceSide["accountId"],
  ...statements: readonly unknown[]
): ResourceSide => ({
  accountId,
  complete: true,
  policies:
    statements.length === 0
      ? []
      : [
          policyOf(
            "the policy of repository `app`",
            { Version: "2012-10-17", Statement: statements },
            "resource",
          ),
        ],
});
export const grant = (principal: unknown, action: unknown = "ecr:*") => ({
  Effect: "Allow",
  Action: action,
  Principal: principal,
});
export const pull = "ecr:BatchGetImage";
export const within = { allow: identity(allow("ecr:*")), nothing: identity(allow("s3:*")) };

export interface Case {
  readonly name: string;
  readonly action?: string;
  readonly resource?: AccessRequest["resource"];
  readonly policies: Partial<PoliciesInForce>;
  readonly is: "met" | "unmet" | "unknown";
  readonly because?: RegExp;
}

/** One test per case. */
export function judgeCases(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    for (const { name, action = pull, resource = ecr(), policies, is, because } of cases)
      it(name, () => {
        const { verdict } = judge(action, resource, policies);
        assert.equal(verdict.is, is, verdict.because);
        if (because !== undefined) assert.match(verdict.because, because);
      });
  });
}
