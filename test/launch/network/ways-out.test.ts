import { egressPathExists } from "../../../policies/rules/egress-path-exists";
import { publicIpAssigned } from "../../../policies/rules/public-ip-assigned";
import { testRule } from "../../support/judge";
import { outputOf, type ResourceSpec } from "../../support/stack";
import * as net from "./network";

const OPTIONS = "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions";
const EXCLUSION = "aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion";

const base = [net.vpc(), net.subnet("a"), net.subnet("b"), net.group("app"), net.gateway];
const priv = net.table("private", net.toNat, "a");
const pub = net.table("public", net.toInternet, "b");
const zonal = [...base, net.nat("b"), ...priv, ...pub];
const inA = net.placed(["a"]);

const blocks = (mode: unknown, inputs: Readonly<Record<string, unknown>> = {}): ResourceSpec => ({
  type: OPTIONS,
  name: "bpa",
  inputs: { internetGatewayBlockMode: mode, ...inputs },
});

const excludes = (mode: string, inputs: Readonly<Record<string, unknown>>): ResourceSpec => ({
  type: EXCLUSION,
  name: "spared",
  inputs: { internetGatewayExclusionMode: mode, ...inputs },
});

const regional = (vpcId: unknown = net.inVpc): ResourceSpec => ({
  type: net.NAT,
  name: "nat",
  inputs: { vpcId, availabilityMode: "regional" },
});

const privateNat: ResourceSpec = {
  type: net.NAT,
  name: "nat",
  inputs: { subnetId: outputOf(net.SUBNET, "b"), connectivityType: "private" },
};

const otherVpc: ResourceSpec = { type: net.VPC, name: "other", inputs: { cidrBlock: "10.9.0.0/16" } };
const inOther = outputOf(net.VPC, "other");

describe("NAT gateways of other kinds", () =>
  testRule(egressPathExists, [
    { name: "a regional one spans the VPC", ...inA, others: [...base, regional(), ...priv], verdict: "met" },
    {
      name: "a regional one of a VPC that no internet gateway is attached to",
      ...inA,
      others: [net.vpc(), net.subnet("a"), net.group("app"), regional(), ...priv],
      verdict: "unknown",
      suspects: "no internet gateway is attached to main",
    },
    {
      name: "a regional one of another VPC",
      ...inA,
      others: [...base, otherVpc, regional(inOther), ...priv],
      verdict: "unmet",
      says: ["another VPC"],
    },
    {
      name: "a private one before an internet gateway, which drops what comes from it",
      ...inA,
      others: [...base, privateNat, ...priv, ...pub],
      verdict: "unmet",
      says: ["drops what comes from a private NAT gateway", "connectivityType"],
    },
    {
      name: "a private one whose subnet leads nowhere",
      ...inA,
      others: [...base, privateNat, ...priv],
      verdict: "unmet",
      resource: "main route table of main",
    },
    {
      name: "a private one before a transit gateway, behind which there may be anything",
      ...inA,
      others: [
        ...base,
        privateNat,
        ...priv,
        ...net.table("hub", [{ cidrBlock: "0.0.0.0/0", transitGatewayId: "tgw-1" }], "b"),
      ],
      verdict: "unknown",
    },
    {
      name: "whether it is private is not known",
      ...inA,
      others: [
        ...base,
        { ...privateNat, inputs: { ...privateNat.inputs, connectivityType: outputOf(net.VPC, "main") } },
        ...priv,
        ...pub,
      ],
      verdict: "unknown",
    },
    {
      name: "a zonal one in a subnet of another VPC",
      ...inA,
      others: [
        ...base,
        otherVpc,
        net.subnet("c", { vpcId: inOther, cidrBlock: "10.9.1.0/24" }),
        net.nat("c"),
        ...priv,
      ],
      verdict: "unmet",
      says: ["another VPC"],
    },
  ]));

describe("VPC Block Public Access", () => {
  testRule(egressPathExists, [
    {
      name: "both ways: NAT gateways do not get out either",
      ...inA,
      others: [...zonal, blocks("block-bidirectional")],
      verdict: "unmet",
      resource: "bpa",
      says: ["bpa keeps internet gateways from passing anything", "VpcBlockPublicAccessExclusion"],
    },
    {
      name: "both ways, behind a regional NAT gateway",
      ...inA,
      others: [...base, regional(), ...priv, blocks("block-bidirectional")],
      verdict: "unmet",
    },
    {
      name: "inwards alone: NAT gateways pass",
      ...inA,
      others: [...zonal, blocks("block-ingress")],
      verdict: "met",
    },
    { name: "off", ...inA, others: [...zonal, blocks("off")], verdict: "met" },
    {
      name: "in another region",
      ...inA,
      others: [...zonal, blocks("block-bidirectional", { region: "us-west-2" })],
      verdict: "met",
    },
    {
      name: "in a region that is not known",
      ...inA,
      others: [...zonal, blocks("block-bidirectional", { region: outputOf(net.VPC, "main") })],
      verdict: "unknown",
    },
    {
      name: "a mode that is not known",
      ...inA,
      others: [...zonal, blocks(outputOf(net.VPC, "main"))],
      verdict: "unknown",
      suspects: "bpa may keep internet gateways",
    },
    {
      name: "the VPC is excluded",
      ...inA,
      others: [
        ...zonal,
        blocks("block-bidirectional"),
        excludes("allow-bidirectional", { vpcId: net.inVpc }),
      ],
      verdict: "met",
    },
    {
      name: "the VPC is excluded outwards, as NAT gateways go",
      ...inA,
      others: [...zonal, blocks("block-bidirectional"), excludes("allow-egress", { vpcId: net.inVpc })],
      verdict: "met",
    },
    {
      name: "the subnet of the NAT gateway alone is excluded",
      ...inA,
      others: [
        ...zonal,
        blocks("block-bidirectional"),
        excludes("allow-bidirectional", { subnetId: outputOf(net.SUBNET, "b") }),
      ],
      verdict: "unknown",
    },
    {
      name: "another VPC is excluded",
      ...inA,
      others: [
        ...zonal,
        otherVpc,
        blocks("block-bidirectional"),
        excludes("allow-bidirectional", { vpcId: inOther }),
      ],
      verdict: "unmet",
    },
    {
      name: "a VPC that exists already may be excluded elsewhere",
      ...inA,
      others: [
        { ...net.vpc(), id: "vpc-1" },
        ...zonal.filter(({ type }) => type !== net.VPC),
        blocks("block-bidirectional"),
      ],
      verdict: "unknown",
    },
  ]);

  const open = net.placed(["b"], { assignPublicIp: true });
  testRule(publicIpAssigned, [
    { name: "off, with a public address", ...open, others: [...zonal, blocks("off")], verdict: "met" },
  ]);
  testRule(egressPathExists, [
    {
      name: "inwards alone keeps tasks with public addresses in, too",
      ...open,
      others: [...zonal, blocks("block-ingress")],
      verdict: "unmet",
      says: ["what does not come through a NAT gateway"],
    },
    {
      name: "whether an exclusion for egress helps without NAT",
      ...open,
      others: [...zonal, blocks("block-bidirectional"), excludes("allow-egress", { vpcId: net.inVpc })],
      verdict: "unknown",
    },
  ]);
});

describe("internet gateways", () => {
  const open = net.placed(["b"], { assignPublicIp: true });
  const edge = (cidrBlock: string): ResourceSpec[] => [
    {
      type: net.TABLE,
      name: "edge",
      inputs: { vpcId: net.inVpc, routes: [{ cidrBlock, vpcEndpointId: "vpce-1" }] },
    },
    {
      type: net.ASSOCIATION,
      name: "edge",
      inputs: { gatewayId: outputOf(net.IGW, "igw"), routeTableId: outputOf(net.TABLE, "edge") },
    },
  ];
  testRule(egressPathExists, [
    {
      name: "one of another VPC",
      ...open,
      others: [
        ...base.filter(({ name }) => name !== "igw"),
        otherVpc,
        { type: net.IGW, name: "igw", inputs: { vpcId: inOther } },
        ...pub,
      ],
      verdict: "unmet",
      says: ["attached to another VPC"],
    },
    {
      name: "attached apart, to another VPC",
      ...open,
      others: [
        ...base.filter(({ name }) => name !== "igw"),
        otherVpc,
        { type: net.IGW, name: "igw", inputs: {} },
        {
          type: "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment",
          name: "attach",
          inputs: { internetGatewayId: outputOf(net.IGW, "igw"), vpcId: inOther },
        },
        ...pub,
      ],
      verdict: "unmet",
    },
    {
      name: "the answers go over a firewall first",
      ...open,
      others: [...base, ...pub, ...edge("10.0.2.0/24")],
      verdict: "unknown",
      says: ["leads the answers for b elsewhere"],
    },
    {
      name: "the answers for a NAT gateway go over a firewall first",
      ...inA,
      others: [...zonal, ...edge("10.0.2.0/24")],
      verdict: "unknown",
    },
    {
      name: "the answers for another subnet do",
      ...inA,
      others: [...zonal, ...edge("10.0.9.0/24")],
      verdict: "met",
    },
  ]);
});

const beyond: Readonly<Record<string, string>> = {
  transitGatewayId: "tgw-1",
  vpcPeeringConnectionId: "pcx-1",
  networkInterfaceId: "eni-1",
  vpcEndpointId: "vpce-1",
  carrierGatewayId: "cagw-1",
  localGatewayId: "lgw-1",
  coreNetworkArn: "arn:aws:networkmanager::111122223333:core-network/c-1",
  gatewayId: "vgw-1",
};
describe("what is not in view behind a route", () =>
  testRule(
    egressPathExists,
    Object.entries(beyond).map(([target, id]) => ({
      name: `${target} as the default route`,
      ...inA,
      others: [...base, ...net.table("private", [{ cidrBlock: "0.0.0.0/0", [target]: id }], "a")],
      verdict: "unknown" as const,
    })),
  ));
