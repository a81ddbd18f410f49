import { Unknown } from "../../../launch/known";
import { fargateFeatureSupported } from "../../../policies/rules/fargate-feature-supported";
import { CLUSTER, CONTAINER, ROLE } from "../../support/fargate-service";
import { testRule, type RuleCase } from "../../support/judge";
import { outputOf } from "../../support/stack";

const onEc2: Partial<RuleCase> = {
  taskDefinition: { networkMode: "bridge", requiresCompatibilities: ["EC2"] },
  service: { launchType: "EC2", networkConfiguration: undefined },
};

/** What Fargate or awsvpc rejects and EC2 in bridge mode takes: property of the container, and what ECS says. */
const REJECTED: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
  ["privileged mode", { privileged: true }, "'privileged' setting be 'false'"],
  ["a GPU", { resourceRequirements: [{ type: "GPU", value: "1" }] }, "do not support GPU"],
  ["a device", { linuxParameters: { devices: [{ hostPath: "/dev/fuse" }] } }, "do not support devices"],
  ["shared memory", { linuxParameters: { sharedMemorySize: 64 } }, "do not support sharedMemorySize"],
  ["swap", { linuxParameters: { maxSwap: 64 } }, "do not support maxSwap"],
  [
    "a capability",
    { linuxParameters: { capabilities: { add: ["SYS_PTRACE", "NET_ADMIN"] } } },
    "not allowed on Fargate",
  ],
  [
    "security options",
    { dockerSecurityOptions: ["no-new-privileges"] },
    "do not support dockerSecurityOptions",
  ],
  ["a link", { links: ["db"] }, "Links are not supported"],
  ["a host name", { hostname: "api" }, "hostname is not supported"],
  [
    "extra hosts",
    { extraHosts: [{ hostname: "db", ipAddress: "10.0.0.1" }] },
    "Extra hosts are not supported",
  ],
  ["DNS servers", { dnsServers: ["10.0.0.2"] }, "DNS servers are not supported"],
  ["DNS search domains", { dnsSearchDomains: ["corp"] }, "dnsSearchDomains names one"],
  ["no network", { disableNetworking: true }, "Disable Networking is not supported"],
  ["a long stop timeout", { stopTimeout: 600 }, "stopTimeout is 600"],
  ["a long start timeout", { startTimeout: 600 }, "startTimeout is 600"],
];

const efs = (configuration: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
  volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-1", ...configuration } }],
});
const providers = (
  ...items: readonly Readonly<Record<string, unknown>>[]
): Readonly<Record<string, unknown>> => ({
  launchType: undefined,
  capacityProviderStrategies: items,
});

testRule(fargateFeatureSupported, [
  { name: "a plain service", verdict: "met" },
  ...REJECTED.flatMap(([name, container, says]): RuleCase[] => [
    { name: `${name} on Fargate`, container, verdict: "unmet", says: [says], resource: "api" },
    { ...onEc2, name: `${name} on EC2`, container, verdict: "met" },
  ]),
  {
    name: "privileged where the launch type is not known",
    container: { privileged: true },
    taskDefinition: { requiresCompatibilities: undefined },
    service: null,
    verdict: "unknown",
  },
  { name: "privileged that says false", container: { privileged: false }, verdict: "met" },
  {
    name: "the one capability Fargate has",
    container: { linuxParameters: { capabilities: { add: ["SYS_PTRACE"], drop: ["ALL"] } } },
    verdict: "met",
  },
  { name: "an init process", container: { linuxParameters: { initProcessEnabled: true } }, verdict: "met" },
  { name: "a stop timeout of two minutes", container: { stopTimeout: 120 }, verdict: "met" },
  {
    name: "a soft limit above the hard one",
    container: { ulimits: [{ name: "nofile", softLimit: 2048, hardLimit: 1024 }] },
    verdict: "unmet",
    says: ["nofile"],
  },
  {
    name: "equal limits",
    container: { ulimits: [{ name: "nofile", softLimit: 1024, hardLimit: 1024 }] },
    verdict: "met",
  },
  {
    name: "a hard limit of -1 is none",
    container: { ulimits: [{ name: "memlock", softLimit: 1024, hardLimit: -1 }] },
    verdict: "met",
  },
  {
    name: "a restart period of ten seconds",
    container: { restartPolicy: { enabled: true, restartAttemptPeriod: 10 } },
    verdict: "unmet",
  },
  {
    name: "placement constraints",
    taskDefinition: { placementConstraints: [{ type: "memberOf" }] },
    verdict: "unmet",
  },
  { name: "an IPC mode", taskDefinition: { ipcMode: "task" }, verdict: "unmet", says: ["ipcMode is task"] },
  { name: "the processes of the host", taskDefinition: { pidMode: "host" }, verdict: "unmet" },
  { name: "the processes of the task", taskDefinition: { pidMode: "task" }, verdict: "met" },
  { name: "21 GiB", taskDefinition: { ephemeralStorage: { sizeInGib: 21 } }, verdict: "met" },
  {
    name: "20 GiB are had without asking",
    taskDefinition: { ephemeralStorage: { sizeInGib: 20 } },
    verdict: "unmet",
    says: ["at least 21"],
  },
  { name: "too many GiB", taskDefinition: { ephemeralStorage: { sizeInGib: 201 } }, verdict: "unmet" },
  {
    name: "ephemeral storage on EC2",
    taskDefinition: { requiresCompatibilities: ["EC2"], ephemeralStorage: { sizeInGib: 30 } },
    service: { launchType: "EC2" },
    verdict: "unmet",
  },
  {
    name: "two containers of one name",
    containers: [CONTAINER, CONTAINER],
    verdict: "unmet",
    says: ["two containers are named api"],
  },
  {
    name: "eleven containers",
    containers: Array.from({ length: 11 }, (_, index) => ({ ...CONTAINER, name: `c${index}` })),
    verdict: "unmet",
    says: ["Too many containers"],
  },
  {
    name: "ten containers",
    containers: Array.from({ length: 10 }, (_, index) => ({ ...CONTAINER, name: `c${index}` })),
    verdict: "met",
  },
  {
    name: "nothing essential",
    container: { essential: false },
    verdict: "unmet",
    says: ["any essential container"],
  },
  { name: "essential is the default", container: { essential: undefined }, verdict: "met" },
  { name: "no name", container: { name: undefined }, verdict: "unmet", says: ["null or empty"] },
  {
    name: "a proxy that is not there",
    taskDefinition: { proxyConfiguration: { containerName: "envoy" } },
    verdict: "unmet",
    says: ["Proxy container [envoy] does not exist."],
  },
  {
    name: "a volume nobody declares",
    container: { mountPoints: [{ sourceVolume: "data", containerPath: "/d" }] },
    verdict: "unmet",
    says: ["Unknown volume 'data'."],
  },
  {
    name: "a declared volume",
    container: { mountPoints: [{ sourceVolume: "data", containerPath: "/d" }] },
    taskDefinition: { volumes: [{ name: "data" }] },
    verdict: "met",
  },
  { name: "an unused volume is no fault", taskDefinition: { volumes: [{ name: "data" }] }, verdict: "met" },
  {
    name: "a host path on Fargate",
    taskDefinition: { volumes: [{ name: "data", hostPath: "/data" }] },
    verdict: "unmet",
    says: ["sourcePath"],
  },
  {
    name: "a host path on EC2",
    taskDefinition: {
      networkMode: "bridge",
      requiresCompatibilities: ["EC2"],
      volumes: [{ name: "data", hostPath: "/data" }],
    },
    service: { launchType: "EC2", networkConfiguration: undefined },
    verdict: "met",
  },
  {
    name: "a Docker volume on Fargate",
    taskDefinition: { volumes: [{ name: "data", dockerVolumeConfiguration: { scope: "task" } }] },
    verdict: "unmet",
  },
  { name: "EFS", taskDefinition: efs({}), verdict: "met" },
  {
    name: "EFS on Windows",
    taskDefinition: { ...efs({}), runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } },
    verdict: "unmet",
    says: ["ECS mounts EFS on Linux alone"],
  },
  {
    name: "EFS on a system that comes later",
    taskDefinition: { ...efs({}), runtimePlatform: { operatingSystemFamily: new Unknown("later") } },
    verdict: "unknown",
  },
  {
    name: "EFS on Linux by name",
    taskDefinition: { ...efs({}), runtimePlatform: { operatingSystemFamily: "LINUX" } },
    verdict: "met",
  },
  {
    name: "EFS with IAM and no encryption",
    taskDefinition: {
      ...efs({ authorizationConfig: { iam: "ENABLED" } }),
      taskRoleArn: outputOf(ROLE, "exec"),
    },
    verdict: "unmet",
    says: ["TransitEncryption to be enabled"],
  },
  {
    name: "EFS with IAM and no task role",
    taskDefinition: efs({ transitEncryption: "ENABLED", authorizationConfig: { iam: "ENABLED" } }),
    verdict: "unmet",
    says: ["requires a task role"],
  },
  {
    name: "EFS access point with a directory",
    taskDefinition: efs({
      rootDirectory: "/d",
      transitEncryption: "ENABLED",
      authorizationConfig: { accessPointId: "fsap-1" },
    }),
    verdict: "unmet",
  },
  {
    name: "EFS access point with the root",
    taskDefinition: efs({
      rootDirectory: "/",
      transitEncryption: "ENABLED",
      authorizationConfig: { accessPointId: "fsap-1" },
    }),
    verdict: "met",
  },
  {
    name: "an access point to come, with a directory",
    taskDefinition: efs({
      rootDirectory: "/d",
      authorizationConfig: { accessPointId: new Unknown("later") },
    }),
    verdict: "unknown",
    suspects: "/d",
  },
  {
    name: "EFS port without encryption",
    taskDefinition: efs({ transitEncryptionPort: 3049 }),
    verdict: "unmet",
  },
  { name: "volumes come later", taskDefinition: { volumes: new Unknown("later") }, verdict: "unknown" },
  {
    name: "registered for EC2, launched on Fargate",
    taskDefinition: { requiresCompatibilities: ["EC2"] },
    verdict: "unmet",
    says: ["Task definition does not support launch_type FARGATE."],
  },
  {
    name: "a Fargate task definition whose service forgot the launch type",
    service: { launchType: undefined },
    verdict: "unmet",
    says: ["launch_type EC2"],
  },
  {
    name: "own capacity providers may be Managed Instances",
    taskDefinition: { requiresCompatibilities: ["MANAGED_INSTANCES"] },
    service: providers({ capacityProvider: "own", weight: 1 }),
    verdict: "unknown",
  },
  {
    name: "8 vCPU came with platform version 1.4.0",
    taskDefinition: { cpu: "8192", memory: "16384" },
    service: { platformVersion: "1.3.0" },
    verdict: "unmet",
    says: ["8 vCPU", "1.4.0"],
  },
  {
    name: "an EFS volume on a platform version that comes later",
    taskDefinition: { volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-1" } }] },
    service: { platformVersion: new Unknown("later") },
    verdict: "unknown",
  },
  { name: "a small task on platform version 1.3.0", service: { platformVersion: "1.3.0" }, verdict: "met" },
  {
    name: "more open files than Fargate has",
    container: { ulimits: [{ name: "nofile", softLimit: 1024, hardLimit: 2_000_000 }] },
    verdict: "unmet",
    says: ["nofile"],
  },
  {
    name: "as many open files as Fargate has",
    container: { ulimits: [{ name: "nofile", softLimit: 1024, hardLimit: 1_048_576 }] },
    verdict: "met",
  },
  {
    name: "one name for a secret and an environment variable",
    container: { environment: [{ name: "A", value: "x" }], secrets: [{ name: "A", valueFrom: "/a" }] },
    verdict: "unmet",
    says: ["A is both"],
  },
  { name: "a platform version on Fargate", service: { platformVersion: "1.4.0" }, verdict: "met" },
  {
    name: "a platform version on EC2",
    taskDefinition: { requiresCompatibilities: ["EC2"] },
    service: { launchType: "EC2", platformVersion: "LATEST" },
    verdict: "unmet",
  },
  {
    name: "Fargate Spot beside Fargate",
    service: providers(
      { capacityProvider: "FARGATE", weight: 1, base: 1 },
      { capacityProvider: "FARGATE_SPOT", weight: 4 },
    ),
    verdict: "met",
  },
  {
    name: "launch type and strategy",
    service: { capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }] },
    verdict: "unmet",
  },
  {
    name: "Fargate beside instances",
    service: providers({ capacityProvider: "FARGATE", weight: 1 }, { capacityProvider: "own", weight: 1 }),
    verdict: "unmet",
    says: ["mixes Fargate with own"],
  },
  {
    name: "no weight above 0",
    service: providers({ capacityProvider: "FARGATE", weight: 0 }),
    verdict: "unmet",
  },
  { name: "a weight left out", service: providers({ capacityProvider: "FARGATE", base: 1 }), verdict: "met" },
  {
    name: "a daemon on Fargate",
    service: { schedulingStrategy: "DAEMON" },
    verdict: "unmet",
    says: ["REPLICA"],
  },
  {
    name: "load balancers before external instances",
    taskDefinition: { networkMode: "bridge", requiresCompatibilities: ["EXTERNAL"] },
    service: {
      launchType: "EXTERNAL",
      networkConfiguration: undefined,
      loadBalancers: [{ targetGroupArn: "tg" }],
    },
    verdict: "unmet",
  },
  {
    name: "containers come later",
    taskDefinition: { containerDefinitions: new Unknown("later") },
    verdict: "unknown",
  },
  {
    name: "a service on Fargate with placement strategies",
    service: { orderedPlacementStrategies: [{ type: "spread", field: "attribute:ecs.availability-zone" }] },
    verdict: "unmet",
    resource: "api",
    says: ["Placement strategies are not supported with FARGATE launch type."],
  },
  {
    name: "a service on Fargate with placement constraints",
    service: { placementConstraints: [{ type: "distinctInstance" }] },
    verdict: "unmet",
    says: ["Placement constraints are not supported"],
  },
  {
    name: "a service on EC2 with placement constraints",
    taskDefinition: { requiresCompatibilities: ["EC2"] },
    service: { launchType: "EC2", placementConstraints: [{ type: "distinctInstance" }] },
    verdict: "met",
  },
  {
    name: "Service Connect offers a port that no mapping names",
    service: {
      serviceConnectConfiguration: { enabled: true, namespace: "shop", services: [{ portName: "http" }] },
    },
    verdict: "unmet",
    says: ["portName(http) does not refer to any named PortMapping"],
  },
  {
    name: "Service Connect offers a port that a mapping names",
    container: { portMappings: [{ containerPort: 8080, name: "http" }] },
    service: {
      serviceConnectConfiguration: { enabled: true, namespace: "shop", services: [{ portName: "http" }] },
    },
    verdict: "met",
  },
  {
    name: "Service Connect without a namespace anywhere",
    service: { serviceConnectConfiguration: { enabled: true } },
    verdict: "unknown",
    suspects: "neither api nor cluster main names a namespace",
  },
  {
    name: "the cluster has a namespace for Service Connect",
    service: { serviceConnectConfiguration: { enabled: true } },
    others: [
      {
        type: CLUSTER,
        name: "main",
        inputs: { name: "main-1a2b3c4", serviceConnectDefaults: { namespace: "shop" } },
      },
    ],
    verdict: "met",
  },
  {
    name: "a service registry in bridge mode without a port",
    taskDefinition: { networkMode: "bridge", requiresCompatibilities: ["EC2"] },
    service: {
      launchType: "EC2",
      networkConfiguration: undefined,
      serviceRegistries: { registryArn: "arn:…" },
    },
    verdict: "unmet",
    says: ["values for 'containerName' and 'containerPort' must be specified"],
  },
  {
    name: "a service registry that names a container that is not there",
    service: { serviceRegistries: { registryArn: "arn:…", containerName: "web", containerPort: 80 } },
    verdict: "unmet",
    says: ["api has no container web"],
  },
  {
    name: "a service registry in awsvpc mode",
    service: { serviceRegistries: { registryArn: "arn:…" } },
    verdict: "met",
  },
]);
