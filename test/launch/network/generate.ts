import * as fc from "fast-check";
import type { Stack } from "../../../policies/stack";
import { CONTAINER, fargateService } from "../../support/fargate-service";
import { base64, instances, ON_EC2 } from "../../support/instances";
import { outputOf, stackOf, type ResourceSpec } from "../../support/stack";
import * as net from "./network";

const ranges = ["0.0.0.0/0", "10.0.0.0/16", "10.0.1.0/24", "10.0.2.0/24", "52.0.0.0/8"];

const route = fc.record({
  cidrBlock: fc.constantFrom("0.0.0.0/0", "0.0.0.0/0", "10.9.0.0/16", "0.0.0.0/1", "52.0.0.0/8"),
  target: fc.constantFrom(
    { gatewayId: outputOf(net.IGW, "igw") },
    { natGatewayId: outputOf(net.NAT, "nat") },
    { transitGatewayId: "tgw-1" },
  ),
});
const anyRoutes = fc
  .array(route, { maxLength: 2 })
  .map((list) => list.map(({ cidrBlock, target }) => ({ cidrBlock, ...target })));
const routes = (usual: unknown): fc.Arbitrary<unknown> => fc.oneof(fc.constant(usual), anyRoutes);

const peer = fc.oneof(
  fc.constantFrom(...ranges).map((range) => ({ cidrBlocks: [range] })),
  fc
    .constantFrom("app", "endpoints", "other")
    .map((name) => ({ securityGroups: [outputOf(net.GROUP, name)] })),
  fc.constant({ self: true }),
  fc.constant({ prefixListIds: [outputOf(net.ENDPOINT, "s3")] }),
);
const rule = fc
  .record({
    port: fc.constantFrom(443, 443, 443, 80),
    protocol: fc.constantFrom("tcp", "tcp", "-1", "udp"),
    peer,
  })
  .map(({ port, protocol, peer: to }) => ({
    protocol,
    fromPort: protocol === "-1" ? 0 : port,
    toPort: protocol === "-1" ? 0 : port,
    ...to,
  }));
const HTTPS = { protocol: "tcp", fromPort: 443, toPort: 443 };
const rules = fc.array(rule, { maxLength: 2 });

const service = fc.record({
  name: fc.constantFrom("ecr.api", "ecr.dkr", "logs"),
  privateDnsEnabled: fc.constantFrom(true, true, false, undefined),
  ownGroup: fc.boolean(),
});

const optional = (inputs: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined));

const choices: fc.Arbitrary<Choice> = fc.record({
  dnsHostnames: fc.constantFrom(true, true, undefined),
  tables: fc.tuple(routes(net.toNat), routes(net.toInternet)),
  use: fc.oneof(
    fc.constant(["one", "one", "two"]),
    fc.tuple(...["a", "b", "c"].map(() => fc.constantFrom("one", "two", undefined))),
  ),
  natIn: fc.constantFrom("a", "c", "c", "c"),
  attached: fc.constantFrom(true, true, true, false),
  endpoints: fc.uniqueArray(service, { selector: ({ name }) => name, maxLength: 3 }),
  s3: fc.option(fc.subarray(["one", "two"]), { nil: undefined }),
  egress: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 5, arbitrary: rules }),
  open: fc.boolean(),
  ingress: fc.oneof(fc.constant([{ ...HTTPS, cidrBlocks: ["10.0.0.0/16"] }]), rules),
  subnets: fc.subarray(["a", "b", "c"], { minLength: 1 }),
  groups: fc.constantFrom(["app"], ["app", "other"]),
  assignPublicIp: fc.constantFrom(true, false, undefined),
  image: fc.constantFrom(CONTAINER.image, CONTAINER.image, "nginx", "registry.example.org/x:1"),
});

/** Small networks with a service in them: three subnets, two route tables, some endpoints, groups that may be closed. */
export const networkStacks: fc.Arbitrary<Stack> = choices.map((choice) => stackOf(program(choice)));

const ofInstances = fc.record({
  agent: fc.subarray(["ecs", "ecs-agent", "ecs-telemetry"]),
  userData: fc.constantFrom(
    undefined,
    undefined,
    base64("echo ECS_CLUSTER=main-1a2b3c4; export HTTP_PROXY=x"),
  ),
  imageId: fc.constantFrom(undefined, undefined, "ami-0123456789abcdef0"),
  address: fc.constantFrom("true", "false", undefined),
  mapPublicIpOnLaunch: fc.constantFrom(true, undefined),
  mode: fc.constantFrom("bridge", "awsvpc"),
  second: fc.boolean(),
});

/** The same networks with the service on instances in them. */
export const instanceStacks: fc.Arbitrary<Stack> = fc
  .tuple(choices, ofInstances)
  .map(([choice, own]) => stackOf(onInstances(choice, own)));

function onInstances(choice: Choice, own: InstanceChoice): ResourceSpec[] {
  const groups = choice.groups.map((name) => outputOf(net.GROUP, name));
  const { imageId, userData, address: associatePublicIpAddress, mapPublicIpOnLaunch, mode } = own;
  const template = optional({
    imageId,
    userData,
    ...(associatePublicIpAddress === undefined
      ? { vpcSecurityGroupIds: groups }
      : { networkInterfaces: [{ associatePublicIpAddress, securityGroups: groups }] }),
  });
  const zones = choice.subnets.map((name) => outputOf(net.SUBNET, name));
  const others = [
    ...othersOf(choice).map((spec) =>
      spec.type === net.SUBNET
        ? { ...spec, inputs: optional({ ...spec.inputs, mapPublicIpOnLaunch }) }
        : spec,
    ),
    ...own.agent.map((name) => net.endpoint(name)),
    ...instances(template, { vpcZoneIdentifiers: zones }),
    ...(own.second ? [{ type: "aws:ec2/instance:Instance", name: "bastion", inputs: {} }] : []),
  ];
  const { service: placed } = net.placed(choice.subnets, { groups: choice.groups });
  return fargateService({
    container: { image: choice.image },
    taskDefinition: { ...ON_EC2.taskDefinition, networkMode: mode },
    service: { ...ON_EC2.service, ...(mode === "awsvpc" ? placed : {}) },
    others,
  });
}

interface InstanceChoice {
  readonly agent: readonly string[];
  readonly userData: string | undefined;
  readonly imageId: string | undefined;
  readonly address: string | undefined;
  readonly mapPublicIpOnLaunch: true | undefined;
  readonly mode: string;
  readonly second: boolean;
}

interface Choice {
  readonly dnsHostnames: true | undefined;
  readonly tables: readonly [unknown, unknown];
  readonly use: readonly (string | undefined)[];
  readonly natIn: string;
  readonly attached: boolean;
  readonly endpoints: readonly {
    readonly name: string;
    readonly privateDnsEnabled: boolean | undefined;
    readonly ownGroup: boolean;
  }[];
  readonly s3: readonly string[] | undefined;
  readonly egress: unknown;
  readonly open: boolean;
  readonly ingress: unknown;
  readonly subnets: readonly string[];
  readonly groups: readonly string[];
  readonly assignPublicIp: boolean | undefined;
  readonly image: string;
}

function othersOf(choice: Choice): ResourceSpec[] {
  const associations = ["a", "b", "c"].flatMap((name, index): ResourceSpec[] => {
    const used = choice.use[index];
    if (used === undefined) return [];
    const inputs = { subnetId: outputOf(net.SUBNET, name), routeTableId: outputOf(net.TABLE, used) };
    return [{ type: net.ASSOCIATION, name: `to-${name}`, inputs }];
  });
  const everything = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];
  return [
    {
      type: net.VPC,
      name: "main",
      inputs: optional({ cidrBlock: "10.0.0.0/16", enableDnsHostnames: choice.dnsHostnames }),
    },
    ...["a", "b", "c"].map((name) => net.subnet(name)),
    { type: net.IGW, name: "igw", inputs: choice.attached ? { vpcId: net.inVpc } : {} },
    net.nat(choice.natIn),
    ...net.table("one", choice.tables[0]),
    ...net.table("two", choice.tables[1]),
    ...associations,
    net.group("app", optional({ egress: choice.open ? everything : choice.egress })),
    net.group("endpoints", { ingress: choice.ingress }),
    net.group("other", { egress: [] }),
    ...choice.endpoints.map(({ name, privateDnsEnabled, ownGroup }) => {
      const made = net.endpoint(name);
      const inputs = {
        ...made.inputs,
        privateDnsEnabled,
        securityGroupIds: ownGroup ? made.inputs?.["securityGroupIds"] : undefined,
      };
      return { ...made, inputs: optional(inputs) };
    }),
    ...(choice.s3 === undefined ? [] : [net.s3Gateway(...choice.s3)]),
  ];
}

function program(choice: Choice): ResourceSpec[] {
  const { service: placed } = net.placed(choice.subnets, {
    groups: choice.groups,
    assignPublicIp: choice.assignPublicIp,
  });
  return fargateService({
    container: { image: choice.image },
    ...(placed === undefined ? {} : { service: placed }),
    others: othersOf(choice),
  });
}

/** Parts of a VPC: taken out of view with it. */
const OF_VPC =
  /^aws:ec2\/(vpc|routeTable|route|routeTableAssociation|internetGateway|natGateway|vpcEndpoint):/;

const cuts: readonly ((type: string, name: string) => boolean)[] = [
  (type) => OF_VPC.test(type),
  (type, name) => (type === net.SUBNET && name === "a") || (type === net.ASSOCIATION && name === "to-a"),
  (type, name) => type === net.GROUP && name === "app",
  (type, name) => type === net.GROUP && name === "endpoints",
];

/** Takes an object out of view with everything that is a part of it. */
export function cutNetwork(stack: Stack, choice: number): Stack {
  const cut = cuts[choice % cuts.length];
  return { ...stack, resources: stack.resources.filter(({ type, name }) => cut?.(type, name) !== true) };
}
