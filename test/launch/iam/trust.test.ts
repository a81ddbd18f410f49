import assert from "node:assert/strict";
import { Unknown } from "../../../launch/known";
import { policyOf } from "../../../launch/iam/policy";
import type { RequestContext } from "../../../launch/iam/request-context";
import { ecsAssumeContext, mayAssume } from "../../../launch/iam/trust";

const account = "111111111111";
const context = ecsAssumeContext(account, "eu-west-1");
const ecsTasks = { Service: "ecs-tasks.amazonaws.com" };
const hidden = new Unknown("it is not known yet");

const trusting = (more: object = {}, principal: unknown = ecsTasks) => ({
  Effect: "Allow",
  Action: "sts:AssumeRole",
  Principal: principal,
  ...more,
});
const when = (condition: object) => trusting({ Condition: condition });
const from = (operator: string, arn: unknown) => when({ [operator]: { "aws:SourceArn": arn } });

describe("mayAssume", () => {
  const cases: readonly {
    name: string;
    statements: unknown;
    is: "met" | "unmet" | "unknown";
    because?: RegExp;
    with?: RequestContext;
  }[] = [
    {
      name: "the plain trust policy",
      statements: trusting(),
      is: "met",
      because: /trust policy of role `exec` lets `ecs-tasks.amazonaws.com` assume it/,
    },
    {
      name: "one service of several",
      statements: trusting({}, { Service: ["ec2.amazonaws.com", "ecs-tasks.amazonaws.com"] }),
      is: "met",
    },
    {
      name: "the service of ECS itself",
      statements: trusting({}, { Service: "ecs.amazonaws.com" }),
      is: "unmet",
      because: /names `ecs.amazonaws.com`, not `ecs-tasks.amazonaws.com`/,
    },
    { name: "everybody", statements: trusting({}, "*"), is: "met" },
    { name: "an account", statements: trusting({}, { AWS: account }), is: "unmet" },
    {
      name: "the service as an AWS principal",
      statements: trusting({}, { AWS: "ecs-tasks.amazonaws.com" }),
      is: "unmet",
    },
    {
      name: "a regional spelling",
      statements: trusting({}, { Service: "ecs-tasks.eu-west-1.amazonaws.com" }),
      is: "unknown",
    },
    {
      name: "another action of STS",
      statements: trusting({ Action: "sts:TagSession" }),
      is: "unmet",
      because: /does not allow sts:AssumeRole/,
    },
    { name: "the action in other letters", statements: trusting({ Action: "STS:assumerole" }), is: "met" },
    { name: "a wildcard, which IAM may refuse", statements: trusting({ Action: "sts:*" }), is: "unknown" },
    {
      name: "a Deny beside it",
      statements: [trusting(), trusting({ Effect: "Deny" })],
      is: "unmet",
      because: /statement 2 of the trust policy of role `exec` denies/,
    },
    {
      name: "a Deny of another service",
      statements: [trusting(), trusting({ Effect: "Deny" }, { Service: "ec2.amazonaws.com" })],
      is: "met",
    },
    {
      name: "NotPrincipal, which IAM refuses",
      statements: { Effect: "Allow", Action: "sts:AssumeRole", NotPrincipal: ecsTasks },
      is: "unmet",
      because: /NotPrincipal/,
    },
    {
      name: "the own account as source",
      statements: when({ StringEquals: { "aws:SourceAccount": account } }),
      is: "met",
    },
    {
      name: "another account as source",
      statements: when({ StringEquals: { "aws:SourceAccount": "222222222222" } }),
      is: "unmet",
      because: /StringEquals of aws:SourceAccount/,
    },
    {
      name: "an ARN for all of ECS",
      statements: from("ArnLike", `arn:aws:ecs:eu-west-1:${account}:*`),
      is: "met",
    },
    { name: "in any region", statements: from("ArnLike", `arn:aws:ecs:*:${account}:*`), is: "met" },
    {
      name: "in another region",
      statements: from("ArnLike", `arn:aws:ecs:us-east-1:${account}:*`),
      is: "unmet",
    },
    {
      name: "of another account",
      statements: from("ArnLike", "arn:aws:ecs:eu-west-1:222222222222:*"),
      is: "unmet",
    },
    {
      name: "of one cluster",
      statements: from("ArnLike", `arn:aws:ecs:eu-west-1:${account}:cluster/app`),
      is: "unmet",
      because: /names one cluster/,
    },
    {
      name: "of one cluster or all",
      statements: from("ArnLike", [
        `arn:aws:ecs:eu-west-1:${account}:cluster/app`,
        `arn:aws:ecs:eu-west-1:${account}:*`,
      ]),
      is: "met",
    },
    {
      name: "of all clusters",
      statements: from("ArnLike", `arn:aws:ecs:eu-west-1:${account}:cluster/*`),
      is: "unknown",
    },
    {
      name: "of another service",
      statements: from("ArnLike", `arn:aws:ec2:eu-west-1:${account}:*`),
      is: "unmet",
    },
    { name: "of an unknown cluster", statements: from("ArnLike", hidden), is: "unknown" },
    {
      name: "StringLike instead",
      statements: from("StringLike", `arn:aws:ecs:eu-west-1:${account}:*`),
      is: "met",
    },
    {
      name: "StringEquals with a wildcard",
      statements: from("StringEquals", `arn:aws:ecs:eu-west-1:${account}:*`),
      is: "unknown",
    },
    {
      name: "an external id, which ECS never sends",
      statements: when({ StringEquals: { "sts:ExternalId": "x" } }),
      is: "unmet",
    },
    {
      name: "an organisation nobody told us",
      statements: when({ StringEquals: { "aws:SourceOrgID": "o-1" } }),
      is: "unknown",
    },
    {
      name: "an unknown account of our own",
      statements: when({ StringEquals: { "aws:SourceAccount": account } }),
      with: ecsAssumeContext(hidden, "eu-west-1"),
      is: "unknown",
    },
    { name: "an unknown principal", statements: trusting({}, { Service: hidden }), is: "unknown" },
    { name: "an unknown list of statements", statements: hidden, is: "unknown" },
  ];
  for (const { name, statements, is, because, with: other } of cases)
    it(name, () => {
      const trust = policyOf(
        "the trust policy of role `exec`",
        { Version: "2012-10-17", Statement: statements },
        "trust",
      );
      const { verdict } = mayAssume(trust, { service: "ecs-tasks.amazonaws.com", context: other ?? context });
      assert.equal(verdict.is, is, verdict.because);
      if (because !== undefined) assert.match(verdict.because, because);
    });

  it("compares partitions of the region", () => {
    const trust = policyOf(
      "trust",
      { Statement: from("ArnLike", `arn:aws-cn:ecs:cn-north-1:${account}:*`) },
      "trust",
    );
    const request = { service: "ecs-tasks.amazonaws.com", context: ecsAssumeContext(account, "cn-north-1") };
    assert.equal(mayAssume(trust, request).verdict.is, "met");
  });
});
