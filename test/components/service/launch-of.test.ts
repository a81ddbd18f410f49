import * as assert from "node:assert/strict";
import { CustomResource, runtime, type Output } from "@pulumi/pulumi";
import { endpointNeeds } from "../../../components/endpoint-needs";
import { launchOf, type LaunchingArgs } from "../../../components/service/launch-of";

const REGION = "eu-west-1";
const image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/api:1.4.2";
const PULL = ["ecr.api", "ecr.dkr", "s3"];

class Secret extends CustomResource {
  declare readonly arn: Output<string>;
  constructor() {
    super("aws:secretsmanager/secret:Secret", "db", { arn: undefined });
  }
}

interface Case {
  readonly name: string;
  readonly args: () => LaunchingArgs;
  readonly services: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: "a container logs to CloudWatch where it does not say otherwise",
    args: () => ({ container: { image } }),
    services: [...PULL, "logs"],
  },
  {
    name: "logs in another region",
    args: () => ({ container: { image }, region: "us-east-1" }),
    services: PULL,
  },
  {
    name: "another log driver",
    args: () => ({ container: { image, logConfiguration: { logDriver: "splunk" } } }),
    services: PULL,
  },
  {
    name: "a key of a secret that is a resource",
    args: () => ({ container: { image, secrets: { DB: { secret: new Secret(), key: "password" } } } }),
    services: [...PULL, "logs", "secretsmanager"],
  },
  {
    name: "a secret in any of several containers",
    args: () => ({ containers: { api: { image }, sidecar: { image, secrets: { DB: new Secret() } } } }),
    services: [...PULL, "logs", "secretsmanager"],
  },
  {
    name: "ECS Exec",
    args: () => ({ container: { image }, enableExecuteCommand: true }),
    services: [...PULL, "logs", "ssmmessages"],
  },
  {
    name: "ECS Exec that is off",
    args: () => ({ container: { image }, enableExecuteCommand: false }),
    services: [...PULL, "logs"],
  },
  {
    name: "the agent of instances",
    args: () => ({ container: { image }, launchType: "EC2" }),
    services: [...PULL, "ecs", "ecs-agent", "ecs-telemetry", "logs"],
  },
  {
    name: "instances of a capacity provider",
    args: () => ({
      container: { image },
      capacityProviderStrategies: [{ capacityProvider: "own", weight: 1 }],
    }),
    services: [...PULL, "ecs", "ecs-agent", "ecs-telemetry", "logs"],
  },
];

describe("launchOf", () => {
  before(() =>
    runtime.setMocks({
      newResource: ({ name, inputs }) => ({ id: name, state: inputs as Record<string, unknown> }),
      call: () => ({}),
    }),
  );

  for (const { name, args, services } of cases)
    it(name, () => {
      const needs = endpointNeeds([launchOf(args())], REGION);
      assert.deepEqual(needs, { services: [...services].sort(), open: [] });
    });
});
