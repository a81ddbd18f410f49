import assert from "node:assert/strict";
import { policyOf } from "../../../launch/iam/policy";
import { defaultAssumptions, ownAccount } from "../../../launch/iam/request";
import {
  hidden,
  allow,
  deny,
  identity,
  ecr,
  judge,
  side,
  pull,
  within,
  judgeCases,
  type Case,
} from "./cases";

const oneAccount: readonly Case[] = [
  {
    name: "nothing allows",
    policies: {},
    is: "unmet",
    because: /no policy of the role allows ecr:BatchGetImage/,
  },
  {
    name: "an Allow",
    policies: { identity: [identity(allow(pull, ecr()))] },
    is: "met",
    because: /policy `pull` allows ecr:BatchGetImage on/,
  },
  {
    name: "action names ignore case",
    policies: { identity: [identity(allow("ECR:batchgetimage"))] },
    is: "met",
  },
  {
    name: "a Deny wins over an Allow",
    policies: { identity: [identity(allow("*"), deny("ecr:Batch*"))] },
    is: "unmet",
    because: /statement 2 of policy `pull` denies/,
  },
  {
    name: "a Deny of something else",
    policies: { identity: [identity(allow("*"), deny("ecr:Put*"))] },
    is: "met",
  },
  {
    name: "NotAction leaves it in",
    policies: { identity: [identity({ Effect: "Allow", NotAction: "iam:*", Resource: "*" })] },
    is: "met",
  },
  {
    name: "NotAction takes it out",
    policies: { identity: [identity({ Effect: "Allow", NotAction: ["ecr:*"], Resource: "*" })] },
    is: "unmet",
  },
  {
    name: "Deny with NotResource spares the resource",
    policies: { identity: [identity(allow("*"), { Effect: "Deny", Action: "ecr:*", NotResource: ecr() })] },
    is: "met",
  },
  {
    name: "Deny with NotResource of another",
    policies: {
      identity: [
        identity(allow("*"), {
          Effect: "Deny",
          Action: "ecr:*",
          NotResource: "arn:aws:ecr:*:*:repository/x",
        }),
      ],
    },
    is: "unmet",
  },
  {
    name: "an action without resource needs *",
    action: "ecr:GetAuthorizationToken",
    resource: "*",
    policies: { identity: [identity(allow("ecr:*", ecr()))] },
    is: "unmet",
    because: /allows ecr:GetAuthorizationToken, but not on `\*`/,
  },
  {
    name: "a condition that holds",
    policies: {
      identity: [
        identity(allow(pull, "*", { Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } })),
      ],
    },
    is: "met",
  },
  {
    name: "a condition that fails",
    policies: {
      identity: [identity(allow(pull, "*", { Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } }))],
    },
    is: "unmet",
    because: /under a condition that does not hold \(StringEquals of aws:SourceVpc\)/,
  },
  {
    name: "a condition nobody can decide",
    policies: {
      identity: [identity(allow(pull, "*", { Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } }))],
    },
    is: "unknown",
    because: /`aws:SourceVpce`/,
  },
  {
    name: "a Deny under a condition nobody can decide",
    policies: {
      identity: [
        identity(
          allow("*"),
          deny("*", "*", { Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" } } }),
        ),
      ],
    },
    is: "unknown",
  },
  {
    name: "a boundary that allows",
    policies: { identity: [within.allow], boundary: identity(allow("*")) },
    is: "met",
  },
  {
    name: "a boundary that does not",
    policies: { identity: [within.allow], boundary: identity(allow("logs:*")) },
    is: "unmet",
    because: /permissions boundary, does not allow/,
  },
  { name: "a boundary alone grants nothing", policies: { boundary: identity(allow("*")) }, is: "unmet" },
  {
    name: "a boundary that is unknown",
    policies: { identity: [within.allow], boundary: policyOf("boundary `b`", hidden) },
    is: "unknown",
  },
];

const views: readonly Case[] = [
  {
    name: "an unknown document may allow",
    policies: { identity: [policyOf("policy `late`", hidden)] },
    is: "unknown",
    because: /the text of policy `late` is not known yet \(it holds the ARN/,
  },
  {
    name: "an unknown document beside an Allow is taken not to deny",
    policies: { identity: [policyOf("policy `late`", hidden), within.allow] },
    is: "met",
  },
  {
    name: "an unknown document beside a Deny",
    policies: { identity: [policyOf("policy `late`", hidden), identity(deny("ecr:*"))] },
    is: "unmet",
  },
  {
    name: "policies out of view may allow",
    policies: { identity: [within.nothing], complete: hidden },
    is: "unknown",
  },
  {
    name: "policies out of view beside an Allow",
    policies: { identity: [within.allow], complete: hidden },
    is: "met",
  },
  {
    name: "an unknown resource beside a wildcard",
    policies: { identity: [identity(allow(pull, [hidden, "arn:aws:ecr:*:*:repository/*"]))] },
    is: "met",
  },
  {
    name: "an unknown resource alone",
    policies: { identity: [identity(allow(pull, hidden))] },
    is: "unknown",
  },
  {
    name: "an unknown resource of another action",
    policies: { identity: [identity(allow("s3:GetObject", hidden))] },
    is: "unmet",
  },
  {
    name: "a Deny of an unknown resource",
    policies: { identity: [identity(allow("*"), deny("ecr:*", hidden))] },
    is: "unknown",
  },
  {
    name: "an ARN nobody knows under *",
    resource: hidden,
    policies: { identity: [within.allow], resource: side(ownAccount) },
    is: "met",
  },
  {
    name: "an ARN nobody knows under a name",
    resource: hidden,
    policies: { identity: [identity(allow(pull, ecr()))], resource: side(ownAccount) },
    is: "unknown",
  },
  {
    name: "an ARN of a resource whose account nobody knows",
    resource: hidden,
    policies: { identity: [within.allow] },
    is: "unknown",
  },
  {
    name: "a malformed document grants nothing",
    policies: { identity: [identity(allow("ecr:*", "app"))] },
    is: "unmet",
    because: /policy `pull` grants nothing, because the resource `app`/,
  },
];

judgeCases("mayDo in one account", oneAccount);
judgeCases("mayDo with things out of view", views);

describe("mayDo without assumptions", () => {
  it("is unknown beside a document that may deny", () => {
    const policies = { identity: [policyOf("policy `late`", hidden), within.allow] };
    assert.equal(
      judge(pull, ecr(), policies, { ...defaultAssumptions, unseenDocumentsDenyNothing: false }).verdict.is,
      "unknown",
    );
  });
  it("is unknown where a repository policy out of view may grant", () => {
    const assumptions = { ...defaultAssumptions, unseenResourcePoliciesAreNeutral: false };
    assert.equal(judge(pull, ecr(), { identity: [within.nothing] }, assumptions).verdict.is, "unknown");
  });
});

describe("mayDo names statements", () => {
  it("the one that allows", () => {
    const { allowedBy } = judge(pull, ecr(), { identity: [identity(allow("s3:*"), allow("ecr:*"))] });
    assert.equal(allowedBy?.statement.number, 2);
  });
  it("policies that IAM refuses, though another allows", () => {
    const { verdict, malformed } = judge(pull, ecr(), {
      identity: [within.allow, policyOf("policy `bad`", "{")],
    });
    assert.equal(verdict.is, "met");
    assert.deepEqual(
      malformed.map(({ label }) => label),
      ["policy `bad`"],
    );
  });
});
