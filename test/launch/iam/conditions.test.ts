import assert from "node:assert/strict";
import { Unknown } from "../../../launch/known";
import { conditionsHold } from "../../../launch/iam/conditions";
import { parsePolicy } from "../../../launch/iam/policy-document";
import { RequestContext } from "../../../launch/iam/request-context";

const hidden = new Unknown("the account is not known");
const context = new RequestContext({
  "aws:RequestedRegion": ["eu-west-1"],
  "aws:PrincipalTag/team": ["app"],
  "aws:PrincipalTag/*": [],
  "aws:SourceArn": ["arn:aws:ecs:eu-west-1:111111111111:task/a/b"],
  "aws:SourceAccount": hidden,
  "aws:SourceVpc": [],
  "aws:SourceIp": ["10.1.2.3"],
  "aws:CalledVia": ["ecs.amazonaws.com", "athena.amazonaws.com"],
  "aws:SecureTransport": ["true"],
  "aws:CurrentTime": ["2026-01-01T00:00:00Z"],
  "s3:max-keys": ["10"],
});

describe("conditionsHold", () => {
  const cases: readonly { name: string; block: unknown; is: boolean | "unknown" }[] = [
    { name: "equal", block: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } }, is: true },
    { name: "keys ignore case", block: { StringEquals: { "AWS:requestedregion": "eu-west-1" } }, is: true },
    {
      name: "values do not ignore case",
      block: { StringEquals: { "aws:RequestedRegion": "EU-WEST-1" } },
      is: false,
    },
    {
      name: "one of several values suffices",
      block: { StringEquals: { "aws:RequestedRegion": ["us-east-1", "eu-west-1"] } },
      is: true,
    },
    {
      name: "all keys must hold",
      block: { StringEquals: { "aws:RequestedRegion": "eu-west-1", "aws:PrincipalTag/team": "x" } },
      is: false,
    },
    {
      name: "all operators must hold",
      block: { StringEquals: { "aws:RequestedRegion": "eu-west-1" }, Bool: { "aws:SecureTransport": false } },
      is: false,
    },
    {
      name: "StringEquals knows no wildcard",
      block: { StringEquals: { "aws:RequestedRegion": "eu-*" } },
      is: false,
    },
    { name: "StringLike does", block: { StringLike: { "aws:RequestedRegion": "eu-*" } }, is: true },
    {
      name: "StringEqualsIgnoreCase",
      block: { StringEqualsIgnoreCase: { "aws:RequestedRegion": "EU-West-1" } },
      is: true,
    },
    {
      name: "no value may be equal under a negation",
      block: { StringNotEquals: { "aws:RequestedRegion": ["us-east-1", "eu-west-1"] } },
      is: false,
    },
    {
      name: "an absent key is equal to nothing",
      block: { StringEquals: { "aws:SourceVpc": "vpc-1" } },
      is: false,
    },
    {
      name: "an absent key is unequal to anything",
      block: { StringNotEquals: { "aws:SourceVpc": "vpc-1" } },
      is: true,
    },
    {
      name: "IfExists lets an absent key pass",
      block: { StringEqualsIfExists: { "aws:SourceVpc": "vpc-1" } },
      is: true,
    },
    {
      name: "IfExists does not let another value pass",
      block: { StringEqualsIfExists: { "aws:RequestedRegion": "us-east-1" } },
      is: false,
    },
    { name: "Null true of an absent key", block: { Null: { "aws:SourceVpc": "true" } }, is: true },
    { name: "Null false of an absent key", block: { Null: { "aws:SourceVpc": false } }, is: false },
    { name: "Null of an unlisted key", block: { Null: { "aws:SourceVpce": "true" } }, is: "unknown" },
    { name: "an unlisted key", block: { StringEquals: { "aws:SourceVpce": "vpce-1" } }, is: "unknown" },
    {
      name: "an unlisted key beside one that fails",
      block: { StringEquals: { "aws:SourceVpce": "vpce-1", "aws:RequestedRegion": "x" } },
      is: false,
    },
    {
      name: "an unknown value of the request",
      block: { StringEquals: { "aws:SourceAccount": "111111111111" } },
      is: "unknown",
    },
    {
      name: "an unknown value of the policy",
      block: { StringEquals: { "aws:RequestedRegion": hidden } },
      is: "unknown",
    },
    {
      name: "an unknown value of the policy beside the right one",
      block: { StringEquals: { "aws:RequestedRegion": [hidden, "eu-west-1"] } },
      is: true,
    },
    { name: "an unknown block", block: hidden, is: "unknown" },
    {
      name: "ArnLike field by field",
      block: { ArnLike: { "aws:SourceArn": "arn:aws:ecs:*:111111111111:*" } },
      is: true,
    },
    {
      name: "ArnEquals takes wildcards too",
      block: { ArnEquals: { "aws:SourceArn": "arn:aws:ecs:eu-west-1:111111111111:*" } },
      is: true,
    },
    {
      name: "ArnLike with another account",
      block: { ArnLike: { "aws:SourceArn": "arn:aws:ecs:*:222222222222:*" } },
      is: false,
    },
    {
      name: "StringEquals on an ARN with a wildcard",
      block: { StringEquals: { "aws:SourceArn": "arn:aws:ecs:eu-west-1:111111111111:*" } },
      is: false,
    },
    {
      name: "a network that holds the address",
      block: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
      is: true,
    },
    {
      name: "a network of the other family",
      block: { IpAddress: { "aws:SourceIp": "2001:db8::/32" } },
      is: false,
    },
    {
      name: "outside a network",
      block: { NotIpAddress: { "aws:SourceIp": ["192.168.0.0/16", "10.1.2.3"] } },
      is: false,
    },
    { name: "numbers, not texts", block: { NumericLessThanEquals: { "s3:max-keys": "10.0" } }, is: true },
    { name: "9 is less than 10", block: { NumericGreaterThan: { "s3:max-keys": "9" } }, is: true },
    { name: "dates", block: { DateGreaterThan: { "aws:CurrentTime": "2025-06-01T00:00:00Z" } }, is: true },
    {
      name: "any value of several",
      block: { "ForAnyValue:StringEquals": { "aws:CalledVia": "ecs.amazonaws.com" } },
      is: true,
    },
    {
      name: "all values of several",
      block: { "ForAllValues:StringEquals": { "aws:CalledVia": "ecs.amazonaws.com" } },
      is: false,
    },
    { name: "all of none", block: { "ForAllValues:StringEquals": { "aws:SourceVpc": "vpc-1" } }, is: true },
    {
      name: "any of none",
      block: { "ForAnyValue:StringNotEquals": { "aws:SourceVpc": "vpc-1" } },
      is: false,
    },
    {
      name: "a variable",
      block: { StringLike: { "aws:RequestedRegion": "eu-${aws:PrincipalTag/none, 'west-1'}" } },
      is: true,
    },
    {
      name: "a variable's value holds no wildcards",
      block: { StringLike: { "aws:PrincipalTag/team": "${*}" } },
      is: false,
    },
    {
      name: "a variable without value",
      block: { StringEquals: { "aws:PrincipalTag/team": "${aws:PrincipalTag/none}" } },
      is: false,
    },
  ];
  for (const { name, block, is } of cases)
    it(name, () => {
      const document = {
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Action: "*", Resource: "*", Condition: block },
      };
      const [statement] = parsePolicy(document).statements;
      assert.ok(statement);
      const truth = conditionsHold(statement, context);
      assert.equal(truth instanceof Unknown ? "unknown" : truth, is);
    });

  it("names the key that leaves it open", () => {
    const [statement] = parsePolicy({
      Statement: {
        Effect: "Allow",
        Action: "*",
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } },
      },
    }).statements;
    assert.ok(statement);
    const truth = conditionsHold(statement, context);
    assert.ok(truth instanceof Unknown);
    assert.match(truth.because, /`aws:SourceVpce`/);
  });
});
