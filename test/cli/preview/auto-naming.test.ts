import assert from "node:assert/strict";
import { automaticName } from "../../../cli/preview/auto-naming";

const name = (type: string, logicalName: string, declared = {}, before?: Record<string, unknown>) =>
  automaticName(
    type,
    logicalName,
    `urn:pulumi:dev::shop::${type}::${logicalName}`,
    declared,
    before,
    __dirname,
  );

const cases: readonly {
  name: string;
  type: string;
  logicalName?: string;
  declared?: object;
  before?: Record<string, unknown>;
  expected: Record<string, RegExp>;
}[] = [
  {
    name: "a class with an optional name",
    type: "aws:ecs/cluster:Cluster",
    expected: { name: /^web-[0-9a-f]{7}$/ },
  },
  { name: "a name that is given", type: "aws:ecs/cluster:Cluster", declared: { name: "mine" }, expected: {} },
  {
    name: "a prefix that is given",
    type: "aws:iam/role:Role",
    declared: { namePrefix: "mine" },
    expected: {},
  },
  {
    name: "the name in the prior state stays",
    type: "aws:iam/role:Role",
    before: { name: "web-0000000" },
    expected: { name: /^web-0000000$/ },
  },
  { name: "a class without a name", type: "aws:ec2/vpc:Vpc", expected: {} },
  { name: "a class whose family is required", type: "aws:ecs/taskDefinition:TaskDefinition", expected: {} },
  {
    name: "a bucket, in lower case",
    type: "aws:s3/bucket:Bucket",
    logicalName: "MyData",
    expected: { bucket: /^mydata-[0-9a-f]{7}$/ },
  },
  {
    name: "a bucket whose prefix is given",
    type: "aws:s3/bucket:Bucket",
    declared: { bucketPrefix: "x" },
    expected: {},
  },
  {
    name: "an object in a bucket takes the logical name",
    type: "aws:s3/bucketObject:BucketObject",
    logicalName: "app.env",
    expected: { key: /^app\.env$/ },
  },
  {
    name: "a database's identifier, without a hyphen",
    type: "aws:rds/instance:Instance",
    expected: { identifier: /^web[0-9a-f]{7}$/ },
  },
  {
    name: "a cluster of databases gets its identifier from AWS",
    type: "aws:rds/cluster:Cluster",
    expected: {},
  },
  {
    name: "a load balancer within 32 characters",
    type: "aws:lb/loadBalancer:LoadBalancer",
    logicalName: "a".repeat(24),
    expected: { name: /^a{24}-[0-9a-f]{7}$/ },
  },
  {
    name: "a load balancer beyond 32 characters",
    type: "aws:lb/loadBalancer:LoadBalancer",
    logicalName: "a".repeat(25),
    expected: {},
  },
  {
    name: "a queue that keeps its order",
    type: "aws:sqs/queue:Queue",
    declared: { fifoQueue: true },
    expected: { name: /^web-[0-9a-f]{7}\.fifo$/ },
  },
  { name: "an alias of a key", type: "aws:kms/alias:Alias", expected: { name: /^alias\/web-[0-9a-f]{7}$/ } },
  { name: "a DNS record has no generated name", type: "aws:route53/record:Record", expected: {} },
  { name: "another package", type: "random:index/randomPet:RandomPet", expected: {} },
  { name: "a class the SDK does not have", type: "aws:made/up:Up", expected: {} },
];

describe("automatic names", () => {
  for (const { name: title, type, logicalName = "web", declared, before, expected } of cases) {
    it(title, () => {
      const given = name(type, logicalName, declared, before);
      assert.deepEqual(Object.keys(given), Object.keys(expected));
      for (const [key, pattern] of Object.entries(expected)) assert.match(String(given[key]), pattern);
    });
  }
});
