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
const otherVpc: ResourceSpec = { type: net.VPC, name: "other", inputs: { cidrBlock: "10.9.0.0/16" } };
const inOther = outputOf(net.VPC, "other");

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
