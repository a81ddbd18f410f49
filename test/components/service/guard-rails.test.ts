import { output } from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import { EcsService } from "../../../components/ecs-service";
import type { EcsServiceArgs } from "../../../components/ecs-service-args";
import { made } from "../made";

type Args = Partial<EcsServiceArgs>;

const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf";
const IMAGE = `nginx@sha256:${"9f2c4e6a".repeat(8)}`;

/** The container with changes. */
const only = (container: object): Args => ({ container: { image: IMAGE, ...container } });
const several = (containers: Readonly<Record<string, object>>): Args => ({
  container: undefined,
  containers: Object.fromEntries(
    Object.entries(containers).map(([name, of]) => [name, { image: IMAGE, ...of }]),
  ),
});
const onInstances = (args: Args = only({ memory: 256 })): Args => ({ launchType: "EC2", ...args });
const mounted = (volume: object, args: Args = {}): Args => ({
  volumes: [{ name: "data", ...volume }],
  ...only({ mountPoints: [{ sourceVolume: "data", containerPath: "/data" }], memory: 256 }),
  ...args,
});
const EFS = { efsVolumeConfiguration: { fileSystemId: "fs-1" } };
const WINDOWS = { runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } };
const percents = (minimum: number, maximum: number, args: Args = {}): Args => ({
  deploymentMinimumHealthyPercent: minimum,
  deploymentMaximumPercent: maximum,
  ...args,
});
const connecting = (portName: string, args: Args): Args => ({
  serviceConnectConfiguration: { enabled: true, namespace: "shop", services: [{ portName }] },
  ...args,
});

interface Mistake {
  readonly name: string;
  readonly rule: string;
  readonly argument: string;
  readonly args: Args;
}
const MISTAKES: readonly Mistake[] = [
  {
    name: "a size that Fargate has not",
    rule: "fargate-size-valid",
    argument: "cpu, memory",
    args: { cpu: "256", memory: "4096" },
  },
  { name: "cpu that no size has", rule: "fargate-size-valid", argument: "cpu, memory", args: { cpu: "300" } },
  {
    name: "memory that no size has",
    rule: "fargate-size-valid",
    argument: "cpu, memory",
    args: { memory: "777" },
  },
  {
    name: "a size that Windows has not",
    rule: "fargate-size-valid",
    argument: "cpu, memory",
    args: { cpu: "256", memory: "512", ...WINDOWS },
  },
  {
    name: "containers larger than any task",
    rule: "containers-fit-task",
    argument: "containers",
    args: only({ memory: 500_000 }),
  },
  {
    name: "a container with more memory than the task",
    rule: "containers-fit-task",
    argument: "containers",
    args: { memory: "512", cpu: "256", ...only({ memory: 600 }) },
  },
  {
    name: "reservations above the memory of the task",
    rule: "containers-fit-task",
    argument: "containers",
    args: {
      memory: "512",
      cpu: "256",
      ...several({ a: { memoryReservation: 300 }, b: { memoryReservation: 300 } }),
    },
  },
  {
    name: "more cpu than the task",
    rule: "containers-fit-task",
    argument: "containers",
    args: { memory: "512", cpu: "256", ...only({ cpu: 512 }) },
  },
  {
    name: "a reservation above the limit",
    rule: "containers-fit-task",
    argument: "containers",
    args: only({ memory: 256, memoryReservation: 512 }),
  },
  {
    name: "no memory on instances",
    rule: "memory-limit-set",
    argument: "memory",
    args: onInstances(only({})),
  },
  {
    name: "two containers of one name",
    rule: "fargate-feature-supported",
    argument: "containers",
    args: several({ a: { name: "web" }, b: { name: "web" } }),
  },
  {
    name: "no essential container",
    rule: "fargate-feature-supported",
    argument: "containers",
    args: only({ essential: false }),
  },
  {
    name: "more than ten containers",
    rule: "fargate-feature-supported",
    argument: "containers",
    args: several(Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`c${index}`, {}]))),
  },
  {
    name: "no reference",
    rule: "image-reference-valid",
    argument: "containers",
    args: only({ image: "Not An Image" }),
  },
  {
    name: "a port beyond the last",
    rule: "host-port-matches",
    argument: "containers",
    args: only({ portMappings: [{ containerPort: 70_000 }] }),
  },
  {
    name: "port 0",
    rule: "host-port-matches",
    argument: "containers",
    args: only({ portMappings: [{ containerPort: 0 }] }),
  },
  {
    name: "another host port",
    rule: "host-port-matches",
    argument: "containers",
    args: only({ portMappings: [{ containerPort: 80, hostPort: 8080 }] }),
  },
  {
    name: "one port twice in a container",
    rule: "host-port-matches",
    argument: "containers",
    args: only({ portMappings: [{ containerPort: 80 }, { containerPort: 80 }] }),
  },
  {
    name: "one port in two containers",
    rule: "host-port-matches",
    argument: "containers",
    args: several({
      a: { portMappings: [{ containerPort: 80 }] },
      b: { portMappings: [{ containerPort: 80 }] },
    }),
  },
  {
    name: "a mapping without a port",
    rule: "host-port-matches",
    argument: "containers",
    args: only({ portMappings: [{}] }),
  },
  {
    name: "a dependency on nobody",
    rule: "container-dependencies-valid",
    argument: "containers",
    args: only({ dependsOn: [{ containerName: "nobody", condition: "START" }] }),
  },
  {
    name: "a dependency on itself",
    rule: "container-dependencies-valid",
    argument: "containers",
    args: several({ a: { dependsOn: [{ containerName: "a", condition: "START" }] } }),
  },
  {
    name: "dependencies in a circle",
    rule: "container-dependencies-valid",
    argument: "containers",
    args: several({
      a: { dependsOn: [{ containerName: "b", condition: "START" }] },
      b: { dependsOn: [{ containerName: "a", condition: "START" }] },
    }),
  },
  {
    name: "a condition that ECS has not",
    rule: "container-dependencies-valid",
    argument: "containers",
    args: several({ a: {}, b: { dependsOn: [{ containerName: "a", condition: "READY" }] } }),
  },
  {
    name: "waiting for health without a check",
    rule: "container-dependencies-valid",
    argument: "containers",
    args: several({ a: {}, b: { dependsOn: [{ containerName: "a", condition: "HEALTHY" }] } }),
  },
  {
    name: "waiting for the end of an essential container",
    rule: "container-dependencies-valid",
    argument: "containers",
    args: several({ a: {}, b: { dependsOn: [{ containerName: "a", condition: "SUCCESS" }] } }),
  },
  {
    name: "checks too often",
    rule: "health-check-valid",
    argument: "containers",
    args: only({ healthCheck: { command: ["CMD", "true"], interval: 1 } }),
  },
  {
    name: "a check that may take too long",
    rule: "health-check-valid",
    argument: "containers",
    args: only({ healthCheck: { command: ["CMD", "true"], timeout: 500 } }),
  },
  {
    name: "too many tries",
    rule: "health-check-valid",
    argument: "containers",
    args: only({ healthCheck: { command: ["CMD", "true"], retries: 11 } }),
  },
  {
    name: "too long a start",
    rule: "health-check-valid",
    argument: "containers",
    args: only({ healthCheck: { command: ["CMD", "true"], startPeriod: 301 } }),
  },
  {
    name: "a check without a command",
    rule: "health-check-valid",
    argument: "containers",
    args: only({ healthCheck: { command: [] } }),
  },
  {
    name: "a secret with the name of a variable",
    rule: "fargate-feature-supported",
    argument: "containers",
    args: only({ environment: { A: "1" }, secrets: { A: SECRET } }),
  },
  {
    name: "a secret with a part too many",
    rule: "secret-reference-valid",
    argument: "containers",
    args: only({ secrets: { A: `${SECRET}:key` } }),
  },
  {
    name: "a number for a text",
    rule: "container-definitions-resolved",
    argument: "containers",
    args: only({ environment: { A: 1 } }),
  },
  {
    name: "a driver that Fargate has not",
    rule: "log-configuration-complete",
    argument: "containers",
    args: only({ logConfiguration: { logDriver: "gelf" } }),
  },
  {
    name: "a log configuration without its group",
    rule: "log-configuration-complete",
    argument: "containers",
    args: only({ logConfiguration: { logDriver: "awslogs", options: { "awslogs-region": "eu-west-1" } } }),
  },
  {
    name: "FireLens without a log router",
    rule: "log-configuration-complete",
    argument: "containers",
    args: only({ logConfiguration: { logDriver: "awsfirelens" } }),
  },
  {
    name: "privileged on Fargate",
    rule: "fargate-feature-supported",
    argument: "containers",
    args: only({ privileged: true }),
  },
  {
    name: "GPUs on Fargate",
    rule: "fargate-feature-supported",
    argument: "containers",
    args: only({ resourceRequirements: [{ type: "GPU", value: "1" }] }),
  },
  {
    name: "too long a stop on Fargate",
    rule: "fargate-feature-supported",
    argument: "containers",
    args: only({ stopTimeout: 121 }),
  },
  {
    name: "too long a start on Fargate",
    rule: "fargate-feature-supported",
    argument: "containers",
    args: only({ startTimeout: 121 }),
  },
  {
    name: "processes of the host on Fargate",
    rule: "fargate-feature-supported",
    argument: "pidMode",
    args: { pidMode: "host" },
  },
  {
    name: "an IPC mode on Fargate",
    rule: "fargate-feature-supported",
    argument: "ipcMode",
    args: { ipcMode: "task" },
  },
  {
    name: "too little storage",
    rule: "fargate-feature-supported",
    argument: "ephemeralStorage",
    args: { ephemeralStorage: { sizeInGib: 20 } },
  },
  {
    name: "too much storage",
    rule: "fargate-feature-supported",
    argument: "ephemeralStorage",
    args: { ephemeralStorage: { sizeInGib: 201 } },
  },
  {
    name: "storage on instances",
    rule: "fargate-feature-supported",
    argument: "ephemeralStorage",
    args: { ...onInstances(), ephemeralStorage: { sizeInGib: 30 } },
  },
  {
    name: "EFS on Windows",
    rule: "fargate-feature-supported",
    argument: "volumes",
    args: mounted(EFS, WINDOWS),
  },
  {
    name: "IAM for EFS without encryption",
    rule: "fargate-feature-supported",
    argument: "volumes",
    args: mounted({
      efsVolumeConfiguration: { fileSystemId: "fs-1", authorizationConfig: { iam: "ENABLED" } },
    }),
  },
  {
    name: "a folder of the host on Fargate",
    rule: "fargate-feature-supported",
    argument: "volumes",
    args: mounted({ hostPath: "/data" }),
  },
  {
    name: "a mount of no volume",
    rule: "fargate-feature-supported",
    argument: "containers",
    args: only({ mountPoints: [{ sourceVolume: "nothing", containerPath: "/a" }] }),
  },
  {
    name: "an EBS volume without a size",
    rule: "fargate-feature-supported",
    argument: "volumeConfiguration",
    args: mounted(
      { configureAtLaunch: true },
      {
        volumeConfiguration: {
          name: "data",
          managedEbsVolume: { roleArn: "arn:aws:iam::123456789012:role/a" },
        },
      },
    ),
  },
  {
    name: "100 and 100 percent",
    rule: "deployment-can-progress",
    argument: "deploymentMinimumHealthyPercent, deploymentMaximumPercent",
    args: percents(100, 100),
  },
  {
    name: "more than all healthy",
    rule: "deployment-can-progress",
    argument: "deploymentMinimumHealthyPercent, deploymentMaximumPercent",
    args: percents(150, 200),
  },
  {
    name: "rebalancing without room",
    rule: "deployment-can-progress",
    argument: "deploymentMinimumHealthyPercent, deploymentMaximumPercent",
    args: percents(50, 100, { desiredCount: 2, availabilityZoneRebalancing: "ENABLED" }),
  },
  {
    name: "a launch type and capacity providers",
    rule: "fargate-feature-supported",
    argument: "launchType, capacityProviderStrategies",
    args: { launchType: "FARGATE", capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }] },
  },
  {
    name: "weights of 0",
    rule: "fargate-feature-supported",
    argument: "launchType, capacityProviderStrategies",
    args: { capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 0 }] },
  },
  {
    name: "two bases",
    rule: "fargate-feature-supported",
    argument: "launchType, capacityProviderStrategies",
    args: {
      capacityProviderStrategies: [
        { capacityProvider: "FARGATE", weight: 1, base: 1 },
        { capacityProvider: "FARGATE_SPOT", weight: 1, base: 1 },
      ],
    },
  },
  {
    name: "a daemon on Fargate",
    rule: "fargate-feature-supported",
    argument: "schedulingStrategy",
    args: { schedulingStrategy: "DAEMON" },
  },
  {
    name: "placement on Fargate",
    rule: "fargate-feature-supported",
    argument: "placementConstraints",
    args: { placementConstraints: [{ type: "distinctInstance" }] },
  },
  {
    name: "placement strategies on Fargate",
    rule: "fargate-feature-supported",
    argument: "orderedPlacementStrategies",
    args: { orderedPlacementStrategies: [{ type: "spread", field: "host" }] },
  },
  {
    name: "a platform version on instances",
    rule: "fargate-feature-supported",
    argument: "platformVersion",
    args: { ...onInstances(), platformVersion: "1.4.0" },
  },
  {
    name: "Service Connect for a port without that name",
    rule: "fargate-feature-supported",
    argument: "serviceConnectConfiguration",
    args: connecting("web", only({ portMappings: [{ containerPort: 80 }] })),
  },
  {
    name: "no subnets",
    rule: "network-configuration-matches",
    argument: "network",
    args: { network: { vpcId: "vpc-1", subnetIds: [] } },
  },
  {
    name: "more than 16 subnets",
    rule: "network-configuration-matches",
    argument: "network",
    args: {
      network: { vpcId: "vpc-1", subnetIds: Array.from({ length: 17 }, (_, index) => `subnet-${index}`) },
    },
  },
  {
    name: "more than five groups",
    rule: "network-configuration-matches",
    argument: "network",
    args: {
      network: {
        vpcId: "vpc-1",
        subnetIds: ["subnet-1"],
        securityGroupIds: ["1", "2", "3", "4", "5", "6"].map((n) => `sg-${n}`),
      },
    },
  },
  {
    name: "Fargate and instances in one strategy",
    rule: "fargate-feature-supported",
    argument: "launchType, capacityProviderStrategies",
    args: {
      ...only({ memory: 256 }),
      capacityProviderStrategies: [
        { capacityProvider: "FARGATE", weight: 1 },
        { capacityProvider: "own", weight: 1 },
      ],
    },
  },
  {
    name: "a public address on instances",
    rule: "network-configuration-matches",
    argument: "network",
    args: { ...onInstances(), network: { vpcId: "vpc-1", subnetIds: ["subnet-1"], assignPublicIp: true } },
  },
  {
    name: "less memory than Docker starts a container with",
    rule: "memory-floor",
    argument: "containers",
    args: only({ memory: 4 }),
  },
  {
    name: "a target group that says no port",
    rule: "host-port-matches",
    argument: "containers",
    args: only({
      portMappings: [{ targetGroup: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/a/1" }],
    }),
  },
];

/** What belongs to the component alone, and has no rule: the argument, and what the text says of it. */
const OWN: readonly (readonly [name: string, argument: string, says: RegExp, args: Args])[] = [
  [
    "a container name with a space",
    "containers",
    /`my web` is no name .*letters, digits/,
    several({ "my web": {} }),
  ],
  ["a family with a slash", "family", /`a\/b` is no name/, { family: "a/b" }],
  ["fewer tasks than none", "desiredCount", /-1 is no number of tasks.*0 or more/, { desiredCount: -1 }],
  [
    "days that logs are not kept for",
    "logRetentionDays",
    /refuses 42. Set it to 60/,
    { logRetentionDays: 42 },
  ],
  [
    "more tasks at least than at most",
    "autoScaling",
    /least .*5, is above the most, 2/,
    { autoScaling: { minCapacity: 5, maxCapacity: 2, cpuPercent: 50 } },
  ],
  [
    "a use of nothing to hold",
    "autoScaling",
    /`cpuPercent` is 0/,
    { autoScaling: { minCapacity: 1, maxCapacity: 2, cpuPercent: 0 } },
  ],
  [
    "policies for a role that is given",
    "taskPolicies",
    /`taskRole`/,
    { taskRole: "arn:aws:iam::123456789012:role/task", taskPolicies: { read: "{}" } },
  ],
];

/** Right, though it looks like a mistake. */
const FINE: readonly (readonly [name: string, args: Args])[] = [
  [
    "one port twice, for two protocols",
    only({ portMappings: [{ containerPort: 53 }, { containerPort: 53, protocol: "udp" }] }),
  ],
  [
    "no public address on instances",
    { ...onInstances(), network: { vpcId: "vpc-1", subnetIds: ["subnet-1"], assignPublicIp: false } },
  ],
  ["a dot in the name of a log group", { logGroup: "/shop.example/api" }],
  ["logs that are kept for ever", { logRetentionDays: 0 }],
  ["no tasks", { desiredCount: 0 }],
  ["100 % of which none need stay", percents(0, 100)],
  [
    "EFS where the system comes later",
    mounted(EFS, { runtimePlatform: output({ operatingSystemFamily: "LINUX" }) }),
  ],
];

/** A value that comes later is not known to be wrong, until it is there. */
const LATER: readonly (readonly [name: string, args: Args])[] = [
  ["a size", { cpu: output("256"), memory: output("512") }],
  [
    "the memory of a container beside a size",
    { cpu: "256", memory: "512", ...only({ memory: output(400) }) },
  ],
  ["an image", only({ image: output(IMAGE) })],
  ["a port", only({ portMappings: [{ containerPort: output(80) }] })],
  ["a name", several({ a: { name: output("web") }, b: {} })],
  [
    "a dependency",
    several({ a: {}, b: { dependsOn: [{ containerName: output("a"), condition: "START" }] } }),
  ],
  ["whether a container is essential", several({ a: { essential: output(true) }, b: { essential: false } })],
  [
    "the numbers of a health check",
    only({ healthCheck: { command: output(["CMD", "true"]), interval: output(10) } }),
  ],
  ["a secret", only({ secrets: { A: output(SECRET) } })],
  ["percents", { deploymentMinimumHealthyPercent: output(100), deploymentMaximumPercent: output(200) }],
  [
    "capacity providers",
    {
      ...only({ memory: 256 }),
      capacityProviderStrategies: output([{ capacityProvider: "own", weight: 1 }]),
    },
  ],
  [
    "bounds of auto scaling",
    { autoScaling: { minCapacity: output(1), maxCapacity: 2, cpuPercent: output(50) } },
  ],
  [
    "counts, days and a family",
    { desiredCount: output(1), logRetentionDays: output(30), family: output("web") },
  ],
];

const ARGS: EcsServiceArgs = {
  cluster: "main",
  network: { subnetIds: ["subnet-a"], vpcId: "vpc-1" },
  container: { image: IMAGE },
};
const service = (args: Args) => made(() => new EcsService("api", { ...ARGS, ...args }));

async function refusalOf(args: Args): Promise<string> {
  try {
    await service(args);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("it was not refused");
}

describe("EcsService refuses a mistake at once", function () {
  this.timeout(20_000);
  const region = process.env["AWS_REGION"];
  before(() => (process.env["AWS_REGION"] = "eu-west-1"));
  after(() => {
    if (region === undefined) delete process.env["AWS_REGION"];
    else process.env["AWS_REGION"] = region;
  });

  for (const { name, rule, argument, args } of MISTAKES)
    it(`${name}: ${rule}`, async () => {
      const [first = ""] = (await refusalOf(args)).split("\n\n");
      const [, of, wrong] =
        /^EcsService api, ([^:]*): (.+?)\. Required: .+\. ECS answers: .+\.\n.+\.? \[[a-z-]+\]$/.exec(
          first,
        ) ?? [];
      assert.ok(wrong !== undefined, first);
      assert.deepEqual([/\[([a-z-]+)\]$/.exec(first)?.[1], of], [rule, argument], first);
    });

  for (const [name, argument, says, args] of OWN)
    it(name, async () => {
      const refusal = await refusalOf(args);
      assert.ok(refusal.startsWith(`EcsService api, ${argument}: `), refusal);
      assert.match(refusal, says);
    });

  it("with every fault that it has", async () => {
    const refusal = await refusalOf({ cpu: "300", ...only({ image: "Not An Image" }) });
    for (const rule of ["fargate-size-valid", "image-reference-valid"])
      assert.ok(refusal.includes(`[${rule}]`), refusal);
  });

  for (const [name, args] of FINE) it(`but not: ${name}`, () => service(args));
  for (const [name, args] of LATER) it(`but not what comes later: ${name}`, () => service(args));
});
