import { Unknown } from "../../../launch/known";
import type { ServicePatch } from "../../support/fargate-service";
import { outputOf, type ResourceSpec } from "../../support/stack";

const token = (name: string, module = "ec2"): string =>
  `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

export const VPC = token("Vpc");
export const SUBNET = token("Subnet");
export const TABLE = token("RouteTable");
export const ROUTE = token("Route");
export const ASSOCIATION = token("RouteTableAssociation");
export const MAIN = token("MainRouteTableAssociation");
export const IGW = token("InternetGateway");
export const NAT = token("NatGateway");
export const GROUP = token("SecurityGroup");
export const ENDPOINT = token("VpcEndpoint");
export const ACL = token("NetworkAcl");

type Inputs = Readonly<Record<string, unknown>>;

export const vpc = (inputs: Inputs = {}): ResourceSpec => ({
  type: VPC,
  name: "main",
  inputs: { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true, ...inputs },
});

export const inVpc = outputOf(VPC, "main");

export const subnet = (name: string, inputs: Inputs = {}): ResourceSpec => ({
  type: SUBNET,
  name,
  inputs: { vpcId: inVpc, cidrBlock: `10.0.${String(name.charCodeAt(0) - 96)}.0/24`, ...inputs },
});

export const gateway: ResourceSpec = { type: IGW, name: "igw", inputs: { vpcId: inVpc } };

export const nat = (inSubnet: string, name = "nat"): ResourceSpec => ({
  type: NAT,
  name,
  inputs: { subnetId: outputOf(SUBNET, inSubnet), allocationId: "eipalloc-1" },
});

/** A route table with its default route, and the subnets that use it. */
export function table(name: string, routes: unknown, ...subnets: readonly string[]): ResourceSpec[] {
  return [
    { type: TABLE, name, inputs: { vpcId: inVpc, ...(routes === undefined ? {} : { routes }) } },
    ...subnets.map((each) => ({
      type: ASSOCIATION,
      name: `${name}-${each}`,
      inputs: { subnetId: outputOf(SUBNET, each), routeTableId: outputOf(TABLE, name) },
    })),
  ];
}

export const toInternet = [{ cidrBlock: "0.0.0.0/0", gatewayId: outputOf(IGW, "igw") }];
export const toNat = [{ cidrBlock: "0.0.0.0/0", natGatewayId: outputOf(NAT, "nat") }];

const OUT = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];

export const group = (name: string, inputs: Inputs = { egress: OUT }): ResourceSpec => ({
  type: GROUP,
  name,
  inputs: { vpcId: inVpc, ...inputs },
});

/** An interface endpoint that works, but for what the case changes. */
export const endpoint = (service: string, inputs: Inputs = {}): ResourceSpec => ({
  type: ENDPOINT,
  name: service,
  inputs: {
    vpcId: inVpc,
    serviceName: `com.amazonaws.eu-west-1.${service}`,
    vpcEndpointType: "Interface",
    privateDnsEnabled: true,
    subnetIds: [outputOf(SUBNET, "a")],
    securityGroupIds: [outputOf(GROUP, "endpoints")],
    ...inputs,
  },
});

export const s3Gateway = (...tables: readonly string[]): ResourceSpec => ({
  type: ENDPOINT,
  name: "s3",
  inputs: {
    vpcId: inVpc,
    serviceName: "com.amazonaws.eu-west-1.s3",
    routeTableIds: tables.map((name) => outputOf(TABLE, name)),
  },
});

export const endpointGroup = group("endpoints", {
  ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/16"] }],
});

/** All that a Fargate service with an ECR image and awslogs needs where there is no way out. */
export const allEndpoints: readonly ResourceSpec[] = [
  endpointGroup,
  endpoint("ecr.api"),
  endpoint("ecr.dkr"),
  endpoint("logs"),
  s3Gateway("private"),
];

/** A resource of another type of module `ec2`. */
export const ec2 = (type: string, name: string, inputs: Inputs = {}): ResourceSpec => ({
  type: token(type),
  name,
  inputs,
});

export const associated = (name: string, inputs: Inputs): ResourceSpec => ({
  type: ASSOCIATION,
  name,
  inputs,
});

export const inSubnet = (name: string): unknown => outputOf(SUBNET, name);

/** VPC `main` with two subnets and the group of the tasks. */
export const base: readonly ResourceSpec[] = [vpc(), subnet("a"), subnet("b"), group("app")];

/** Public subnet b, with a NAT gateway in it. */
export const publicB: readonly ResourceSpec[] = [gateway, nat("b"), ...table("public", toInternet, "b")];

/** Subnet a has a table without a route out. */
export const isolated: readonly ResourceSpec[] = [...base, ...table("private", undefined, "a")];

/** The same without one of them. */
export const allBut = (name: string): ResourceSpec[] => allEndpoints.filter((spec) => spec.name !== name);

/** The service's network, as the engine hands it over while nothing is created: every id comes from all of them. */
export function placed(
  subnets: readonly string[],
  {
    groups = ["app"],
    assignPublicIp,
  }: { readonly groups?: readonly string[]; readonly assignPublicIp?: unknown } = {},
): Pick<ServicePatch, "service"> {
  const from = [
    ...subnets.map((name) => [SUBNET, name] as const),
    ...groups.map((name) => [GROUP, name] as const),
  ];
  const hidden = new Unknown(
    "it is known only once deployed",
    from.flatMap(([type, name]) => outputOf(type, name).from),
  );
  return {
    service: {
      networkConfiguration: {
        subnets: subnets.map(() => hidden),
        securityGroups: groups.map(() => hidden),
        ...(assignPublicIp === undefined ? {} : { assignPublicIp }),
      },
    },
  };
}
