import { egressPathExists } from "../../../policies/rules/egress-path-exists";
import { testRule } from "../../support/judge";
import { outputOf, type ResourceSpec } from "../../support/stack";
import * as net from "./network";

const base = [net.vpc(), net.subnet("a"), net.subnet("b"), net.group("app"), net.gateway];
const priv = net.table("private", net.toNat, "a");
const pub = net.table("public", net.toInternet, "b");
const zonal = [...base, net.nat("b"), ...priv, ...pub];
const inA = net.placed(["a"]);
const otherVpc: ResourceSpec = { type: net.VPC, name: "other", inputs: { cidrBlock: "10.9.0.0/16" } };
const inOther = outputOf(net.VPC, "other");

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
