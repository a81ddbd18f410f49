import * as assert from "node:assert/strict";
import { CustomResource, interpolate, output, runtime, type Output } from "@pulumi/pulumi";
import { endpointNeeds, type EndpointLaunch, type ReachingContainer } from "../../components/endpoint-needs";

const REGION = "eu-west-1";
const ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/api:1.4.2";
const PULL = ["ecr.api", "ecr.dkr", "s3"];
const AWSLOGS = { logDriver: "awslogs", options: { "awslogs-group": "/ecs/api", "awslogs-region": REGION } };

/** Output of a resource of the type, as a program gets it. */
class Stub extends CustomResource {
  declare readonly value: Output<string>;
  constructor(type: string) {
    super(type, "stub", { value: undefined });
  }
}
const of = (type: string): Output<string> => new Stub(type).value;
const secret = (): Output<string> => of("aws:secretsmanager/secret:Secret");
const parameter = (): Output<string> => of("aws:ssm/parameter:Parameter");

interface Case {
  readonly name: string;
  readonly container: () => ReachingContainer;
  readonly launch?: Partial<EndpointLaunch>;
  readonly services: readonly string[];
  /** Part of the reason why it is not told. */
  readonly open?: string;
}

const cases: readonly Case[] = [
  { name: "an image in ECR", container: () => ({ image: ECR }), services: PULL },
  {
    name: "an image in ECR and logs in CloudWatch",
    container: () => ({ image: ECR, logConfiguration: AWSLOGS }),
    services: ["ecr.api", "ecr.dkr", "logs", "s3"],
  },
  {
    name: "an image of a public registry has no endpoint",
    container: () => ({ image: "nginx:1.27" }),
    services: [],
  },
  {
    name: "an image in another region, which endpoints do not lead to",
    container: () => ({ image: ECR.replace("eu-west-1", "us-east-1") }),
    services: [],
  },
  {
    name: "an image of a repository of the program",
    container: () => ({ image: interpolate`${of("aws:ecr/repository:Repository")}:1.4.2` }),
    services: PULL,
  },
  {
    name: "an image that awsx builds into ECR",
    container: () => ({ image: of("awsx:ecr:Image") }),
    services: PULL,
  },
  {
    name: "an image built for whatever registry",
    container: () => ({ image: of("docker-build:index:Image") }),
    services: [],
    open: "launches[0].containerDefinitions[0].image comes from docker-build:index:Image",
  },
  {
    name: "an image that is an output of nothing",
    container: () => ({ image: output(ECR) }),
    services: [],
    open: "is an output of no resource",
  },
  {
    name: "a FIPS name, which another endpoint serves",
    container: () => ({ image: ECR.replace("dkr.ecr.", "dkr.ecr-fips.") }),
    services: PULL,
    open: "FIPS or dual-stack",
  },
  {
    name: "a secret and a key of it",
    container: () => ({
      image: "nginx",
      secrets: [{ name: "A", valueFrom: interpolate`${secret()}:password::` }],
    }),
    services: ["secretsmanager"],
  },
  {
    name: "the password of a database",
    container: () => ({
      image: "nginx",
      secrets: [{ name: "A", valueFrom: of("aws:rds/cluster:Cluster").apply((arn) => arn) }],
    }),
    services: ["secretsmanager"],
  },
  {
    name: "a parameter",
    container: () => ({ image: "nginx", secrets: [{ name: "A", valueFrom: parameter() }] }),
    services: ["ssm"],
  },
  {
    name: "a parameter by its name",
    container: () => ({ image: "nginx", secrets: [{ name: "A", valueFrom: "/shop/db" }] }),
    services: ["ssm"],
  },
  {
    name: "a secret by an ARN of another region",
    container: () => ({
      image: "nginx",
      secrets: [{ name: "A", valueFrom: "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf" }],
    }),
    services: [],
  },
  {
    name: "a secret named after a parameter, which may be either",
    container: () => ({
      image: "nginx",
      secrets: [{ name: "A", valueFrom: interpolate`${secret()}${parameter()}` }],
    }),
    services: [],
    open: "secrets[0].valueFrom comes from",
  },
  {
    name: "secret options of a log driver",
    container: () => ({
      image: "nginx",
      logConfiguration: { logDriver: "splunk", secretOptions: [{ name: "token", valueFrom: secret() }] },
    }),
    services: ["secretsmanager"],
  },
  {
    name: "credentials of a private registry",
    container: () => ({
      image: "registry.example.com/api:1",
      repositoryCredentials: { credentialsParameter: secret() },
    }),
    services: ["secretsmanager"],
  },
  {
    name: "environment files",
    container: () => ({
      image: "nginx",
      environmentFiles: [{ type: "s3", value: of("aws:s3/bucketObject:BucketObject") }],
    }),
    services: ["s3"],
  },
  {
    name: "a log group and a region that are outputs",
    container: () => ({
      image: "nginx",
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": of("aws:cloudwatch/logGroup:LogGroup"),
          "awslogs-region": output(REGION),
        },
      },
    }),
    services: ["logs"],
  },
  {
    name: "log options that are an output as a whole",
    container: () => ({
      image: "nginx",
      logConfiguration: { logDriver: "awslogs", options: output(AWSLOGS.options) },
    }),
    services: [],
    open: "where the logs go",
  },
  {
    name: "logs that a side-car ships are the program's business",
    container: () => ({ image: "nginx", logConfiguration: { logDriver: "awsfirelens" } }),
    services: [],
  },
  {
    name: "what is an output and reaches nothing",
    container: () => ({ image: "nginx", environment: [{ name: "A", value: secret() }] }),
    services: [],
  },
  {
    name: "ECS Exec",
    container: () => ({ image: "nginx" }),
    launch: { executeCommand: true },
    services: ["ssmmessages"],
  },
  {
    name: "an old platform version logs in by itself",
    container: () => ({ image: ECR }),
    launch: { platformVersion: "1.3.0" },
    services: ["ecr.dkr", "s3"],
  },
  {
    name: "on instances the agent has to reach ECS",
    container: () => ({ image: "nginx" }),
    launch: { launchType: "EC2" },
    services: ["ecs", "ecs-agent", "ecs-telemetry"],
  },
];

describe("endpoints that launches need", () => {
  before(async () => {
    await runtime.setMocks({
      newResource: ({ name, inputs }) => ({
        id: `${name}-id`,
        state: { ...inputs, value: "value" } as object,
      }),
      call: () => ({}),
    });
  });

  for (const { name, container, launch, services, open } of cases)
    it(`${name}: ${services.join(", ") || "none"}${open === undefined ? "" : ", and it is not told"}`, () => {
      const launches = [{ containerDefinitions: [container()], ...launch }];
      const needs = endpointNeeds(launches, REGION);
      assert.deepEqual(needs.services, services);
      assert.equal(needs.open.length, open === undefined ? 0 : 1, needs.open.join());
      if (open !== undefined) assert.ok(needs.open[0]?.includes(open), needs.open[0]);
    });

  it("takes the JSON of container definitions", () => {
    const containerDefinitions = JSON.stringify([{ name: "api", image: ECR, logConfiguration: AWSLOGS }]);
    assert.deepEqual(endpointNeeds([{ containerDefinitions }], REGION), {
      services: ["ecr.api", "ecr.dkr", "logs", "s3"],
      open: [],
    });
  });

  it("joins what several launches need", () => {
    const launches = [
      { containerDefinitions: [{ image: ECR }] },
      { containerDefinitions: [{ image: ECR, logConfiguration: AWSLOGS }, { image: "nginx" }] },
    ];
    assert.deepEqual(endpointNeeds(launches, REGION).services, ["ecr.api", "ecr.dkr", "logs", "s3"]);
  });

  it("refuses what is no list of containers", () => {
    assert.throws(
      () => endpointNeeds([{ containerDefinitions: "{}" }], REGION),
      /is an object where ECS expects a list/,
    );
  });
});
