import * as assert from "node:assert/strict";
import { Unknown, UnknownJson, UnknownOutput, UnknownText, type Known } from "../../launch/known";
import { needsOf } from "../../launch/network/needs";
import { toCloudModel } from "../../policies/stack-model";
import type { Stack } from "../../policies/stack";
import type { Rule } from "../../policies/rule";
import { containerDefinitionsResolved } from "../../policies/rules/container-definitions-resolved";
import { imageExists } from "../../policies/rules/image-exists";
import { imagePinned } from "../../policies/rules/image-pinned";
import { imageReferenceValid } from "../../policies/rules/image-reference-valid";
import { imageRegionMatches } from "../../policies/rules/image-region-matches";
import { logGroupExists } from "../../policies/rules/log-group-exists";
import { memoryFloor } from "../../policies/rules/memory-floor";
import { secretHasValue } from "../../policies/rules/secret-has-value";
import { secretReferenceValid } from "../../policies/rules/secret-reference-valid";
import { CONTAINER, fargateService, LOG_GROUP } from "../support/fargate-service";
import { judge } from "../support/judge";
import { outputOf, stackOf, urnOf, type ResourceSpec } from "../support/stack";

const SECRET = "aws:secretsmanager/secret:Secret";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const PARAMETER = "aws:ssm/parameter:Parameter";
const REPOSITORY = "aws:ecr/repository:Repository";
const OTHER = new Unknown("the program learns it only from a deployment");

const output = (type: string, name: string, property: string): UnknownOutput =>
  new UnknownOutput(`it comes from ${name}, known only once deployed`, urnOf(type, name), property);
const text = (...parts: readonly Known<string>[]): UnknownText =>
  new UnknownText(
    "it holds outputs",
    parts.flatMap((part) => (part instanceof Unknown ? part.from : [])),
    parts,
  );
const url = output(REPOSITORY, "api", "repositoryUrl");
const arn = output(SECRET, "db", "arn");

const STACK: readonly ResourceSpec[] = [
  { type: REPOSITORY, name: "api", inputs: { name: "api-1a2b3c4" } },
  { type: SECRET, name: "db", inputs: { name: "db-1a2b3c4" } },
  { type: PARAMETER, name: "key", inputs: { name: "/app/key", type: "SecureString" } },
];
const value: ResourceSpec = {
  type: VERSION,
  name: "db",
  inputs: { secretId: outputOf(SECRET, "db"), secretString: "x" },
};

interface Case {
  readonly name: string;
  readonly rule: Rule;
  /** Properties of the only container. */
  readonly container: Readonly<Record<string, unknown>>;
  readonly verdicts: readonly string[];
  readonly more?: readonly ResourceSpec[];
}

const image = (...parts: readonly Known<string>[]): Case["container"] => ({ image: text(...parts) });
const secret = (valueFrom: Known<string>): Case["container"] => ({ secrets: [{ name: "DB", valueFrom }] });
const logsTo = (group: Known<string>, region = "eu-west-1"): Case["container"] => ({
  logConfiguration: {
    logDriver: "awslogs",
    options: { "awslogs-group": group, "awslogs-region": region, "awslogs-stream-prefix": "api" },
  },
});
const digest = `@sha256:${"a".repeat(64)}`;

const cases: readonly Case[] = [
  {
    name: "a tag after the URL can move",
    rule: imagePinned,
    container: image(url, ":1.2"),
    verdicts: ["unmet"],
  },
  { name: "the URL alone means latest", rule: imagePinned, container: { image: url }, verdicts: ["unmet"] },
  {
    name: "a digest after the URL pins",
    rule: imagePinned,
    container: image(url, digest),
    verdicts: ["met"],
  },
  {
    name: "what comes after the colon is not known, and may hold a digest",
    rule: imagePinned,
    container: image(url, ":", OTHER),
    verdicts: ["unknown"],
  },
  {
    name: "text before the URL makes it another thing",
    rule: imagePinned,
    container: image("docker://", url),
    verdicts: ["unknown"],
  },
  {
    name: "another property of the repository is no image",
    rule: imagePinned,
    container: image(output(REPOSITORY, "api", "registryId"), ":1"),
    verdicts: ["unknown"],
  },
  { name: "URL and tag parse", rule: imageReferenceValid, container: image(url, ":1.2"), verdicts: ["met"] },
  {
    name: "a blank after the tag does not",
    rule: imageReferenceValid,
    container: image(url, ":1 "),
    verdicts: ["unmet"],
  },
  { name: "two tags do not", rule: imageReferenceValid, container: image(url, ":a:b"), verdicts: ["unmet"] },
  {
    name: "a tag that is not known may be any",
    rule: imageReferenceValid,
    container: image(url, ":", OTHER),
    verdicts: ["unknown"],
  },
  {
    name: "nothing pushes to the repository of the URL",
    rule: imageExists,
    container: image(url, ":1.2"),
    verdicts: ["unmet"],
  },
  {
    name: "nothing pushes, whatever the tag will be",
    rule: imageExists,
    container: image(url, ":", OTHER),
    verdicts: ["unmet"],
  },
  {
    name: "a path after the URL is another repository, which is only suspected",
    rule: imageExists,
    container: image(url, "/worker:1"),
    verdicts: ["unknown"],
  },
  {
    name: "the repository lies in the task's region",
    rule: imageRegionMatches,
    container: image(url, ":1.2"),
    verdicts: ["met"],
  },
  {
    name: "the repository lies in another region",
    rule: imageRegionMatches,
    container: image(output(REPOSITORY, "far", "repositoryUrl"), ":1.2"),
    verdicts: ["unmet"],
    more: [{ type: REPOSITORY, name: "far", inputs: { name: "far-1a2b3c4", region: "us-east-1" } }],
  },
  {
    name: "another property of the repository says nothing of its region",
    rule: imageRegionMatches,
    container: image(output(REPOSITORY, "api", "registryId"), ":1"),
    verdicts: ["unknown"],
  },
  {
    name: "the repository's name tells the runtime",
    rule: memoryFloor,
    container: { ...image(output(REPOSITORY, "search", "repositoryUrl"), ":8"), memory: 64 },
    verdicts: ["met", "unmet"],
    more: [{ type: REPOSITORY, name: "search", inputs: { name: "shop/keycloak" } }],
  },
  {
    name: "the repository's name tells nothing, and nobody set a floor",
    rule: memoryFloor,
    container: { ...image(url, ":8"), memory: 64 },
    verdicts: ["met"],
  },
  {
    name: "the repository's name comes later too",
    rule: memoryFloor,
    container: { ...image(output(REPOSITORY, "search", "repositoryUrl"), ":8"), memory: 64 },
    verdicts: ["met", "unknown"],
    more: [{ type: REPOSITORY, name: "search", inputs: { name: OTHER } }],
  },
  {
    name: "a build pushes to it",
    rule: imageExists,
    container: image(url, ":1.2"),
    verdicts: ["unknown"],
    more: [
      {
        type: "docker-build:index:Image",
        name: "api",
        inputs: { tags: [outputOf(REPOSITORY, "api")], push: true },
      },
    ],
  },
  {
    name: "a JSON key in full is read",
    rule: secretReferenceValid,
    container: secret(text(arn, ":password::")),
    verdicts: ["met"],
  },
  { name: "the whole secret is read", rule: secretReferenceValid, container: secret(arn), verdicts: ["met"] },
  {
    name: "a JSON key without its two colons is not",
    rule: secretReferenceValid,
    container: secret(text(arn, ":password")),
    verdicts: ["unmet"],
  },
  {
    name: "a secret's name is not known to be an ARN",
    rule: secretReferenceValid,
    container: secret(output(SECRET, "db", "name")),
    verdicts: ["unknown"],
  },
  {
    name: "the name of a parameter is read",
    rule: secretReferenceValid,
    container: secret(output(PARAMETER, "key", "name")),
    verdicts: ["met"],
  },
  {
    name: "what follows a parameter's name may be a selector",
    rule: secretReferenceValid,
    container: secret(text(output(PARAMETER, "key", "name"), ":1")),
    verdicts: ["unknown"],
  },
  {
    name: "nothing puts a value",
    rule: secretHasValue,
    container: secret(text(arn, ":password::")),
    verdicts: ["unmet"],
  },
  {
    name: "a version puts the value",
    rule: secretHasValue,
    container: secret(text(arn, ":password::")),
    verdicts: ["met"],
    more: [value],
  },
  {
    name: "the version's own ARN is that of its secret",
    rule: secretHasValue,
    container: secret(output(VERSION, "db", "arn")),
    verdicts: ["met"],
    more: [value],
  },
  {
    name: "no version has the stage",
    rule: secretHasValue,
    container: secret(text(arn, ":password:blue:")),
    verdicts: ["unmet"],
    more: [value],
  },
  {
    name: "two keys of one secret, each on its own",
    rule: secretHasValue,
    container: {
      secrets: [
        { name: "A", valueFrom: text(arn, ":a::") },
        { name: "B", valueFrom: text(arn, ":b::") },
      ],
    },
    verdicts: ["unmet"],
  },
  {
    name: "a parameter of this program is there",
    rule: secretHasValue,
    container: secret(output(PARAMETER, "key", "arn")),
    verdicts: ["met"],
  },
  {
    name: "the name of a group of the program",
    rule: logGroupExists,
    container: logsTo(output(LOG_GROUP, "logs", "name")),
    verdicts: ["met"],
  },
  {
    name: "the group lies in another region",
    rule: logGroupExists,
    container: logsTo(output(LOG_GROUP, "logs", "name"), "us-east-1"),
    verdicts: ["unknown"],
  },
  {
    name: "a longer name is another group",
    rule: logGroupExists,
    container: logsTo(text(output(LOG_GROUP, "logs", "name"), "/api")),
    verdicts: ["unknown"],
  },
  {
    name: "outputs stand where they belong",
    rule: containerDefinitionsResolved,
    container: { ...image(url, ":1"), ...secret(text(arn, ":a::")) },
    verdicts: ["met"],
  },
  {
    name: "what comes from nowhere may be a lost one",
    rule: containerDefinitionsResolved,
    container: { image: OTHER },
    verdicts: ["unknown"],
  },
];

function stackWith(container: Case["container"], more: readonly ResourceSpec[] = []): Stack {
  const containerDefinitions = new UnknownJson("it holds outputs", [], [{ ...CONTAINER, ...container }]);
  return stackOf(fargateService({ taskDefinition: { containerDefinitions }, others: [...STACK, ...more] }));
}

describe("texts that begin with an output of the stack", () => {
  for (const { name, rule, container, verdicts, more = [] } of cases) {
    it(`${rule.id}: ${name}`, () => {
      const stack = stackWith(container, more);
      const found = judge(rule, stack).map(({ verdict }) => verdict.is);
      assert.deepEqual([...new Set(found)].sort(), [...verdicts].sort());
    });
  }

  const services: readonly { name: string; valueFrom: Known<string>; service: string }[] = [
    { name: "a secret", valueFrom: text(arn, ":a::"), service: "secretsmanager" },
    { name: "a parameter", valueFrom: output(PARAMETER, "key", "name"), service: "ssm" },
  ];
  for (const { name, valueFrom, service } of services) {
    it(`${name} is read from ${service}, and nothing stays open`, () => {
      const model = toCloudModel(stackWith(secret(valueFrom)));
      const [taskDefinition] = model.taskDefinitions.items;
      assert.ok(taskDefinition);
      const needs = needsOf({ taskDefinition, launchType: "FARGATE", site: undefined }, model);
      assert.ok(needs.services.some((one) => one.name === service));
      assert.equal(needs.open, undefined);
    });
  }
});
