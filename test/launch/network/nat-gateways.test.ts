import { egressPathExists } from "../../../policies/rules/egress-path-exists";
import { testRule } from "../../support/judge";
import { outputOf, type ResourceSpec } from "../../support/stack";
import * as net from "./network";

const base = [net.vpc(), net.subnet("a"), net.subnet("b"), net.group("app"), net.gateway];
const priv = net.table("private", net.toNat, "a");
const pub = net.table("public", net.toInternet, "b");
const inA = net.placed(["a"]);
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
