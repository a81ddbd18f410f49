import assert from "node:assert/strict";
import * as path from "node:path";
import { callFunction, type FunctionContext } from "../../../cli/preview/functions";
import { Placeholders } from "../../../cli/preview/placeholder";

const placeholders = new Placeholders();
const context: FunctionContext = {
  region: "eu-west-1",
  account: "111122223333",
  programDirectory: path.resolve(__dirname),
  placeholders,
};
const call = (token: string, args: Record<string, unknown> = {}, place: Partial<FunctionContext> = {}) =>
  callFunction(token, args, { ...context, ...place }).result;

describe("functions of AWS answered without AWS", () => {
  const region = "aws:index/getRegion:getRegion";
  const zones = "aws:index/getAvailabilityZones:getAvailabilityZones";
  const partition = "aws:index/getPartition:getPartition";
  const cases: readonly {
    name: string;
    token: string;
    args?: Record<string, unknown>;
    place?: Partial<FunctionContext>;
    expected: object;
  }[] = [
    {
      name: "the region, under both its old and its new name",
      token: region,
      expected: { name: "eu-west-1", region: "eu-west-1", id: "eu-west-1" },
    },
    {
      name: "a region asked for by name",
      token: region,
      args: { name: "us-east-2" },
      expected: { name: "us-east-2" },
    },
    {
      name: "tokens differ in case between versions",
      token: "aws:index/getregion:getRegion",
      expected: { name: "eu-west-1" },
    },
    {
      name: "the account",
      token: "aws:index/getCallerIdentity:getCallerIdentity",
      expected: { accountId: "111122223333" },
    },
    {
      name: "the public parameter of the ECS-optimized image, which programs parse at once",
      token: "aws:ssm/getParameter:getParameter",
      args: { name: "/aws/service/ecs/optimized-ami/amazon-linux-2/recommended" },
      expected: { type: "String" },
    },
    { name: "the partition", token: partition, expected: { partition: "aws", dnsSuffix: "amazonaws.com" } },
    {
      name: "the partition in China",
      token: partition,
      place: { region: "cn-north-1" },
      expected: { partition: "aws-cn", dnsSuffix: "amazonaws.com.cn", reverseDnsPrefix: "cn.com.amazonaws" },
    },
    {
      name: "the partition of GovCloud",
      token: partition,
      place: { region: "us-gov-west-1" },
      expected: { partition: "aws-us-gov" },
    },
    {
      name: "zones",
      token: zones,
      args: { state: "available" },
      expected: { names: ["eu-west-1a", "eu-west-1b", "eu-west-1c"], state: "available" },
    },
    {
      name: "zones of a region that skips a letter",
      token: zones,
      place: { region: "ap-northeast-1" },
      expected: { names: ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"] },
    },
    {
      name: "zones without the excluded",
      token: zones,
      args: { excludeNames: ["eu-west-1b"] },
      expected: { names: ["eu-west-1a", "eu-west-1c"] },
    },
  ];
  for (const { name, token, args, place, expected } of cases) {
    it(name, () => {
      const result = call(token, args, place);
      for (const [key, value] of Object.entries(expected)) assert.deepEqual(result[key], value, key);
    });
  }

  it("who deploys is not known", () => {
    const { userId } = call("aws:index/getCallerIdentity:getCallerIdentity");
    assert.match(placeholders.reasonIn(String(userId)) ?? "", /credentials/);
  });
});

describe("functions that only AWS can answer", () => {
  const unknown = (value: unknown): boolean =>
    typeof value === "string" && placeholders.reasonIn(value) !== undefined;

  it("have the shape that the SDK declares, with unknown values", () => {
    const { result, isAnswered } = callFunction(
      "aws:ec2/getSubnets:getSubnets",
      { filters: [{ name: "vpc-id", values: ["v"] }] },
      context,
    );
    assert.equal(isAnswered, false);
    assert.ok(unknown(result["id"]));
    assert.ok(Array.isArray(result["ids"]) && result["ids"].length === 1 && unknown(result["ids"][0]));
    assert.match(placeholders.reasonForList(result["ids"] as unknown[]) ?? "", /getSubnets/);
    assert.deepEqual(result["filters"], [{ name: "vpc-id", values: ["v"] }]);
    assert.deepEqual(result["tags"], {});
  });

  it("have nested objects too", () => {
    const vpc = call("aws:ec2/getVpc:getVpc", { default: true, tags: { a: "b" } });
    assert.equal(vpc["default"], true);
    const [association] = vpc["cidrBlockAssociations"] as Record<string, unknown>[];
    assert.ok(unknown(association?.["cidrBlock"]));
    assert.deepEqual(vpc["tags"], {}, "tags found may be more than tags asked for");
  });

  it("of a package that is not installed have an id, an ARN and a name", () => {
    const thing = call("acme:index/getThing:getThing", { size: 3 });
    assert.equal(thing["size"], 3);
    for (const key of ["id", "arn", "name"]) assert.ok(unknown(thing[key]), key);
  });
});

describe("getPolicyDocument", () => {
  const document = (args: Record<string, unknown>): unknown =>
    JSON.parse(String(call("aws:iam/getPolicyDocument:getPolicyDocument", args)["json"]));
  const body = (statement: unknown[], version = "2012-10-17"): string =>
    JSON.stringify({ Version: version, Statement: statement });
  const cases: readonly { name: string; args: Record<string, unknown>; expected: unknown }[] = [
    { name: "nothing", args: {}, expected: { Version: "2012-10-17", Statement: [] } },
    {
      name: "lists of one are texts, longer ones are sorted backwards, Allow is the default",
      args: { statements: [{ actions: ["a:One"], resources: ["x", "y"] }] },
      expected: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "a:One", Resource: ["y", "x"] }],
      },
    },
    {
      name: "every element of a statement",
      args: {
        policyId: "doc",
        version: "2008-10-17",
        statements: [
          {
            sid: "S",
            effect: "Deny",
            notActions: ["a:B"],
            notResources: ["r"],
            notPrincipals: [{ type: "AWS", identifiers: ["1", "2"] }],
          },
        ],
      },
      expected: {
        Version: "2008-10-17",
        Id: "doc",
        Statement: [
          { Sid: "S", Effect: "Deny", NotAction: "a:B", NotResource: "r", NotPrincipal: { AWS: ["2", "1"] } },
        ],
      },
    },
    {
      name: "principals of one type are joined",
      args: {
        statements: [
          {
            actions: ["sts:AssumeRole"],
            principals: [
              { type: "Service", identifiers: ["ecs-tasks.amazonaws.com"] },
              { type: "Service", identifiers: ["ec2.amazonaws.com"] },
            ],
          },
        ],
      },
      expected: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: "sts:AssumeRole",
            Principal: { Service: ["ecs-tasks.amazonaws.com", "ec2.amazonaws.com"] },
          },
        ],
      },
    },
    {
      name: "everyone",
      args: { statements: [{ principals: [{ type: "*", identifiers: ["*"] }] }] },
      expected: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: "*" }] },
    },
    {
      name: "every AWS principal is not everyone",
      args: { statements: [{ principals: [{ type: "AWS", identifiers: ["*"] }] }] },
      expected: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { AWS: "*" } }] },
    },
    {
      name: "conditions of one test and variable are joined",
      args: {
        statements: [
          {
            conditions: [
              { test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] },
              { test: "StringEquals", variable: "aws:SourceAccount", values: ["2"] },
              { test: "ArnLike", variable: "aws:SourceArn", values: ["a"] },
            ],
          },
        ],
      },
      expected: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Condition: {
              StringEquals: { "aws:SourceAccount": ["2", "1"] },
              ArnLike: { "aws:SourceArn": "a" },
            },
          },
        ],
      },
    },
    {
      name: "policy variables",
      args: { statements: [{ resources: ["home/&{aws:username}"] }] },
      expected: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Resource: "home/${aws:username}" }] },
    },
    {
      name: "sources come first, a statement of the same Sid replaces them",
      args: {
        sourcePolicyDocuments: [body([{ Sid: "A", Effect: "Allow" }, { Effect: "Deny" }])],
        statements: [{ sid: "A", effect: "Deny" }, { sid: "B" }],
      },
      expected: {
        Version: "2012-10-17",
        Statement: [{ Sid: "A", Effect: "Deny" }, { Effect: "Deny" }, { Sid: "B", Effect: "Allow" }],
      },
    },
    {
      name: "overrides replace statements of the same Sid",
      args: { statements: [{ sid: "A" }], overridePolicyDocuments: [body([{ Sid: "A", Effect: "Deny" }])] },
      expected: { Version: "2012-10-17", Statement: [{ Sid: "A", Effect: "Deny" }] },
    },
    {
      name: "the old names of sources and overrides",
      args: { sourceJson: body([{ Sid: "A" }]), overrideJson: body([{ Sid: "B" }]) },
      expected: { Version: "2012-10-17", Statement: [{ Sid: "A" }, { Sid: "B" }] },
    },
    {
      name: "a newer version in a source wins",
      args: { version: "2008-10-17", sourcePolicyDocuments: [body([])] },
      expected: { Version: "2012-10-17", Statement: [] },
    },
  ];
  for (const { name, args, expected } of cases) {
    it(name, () => {
      assert.deepEqual(document(args), expected);
    });
  }

  it("refuses a Sid given twice", () => {
    assert.throws(() => document({ statements: [{ sid: "A" }, { sid: "A" }] }), /duplicate Sid \(A\)/);
  });
  it("is unknown when a source is", () => {
    const { json } = call("aws:iam/getPolicyDocument:getPolicyDocument", {
      sourcePolicyDocuments: [placeholders.make("not read")],
    });
    assert.equal(placeholders.reasonIn(String(json)), "not read");
  });
  it("gives the same text without spaces too", () => {
    const { json, minifiedJson } = call("aws:iam/getPolicyDocument:getPolicyDocument", {
      statements: [{ actions: ["a:B"] }],
    });
    assert.equal(minifiedJson, JSON.stringify(JSON.parse(String(json))));
  });
});
