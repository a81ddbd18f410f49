import assert from "node:assert/strict";
import { Unknown } from "../../../launch/known";
import { encodePattern, matchArn, matchWildcards } from "../../../launch/iam/matching";
import { encodeText, type Text } from "../../../launch/iam/text";

const open = new Unknown("the name is not known");
type Answer = boolean | "unknown";
const answer = (truth: boolean | Unknown): Answer => (truth instanceof Unknown ? "unknown" : truth);

const repository = "arn:aws:ecr:eu-west-1:111111111111:repository/team/app";
const stream = "arn:aws:logs:eu-west-1:111111111111:log-group:/ecs/api:log-stream:ecs/app/1";

describe("matchArn", () => {
  const cases: readonly { name: string; pattern: string; arn: Text; is: Answer }[] = [
    { name: "the ARN itself", pattern: repository, arn: repository, is: true },
    { name: "case counts", pattern: repository.replace("team", "Team"), arn: repository, is: false },
    { name: "* alone is everything", pattern: "*", arn: repository, is: true },
    { name: "* alone covers the * of an action without resource", pattern: "*", arn: "*", is: true },
    {
      name: "an ARN does not cover an action without resource",
      pattern: "arn:aws:ecr:*:*:*",
      arn: "*",
      is: false,
    },
    { name: "* runs over slashes", pattern: "arn:aws:ecr:*:*:repository/*", arn: repository, is: true },
    { name: "? is one character", pattern: repository.replace("app", "a?p"), arn: repository, is: true },
    { name: "? is never none", pattern: repository.replace("app", "app?"), arn: repository, is: false },
    {
      name: "another region",
      pattern: repository.replace("eu-west-1", "eu-west-2"),
      arn: repository,
      is: false,
    },
    {
      name: "an empty account is not any account",
      pattern: repository.replace("111111111111", ""),
      arn: repository,
      is: false,
    },
    { name: "an incomplete ARN is filled up", pattern: "arn:aws:ecr", arn: repository, is: true },
    { name: "an incomplete ARN of another service", pattern: "arn:aws:ecs", arn: repository, is: false },
    { name: "arn:aws:ecr:* is filled up", pattern: "arn:aws:ecr:*", arn: repository, is: true },
    {
      name: "* in the resource runs over its colons",
      pattern: "arn:aws:logs:*:*:log-group:/ecs/*",
      arn: stream,
      is: true,
    },
    {
      name: "the group without its streams",
      pattern: "arn:aws:logs:*:*:log-group:/ecs/api",
      arn: stream,
      is: false,
    },
    { name: "the group with :*", pattern: "arn:aws:logs:*:*:log-group:/ecs/api:*", arn: stream, is: true },
    {
      name: "a wildcard over the first colons",
      pattern: "arn:aws:ecr:*:repository/team/app",
      arn: repository,
      is: "unknown",
    },
    {
      name: "a wildcard in the resource type",
      pattern: "arn:aws:ecr:*:*:repo*/team/app",
      arn: repository,
      is: "unknown",
    },
    {
      name: "a whole resource type with * behind",
      pattern: "arn:aws:ecr:*:*:repository*",
      arn: repository,
      is: true,
    },
    {
      name: "a wildcard in the partition",
      pattern: "arn:*:ecr:*:*:repository/*",
      arn: repository,
      is: "unknown",
    },
    {
      name: "a bucket is no resource type",
      pattern: "arn:aws:s3:::my-*/env/app.env",
      arn: "arn:aws:s3:::my-bucket/env/app.env",
      is: true,
    },
    { name: "partitions differ", pattern: repository.replace("aws", "aws-cn"), arn: repository, is: false },
    { name: "an unknown ARN and *", pattern: "*", arn: open, is: true },
    { name: "an unknown ARN", pattern: repository, arn: open, is: "unknown" },
    {
      name: "an unknown account under *",
      pattern: "arn:aws:ecr:*:*:repository/app",
      arn: ["arn:aws:ecr:eu-west-1:", open, ":repository/app"],
      is: true,
    },
    {
      name: "an unknown account may be the named one",
      pattern: repository,
      arn: ["arn:aws:ecr:eu-west-1:", open, ":repository/team/app"],
      is: "unknown",
    },
    {
      name: "an unknown account cannot mend another name",
      pattern: repository,
      arn: ["arn:aws:ecr:eu-west-1:", open, ":repository/other"],
      is: false,
    },
    {
      name: "an unknown account holds no colon",
      pattern: "arn:aws:ecr:eu-west-1:1:repository/a:repository/app",
      arn: ["arn:aws:ecr:eu-west-1:", open, ":repository/app"],
      is: false,
    },
    {
      name: "a name with an unknown end under *",
      pattern: "arn:aws:ecr:*:*:repository/app*",
      arn: ["arn:aws:ecr:eu-west-1:1:repository/app-", open],
      is: true,
    },
  ];
  for (const { name, pattern, arn, is } of cases)
    it(name, () => assert.equal(answer(matchArn(encodePattern(pattern), encodeText(arn), open)), is));
});

describe("matchWildcards", () => {
  it("takes no longer than its table for a pattern made to blow up", () => {
    const pattern = encodePattern("*a".repeat(200) + "b");
    const started = performance.now();
    assert.equal(matchWildcards(pattern, "a".repeat(2000), open), false);
    assert.ok(performance.now() - started < 500);
  });
});
