import { networkAclAllows } from "../../../policies/rules/network-acl-allows";
import { securityGroupAllowsHttps } from "../../../policies/rules/security-group-allows-https";
import { testRule } from "../../support/judge";
import { outputOf } from "../../support/stack";
import * as net from "./network";

const inA = net.placed(["a"]);
const https = { protocol: "tcp", fromPort: 443, toPort: 443 };

describe("security groups and network ACLs of the tasks", () => {
  testRule(securityGroupAllowsHttps, [
    {
      name: "two groups, of which the other lets out",
      ...net.placed(["a"], { groups: ["app", "out"] }),
      others: [
        net.vpc(),
        net.subnet("a"),
        net.subnet("b"),
        net.group("app", {}),
        net.group("out"),
        ...net.publicB,
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
        net.ec2("ManagedPrefixList", "all", {
          addressFamily: "IPv4",
          maxEntries: 3,
          entries: [{ cidr: "0.0.0.0/1" }, { cidr: "128.0.0.0/1" }],
        }),
        net.group("app", {
          egress: [
            { ...https, prefixListIds: [outputOf("aws:ec2/managedPrefixList:ManagedPrefixList", "all")] },
          ],
        }),
        ...net.publicB,
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
        ...net.base,
        ...net.publicB,
        ...net.table("private", net.toNat, "a"),
        { type: net.ACL, name: "acl", inputs: { vpcId: net.inVpc } },
        net.ec2("NetworkAclAssociation", "acl-a", {
          networkAclId: outputOf(net.ACL, "acl"),
          subnetId: net.inSubnet("a"),
        }),
      ],
      verdict: "unmet",
      resource: "acl",
    },
    {
      name: "the empty list is another subnet's",
      ...inA,
      others: [
        ...net.base,
        net.subnet("c"),
        ...net.publicB,
        ...net.table("private", net.toNat, "a"),
        { type: net.ACL, name: "acl", inputs: { vpcId: net.inVpc, subnetIds: [net.inSubnet("c")] } },
      ],
      verdict: "none",
    },
    {
      name: "all protocols but TCP",
      ...inA,
      others: [
        ...net.base,
        ...net.publicB,
        ...net.table("private", net.toNat, "a"),
        {
          type: net.ACL,
          name: "acl",
          inputs: {
            vpcId: net.inVpc,
            subnetIds: [net.inSubnet("a")],
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
