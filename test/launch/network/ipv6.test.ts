import { egressPathExists } from "../../../policies/rules/egress-path-exists";
import { networkAclAllows } from "../../../policies/rules/network-acl-allows";
import { securityGroupAllowsHttps } from "../../../policies/rules/security-group-allows-https";
import { testRule } from "../../support/judge";
import { outputOf } from "../../support/stack";
import * as net from "./network";

const inA = net.placed(["a"]);

describe("IPv6 in the network", () => {
  testRule(egressPathExists, [
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
        ...net.base,
        ...net.publicB,
        ...net.table(
          "private",
          [...net.toNat, { ipv6CidrBlock: "::/0", egressOnlyGatewayId: "eigw-1" }],
          "a",
        ),
      ],
      verdict: "met",
    },
    {
      name: "the NAT gateway's own default route is for IPv6",
      ...inA,
      others: [
        ...net.base,
        net.gateway,
        net.nat("b"),
        ...net.table("public", [{ ipv6CidrBlock: "::/0", gatewayId: outputOf(net.IGW, "igw") }], "b"),
        ...net.table("private", net.toNat, "a"),
      ],
      verdict: "unmet",
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
        ...net.publicB,
        ...net.table("private", net.toNat, "a"),
      ],
      verdict: "unmet",
    },
  ]);

  testRule(networkAclAllows, [
    {
      name: "a list with a rule for IPv6 alone in a subnet with IPv6 alone",
      ...inA,
      others: [
        net.vpc(),
        net.subnet("a", { cidrBlock: undefined, ipv6CidrBlock: "2001:db8::/64", ipv6Native: true }),
        net.group("app"),
        { type: net.ACL, name: "acl", inputs: { vpcId: net.inVpc, subnetIds: [net.inSubnet("a")] } },
      ],
      verdict: "none",
    },
  ]);
});
