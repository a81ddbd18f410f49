import { Unknown } from "../../../launch/known";
import { fargateFeatureSupported } from "../../../policies/rules/fargate-feature-supported";
import { executionRoleAssumable } from "../../../policies/rules/execution-role-assumable";
import { CLUSTER, TASK_DEFINITION } from "../../support/fargate-service";
import { outputOf } from "../../support/stack";
import { testRule, type RuleCase } from "../../support/judge";

const later = new Unknown("later");

const volume = (managedEbsVolume: object, name = "data"): Partial<RuleCase> => ({
  taskDefinition: { volumes: [{ name: "data", configureAtLaunch: true }] },
  service: {
    volumeConfiguration: {
      name,
      managedEbsVolume: { roleArn: "arn:aws:iam::1:role/x", ...managedEbsVolume },
    },
  },
});
const onEc2 = (taskDefinition: object = {}, service: object = {}): Partial<RuleCase> => ({
  taskDefinition: { networkMode: "bridge", requiresCompatibilities: ["EC2"], ...taskDefinition },
  service: { launchType: "EC2", networkConfiguration: undefined, ...service },
});
const hook = (lifecycleHook: object): Partial<RuleCase> => ({
  service: {
    deploymentConfiguration: {
      strategy: "BLUE_GREEN",
      lifecycleHooks: [{ lifecycleStages: ["PRE_SCALE_UP"], ...lifecycleHook }],
    },
  },
});
const sysctl = (...names: readonly string[]): Partial<RuleCase> => ({
  container: { systemControls: names.map((namespace) => ({ namespace, value: "1" })) },
});
const atLaunch = (...names: readonly string[]): Readonly<Record<string, unknown>> => ({
  volumes: names.map((name) => ({ name, configureAtLaunch: true })),
});
const namedPorts = {
  portMappings: [
    { containerPort: 80, name: "http" },
    { containerPort: 81, name: "admin" },
  ],
};
const connect = (...services: readonly object[]): Readonly<Record<string, unknown>> => ({
  serviceConnectConfiguration: { enabled: true, namespace: "shop", services },
});
const s3Files = (s3filesVolumeConfiguration: object): Readonly<Record<string, unknown>> => ({
  volumes: [
    { name: "data", s3filesVolumeConfiguration: { fileSystemArn: "arn:…", ...s3filesVolumeConfiguration } },
  ],
});
const ELSEWHERE = "arn:aws:iam::123456789012:role/elsewhere";
/** An event target with this input, instead of a service. */
const run = (input: unknown): Partial<RuleCase> => ({
  service: null,
  others: [
    {
      type: "aws:cloudwatch/eventTarget:EventTarget",
      name: "nightly",
      inputs: {
        arn: outputOf(CLUSTER, "main"),
        roleArn: "arn:aws:iam::123456789012:role/events",
        input: input instanceof Unknown ? input : JSON.stringify(input),
        ecsTarget: {
          taskDefinitionArn: outputOf(TASK_DEFINITION, "api"),
          launchType: "FARGATE",
          networkConfiguration: { subnets: ["subnet-0a"] },
        },
      },
    },
  ],
});
const mounts = (...paths: readonly string[]): NonNullable<RuleCase["container"]> => ({
  mountPoints: paths.map((containerPath) => ({ sourceVolume: "data", containerPath })),
});
const oneVolume = { volumes: [{ name: "data" }] };

testRule(fargateFeatureSupported, [
  { name: "a volume with a size", ...volume({ sizeInGb: 10 }), verdict: "met" },
  { name: "a volume of a snapshot", ...volume({ snapshotId: "snap-0a" }), verdict: "met" },
  {
    name: "a volume with neither size nor snapshot",
    ...volume({}),
    verdict: "unmet",
    resource: "api",
    says: ["neither a size nor a snapshot", "sizeInGb"],
  },
  { name: "a volume whose snapshot comes later", ...volume({ snapshotId: later }), verdict: "unknown" },
  { name: "0 stands for no IOPS", ...volume({ sizeInGb: 10, iops: 0, throughput: 0 }), verdict: "met" },
  {
    name: "a hard disk below its least size",
    ...volume({ sizeInGb: 10, volumeType: "st1" }),
    verdict: "unmet",
    says: ["size is 10", "125 to 16384"],
  },
  {
    name: "a size above what is documented, which grows",
    ...volume({ sizeInGb: 20_000 }),
    verdict: "unknown",
    suspects: "size is 20000",
  },
  {
    name: "provisioned IOPS without a number",
    ...volume({ sizeInGb: 10, volumeType: "io2" }),
    verdict: "unmet",
  },
  {
    name: "provisioned IOPS with a number",
    ...volume({ sizeInGb: 10, volumeType: "io2", iops: 500 }),
    verdict: "met",
  },
  {
    name: "IOPS for a disk that has none",
    ...volume({ sizeInGb: 200, volumeType: "sc1", iops: 500 }),
    verdict: "unmet",
    says: ["sc1 takes none"],
  },
  {
    name: "throughput for another kind than gp3",
    ...volume({ sizeInGb: 10, volumeType: "gp2", throughput: 250 }),
    verdict: "unmet",
  },
  { name: "throughput for gp3", ...volume({ sizeInGb: 10, throughput: 250 }), verdict: "met" },
  {
    name: "throughput while the kind comes later",
    ...volume({ sizeInGb: 10, volumeType: later, throughput: 250 }),
    verdict: "unknown",
  },
  {
    name: "a magnetic disk on Fargate",
    ...volume({ sizeInGb: 10, volumeType: "standard" }),
    verdict: "unmet",
    says: ["not for Fargate"],
  },
  {
    name: "a file system ECS does not make",
    ...volume({ sizeInGb: 10, fileSystemType: "btrfs" }),
    verdict: "unmet",
  },
  {
    name: "a rate for the snapshot that is not given",
    ...volume({ sizeInGb: 10, volumeInitializationRate: 200 }),
    verdict: "unmet",
  },

  {
    name: "a volume left to a service that configures none",
    taskDefinition: atLaunch("data"),
    verdict: "unknown",
    suspects: "api has no volumeConfiguration for it",
  },
  {
    name: "a volume left to a run, which can configure none",
    ...run({}),
    taskDefinition: atLaunch("data"),
    verdict: "unknown",
    suspects: "a run by nightly carries no configuration of volumes",
  },
  {
    name: "two volumes left to the launch",
    ...volume({ sizeInGb: 10 }),
    taskDefinition: atLaunch("data", "cache"),
    verdict: "unmet",
    says: ["data and cache are configured at launch"],
  },
  {
    name: "a volume configured under another name",
    ...volume({ sizeInGb: 10 }, "db"),
    verdict: "unmet",
    says: ["no matching configuredAtLaunch volume"],
  },

  {
    name: "a kernel parameter that all containers share",
    ...sysctl("net.core.somaxconn", "vm.max_map_count"),
    verdict: "unmet",
    resource: "api",
    says: ["vm.max_map_count", "not in a separate kernel namespace"],
  },
  {
    name: "kernel parameters of its own",
    ...sysctl("net.core.somaxconn", "kernel.shmmax", "fs.mqueue.msg_max"),
    verdict: "met",
  },
  { name: "a kernel parameter spelled with slashes", ...sysctl("net/ipv4/tcp_syncookies"), verdict: "met" },
  {
    name: "a parameter of the network in host mode",
    ...onEc2({ networkMode: "host" }),
    ...sysctl("net.core.somaxconn"),
    verdict: "unmet",
    says: ["not allowed in host network namespace"],
  },
  {
    name: "a parameter of the network in bridge mode",
    ...onEc2(),
    ...sysctl("net.core.somaxconn"),
    verdict: "met",
  },
  {
    name: "a parameter of IPC with the host's",
    ...onEc2({ ipcMode: "host" }),
    ...sysctl("kernel.shmmax"),
    verdict: "unmet",
  },

  {
    name: "two mounts at one place on EC2",
    ...onEc2(oneVolume),
    container: mounts("/data", "/data/"),
    verdict: "unmet",
    says: ["two mounts are at /data"],
  },
  { name: "a relative mount on EC2", ...onEc2(oneVolume), container: mounts("data"), verdict: "unmet" },
  {
    name: "one mount below another",
    ...onEc2(oneVolume),
    container: mounts("/data", "/data/cache"),
    verdict: "met",
  },
  {
    name: "a drive of Windows",
    ...onEc2({ ...oneVolume, runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } }),
    container: mounts("C:\\data"),
    verdict: "met",
  },

  {
    name: "a constraint without an expression",
    ...onEc2({}, { placementConstraints: [{ type: "memberOf" }] }),
    verdict: "unmet",
    says: ["no expression"],
  },
  {
    name: "a constraint with an expression",
    ...onEc2(
      {},
      { placementConstraints: [{ type: "memberOf", expression: "attribute:ecs.os-type == linux" }] },
    ),
    verdict: "met",
  },
  {
    name: "an expression that comes later",
    ...onEc2({}, { placementConstraints: [{ type: "memberOf", expression: later }] }),
    verdict: "unknown",
  },
  {
    name: "distinct instances asked for by a task definition",
    ...onEc2({ placementConstraints: [{ type: "distinctInstance" }] }),
    verdict: "unmet",
    says: ["its type is distinctInstance"],
  },
  {
    name: "distinct instances asked for by a service",
    ...onEc2({}, { placementConstraints: [{ type: "distinctInstance" }] }),
    verdict: "met",
  },

  {
    name: "a hook without a function",
    ...hook({ roleArn: "arn:aws:iam::1:role/x" }),
    verdict: "unmet",
    says: ["hookTargetArn is not given"],
  },
  {
    name: "a hook with function and role",
    ...hook({ roleArn: "arn:aws:iam::1:role/x", hookTargetArn: "arn:aws:lambda:eu-west-1:1:function:f" }),
    verdict: "met",
  },
  { name: "a pause needs neither function nor role", ...hook({ targetType: "PAUSE" }), verdict: "met" },
  {
    name: "a pause where only functions may be",
    ...hook({ targetType: "PAUSE", lifecycleStages: ["PRODUCTION_TRAFFIC_SHIFT"] }),
    verdict: "unmet",
  },
  {
    name: "a pause of a month",
    ...hook({ targetType: "PAUSE", timeoutConfiguration: { timeoutInMinutes: "43200" } }),
    verdict: "unmet",
  },
  { name: "a hook whose kind comes later", ...hook({ targetType: later }), verdict: "unknown" },

  {
    name: "VPC Lattice registers a port that no mapping names",
    service: { vpcLatticeConfigurations: [{ portName: "http", roleArn: "r", targetGroupArn: "t" }] },
    verdict: "unknown",
    suspects: "no port mapping of api is named http",
  },
  {
    name: "VPC Lattice registers a port that a mapping names",
    container: { portMappings: [{ containerPort: 80, name: "http" }] },
    service: { vpcLatticeConfigurations: [{ portName: "http", roleArn: "r", targetGroupArn: "t" }] },
    verdict: "met",
  },

  {
    name: "a credential specification that is a bare ARN",
    container: { credentialSpecs: ["arn:aws:s3:::specs/web.json"] },
    verdict: "unmet",
    says: ["credentialSpecs names arn:aws:s3:::specs/web.json"],
  },
  {
    name: "a credential specification",
    container: { credentialSpecs: ["credentialspecdomainless:arn:aws:s3:::specs/web.json"] },
    verdict: "met",
  },

  {
    name: "two services of Service Connect with one discovery name",
    container: namedPorts,
    service: connect({ portName: "http", discoveryName: "web" }, { portName: "admin", discoveryName: "web" }),
    verdict: "unmet",
    says: ["two of them have the discovery name web"],
  },
  {
    name: "two services of Service Connect with one alias",
    container: namedPorts,
    service: connect(
      { portName: "http", clientAlias: [{ dnsName: "web", port: 80 }] },
      { portName: "admin", clientAlias: [{ dnsName: "web", port: 80 }] },
    ),
    verdict: "unmet",
    says: ["alias web:80"],
  },
  {
    name: "two services of Service Connect at two ports of one name",
    container: namedPorts,
    service: connect(
      { portName: "http", clientAlias: [{ dnsName: "web", port: 80 }] },
      { portName: "admin", clientAlias: [{ dnsName: "web", port: 81 }] },
    ),
    verdict: "met",
  },

  {
    name: "S3 Files without a task role",
    taskDefinition: s3Files({}),
    verdict: "unmet",
    says: ["there is none", "taskRoleArn"],
  },
  {
    name: "S3 Files with a task role",
    taskDefinition: { ...s3Files({}), taskRoleArn: "arn:aws:iam::1:role/x" },
    verdict: "met",
  },
  {
    name: "a directory beside the one of an access point",
    taskDefinition: {
      ...s3Files({ accessPointArn: "arn:…", rootDirectory: "/in" }),
      taskRoleArn: "arn:aws:iam::1:role/x",
    },
    verdict: "unmet",
  },

  {
    name: "a run that overrides a container that is not there",
    ...run({ containerOverrides: [{ name: "web", command: ["x"] }] }),
    verdict: "unmet",
    resource: "nightly",
    says: ["Override for container named web is not a container", "Name api"],
  },
  {
    name: "a run that overrides its container",
    ...run({ containerOverrides: [{ name: "api", command: ["x"], memory: 256 }] }),
    verdict: "met",
  },
  { name: "a run with an input that is no override", ...run({ detail: "x" }), verdict: "met" },
  { name: "a run whose input comes later", ...run(later), verdict: "unknown" },
  {
    name: "a run of a size that Fargate does not have",
    ...run({ cpu: "256", memory: "4096" }),
    verdict: "unmet",
    says: ["Fargate has no tasks with cpu 256 and memory 4096"],
  },
  { name: "a run of another size", ...run({ memory: "1024" }), verdict: "met" },
  {
    name: "a container given more than its task",
    ...run({ containerOverrides: [{ name: "api", memory: 2048 }] }),
    verdict: "unknown",
    suspects: "it is 2048, and the task has 512",
  },
]);

/** A run that names a role of its own starts with that one. */
testRule(executionRoleAssumable, [
  {
    name: "the run's own role is assumable, whatever the task definition's is",
    ...run({ executionRoleArn: ELSEWHERE }),
    verdict: "unknown",
    says: ["arn:aws:iam::123456789012:role/elsewhere"],
  },
  { name: "the run leaves the role as it is", ...run({ containerOverrides: [] }), verdict: "met" },
  { name: "an input that comes later is taken to leave the role", ...run(later), verdict: "met" },
]);
