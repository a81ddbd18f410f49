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

/** Tasks in subnet a, and endpoints in the given ones, whose lists `lists` are. */
const throughEndpoints = (subnets: readonly string[], ...lists: readonly ResourceSpec[]): object =>
  inList([
    net.vpc(),
    ...["a", "b", "c"].map((name) => net.subnet(name)),
    net.group("app"),
    net.endpointGroup,
    ...net.table("private", undefined, "a", "b", "c"),
    net.s3Gateway("private"),
    ...["ecr.api", "ecr.dkr", "logs"].map((service) =>
      net.endpoint(service, { subnetIds: subnets.map((name) => outputOf(net.SUBNET, name)) }),
    ),
    ...lists,
  ]);
const listOf = (
  name: string,
  subnets: readonly string[],
  egress: unknown,
  ingress: unknown,
): ResourceSpec => ({
  type: net.ACL,
  name,
  inputs: { vpcId: net.inVpc, subnetIds: subnets.map((each) => outputOf(net.SUBNET, each)), egress, ingress },
});
const ALL = [rule(100, "allow", 0, 65535)];

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
  {
    name: "the endpoints' subnet takes in the tasks and answers them",
    ...throughEndpoints(
      ["b"],
      listOf(
        "inner",
        ["b"],
        [rule(100, "allow", 1024, 65535)],
        [rule(100, "allow", 443, 443, "10.0.0.0/16")],
      ),
    ),
    verdict: "met",
  },
  {
    name: "the endpoints' subnet takes in nothing on 443",
    ...throughEndpoints(["b"], listOf("inner", ["b"], ALL, [rule(100, "allow", 1024, 65535)])),
    verdict: "unmet",
    resource: "inner",
    says: ["does not let TCP 443 in from subnet a"],
  },
  {
    name: "the endpoints' subnet takes the tasks in, and lets out 443 alone",
    ...throughEndpoints(["b"], listOf("inner", ["b"], [rule(100, "allow", 443, 443)], ALL)),
    verdict: "unmet",
    resource: "inner",
  },
  {
    name: "it admits another tier than that of the tasks",
    ...throughEndpoints(["b"], listOf("inner", ["b"], ALL, [rule(100, "allow", 443, 443, "10.0.9.0/24")])),
    verdict: "unmet",
    resource: "inner",
  },
  {
    name: "it admits a part of the tasks' subnet",
    ...throughEndpoints(["b"], listOf("inner", ["b"], ALL, [rule(100, "allow", 443, 443, "10.0.1.0/25")])),
    verdict: "unknown",
  },
  {
    name: "one list for both tiers was written for the way to the internet",
    ...throughEndpoints(["b"], listOf("shared", ["a", "b"], ALL, [rule(100, "allow", 1024, 65535)])),
    verdict: "unmet",
    resource: "shared",
  },
  {
    name: "between the tasks and an interface in their own subnet no list acts",
    ...throughEndpoints(["a", "b"], listOf("inner", ["b"], [], [])),
    verdict: "none",
  },
  {
    name: "one of two interfaces is closed, and names may lead to the other",
    ...throughEndpoints(["b", "c"], listOf("inner", ["b"], [], [])),
    verdict: "unknown",
  },
  {
    name: "both interfaces are closed, by one list",
    ...throughEndpoints(["b", "c"], listOf("inner", ["b", "c"], [], [])),
    verdict: "unmet",
    resource: "inner",
  },
]);
