import * as aws from "@pulumi/aws";
import type { Resource } from "@pulumi/pulumi";
import fc from "fast-check";
import { EcsService } from "../../components/ecs-service";
import type { AutoScalingArgs, EcsServiceArgs } from "../../components/ecs-service-args";
import { ACCOUNT, containerDraft, containerOf, ROUTER } from "./service-containers";
import * as around from "./service-surroundings";

export const draft = fc.record({
  capacity: fc.constantFrom("FARGATE", "FARGATE_SPOT", "fleet"),
  isPrivate: fc.boolean(),
  containers: fc.array(containerDraft, { minLength: 1, maxLength: 3 }),
  isBalanced: fc.boolean(),
  volume: fc.constantFrom("none", "efs", "accessPoint", "ebs", "scratch"),
  exec: fc.constantFrom(undefined, true, false),
  platform: fc.constantFrom(undefined, "X86_64", "ARM64"),
  ownLogGroup: fc.boolean(),
  ownSecurityGroup: fc.boolean(),
  storageGiB: fc.option(fc.integer({ min: 21, max: 200 }), { nil: undefined }),
  connects: fc.boolean(),
  autoScaling: fc.option(
    fc.constantFrom<AutoScalingArgs[]>(
      { minCapacity: 1, maxCapacity: 4, cpuPercent: 60 },
      { minCapacity: 2, maxCapacity: 9, cpuPercent: 60, memoryPercent: 70 },
    ),
    { nil: undefined },
  ),
  deployment: fc.constantFrom<Partial<EcsServiceArgs>[]>(
    {},
    { desiredCount: 3, deploymentMinimumHealthyPercent: 50, deploymentMaximumPercent: 100 },
    { desiredCount: 2, deploymentMaximumPercent: 150 },
    { deploymentCircuitBreaker: { enable: true, rollback: false }, availabilityZoneRebalancing: "ENABLED" },
    { desiredCount: 0 },
  ),
  canary: fc.boolean(),
});
export type Draft = typeof draft extends fc.Arbitrary<infer T> ? T : never;

/** The program that makes the service `api` of a draft, with all that it needs of others. */
export function programOf(given: Draft): () => void {
  return () => {
    const { capacity, isPrivate, isBalanced, exec, connects, autoScaling, deployment } = given;
    const isFargate = capacity !== "fleet";
    // Tasks on instances get no public address.
    const network = around.network(isPrivate || !isFargate);
    const cluster = new aws.ecs.Cluster("main", { name: "main" });
    const providers = new aws.ecs.ClusterCapacityProviders("main", {
      clusterName: cluster.name,
      capacityProviders: [isFargate ? capacity : around.fleet(network, "main").name],
    });
    const kept = around.secrets();
    const front = isBalanced ? around.front(network) : undefined;
    const logs = new aws.cloudwatch.LogGroup("own", { name: "/shop/own" });
    const { volumes, ready, volumeConfiguration } = volumesOf(given, network);
    const containers = Object.fromEntries(
      given.containers.map((one, index) => [`c${index}`, containerOf(one, given, index, kept, logs)]),
    );
    const hasRouter = given.containers.some(({ logs: to }) => to === "firelens");
    const [first] = Object.keys(containers);
    new EcsService("api", {
      cluster,
      network: {
        subnetIds: network.subnets.map(({ id }) => id),
        vpcId: network.vpc.id,
        ...(isFargate && !isPrivate ? { assignPublicIp: true } : {}),
        ...(given.ownSecurityGroup && !isBalanced ? { securityGroupIds: [groupOf(network)] } : {}),
        ...(front === undefined ? {} : { loadBalancerSecurityGroupIds: [front.group.id] }),
      },
      containers: {
        ...containers,
        ...(front !== undefined && first !== undefined
          ? { [first]: { ...containers[first], portMappings: [{ targetGroup: front.targetGroup }] } }
          : connects && first !== undefined
            ? { [first]: { ...containers[first], portMappings: [{ containerPort: 9000, name: "api" }] } }
            : {}),
        ...(hasRouter ? { router: ROUTER } : {}),
      },
      ...(capacity === "FARGATE"
        ? {}
        : { capacityProviderStrategies: [{ capacityProvider: capacity, weight: 1 }] }),
      ...(given.containers.some(({ secrets }) => secrets.includes("guarded")) ? { keys: [kept.key] } : {}),
      volumes,
      ...(volumeConfiguration === undefined ? {} : { volumeConfiguration }),
      ...(exec === undefined ? {} : { enableExecuteCommand: exec }),
      ...(given.platform === undefined || !isFargate
        ? {}
        : { runtimePlatform: { cpuArchitecture: given.platform } }),
      ...(given.ownLogGroup ? { logGroup: logs } : {}),
      ...(given.storageGiB === undefined || !isFargate
        ? {}
        : { ephemeralStorage: { sizeInGib: given.storageGiB } }),
      ...(connects && front === undefined ? { serviceConnectConfiguration: CONNECT } : {}),
      ...(autoScaling === undefined ? {} : { autoScaling }),
      ...deployment,
      canary: given.canary,
      waitFor: [
        ...network.ready,
        ...kept.ready,
        ...ready,
        providers,
        logs,
        ...(front === undefined ? [] : [front.listener]),
      ],
    });
  };
}

const groupOf = ({ vpc }: around.Network) =>
  new aws.ec2.SecurityGroup("own", {
    vpcId: vpc.id,
    egress: [{ protocol: "tcp", fromPort: 0, toPort: 65_535, cidrBlocks: ["0.0.0.0/0"] }],
  }).id;

const CONNECT = {
  enabled: true,
  namespace: `arn:aws:servicediscovery:eu-west-1:${ACCOUNT}:namespace/ns-1`,
  services: [{ portName: "api", clientAlias: [{ port: 9000 }] }],
};

interface Volumes extends Pick<EcsServiceArgs, "volumes" | "volumeConfiguration"> {
  readonly ready: readonly Resource[];
}

function volumesOf({ volume }: Draft, network: around.Network): Volumes {
  const name = "data";
  if (volume === "none") return { volumes: [], ready: [] };
  if (volume === "scratch") return { volumes: [{ name }], ready: [] };
  if (volume === "ebs") {
    const { arn: roleArn, ready } = around.volumeRole();
    return {
      volumes: [{ name, configureAtLaunch: true }],
      volumeConfiguration: { name, managedEbsVolume: { roleArn, sizeInGb: 20, volumeType: "gp3" } },
      ready: [ready],
    };
  }
  const { system, ready } = around.files(network);
  const efs = { fileSystemId: system.id, transitEncryption: "ENABLED" };
  if (volume === "efs") return { volumes: [{ name, efsVolumeConfiguration: efs }], ready };
  const accessPoint = new aws.efs.AccessPoint("data", { fileSystemId: system.id });
  const authorizationConfig = { accessPointId: accessPoint.id, iam: "ENABLED" };
  return { volumes: [{ name, efsVolumeConfiguration: { ...efs, authorizationConfig } }], ready };
}
