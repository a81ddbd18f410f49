import { Unknown } from "../../../launch/known";
import { securityGroupAllowsHttps } from "../../../policies/rules/security-group-allows-https";
import { testRule } from "../../support/judge";
import { outputOf } from "../../support/stack";
import * as net from "../../launch/network/network";

const base = [
  net.vpc(),
  net.subnet("a"),
  net.subnet("b"),
  net.gateway,
  net.nat("b"),
  ...net.table("public", net.toInternet, "b"),
];
const viaNat = [...base, ...net.table("private", net.toNat, "a")];
const viaEndpoints = [...base, ...net.allEndpoints, ...net.table("private", undefined, "a")];
const https = (peer: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  protocol: "tcp",
  fromPort: 443,
  toPort: 443,
  ...peer,
});
const S3_LIST = outputOf(net.ENDPOINT, "s3");
const rule = (
  type: string,
  inputs: Readonly<Record<string, unknown>>,
): { type: string; name: string; inputs: Record<string, unknown> } => ({
  type,
  name: "rule",
  inputs: { securityGroupId: outputOf(net.GROUP, "app"), ...inputs },
});

testRule(securityGroupAllowsHttps, [
  { name: "everything out", ...net.placed(["a"]), others: [...viaNat, net.group("app")], verdict: "met" },
  {
    name: "no egress in Pulumi means none",
    ...net.placed(["a"]),
    others: [...viaNat, net.group("app", {})],
    verdict: "unmet",
    resource: "app",
    says: ["security group app has no egress rule"],
  },
  {
    name: "no egress, in a VPC that is not in view",
    ...net.placed([]),
    service: {
      networkConfiguration: { subnets: ["subnet-1"], securityGroups: [outputOf(net.GROUP, "app")] },
    },
    others: [net.group("app", { vpcId: "vpc-1" })],
    verdict: "unmet",
  },
  {
    name: "no egress, and the containers are not known",
    ...net.placed(["a"]),
    others: [...viaNat, net.group("app", {})],
    taskDefinition: { containerDefinitions: new Unknown("later") },
    verdict: "unmet",
  },
  {
    name: "a rule of its own for HTTPS",
    ...net.placed(["a"]),
    others: [
      ...viaNat,
      net.group("app", {}),
      rule("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", {
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4: "0.0.0.0/0",
      }),
    ],
    verdict: "met",
  },
  {
    name: "a classic rule of its own for everything",
    ...net.placed(["a"]),
    others: [
      ...viaNat,
      net.group("app", {}),
      rule("aws:ec2/securityGroupRule:SecurityGroupRule", {
        type: "egress",
        protocol: "-1",
        fromPort: 0,
        toPort: 0,
        cidrBlocks: ["0.0.0.0/0"],
      }),
    ],
    verdict: "met",
  },
  {
    name: "the classic rule of its own lets in only",
    ...net.placed(["a"]),
    others: [
      ...viaNat,
      net.group("app", {}),
      rule(
        "aws:ec2/securityGroupRule:SecurityGroupRule",
        https({ type: "ingress", cidrBlocks: ["0.0.0.0/0"] }),
      ),
    ],
    verdict: "unmet",
  },
  {
    name: "a rule of a group that is not known may be this one's",
    ...net.placed(["a"]),
    others: [
      ...viaNat,
      net.group("app", {}),
      rule(
        "aws:ec2/securityGroupRule:SecurityGroupRule",
        https({ type: "egress", securityGroupId: new Unknown("later") }),
      ),
    ],
    verdict: "unknown",
  },
  {
    name: "HTTP only",
    ...net.placed(["a"]),
    others: [
      ...viaNat,
      net.group("app", {
        egress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] }],
      }),
    ],
    verdict: "unmet",
    says: ["no egress rule of security group app lets TCP 443 out"],
  },
  {
    name: "UDP 443 is no HTTPS",
    ...net.placed(["a"]),
    others: [
      ...viaNat,
      net.group("app", { egress: [https({ protocol: "udp", cidrBlocks: ["0.0.0.0/0"] })] }),
    ],
    verdict: "unmet",
  },
  {
    name: "into the VPC only, and everything lies outside",
    ...net.placed(["a"]),
    others: [...viaNat, net.group("app", { egress: [https({ cidrBlocks: ["10.0.0.0/16"] })] })],
    verdict: "unmet",
  },
  {
    name: "into the VPC, and to the list of S3",
    ...net.placed(["a"]),
    others: [
      ...viaEndpoints,
      net.group("app", {
        egress: [https({ cidrBlocks: ["10.0.0.0/16"] }), https({ prefixListIds: [S3_LIST] })],
      }),
    ],
    verdict: "met",
  },
  {
    name: "into the VPC only, and layers come from public addresses of S3",
    ...net.placed(["a"]),
    others: [...viaEndpoints, net.group("app", { egress: [https({ cidrBlocks: ["10.0.0.0/16"] })] })],
    verdict: "unmet",
    says: ["the public addresses of S3"],
  },
  {
    name: "to the endpoints' group, and a prefix list that is not in view",
    ...net.placed(["a"]),
    others: [
      ...viaEndpoints,
      net.group("app", {
        egress: [
          https({ securityGroups: [outputOf(net.GROUP, "endpoints")] }),
          https({ prefixListIds: ["pl-6da54004"] }),
        ],
      }),
    ],
    verdict: "unknown",
  },
  {
    name: "to the endpoints' group only",
    ...net.placed(["a"]),
    others: [
      ...viaEndpoints,
      net.group("app", { egress: [https({ securityGroups: [outputOf(net.GROUP, "endpoints")] })] }),
    ],
    verdict: "unmet",
  },
  {
    name: "IPv6 everywhere is no IPv4",
    ...net.placed(["a"]),
    others: [...viaNat, net.group("app", { egress: [https({ ipv6CidrBlocks: ["::/0"] })] })],
    verdict: "unmet",
  },
  {
    name: "a second group lets out what the first does not",
    ...net.placed(["a"], { groups: ["app", "out"] }),
    others: [...viaNat, net.group("app", {}), net.group("out")],
    verdict: "met",
  },
  {
    name: "a second group is not in view",
    service: {
      networkConfiguration: {
        subnets: [outputOf(net.SUBNET, "a")],
        securityGroups: [outputOf(net.GROUP, "app"), "sg-1"],
      },
    },
    others: [...viaNat, net.group("app", {})],
    verdict: "unknown",
  },
  {
    name: "without groups it has the VPC's default one, which lets everything out",
    service: { networkConfiguration: { subnets: [outputOf(net.SUBNET, "a")] } },
    others: viaNat,
    verdict: "met",
  },
  {
    name: "a default group that the program closes",
    service: { networkConfiguration: { subnets: [outputOf(net.SUBNET, "a")] } },
    others: [
      ...viaNat,
      {
        type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
        name: "closed",
        inputs: { vpcId: net.inVpc },
      },
    ],
    verdict: "unmet",
    resource: "closed",
  },
  {
    name: "completed elsewhere, says the configuration",
    ...net.placed(["a"]),
    others: [...viaNat, net.group("app", {})],
    settings: { managedElsewhere: ["app"] },
    verdict: "unknown",
  },
  { name: "on EC2 the task's group has no part in it", service: { launchType: "EC2" }, verdict: "none" },
]);
