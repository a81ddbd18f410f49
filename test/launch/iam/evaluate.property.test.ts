import assert from "node:assert/strict";
import fc from "fast-check";
import { Unknown } from "../../../launch/known";
import { mayDo } from "../../../launch/iam/evaluate";
import { policyOf, type Policy } from "../../../launch/iam/policy";
import { RequestContext } from "../../../launch/iam/request-context";

const account = "111111111111";
const role = { arn: `arn:aws:iam::${account}:role/exec`, accountId: account };
const repository = `arn:aws:ecr:eu-west-1:${account}:repository/app`;
const context = new RequestContext({
  "aws:RequestedRegion": ["eu-west-1"],
  "aws:SourceVpc": [],
  "aws:PrincipalTag/*": [],
});
const hidden = new Unknown("hidden");

type Json = Readonly<Record<string, unknown>>;
const oneOrMore = <T>(item: fc.Arbitrary<T>) =>
  fc.oneof(item, fc.array(item, { minLength: 1, maxLength: 3 }));
const actions = oneOrMore(
  fc.constantFrom("ecr:BatchGetImage", "ecr:*", "*", "ecr:Get*", "s3:GetObject", "ECR:batch*"),
);
const resources = oneOrMore(
  fc.constantFrom(
    "*",
    repository,
    "arn:aws:ecr:*:*:repository/*",
    `${repository}2`,
    "arn:aws:ecr:us-*:*:repository/app",
    "arn:aws:ecr:*:*:repository/${aws:PrincipalTag/app}",
    "arn:aws:ecr:*:repository/app",
  ),
);
const conditions = fc.constantFrom<Json>(
  {},
  { Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } },
  { Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1", "x"] } } },
  { Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } },
  {
    Condition: { "ForAllValues:StringLike": { "aws:SourceVpc": "vpc-*" }, Null: { "aws:SourceVpc": "true" } },
  },
);
const statement = (effect: fc.Arbitrary<"Allow" | "Deny">): fc.Arbitrary<Json> =>
  fc
    .tuple(effect, fc.boolean(), actions, fc.nat(4), resources, conditions)
    .map(([Effect, notAction, action, not, resource, condition]) => ({
      Effect,
      [notAction ? "NotAction" : "Action"]: action,
      [not === 0 ? "NotResource" : "Resource"]: resource,
      ...condition,
    }));
const any = statement(fc.constantFrom("Allow", "Allow", "Deny"));
const document: fc.Arbitrary<readonly Json[]> = fc.array(any, { minLength: 1, maxLength: 4 });
const documents = fc.array(document, { maxLength: 3 });

const policies = (all: readonly unknown[]): readonly Policy[] =>
  all.map((list, index) => policyOf(`policy ${String(index)}`, { Version: "2012-10-17", Statement: list }));

function judge(identity: readonly unknown[], boundary?: unknown): "met" | "unmet" | "unknown" {
  const request = { action: "ecr:BatchGetImage", resource: repository, role, context };
  const limits =
    boundary === undefined
      ? {}
      : { boundary: policyOf("boundary", { Version: "2012-10-17", Statement: boundary }) };
  return mayDo(request, { identity: policies(identity), complete: true, ...limits }).verdict.is;
}

/** Replaces the value at a path (indices modulo what is there) by an unknown. */
function mask(value: unknown, path: readonly number[]): unknown {
  const [head, ...rest] = path;
  if (head === undefined || typeof value !== "object" || value === null) return hidden;
  const keys = Object.keys(value);
  const key = keys[head % keys.length];
  if (key === undefined) return value;
  const copy: Record<string, unknown> = { ...(value as Json), [key]: mask((value as Json)[key], rest) };
  return Array.isArray(value) ? Object.values(copy) : copy;
}

const runs = { numRuns: 1000 };

describe("mayDo (properties)", () => {
  it("an Allow more never makes met unmet", () => {
    fc.assert(
      fc.property(documents, statement(fc.constant("Allow")), (all, more) => {
        if (judge(all) === "met") assert.notEqual(judge([...all, [more]]), "unmet");
        assert.ok(!(judge(all) === "unknown" && judge([...all, [more]]) === "unmet"));
      }),
      runs,
    );
  });

  it("a Deny more never makes unmet met", () => {
    fc.assert(
      fc.property(documents, statement(fc.constant("Deny")), (all, more) => {
        if (judge(all) !== "met") assert.notEqual(judge([...all, [more]]), "met");
      }),
      runs,
    );
  });

  it("the order of statements and policies does not matter", () => {
    fc.assert(
      fc.property(documents, (all) => {
        const reversed = [...all].reverse().map((list) => [...list].reverse());
        assert.equal(judge(reversed), judge(all));
      }),
      runs,
    );
  });

  it("hiding a part never turns met into unmet, nor back", () => {
    fc.assert(
      fc.property(
        documents,
        document,
        fc.array(fc.nat(5), { minLength: 2, maxLength: 5 }),
        (all, boundary, path) => {
          const masked = mask(all, path) as readonly unknown[];
          const flip = (before: string, after: string) =>
            before !== "unknown" && after !== "unknown" && before !== after;
          assert.ok(!flip(judge(all), judge(masked)));
          assert.ok(!flip(judge(all, boundary), judge(all, mask(boundary, path.slice(1)))));
        },
      ),
      runs,
    );
  });

  it("hiding a document that denies nothing never turns met into unmet, nor back", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(statement(fc.constant("Allow")), { minLength: 1, maxLength: 3 }), {
          minLength: 1,
          maxLength: 3,
        }),
        fc.nat(2),
        (all, at) => {
          const [before, after] = [
            judge(all),
            judge(all.map((list, index) => (index === at % all.length ? hidden : list))),
          ];
          assert.ok(after === "unknown" || before === after);
        },
      ),
      runs,
    );
  });
});
