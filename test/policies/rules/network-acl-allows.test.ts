import { Unknown } from "../../../launch/known";
import { networkAclAllows } from "../../../policies/rules/network-acl-allows";
import { testRule } from "../../support/judge";
import { outputOf, type ResourceSpec } from "../../support/stack";
import * as net from "../../launch/network/network";

const base = [
  net.vpc(),
  net.subnet("a"),
  net.subnet("b"),
  net.group("app"),
  net.gateway,
  net.nat("b"),
  ...net.table("public", net.toInternet, "b"),
  ...net.table("private", net.toNat, "a"),
];
const rule = (
  ruleNo: number,
  action: string,
  fromPort: number,
  toPort: number,
  cidrBlock = "0.0.0.0/0",
): unknown => ({
  ruleNo,
  action,
  protocol: "tcp",
  fromPort,
  toPort,
  cidrBlock,
});
const list = (
  egress: readonly unknown[] | undefined,
  ingress: readonly unknown[] | undefined,
): ResourceSpec[] => [
  ...base,
  {
    type: net.ACL,
    name: "acl",
    inputs: {
      vpcId: net.inVpc,
      subnetIds: [outputOf(net.SUBNET, "a")],
      ...(egress === undefined ? {} : { egress }),
      ...(ingress === undefined ? {} : { ingress }),
    },
  },
];
const OUT = [rule(100, "allow", 443, 443)];
const BACK = [rule(100, "allow", 1024, 65535)];
const inList = (others: readonly ResourceSpec[]): object => ({ ...net.placed(["a"]), others });

testRule(networkAclAllows, [
  { name: "the VPC's own list passes everything", ...net.placed(["a"]), others: base, verdict: "none" },
  { name: "out, and the answers in", ...inList(list(OUT, BACK)), verdict: "met" },
  {
    name: "a list without rules denies everything",
    ...inList(list(undefined, undefined)),
    verdict: "unmet",
    resource: "acl",
    says: ["passes no TCP 443 out"],
  },
  {
    name: "no answers come in",
    ...inList(list(OUT, [rule(100, "allow", 443, 443)])),
    verdict: "unmet",
    says: ["but not the answers"],
  },
  {
    name: "a part of the answers' ports",
    ...inList(list(OUT, [rule(100, "allow", 32768, 40000)])),
    verdict: "unknown",
  },
  {
    name: "all ports that Linux asks from",
    ...inList(list(OUT, [rule(100, "allow", 32768, 60999)])),
    verdict: "met",
  },
  {
    name: "RDP is denied before the rest is allowed",
    ...inList(list(OUT, [rule(90, "deny", 3389, 3389), rule(100, "allow", 1024, 65535)])),
    verdict: "met",
  },
  {
    name: "a deny of a lower number wins, in whatever order they are written",
    ...inList(list([rule(100, "allow", 443, 443), rule(50, "deny", 443, 443)], BACK)),
    verdict: "unmet",
  },
  {
    name: "a deny of a higher number comes too late",
    ...inList(list([rule(100, "allow", 443, 443), rule(200, "deny", 443, 443)], BACK)),
    verdict: "met",
  },
  {
    name: "only into the VPC",
    ...inList(list([rule(100, "allow", 0, 65535, "10.0.0.0/16")], BACK)),
    verdict: "unmet",
  },
  {
    name: "for a part of the addresses",
    ...inList(list([rule(100, "allow", 443, 443, "52.0.0.0/8")], BACK)),
    verdict: "unknown",
  },
  { name: "a rule that is not known", ...inList(list([new Unknown("later")], BACK)), verdict: "unknown" },
  {
    name: "rules of their own",
    ...inList([
      ...list(undefined, undefined),
      ...[true, false].map((egress) => ({
        type: "aws:ec2/networkAclRule:NetworkAclRule",
        name: egress ? "out" : "in",
        inputs: {
          networkAclId: outputOf(net.ACL, "acl"),
          egress,
          ruleNumber: 100,
          ruleAction: "allow",
          protocol: "-1",
          cidrBlock: "0.0.0.0/0",
        },
      })),
    ]),
    verdict: "met",
  },
  {
    name: "a default list that the program takes over and leaves empty",
    ...inList([
      ...base,
      {
        type: "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
        name: "closed",
        inputs: { defaultNetworkAclId: outputOf(net.VPC, "main") },
      },
    ]),
    verdict: "unmet",
    resource: "closed",
  },
  {
    name: "the NAT gateway's subnet keeps the tasks out",
    ...inList([
      ...base,
      {
        type: net.ACL,
        name: "edge",
        inputs: {
          vpcId: net.inVpc,
          subnetIds: [outputOf(net.SUBNET, "b")],
          egress: [rule(100, "allow", 0, 65535)],
          ingress: [rule(100, "allow", 80, 80), rule(110, "allow", 1024, 65535)],
        },
      },
    ]),
    verdict: "unmet",
    resource: "edge",
    says: ["NAT gateway's subnet b"],
  },
  {
    name: "the NAT gateway's subnet passes them",
    ...inList([
      ...base,
      {
        type: net.ACL,
        name: "edge",
        inputs: {
          vpcId: net.inVpc,
          subnetIds: [outputOf(net.SUBNET, "b")],
          egress: [rule(100, "allow", 0, 65535)],
          ingress: [rule(100, "allow", 443, 443, "10.0.0.0/16"), rule(110, "allow", 1024, 65535)],
        },
      },
    ]),
    verdict: "met",
  },
]);
