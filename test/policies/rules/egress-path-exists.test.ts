import { Unknown } from "../../../launch/known";
import { egressPathExists } from "../../../policies/rules/egress-path-exists";
import { CONTAINER } from "../../support/fargate-service";
import { testRule } from "../../support/judge";
import { outputOf, type ResourceSpec } from "../../support/stack";
import * as net from "../../launch/network/network";

const base = [net.vpc(), net.subnet("a"), net.subnet("b"), net.group("app")];
const nats = [net.gateway, net.nat("b"), ...net.table("public", net.toInternet, "b")];

testRule(egressPathExists, [
  {
    name: "through a NAT gateway in a public subnet",
    ...net.placed(["a"]),
    others: [...base, ...nats, ...net.table("private", net.toNat, "a")],
    verdict: "met",
    says: [
      "subnet a → route table private → NAT gateway nat in subnet b → route table public → internet gateway igw",
    ],
  },
  {
    name: "NAT with assignPublicIp is no fault",
    ...net.placed(["a"], { assignPublicIp: true }),
    others: [...base, ...nats, ...net.table("private", net.toNat, "a")],
    verdict: "met",
  },
  {
    name: "a separate Route to the NAT gateway",
    ...net.placed(["a"]),
    others: [
      ...base,
      ...nats,
      ...net.table("private", undefined, "a"),
      {
        type: net.ROUTE,
        name: "out",
        inputs: {
          routeTableId: outputOf(net.TABLE, "private"),
          destinationCidrBlock: "0.0.0.0/0",
          natGatewayId: outputOf(net.NAT, "nat"),
        },
      },
    ],
    verdict: "met",
  },
  {
    name: "no association, and the main table has no route",
    ...net.placed(["a"]),
    others: [...base, ...nats],
    verdict: "unmet",
    resource: "main route table of main",
    says: ["subnet a → main route table of main → no default route", "ResourceInitializationError"],
  },
  {
    name: "no association, and the main table is replaced by one that gets out",
    ...net.placed(["a"]),
    others: [
      ...base,
      ...nats,
      ...net.table("private", net.toNat),
      {
        type: net.MAIN,
        name: "main",
        inputs: { vpcId: net.inVpc, routeTableId: outputOf(net.TABLE, "private") },
      },
    ],
    verdict: "met",
  },
  {
    name: "a Route on the VPC's own main table",
    ...net.placed(["a"]),
    others: [
      ...base,
      ...nats,
      {
        type: net.ROUTE,
        name: "out",
        inputs: {
          routeTableId: outputOf(net.VPC, "main"),
          destinationCidrBlock: "0.0.0.0/0",
          natGatewayId: outputOf(net.NAT, "nat"),
        },
      },
    ],
    verdict: "met",
  },
  {
    name: "one of two subnets has no route",
    ...net.placed(["a", "b"], { assignPublicIp: true }),
    others: [...base, net.gateway, ...net.table("public", net.toInternet, "b")],
    verdict: "unmet",
    says: ["subnet a → main route table of main → no default route"],
  },
  {
    name: "the NAT gateway stands in the subnet it serves",
    ...net.placed(["a"]),
    others: [...base, net.gateway, net.nat("a"), ...net.table("private", net.toNat, "a")],
    verdict: "unmet",
    resource: "private",
    says: ["the same NAT gateway"],
  },
  {
    name: "the NAT gateway's subnet has no route",
    ...net.placed(["a"]),
    others: [...base, net.gateway, net.nat("b"), ...net.table("private", net.toNat, "a")],
    verdict: "unmet",
    resource: "main route table of main",
    says: ["NAT gateway itself cannot get out"],
  },
  {
    name: "a regional NAT gateway needs no subnet",
    ...net.placed(["a"]),
    others: [
      ...base,
      net.gateway,
      { type: net.NAT, name: "nat", inputs: { vpcId: net.inVpc, availabilityMode: "regional" } },
      ...net.table("private", net.toNat, "a"),
    ],
    verdict: "met",
  },
  {
    name: "the internet gateway is attached to nothing",
    ...net.placed(["a"], { assignPublicIp: true }),
    others: [
      ...base,
      { type: net.IGW, name: "igw", inputs: {} },
      ...net.table("public", net.toInternet, "a"),
    ],
    verdict: "unmet",
    resource: "igw",
  },
  {
    name: "behind a transit gateway there may be anything",
    ...net.placed(["a"]),
    others: [...base, ...net.table("private", [{ cidrBlock: "0.0.0.0/0", transitGatewayId: "tgw-1" }], "a")],
    verdict: "unknown",
    says: ["a transit gateway"],
  },
  {
    name: "a transit gateway for private addresses may lead to central endpoints",
    ...net.placed(["a"]),
    others: [...base, ...net.table("private", [{ cidrBlock: "10.0.0.0/8", transitGatewayId: "tgw-1" }], "a")],
    verdict: "unknown",
  },
  {
    name: "the default route as two halves",
    ...net.placed(["a"]),
    others: [
      ...base,
      ...nats,
      ...net.table(
        "private",
        ["0.0.0.0/1", "128.0.0.0/1"].map((cidrBlock) => ({
          cidrBlock,
          natGatewayId: outputOf(net.NAT, "nat"),
        })),
        "a",
      ),
    ],
    verdict: "met",
  },
  {
    name: "half of the addresses only",
    ...net.placed(["a"]),
    others: [
      ...base,
      ...nats,
      ...net.table("private", [{ cidrBlock: "0.0.0.0/1", natGatewayId: outputOf(net.NAT, "nat") }], "a"),
    ],
    verdict: "unknown",
  },
  {
    name: "IPv6 alone may do for some",
    ...net.placed(["a"]),
    others: [
      net.vpc(),
      net.subnet("a", { ipv6CidrBlock: "2001:db8::/64" }),
      net.group("app"),
      ...net.table("private", [{ ipv6CidrBlock: "::/0", egressOnlyGatewayId: "eigw-1" }], "a"),
    ],
    verdict: "unknown",
    suspects: "IPv6 alone",
  },
  {
    name: "subnets by id are not in view",
    verdict: "unknown",
    says: ["subnet subnet-0a is not managed by this stack"],
  },
  {
    name: "a VPC by id is not in view",
    ...net.placed(["a"]),
    others: [net.subnet("a", { vpcId: "vpc-1" }), net.group("app")],
    verdict: "unknown",
    says: ["the VPC of its subnets is not in view"],
  },
  {
    name: "completed elsewhere, says the configuration",
    ...net.placed(["a"]),
    others: base,
    settings: { managedElsewhere: ["main*"] },
    verdict: "unknown",
  },
  {
    name: "a component of another process gets the VPC",
    ...net.placed(["a"]),
    others: [
      ...base,
      { type: "acme:net:Routing", name: "routing", remote: true, inputs: { vpc: net.inVpc } },
    ],
    verdict: "unknown",
  },
  {
    name: "containers that are not known need an image all the same",
    ...net.placed(["a"]),
    others: base,
    taskDefinition: { containerDefinitions: new Unknown("later") },
    verdict: "unmet",
    says: ["the registry of its images"],
  },
  {
    name: "while an instance may run a registry of its own",
    ...net.placed(["a"]),
    others: [...base, { type: "aws:ec2/instance:Instance", name: "nexus", inputs: {} }],
    taskDefinition: { containerDefinitions: new Unknown("later") },
    verdict: "unknown",
    suspects: "no default route",
  },
  {
    name: "a registry of an unknown host may stand inside",
    ...net.placed(["a"]),
    others: base,
    container: { image: "registry.example.org/api:1", logConfiguration: undefined },
    verdict: "unknown",
    suspects: "no default route",
  },
  {
    name: "Docker Hub has no endpoint, and the others are there",
    ...net.placed(["a"]),
    others: [...base, ...net.allEndpoints, ...net.table("private", undefined, "a")],
    container: { image: "nginx" },
    verdict: "unmet",
    says: ["docker.io"],
  },
  {
    name: "Docker Hub through NAT",
    ...net.placed(["a"]),
    others: [...base, ...nats, ...net.table("private", net.toNat, "a")],
    container: { image: "nginx" },
    verdict: "met",
  },
  {
    name: "a private zone that answers for Docker Hub",
    ...net.placed(["a"]),
    others: [
      ...base,
      {
        type: "aws:route53/zone:Zone",
        name: "hub",
        inputs: { name: "docker.io", vpcs: [{ vpcId: net.inVpc }] },
      },
    ],
    container: { image: "nginx", logConfiguration: undefined },
    verdict: "unknown",
    says: ["private hosted zone docker.io"],
  },
  {
    name: "a private zone of something else answers for nothing of this",
    ...net.placed(["a"]),
    others: [
      ...base,
      {
        type: "aws:route53/zone:Zone",
        name: "own",
        inputs: { name: "shop.internal", vpcs: [{ vpcId: net.inVpc }] },
      },
    ],
    verdict: "unmet",
  },
  {
    name: "names are not answered at all",
    ...net.placed(["a"]),
    others: [
      net.vpc({ enableDnsSupport: false, enableDnsHostnames: false }),
      net.subnet("a"),
      net.subnet("b"),
      net.group("app"),
      ...nats,
      ...net.table("private", net.toNat, "a"),
    ],
    verdict: "unmet",
    says: ["enableDnsSupport of main is false"],
  },
  {
    name: "an image of another region through endpoints",
    ...net.placed(["a"]),
    others: [...base, ...net.allEndpoints, ...net.table("private", undefined, "a")],
    container: { image: CONTAINER.image.replace("eu-west-1", "us-east-1") },
    verdict: "unmet",
    says: ["us-east-1"],
  },
  {
    name: "on EC2 the instances speak, which are not in view",
    taskDefinition: { requiresCompatibilities: ["EC2"] },
    service: { launchType: "EC2" },
    verdict: "unknown",
    says: ["instances"],
  },
  { name: "external instances are not in AWS", service: { launchType: "EXTERNAL" }, verdict: "none" },
  {
    name: "a way out that is not taken, because endpoints answer",
    ...net.placed(["a"]),
    others: [...base, ...net.allEndpoints, ...net.table("private", undefined, "a")],
    verdict: "none",
  },
]);

const LIST = "aws:ec2/managedPrefixList:ManagedPrefixList";
const listOf = (...cidrs: readonly unknown[]): ResourceSpec => ({
  type: LIST,
  name: "out",
  inputs: { addressFamily: "IPv4", maxEntries: 5, entries: cidrs.map((cidr) => ({ cidr })) },
});
const entry = (cidr: string): ResourceSpec => ({
  type: "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry",
  name: "more",
  inputs: { prefixListId: outputOf(LIST, "out"), cidr },
});
/** Private subnet a, whose table leads a prefix list to the NAT gateway. */
const byList = (...others: readonly ResourceSpec[]): object => ({
  ...net.placed(["a"]),
  others: [
    net.vpc(),
    net.subnet("a"),
    net.subnet("b"),
    net.group("app"),
    net.gateway,
    net.nat("b"),
    ...net.table("public", net.toInternet, "b"),
    ...net.table(
      "private",
      [{ destinationPrefixListId: outputOf(LIST, "out"), natGatewayId: outputOf(net.NAT, "nat") }],
      "a",
    ),
    ...others,
  ],
});

describe("routes of prefix lists", () => {
  testRule(egressPathExists, [
    { name: "the list is the whole internet", ...byList(listOf("0.0.0.0/0")), verdict: "met" },
    { name: "in two halves", ...byList(listOf("0.0.0.0/1", "128.0.0.0/1")), verdict: "met" },
    {
      name: "the other half is written apart",
      ...byList(listOf("0.0.0.0/1"), entry("128.0.0.0/1")),
      verdict: "met",
    },
    { name: "half of the addresses", ...byList(listOf("0.0.0.0/1")), verdict: "unknown" },
    { name: "an entry that is not known", ...byList(listOf(new Unknown("later"))), verdict: "unknown" },
    {
      name: "a list without entries leads nothing anywhere",
      ...byList(listOf()),
      verdict: "unmet",
      resource: "private",
      says: ["no default route"],
    },
    {
      name: "IPv6 alone leads none of what is asked over IPv4",
      ...byList(listOf("::/0")),
      verdict: "unmet",
      resource: "private",
    },
  ]);
});
