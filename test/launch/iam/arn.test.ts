import assert from "node:assert/strict";
import { Unknown } from "../../../launch/known";
import { accountOf, formatArn, parseArn, partitionOf } from "../../../launch/iam/arn";

describe("parseArn", () => {
  it("keeps the colons of the resource", () => {
    const text = "arn:aws:secretsmanager:eu-west-1:111111111111:secret:db-AbCdEf:user::";
    const arn = parseArn(text);
    assert.equal(arn?.resource, "secret:db-AbCdEf:user::");
    assert.equal(formatArn(arn), text);
  });
  for (const text of ["", "db-password", "arn:aws:s3", "arn:aws:s3:::", "arn::s3:::bucket"])
    it(`takes \`${text}\` for no ARN`, () => assert.equal(parseArn(text), undefined));
});

describe("partitionOf", () => {
  for (const [region, partition] of [
    ["eu-west-1", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
    ["us-isob-east-1", "aws-iso-b"],
  ] as const)
    it(region, () => assert.equal(partitionOf(region), partition));
});

describe("accountOf", () => {
  const open = new Unknown("not known");
  it("an ARN's account", () =>
    assert.equal(accountOf("arn:aws:ecr:eu-west-1:111111111111:repository/a"), "111111111111"));
  it("none in a bucket's ARN", () => assert.equal(accountOf("arn:aws:s3:::bucket"), ""));
  it("unknown", () => assert.equal(accountOf(["arn:aws:ecr:eu-west-1:", open, ":repository/a"]), undefined));
  it("known though the name is not", () =>
    assert.equal(accountOf(["arn:aws:ecr:eu-west-1:1:repository/", open]), "1"));
});
