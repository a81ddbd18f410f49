import { Unknown } from "../../../launch/known";
import { egressPathExists } from "../../../policies/rules/egress-path-exists";
import { endpointAcceptsTasks } from "../../../policies/rules/endpoint-accepts-tasks";
import { endpointPrivateDns } from "../../../policies/rules/endpoint-private-dns";
import { endpointSetComplete } from "../../../policies/rules/endpoint-set-complete";
import { publicIpAssigned } from "../../../policies/rules/public-ip-assigned";
import { securityGroupAllowsHttps } from "../../../policies/rules/security-group-allows-https";
import type { ServicePatch } from "../../support/fargate-service";
import { base64, instances, ON_EC2 } from "../../support/instances";
import { testRule } from "../../support/judge";
import { outputOf, type ResourceSpec } from "../../support/stack";
import * as net from "./network";

type Inputs = Readonly<Record<string, unknown>>;

const base = [net.vpc(), net.subnet("a"), net.subnet("b"), net.group("app"), net.group("hosts")];
const nats = [net.gateway, net.nat("b"), ...net.table("public", net.toInternet, "b")];
const withNat = [...nats, ...net.table("private", net.toNat, "a")];
const isolated = net.table("private", undefined, "a");
const ofInstances = ["ecs", "ecs-agent", "ecs-telemetry"].map((name) => net.endpoint(name));
const zones = (...names: readonly string[]): Inputs => ({
  vpcZoneIdentifiers: names.map((name) => outputOf(net.SUBNET, name)),
});

/** A service on instances in these subnets, in the network that `around` makes. */
function onEc2(
  subnets: readonly string[],
  around: readonly ResourceSpec[],
  template: Inputs = {},
  group: Inputs = {},
): ServicePatch {
  const host = { vpcSecurityGroupIds: [outputOf(net.GROUP, "hosts")], ...template };
  return { ...ON_EC2, others: [...base, ...around, ...instances(host, { ...zones(...subnets), ...group })] };
}

/** The same with tasks in awsvpc mode, in subnet `a` without any way out. */
const inAwsvpc = (patch: ServicePatch): ServicePatch => ({
  ...patch,
  taskDefinition: { ...ON_EC2.taskDefinition, networkMode: "awsvpc" },
  service: { ...ON_EC2.service, ...net.placed(["a"]).service },
});

const PROXY = base64(
  "echo ECS_CLUSTER=main-1a2b3c4 >> /etc/ecs/ecs.config\necho HTTP_PROXY=10.9.2.9:3128 >> /etc/ecs/ecs.config",
);

testRule(egressPathExists, [
  {
    name: "EC2, bridge: the instances get out through a NAT gateway",
    ...onEc2(["a"], withNat),
    verdict: "met",
    says: ["subnet a → route table private → NAT gateway nat", "ecs-agent"],
  },
  {
    name: "EC2, bridge: instances without any way out never reach ECS",
    ...onEc2(["a"], isolated),
    verdict: "unmet",
    resource: "private",
    says: ["subnet a → route table private → no default route", "No Container Instances"],
  },
  {
    name: "EC2, awsvpc: the task's subnet has no way out, but the instance's has",
    ...inAwsvpc(onEc2(["b"], [...withNat.slice(0, 2), ...net.table("public", net.toNat, "b"), ...isolated])),
    verdict: "unmet",
    says: ["NAT gateway"],
  },
  {
    name: "EC2, awsvpc: only the instance's subnet counts",
    ...inAwsvpc(
      onEc2(
        ["b"],
        [
          net.subnet("c"),
          net.gateway,
          net.nat("c"),
          ...net.table("public", net.toInternet, "c"),
          ...net.table("outbound", net.toNat, "b"),
          ...isolated,
        ],
      ),
    ),
    verdict: "met",
    says: ["subnet b → route table outbound"],
  },
  {
    name: "EC2, awsvpc: the instances are stuck, whatever the task's subnet",
    ...onEc2(["a"], [...nats, ...isolated]),
    taskDefinition: { ...ON_EC2.taskDefinition, networkMode: "awsvpc" },
    service: { ...ON_EC2.service, ...net.placed(["b"]).service },
    verdict: "unmet",
    says: ["subnet a"],
  },
  {
    name: "one of two subnets is stuck: instances of the other may run the tasks",
    ...onEc2(["a", "c"], [net.subnet("c"), ...nats, ...net.table("outbound", net.toNat, "c"), ...isolated]),
    verdict: "unknown",
    suspects: "subnet a → route table private → no default route",
  },
  {
    name: "two subnets are stuck, each in its own way",
    ...onEc2(["a", "b"], [...nats, ...isolated]),
    verdict: "unmet",
    says: ["subnet a → route table private → no default route"],
  },
  {
    name: "the template's interface names the subnet",
    ...onEc2(
      [],
      isolated,
      {
        vpcSecurityGroupIds: undefined,
        networkInterfaces: [
          {
            subnetId: outputOf(net.SUBNET, "a"),
            securityGroups: [outputOf(net.GROUP, "hosts")],
          },
        ],
      },
      { vpcZoneIdentifiers: undefined },
    ),
    verdict: "unmet",
    says: ["subnet a"],
  },
  {
    name: "a single instance instead of a group",
    ...ON_EC2,
    service: { ...ON_EC2.service, capacityProviderStrategies: undefined, launchType: "EC2" },
    others: [...base, ...isolated, single()],
    verdict: "unmet",
    resource: "private",
  },
  {
    name: "no subnet is named: the default VPC",
    ...onEc2([], isolated, {}, { vpcZoneIdentifiers: undefined, availabilityZones: ["eu-west-1a"] }),
    verdict: "unknown",
    says: ["the default VPC is not in view"],
  },
  {
    name: "subnets of another stack",
    ...onEc2([], [], {}, { vpcZoneIdentifiers: ["subnet-0f"] }),
    verdict: "unknown",
    says: ["subnet subnet-0f is not managed by this stack"],
  },
  {
    name: "the template is not in view: it may set a proxy",
    ...onEc2(["a"], isolated, {}, { launchTemplate: { id: "lt-1" } }),
    verdict: "unknown",
    suspects: "subnet a → route table private → no default route",
  },
  {
    name: "a proxy that nobody could reach",
    ...onEc2(["a"], isolated, { userData: PROXY }),
    verdict: "unmet",
  },
  {
    name: "a proxy that may run on another instance",
    ...onEc2(["a"], [...isolated, { ...single(), name: "squid" }], { userData: PROXY }),
    verdict: "unknown",
    suspects: "no default route",
  },
  {
    name: "a proxy behind a transit gateway",
    ...onEc2(["a"], net.table("private", [{ cidrBlock: "10.0.0.0/8", transitGatewayId: "tgw-1" }], "a"), {
      userData: PROXY,
    }),
    verdict: "unknown",
  },
  {
    name: "several interfaces, of which one may stand elsewhere",
    ...onEc2(["a"], isolated, {
      networkInterfaces: [{ deviceIndex: 0 }, { deviceIndex: 1, subnetId: "subnet-0f" }],
    }),
    verdict: "unknown",
  },
  {
    name: "an image of one's own in a new VPC where nothing could be a proxy",
    ...onEc2(["a"], isolated, { imageId: "ami-0123456789abcdef0" }),
    verdict: "unmet",
  },
  {
    name: "an image of one's own beside an instance that may be a proxy",
    ...onEc2(["a"], [...isolated, { ...single(), name: "bastion" }], { imageId: "ami-0123456789abcdef0" }),
    verdict: "unknown",
    suspects: "no default route",
  },
  {
    name: "user data that comes later, in a new VPC where nothing could be a proxy",
    ...onEc2(["a"], isolated, {
      userData: new Unknown("the name of the cluster is known after the deployment"),
    }),
    verdict: "unmet",
  },
  {
    name: "Managed Instances: ECS makes them",
    ...onEc2(["a"], isolated),
    others: [
      ...base,
      ...isolated,
      ...instances().map((spec) =>
        spec.name === "own"
          ? { ...spec, inputs: { managedInstancesProvider: { infrastructureRoleArn: "x" } } }
          : spec,
      ),
    ],
    verdict: "unknown",
  },
]);

function single(): ResourceSpec {
  return {
    type: "aws:ec2/instance:Instance",
    name: "host-1",
    inputs: {
      ami: "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
      instanceType: "m5.large",
      subnetId: outputOf(net.SUBNET, "a"),
      vpcSecurityGroupIds: [outputOf(net.GROUP, "hosts")],
      userData: "echo ECS_CLUSTER=main-1a2b3c4 >> /etc/ecs/ecs.config",
      iamInstanceProfile: "ecs",
    },
  };
}

const publicly = [net.gateway, ...net.table("public", net.toInternet, "a")];
const open = net.subnet("a", { mapPublicIpOnLaunch: true });
const inPublic = (template: Inputs, ...more: readonly ResourceSpec[]): ServicePatch => {
  const patch = onEc2(["a"], [...publicly, ...more], template);
  const names = new Set(more.map(({ name }) => name));
  const others = patch.others ?? [];
  return { ...patch, others: [...others.filter(({ name }) => !names.has(name)), ...more] };
};
const interfaceWith = (associatePublicIpAddress: unknown): Inputs => ({
  vpcSecurityGroupIds: undefined,
  networkInterfaces: [{ associatePublicIpAddress, securityGroups: [outputOf(net.GROUP, "hosts")] }],
});

testRule(publicIpAssigned, [
  { name: "the subnet gives instances a public address", ...inPublic({}, open), verdict: "met" },
  {
    name: "the subnet gives none, and nobody asks",
    ...inPublic({}),
    verdict: "unmet",
    resource: "host",
    says: ["mapPublicIpOnLaunch of subnet a is false or left out", "associatePublicIpAddress: true"],
  },
  { name: "the template's interface asks for one", ...inPublic(interfaceWith("true")), verdict: "met" },
  {
    name: "the template's interface declines the one that the subnet gives",
    ...inPublic(interfaceWith("false"), open),
    verdict: "unmet",
    resource: "host",
    says: ["associatePublicIpAddress of host is false"],
  },
  {
    name: "an Elastic IP that no NAT gateway takes",
    ...inPublic({}, { type: "aws:ec2/eip:Eip", name: "address", inputs: {} }),
    verdict: "unknown",
    says: ["address may be an address of theirs"],
  },
  {
    name: "a lifecycle hook may give one",
    ...inPublic({}, { type: "aws:autoscaling/lifecycleHook:LifecycleHook", name: "hook", inputs: {} }),
    verdict: "unknown",
  },
  {
    name: "an interface that exists already",
    ...inPublic({ networkInterfaces: [{ networkInterfaceId: "eni-1" }] }),
    verdict: "unknown",
  },
  {
    name: "in awsvpc mode the address of the instance counts, not assignPublicIp",
    ...inPublic({}, open),
    taskDefinition: { ...ON_EC2.taskDefinition, networkMode: "awsvpc" },
    service: { ...ON_EC2.service, ...net.placed(["a"]).service },
    verdict: "met",
  },
]);

const living = [...net.allEndpoints, ...isolated];

const DEFAULT_SUBNET = "aws:ec2/defaultSubnet:DefaultSubnet";
const inDefault = (inputs: Inputs): ServicePatch => ({
  ...ON_EC2,
  others: [
    { type: "aws:ec2/defaultVpc:DefaultVpc", name: "default", inputs: {} },
    { type: DEFAULT_SUBNET, name: "zone", inputs: { availabilityZone: "eu-west-1a", ...inputs } },
    ...instances({}, { vpcZoneIdentifiers: [outputOf(DEFAULT_SUBNET, "zone")] }),
  ],
});

testRule(publicIpAssigned, [
  {
    name: "a subnet of the default VPC gives an address unless it is told not to",
    ...inDefault({}),
    verdict: "unknown",
    says: [/^(?!.*mapPublicIpOnLaunch of subnet)/s],
  },
  {
    name: "a subnet of the default VPC that is told not to",
    ...inDefault({ mapPublicIpOnLaunch: false }),
    verdict: "unknown",
    suspects: "mapPublicIpOnLaunch of subnet zone is false",
  },
]);

testRule(endpointPrivateDns, [
  {
    name: "the endpoint's own name as the address of ECS",
    ...onEc2(["a"], [...isolated, net.endpointGroup, net.endpoint("ecs", { privateDnsEnabled: false })], {
      userData: base64("echo ECS_CLUSTER=main-1a2b3c4; echo ECS_BACKEND_HOST=$ECS >> /etc/ecs/ecs.config"),
    }),
    verdict: "unknown",
  },
]);

testRule(endpointSetComplete, [
  {
    name: "endpoints for the agent, too",
    ...onEc2(["a"], [...living, ...ofInstances]),
    verdict: "met",
  },
  {
    name: "the endpoints of Fargate alone: the agent reaches no ECS",
    ...onEc2(["a"], living),
    verdict: "unmet",
    level: "mandatory",
    resource: "main",
    says: ["missing: ecs, ecs-agent", "No Container Instances"],
  },
  {
    name: "without the telemetry tasks start",
    ...onEc2(["a"], [...living, ...ofInstances.slice(0, 2)]),
    verdict: "unmet",
    level: "advisory",
    says: ["missing: ecs-telemetry"],
  },
  {
    name: "no endpoint for the layers, on an image of ECS's",
    ...onEc2(["a"], [...living.filter(({ name }) => name !== "ecr.dkr"), ...ofInstances]),
    verdict: "unmet",
    says: ["missing: ecr.dkr"],
  },
  {
    name: "an image of one's own may hold the task's image",
    ...onEc2(["a"], [...living.filter(({ name }) => name !== "ecr.dkr"), ...ofInstances], {
      imageId: "ami-0123456789abcdef0",
    }),
    verdict: "unknown",
    suspects: "missing: ecr.dkr",
  },
]);

testRule(endpointAcceptsTasks, [
  {
    name: "the endpoints admit the tasks' group, and not the instances'",
    ...onEc2(
      ["a"],
      [
        ...living.filter(({ name }) => name !== "endpoints"),
        ...ofInstances,
        net.group("endpoints", {
          ingress: [
            { protocol: "tcp", fromPort: 443, toPort: 443, securityGroups: [outputOf(net.GROUP, "app")] },
          ],
        }),
      ],
    ),
    verdict: "unmet",
    says: ["security group hosts"],
  },
]);

testRule(securityGroupAllowsHttps, [
  {
    name: "the instances' group lets nothing out",
    ...onEc2(["a"], withNat, { vpcSecurityGroupIds: [outputOf(net.GROUP, "closed")] }),
    others: [
      ...(onEc2(["a"], withNat, { vpcSecurityGroupIds: [outputOf(net.GROUP, "closed")] }).others ?? []),
      net.group("closed", {}),
    ],
    verdict: "unmet",
    resource: "closed",
    says: ["instances of fleet"],
  },
  {
    name: "groups in the template's interface",
    ...onEc2(["a"], withNat, {
      vpcSecurityGroupIds: undefined,
      networkInterfaces: [{ securityGroups: [outputOf(net.GROUP, "hosts")] }],
    }),
    verdict: "met",
    says: ["security group hosts"],
  },
  {
    name: "no group is named: the default one of the VPC",
    ...onEc2(["a"], withNat, { vpcSecurityGroupIds: undefined }),
    verdict: "met",
    says: ["default security group of main"],
  },
  {
    name: "in awsvpc mode the task's own group does not matter",
    ...inAwsvpc(onEc2(["a"], withNat)),
    service: { ...ON_EC2.service, ...net.placed(["a"], { groups: ["closed"] }).service },
    verdict: "met",
    says: ["security group hosts"],
  },
]);
