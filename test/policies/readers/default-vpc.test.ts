import { Unknown } from "../../../launch/known";
import { egressPathExists } from "../../../policies/rules/egress-path-exists";
import { networkAclAllows } from "../../../policies/rules/network-acl-allows";
import { publicIpAssigned } from "../../../policies/rules/public-ip-assigned";
import { securityGroupAllowsHttps } from "../../../policies/rules/security-group-allows-https";
import { subnetHasAddresses } from "../../../policies/rules/subnet-has-addresses";
import { testRule, type RuleCase } from "../../support/judge";
import { outputOf, type ResourceSpec } from "../../support/stack";
import * as net from "../../launch/network/network";

const DEFAULT_VPC = "aws:ec2/defaultVpc:DefaultVpc";
const DEFAULT_SUBNET = "aws:ec2/defaultSubnet:DefaultSubnet";
const DEFAULT_TABLE = "aws:ec2/defaultRouteTable:DefaultRouteTable";
const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const DEFAULT_ACL = "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl";

const inDefault = outputOf(DEFAULT_VPC, "default");
const OUT = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];
const PULLS_PUBLIC = {
  image: `public.ecr.aws/nginx/nginx@sha256:${"a".repeat(64)}`,
  logConfiguration: undefined,
};

const vpc: ResourceSpec = { type: DEFAULT_VPC, name: "default", inputs: {} };
const zone: ResourceSpec = {
  type: DEFAULT_SUBNET,
  name: "zone-a",
  inputs: { availabilityZone: "eu-west-1a" },
};
const app: ResourceSpec = {
  type: net.GROUP,
  name: "app",
  inputs: { vpcId: inDefault, egress: OUT },
};
const adopted = (routes: readonly unknown[]): ResourceSpec => ({
  type: DEFAULT_TABLE,
  name: "main-table",
  inputs: { defaultRouteTableId: inDefault, routes },
});
const TO_INTERNET = [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-0123456789abcdef0" }];

const inZone = (
  others: readonly ResourceSpec[],
  network: Readonly<Record<string, unknown>> = {},
): Pick<RuleCase, "service" | "others"> => ({
  service: {
    networkConfiguration: {
      subnets: [outputOf(DEFAULT_SUBNET, "zone-a")],
      securityGroups: [outputOf(net.GROUP, "app")],
      ...network,
    },
  },
  others,
});

describe("the default VPC", () => {
  testRule(publicIpAssigned, [
    {
      name: "AWS gives it an internet gateway, which takes a public address",
      ...inZone([vpc, zone, app]),
      verdict: "unknown",
      says: ["what the account already has in the default VPC default is not in view"],
      suspects: "assignPublicIp is left out",
    },
    {
      name: "what became of its routes is not in view",
      ...inZone([vpc, zone, app], { assignPublicIp: true }),
      verdict: "unknown",
    },
    {
      name: "a table that is taken over has the routes of the program alone",
      ...inZone([vpc, zone, app, adopted(TO_INTERNET)], { assignPublicIp: true }),
      container: PULLS_PUBLIC,
      verdict: "met",
    },
    {
      name: "no address, and a table that is taken over",
      ...inZone([vpc, zone, app, adopted(TO_INTERNET)]),
      container: PULLS_PUBLIC,
      verdict: "unmet",
      says: ["subnet zone-a → route table main-table → an internet gateway"],
    },
    {
      name: "an endpoint of the account may stand in",
      ...inZone([vpc, zone, app, adopted(TO_INTERNET)]),
      verdict: "unknown",
    },
  ]);

  testRule(egressPathExists, [
    {
      name: "a table that is taken over without a route leads nowhere",
      ...inZone([vpc, zone, app, adopted([])]),
      container: PULLS_PUBLIC,
      verdict: "unmet",
      resource: "main-table",
    },
    {
      name: "a default subnet alone does not show its VPC",
      ...inZone([zone, app]),
      verdict: "unknown",
      says: ["the default VPC that zone-a is in is not in view"],
    },
    {
      name: "the default VPC of another region is another one",
      ...inZone([
        { ...vpc, inputs: { region: "us-east-1" } },
        { ...zone, inputs: { availabilityZone: "eu-west-1a", region: "eu-west-1" } },
        app,
      ]),
      verdict: "unknown",
      says: ["the default VPC that zone-a is in is not in view"],
    },
    {
      name: "a NAT gateway in a default subnet gets out as AWS made it",
      ...net.placed(["a"]),
      others: [
        vpc,
        zone,
        app,
        { type: net.SUBNET, name: "a", inputs: { vpcId: inDefault, cidrBlock: "172.31.96.0/20" } },
        {
          type: net.NAT,
          name: "nat",
          inputs: { subnetId: outputOf(DEFAULT_SUBNET, "zone-a"), allocationId: "eipalloc-1" },
        },
        {
          type: net.TABLE,
          name: "private",
          inputs: { vpcId: inDefault, routes: net.toNat },
        },
        {
          type: net.ASSOCIATION,
          name: "private",
          inputs: { subnetId: outputOf(net.SUBNET, "a"), routeTableId: outputOf(net.TABLE, "private") },
        },
      ],
      verdict: "unknown",
      says: ["what the account already has in the default VPC default is not in view"],
    },
  ]);

  testRule(securityGroupAllowsHttps, [
    {
      name: "its own group may have been changed",
      ...inZone([vpc, zone], { securityGroups: [], assignPublicIp: true }),
      verdict: "unknown",
    },
    {
      name: "its own group, taken over with rules",
      ...inZone(
        [vpc, zone, { type: DEFAULT_GROUP, name: "own", inputs: { vpcId: inDefault, egress: OUT } }],
        { securityGroups: [], assignPublicIp: true },
      ),
      verdict: "met",
    },
    {
      name: "its own group, taken over without rules and without saying of which VPC",
      ...inZone([vpc, zone, { type: DEFAULT_GROUP, name: "own", inputs: {} }], {
        securityGroups: [],
        assignPublicIp: true,
      }),
      verdict: "unmet",
      resource: "own",
    },
  ]);

  testRule(networkAclAllows, [
    {
      name: "its own list may have been changed",
      ...inZone([vpc, zone, app, adopted(TO_INTERNET)], { assignPublicIp: true }),
      container: PULLS_PUBLIC,
      verdict: "unknown",
    },
    {
      name: "its own list, taken over without rules, denies everything",
      ...inZone(
        [
          vpc,
          zone,
          app,
          adopted(TO_INTERNET),
          { type: DEFAULT_ACL, name: "own-acl", inputs: { defaultNetworkAclId: inDefault } },
        ],
        { assignPublicIp: true },
      ),
      container: PULLS_PUBLIC,
      verdict: "unmet",
      resource: "own-acl",
    },
  ]);

  testRule(subnetHasAddresses, [
    { name: "the range of a default subnet is not in view", ...inZone([vpc, zone, app]), verdict: "unknown" },
  ]);
});

/** A rule that is added to the list AWS made with a VPC. */
const addedRule = (inputs: Readonly<Record<string, unknown>>): ResourceSpec => ({
  type: "aws:ec2/networkAclRule:NetworkAclRule",
  name: "added",
  inputs: { networkAclId: net.inVpc, protocol: "-1", cidrBlock: "0.0.0.0/0", egress: true, ...inputs },
});
const isPublic = [
  net.vpc(),
  net.subnet("a"),
  net.group("app"),
  net.gateway,
  ...net.table("public", net.toInternet, "a"),
];

describe("the network ACL that comes with a VPC", () => {
  testRule(networkAclAllows, [
    {
      name: "a denial before its own rule closes it",
      ...net.placed(["a"], { assignPublicIp: true }),
      others: [...isPublic, addedRule({ ruleNumber: 50, ruleAction: "deny" })],
      verdict: "unmet",
      says: ["default network ACL of main"],
    },
    {
      name: "a denial after its own rule is never asked",
      ...net.placed(["a"], { assignPublicIp: true }),
      others: [...isPublic, addedRule({ ruleNumber: 200, ruleAction: "deny" })],
      verdict: "met",
    },
    {
      name: "what it denies comes later",
      ...net.placed(["a"], { assignPublicIp: true }),
      others: [...isPublic, addedRule({ ruleNumber: new Unknown("later"), ruleAction: "deny" })],
      verdict: "unknown",
    },
  ]);
});
