import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { analyse } from "../../policies/analysis";
import { RULES } from "../../policies/registry";
import { toCloudModel } from "../../policies/stack-model";
import { toResult } from "../../cli/report/result";
import { renderTree } from "../../cli/report/tree";
import pc from "picocolors";
import { CONTAINER, fargateService } from "../support/fargate-service";
import { stackOf, type ResourceSpec } from "../support/stack";

const KEYS = [
  ...Object.keys(CONTAINER),
  ...[
    "environment",
    "secrets",
    "dependsOn",
    "healthCheck",
    "memory",
    "cpu",
    "ulimits",
    "links",
    "mountPoints",
    "linuxParameters",
  ],
];

/** Containers with any JSON under the keys that rules read. */
const anyContainers = fc.array(fc.dictionary(fc.constantFrom(...KEYS), fc.jsonValue({ maxDepth: 3 })), {
  maxLength: 3,
});

describe("the judge never throws", () => {
  it("whatever JSON stands in containerDefinitions", () => {
    fc.assert(
      fc.property(fc.oneof(anyContainers, fc.jsonValue()), (containers) => {
        print(fargateService({ containers: JSON.stringify(containers) }));
      }),
      { numRuns: 400 },
    );
  });

  it("whatever stands in any property of the task definition and the service", () => {
    const properties = fc.dictionary(
      fc.constantFrom(
        "cpu",
        "memory",
        "networkMode",
        "requiresCompatibilities",
        "executionRoleArn",
        "volumes",
        "runtimePlatform",
        "containerDefinitions",
      ),
      fc.jsonValue(),
    );
    const site = fc.dictionary(
      fc.constantFrom(
        "cluster",
        "taskDefinition",
        "launchType",
        "networkConfiguration",
        "loadBalancers",
        "desiredCount",
        "capacityProviderStrategies",
      ),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(properties, site, (taskDefinition, service) => {
        print(fargateService({ taskDefinition, service }));
      }),
      { numRuns: 300 },
    );
  });

  const hostile: readonly { name: string; containers: string }[] = [
    { name: "an empty text", containers: "" },
    { name: "half a document", containers: '[{"name": "api", "ima' },
    { name: "deep nesting", containers: "[".repeat(100_000) + "]".repeat(100_000) },
    {
      name: "a command of 5 MB",
      containers: JSON.stringify([{ ...CONTAINER, command: ["x".repeat(5_000_000)] }]),
    },
    {
      name: "ten thousand containers",
      containers: JSON.stringify(Array.from({ length: 10_000 }, () => CONTAINER)),
    },
    {
      name: "prototype keys",
      containers: '[{"__proto__": {"image": "x"}, "constructor": 1, "name": "a", "image": "b"}]',
    },
  ];
  for (const { name, containers } of hostile) {
    it(name, () => {
      assert.ok(print(fargateService({ containers })).length > 0);
    });
  }
});

describe("no planted secret is printed", () => {
  const SECRET = "pl4nted-s3cret";
  const places: readonly { name: string; container: Record<string, unknown> }[] = [
    { name: "an environment value", container: { environment: [{ name: "PASSWORD", value: SECRET }] } },
    { name: "an environment written as a map", container: { environment: { PASSWORD: SECRET } } },
    { name: "an environment that is a text", container: { environment: `PASSWORD=${SECRET}` } },
    { name: "a value that is a list", container: { environment: [{ name: "PASSWORD", value: [SECRET] }] } },
    {
      name: "an environment value with a lost Output",
      container: { environment: [{ name: "A", value: `${SECRET} [object Object]` }] },
    },
    { name: "a command", container: { command: ["serve", `--password=${SECRET}`] } },
    { name: "a label", container: { dockerLabels: { password: SECRET } } },
    {
      name: "a log option token",
      container: { logConfiguration: { logDriver: "splunk", options: { "splunk-token": SECRET } } },
    },
    { name: "a health check", container: { healthCheck: { command: [`curl -u user:${SECRET} localhost`] } } },
  ];
  for (const { name, container } of places) {
    it(name, () => {
      assert.ok(!print(fargateService({ container })).includes(SECRET));
    });
  }

  it("a text of containerDefinitions that is not JSON", () => {
    assert.ok(!print(fargateService({ containers: `[{"environment": ["${SECRET}` })).includes(SECRET));
  });
});

/** Everything the command could print of a stack. */
function print(resources: readonly ResourceSpec[]): string {
  const analysis = analyse(toCloudModel(stackOf(resources)), RULES);
  const result = toResult(analysis, { locate: () => undefined, secrets: new Set() });
  return JSON.stringify(result) + renderTree(result, pc.createColors(false));
}
