import { Unknown } from "../../../launch/known";
import { egressPathExists } from "../../../policies/rules/egress-path-exists";
import { endpointAcceptsTasks } from "../../../policies/rules/endpoint-accepts-tasks";
import { endpointPolicyAllows } from "../../../policies/rules/endpoint-policy-allows";
import { endpointPrivateDns } from "../../../policies/rules/endpoint-private-dns";
import { endpointSetComplete } from "../../../policies/rules/endpoint-set-complete";
import { networkAclAllows } from "../../../policies/rules/network-acl-allows";
import { publicIpAssigned } from "../../../policies/rules/public-ip-assigned";
import { s3GatewayEndpointAssociated } from "../../../policies/rules/s3-gateway-endpoint-associated";
import { securityGroupAllowsHttps } from "../../../policies/rules/security-group-allows-https";
import { testRule } from "../../support/judge";
import { outputOf, type ResourceSpec } from "../../support/stack";
import * as net from "./network";

const associated = (name: string, inputs: Readonly<Record<string, unknown>>): ResourceSpec => ({
  type: net.ASSOCIATION,
  name,
  inputs,
});
const adopted = (type: string, name: string, inputs: Readonly<Record<string, unknown>>): ResourceSpec => ({
  type: `aws:ec2/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}`,
  name,
  inputs,
});
const from = (name: string): unknown => outputOf(net.SUBNET, name);
const base = [net.vpc(), net.subnet("a"), net.subnet("b"), net.group("app")];
const publicB = [net.gateway, net.nat("b"), ...net.table("public", net.toInternet, "b")];
const isolated = [...base, ...net.table("private", undefined, "a")];
const inA = net.placed(["a"]);
const https = { protocol: "tcp", fromPort: 443, toPort: 443 };

describe("traps in the network", () => {
  testRule(egressPathExists, [
    {
      name: "a table that is associated with a gateway is no table of the subnet",
      ...inA,
      others: [
        ...base,
        ...publicB,
        ...net.table("nat", net.toNat),
        associated("edge", { gatewayId: outputOf(net.IGW, "igw"), routeTableId: outputOf(net.TABLE, "nat") }),
      ],
      verdict: "unmet",
      says: ["main route table"],
    },
    {
      name: "the adopted default table leads out",
      ...inA,
      others: [
        ...base,
        ...publicB,
        adopted("DefaultRouteTable", "main-table", { defaultRouteTableId: net.inVpc, routes: net.toNat }),
      ],
      verdict: "met",
    },
    {
      name: "the adopted default table is emptied",
      ...inA,
      others: [
        ...base,
        ...publicB,
        adopted("DefaultRouteTable", "main-table", { defaultRouteTableId: net.inVpc, routes: [] }),
      ],
      verdict: "unmet",
      resource: "main-table",
    },
    {
      name: "the main association wins over the adopted default table",
      ...inA,
      others: [
        ...base,
        ...publicB,
        ...net.table("nat", net.toNat),
        adopted("DefaultRouteTable", "main-table", { defaultRouteTableId: net.inVpc, routes: [] }),
        {
          type: net.MAIN,
          name: "main",
          inputs: { vpcId: net.inVpc, routeTableId: outputOf(net.TABLE, "nat") },
        },
      ],
      verdict: "met",
    },
    {
      name: "an explicit association keeps the main table out",
      ...inA,
      others: [
        ...isolated,
        ...publicB,
        ...net.table("nat", net.toNat),
        {
          type: net.MAIN,
          name: "main",
          inputs: { vpcId: net.inVpc, routeTableId: outputOf(net.TABLE, "nat") },
        },
      ],
      verdict: "unmet",
      resource: "private",
    },
    {
      name: "an egress-only gateway alone, in a subnet with both protocols",
      ...inA,
      others: [
        net.vpc({ assignGeneratedIpv6CidrBlock: true }),
        net.subnet("a", { ipv6CidrBlock: "2001:db8::/64" }),
        net.group("app"),
        ...net.table("private", [{ ipv6CidrBlock: "::/0", egressOnlyGatewayId: "eigw-1" }], "a"),
      ],
      verdict: "unknown",
    },
    {
      name: "a subnet with IPv6 alone",
      ...inA,
      others: [
        net.vpc(),
        net.subnet("a", { cidrBlock: undefined, ipv6CidrBlock: "2001:db8::/64", ipv6Native: true }),
        net.group("app"),
        ...net.table("private", [{ ipv6CidrBlock: "::/0", egressOnlyGatewayId: "eigw-1" }], "a"),
      ],
      verdict: "unknown",
    },
    {
      name: "an IPv6 default route beside the one over NAT",
      ...inA,
      others: [
        ...base,
        ...publicB,
        ...net.table(
          "private",
          [...net.toNat, { ipv6CidrBlock: "::/0", egressOnlyGatewayId: "eigw-1" }],
          "a",
        ),
      ],
      verdict: "met",
    },
    {
      name: "a shared subnet by id",
      service: { networkConfiguration: { subnets: ["subnet-0abc"], securityGroups: ["sg-0abc"] } },
      verdict: "unknown",
    },
    {
      name: "a transit gateway beside a NAT gateway, for private addresses",
      ...inA,
      others: [
        ...base,
        ...publicB,
        ...net.table("private", [...net.toNat, { cidrBlock: "10.0.0.0/8", transitGatewayId: "tgw-1" }], "a"),
      ],
      verdict: "met",
    },
    {
      name: "a private zone for the registry's names",
      ...inA,
      others: [
        ...isolated,
        {
          type: "aws:route53/zone:Zone",
          name: "central",
          inputs: { name: "dkr.ecr.eu-west-1.amazonaws.com", vpcs: [{ vpcId: net.inVpc }] },
        },
        {
          type: "aws:route53/zone:Zone",
          name: "api",
          inputs: { name: "api.ecr.eu-west-1.amazonaws.com", vpcs: [{ vpcId: net.inVpc }] },
        },
        {
          type: "aws:route53/zone:Zone",
          name: "rest",
          inputs: { name: "amazonaws.com", vpcs: [{ vpcId: net.inVpc }] },
        },
      ],
      verdict: "unknown",
    },
    {
      name: "the table of another VPC's twin subnet leads out, this one's does not",
      ...inA,
      others: [...isolated, ...publicB, ...net.table("nat", net.toNat, "b")].filter(
        ({ name }) => name !== "public-b",
      ),
      verdict: "unmet",
      resource: "private",
    },
    {
      name: "the NAT gateway's own default route is for IPv6",
      ...inA,
      others: [
        ...base,
        net.gateway,
        net.nat("b"),
        ...net.table("public", [{ ipv6CidrBlock: "::/0", gatewayId: outputOf(net.IGW, "igw") }], "b"),
        ...net.table("private", net.toNat, "a"),
      ],
      verdict: "unmet",
    },
  ]);

  testRule(publicIpAssigned, [
    {
      name: "mapPublicIpOnLaunch gives nothing to a task",
      ...net.placed(["b"]),
      others: [
        net.vpc(),
        net.subnet("b", { mapPublicIpOnLaunch: true }),
        net.group("app"),
        net.gateway,
        ...net.table("public", net.toInternet, "b"),
      ],
      verdict: "unmet",
    },
    {
      name: "one of two subnets is public, and the task has an address",
      ...net.placed(["a", "b"], { assignPublicIp: true }),
      others: [...base, ...publicB, ...net.table("private", net.toNat, "a")],
      verdict: "met",
    },
    {
      name: "one of two subnets is public, and the task has no address",
      ...net.placed(["a", "b"]),
      others: [...base, ...publicB, ...net.table("private", net.toNat, "a")],
      verdict: "unmet",
    },
  ]);

  testRule(endpointSetComplete, [
    { name: "all of them", ...inA, others: [...isolated, ...net.allEndpoints], verdict: "met" },
    {
      name: "the FIPS registry's endpoint answers for another name",
      ...inA,
      others: [
        ...isolated,
        ...net.allEndpoints.filter(({ name }) => name !== "ecr.dkr"),
        net.endpoint("ecr-fips.dkr"),
      ],
      verdict: "unmet",
      says: ["missing: ecr.dkr"],
    },
    {
      name: "the endpoint of another region",
      ...inA,
      others: [
        ...isolated,
        ...net.allEndpoints.filter(({ name }) => name !== "ecr.dkr"),
        net.endpoint("ecr.dkr", {
          serviceRegion: "us-east-1",
          serviceName: "com.amazonaws.us-east-1.ecr.dkr",
        }),
      ],
      verdict: "unmet",
    },
  ]);

  testRule(endpointPrivateDns, [
    {
      name: "private DNS is turned on apart",
      ...inA,
      others: [
        ...isolated,
        ...net.allEndpoints.filter(({ name }) => name !== "logs"),
        net.endpoint("logs", { privateDnsEnabled: undefined }),
        {
          type: "aws:vpc/endpointPrivateDns:EndpointPrivateDns",
          name: "dns",
          inputs: { vpcEndpointId: outputOf(net.ENDPOINT, "logs"), privateDnsEnabled: true },
        },
      ],
      verdict: "met",
    },
  ]);

  testRule(s3GatewayEndpointAssociated, [
    {
      name: "it is associated apart",
      ...inA,
      others: [
        ...isolated,
        ...net.allEndpoints.filter(({ name }) => name !== "s3"),
        net.s3Gateway(),
        adopted("VpcEndpointRouteTableAssociation", "s3-private", {
          vpcEndpointId: outputOf(net.ENDPOINT, "s3"),
          routeTableId: outputOf(net.TABLE, "private"),
        }),
      ],
      verdict: "met",
    },
    {
      name: "it is associated apart, with the table that no subnet uses any more",
      ...inA,
      others: [
        ...isolated,
        ...net.table("old", undefined),
        ...net.allEndpoints.filter(({ name }) => name !== "s3"),
        net.s3Gateway(),
        adopted("VpcEndpointRouteTableAssociation", "s3-old", {
          vpcEndpointId: outputOf(net.ENDPOINT, "s3"),
          routeTableId: outputOf(net.TABLE, "old"),
        }),
      ],
      verdict: "unmet",
      resource: "s3",
    },
    {
      name: "it is on the main table, which the subnet uses",
      ...inA,
      others: [
        ...base,
        adopted("DefaultRouteTable", "private", { defaultRouteTableId: net.inVpc }),
        ...net.allEndpoints.filter(({ name }) => name !== "s3"),
        {
          ...net.s3Gateway(),
          inputs: {
            ...net.s3Gateway().inputs,
            routeTableIds: [outputOf("aws:ec2/defaultRouteTable:DefaultRouteTable", "private")],
          },
        },
      ],
      verdict: "met",
    },
  ]);

  testRule(endpointAcceptsTasks, [
    {
      name: "groups are given apart",
      ...inA,
      others: [
        ...isolated,
        ...net.allEndpoints.filter(({ name }) => name !== "logs"),
        net.endpoint("logs", { securityGroupIds: undefined }),
        adopted("SecurityGroupAssociation", "logs", {
          vpcEndpointId: outputOf(net.ENDPOINT, "logs"),
          securityGroupId: outputOf(net.GROUP, "endpoints"),
        }),
      ],
      verdict: "met",
    },
    {
      name: "the default group, and the tasks have one of their own",
      ...inA,
      others: [
        ...isolated,
        ...net.allEndpoints.filter(({ name }) => name !== "logs"),
        net.endpoint("logs", { securityGroupIds: undefined }),
      ],
      verdict: "unmet",
      resource: "logs",
    },
    {
      name: "the default group, which the tasks have as well",
      ...net.placed(["a"], { groups: [] }),
      others: [
        ...isolated,
        ...net.allEndpoints.filter(({ name }) => name !== "logs"),
        net.endpoint("logs", { securityGroupIds: undefined }),
      ],
      verdict: "met",
    },
    {
      name: "the adopted default group is emptied",
      ...net.placed(["a"], { groups: [] }),
      others: [
        ...isolated,
        adopted("DefaultSecurityGroup", "closed", { vpcId: net.inVpc }),
        ...net.allEndpoints.filter(({ name }) => name !== "logs"),
        net.endpoint("logs", { securityGroupIds: undefined }),
      ],
      verdict: "unmet",
      resource: "closed",
    },
    {
      name: "a prefix list of the VPC's ranges, with its entry apart",
      ...inA,
      others: [
        ...isolated,
        ...net.allEndpoints.filter(({ name }) => name !== "endpoints"),
        adopted("ManagedPrefixList", "inside", { addressFamily: "IPv4", maxEntries: 3 }),
        adopted("ManagedPrefixListEntry", "vpc", {
          prefixListId: outputOf("aws:ec2/managedPrefixList:ManagedPrefixList", "inside"),
          cidr: "10.0.0.0/16",
        }),
        net.group("endpoints", {
          ingress: [
            { ...https, prefixListIds: [outputOf("aws:ec2/managedPrefixList:ManagedPrefixList", "inside")] },
          ],
        }),
      ],
      verdict: "met",
    },
    {
      name: "a prefix list of another VPC's ranges",
      ...inA,
      others: [
        ...isolated,
        ...net.allEndpoints.filter(({ name }) => name !== "endpoints"),
        adopted("ManagedPrefixList", "outside", {
          addressFamily: "IPv4",
          maxEntries: 3,
          entries: [{ cidr: "10.9.0.0/16" }],
        }),
        net.group("endpoints", {
          ingress: [
            { ...https, prefixListIds: [outputOf("aws:ec2/managedPrefixList:ManagedPrefixList", "outside")] },
          ],
        }),
      ],
      verdict: "unmet",
      resource: "endpoints",
    },
    {
      name: "it admits UDP 443",
      ...inA,
      others: [
        ...isolated,
        ...net.allEndpoints.filter(({ name }) => name !== "endpoints"),
        net.group("endpoints", { ingress: [{ ...https, protocol: "udp", cidrBlocks: ["10.0.0.0/16"] }] }),
      ],
      verdict: "unmet",
    },
    {
      name: "it admits the load balancer's subnet alone",
      ...inA,
      others: [
        ...isolated,
        ...net.allEndpoints.filter(({ name }) => name !== "endpoints"),
        net.group("endpoints", { ingress: [{ ...https, cidrBlocks: ["10.0.2.0/24"] }] }),
      ],
      verdict: "unmet",
    },
  ]);

  testRule(endpointPolicyAllows, [
    {
      name: "the policy is given apart, and is for another repository's account",
      ...inA,
      others: [
        ...isolated,
        ...net.allEndpoints,
        adopted("VpcEndpointPolicy", "s3-policy", {
          vpcEndpointId: outputOf(net.ENDPOINT, "s3"),
          policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Principal: "*",
                Action: "s3:GetObject",
                Resource: "arn:aws:s3:::my-files/*",
              },
            ],
          }),
        }),
      ],
      verdict: "unmet",
      resource: "s3",
    },
    {
      name: "the policy is given apart, and is not known",
      ...inA,
      others: [
        ...isolated,
        ...net.allEndpoints,
        adopted("VpcEndpointPolicy", "s3-policy", {
          vpcEndpointId: outputOf(net.ENDPOINT, "s3"),
          policy: new Unknown("later"),
        }),
      ],
      verdict: "unknown",
    },
  ]);

  testRule(securityGroupAllowsHttps, [
    {
      name: "IPv6 alone is let out",
      ...inA,
      others: [
        net.vpc(),
        net.subnet("a"),
        net.subnet("b"),
        net.group("app", { egress: [{ protocol: "-1", fromPort: 0, toPort: 0, ipv6CidrBlocks: ["::/0"] }] }),
        ...publicB,
        ...net.table("private", net.toNat, "a"),
      ],
      verdict: "unmet",
    },
    {
      name: "two groups, of which the other lets out",
      ...net.placed(["a"], { groups: ["app", "out"] }),
      others: [
        net.vpc(),
        net.subnet("a"),
        net.subnet("b"),
        net.group("app", {}),
        net.group("out"),
        ...publicB,
        ...net.table("private", net.toNat, "a"),
      ],
      verdict: "met",
    },
    {
      name: "a prefix list of two halves",
      ...inA,
      others: [
        net.vpc(),
        net.subnet("a"),
        net.subnet("b"),
        adopted("ManagedPrefixList", "all", {
          addressFamily: "IPv4",
          maxEntries: 3,
          entries: [{ cidr: "0.0.0.0/1" }, { cidr: "128.0.0.0/1" }],
        }),
        net.group("app", {
          egress: [
            { ...https, prefixListIds: [outputOf("aws:ec2/managedPrefixList:ManagedPrefixList", "all")] },
          ],
        }),
        ...publicB,
        ...net.table("private", net.toNat, "a"),
      ],
      verdict: "unknown",
    },
  ]);

  testRule(networkAclAllows, [
    {
      name: "the list is associated apart, and is empty",
      ...inA,
      others: [
        ...base,
        ...publicB,
        ...net.table("private", net.toNat, "a"),
        { type: net.ACL, name: "acl", inputs: { vpcId: net.inVpc } },
        adopted("NetworkAclAssociation", "acl-a", {
          networkAclId: outputOf(net.ACL, "acl"),
          subnetId: from("a"),
        }),
      ],
      verdict: "unmet",
      resource: "acl",
    },
    {
      name: "the empty list is another subnet's",
      ...inA,
      others: [
        ...base,
        net.subnet("c"),
        ...publicB,
        ...net.table("private", net.toNat, "a"),
        { type: net.ACL, name: "acl", inputs: { vpcId: net.inVpc, subnetIds: [from("c")] } },
      ],
      verdict: "none",
    },
    {
      name: "a list with a rule for IPv6 alone in a subnet with IPv6 alone",
      ...inA,
      others: [
        net.vpc(),
        net.subnet("a", { cidrBlock: undefined, ipv6CidrBlock: "2001:db8::/64", ipv6Native: true }),
        net.group("app"),
        { type: net.ACL, name: "acl", inputs: { vpcId: net.inVpc, subnetIds: [from("a")] } },
      ],
      verdict: "none",
    },
    {
      name: "all protocols but TCP",
      ...inA,
      others: [
        ...base,
        ...publicB,
        ...net.table("private", net.toNat, "a"),
        {
          type: net.ACL,
          name: "acl",
          inputs: {
            vpcId: net.inVpc,
            subnetIds: [from("a")],
            egress: [
              {
                ruleNo: 10,
                action: "deny",
                protocol: "6",
                fromPort: 0,
                toPort: 65535,
                cidrBlock: "0.0.0.0/0",
              },
              {
                ruleNo: 100,
                action: "allow",
                protocol: "-1",
                fromPort: 0,
                toPort: 0,
                cidrBlock: "0.0.0.0/0",
              },
            ],
            ingress: [
              {
                ruleNo: 100,
                action: "allow",
                protocol: "-1",
                fromPort: 0,
                toPort: 0,
                cidrBlock: "0.0.0.0/0",
              },
            ],
          },
        },
      ],
      verdict: "unmet",
    },
  ]);
});
