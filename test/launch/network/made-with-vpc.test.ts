import { Unknown, UnknownOutput } from "../../../launch/known";
import { egressPathExists } from "../../../policies/rules/egress-path-exists";
import { endpointAcceptsTasks } from "../../../policies/rules/endpoint-accepts-tasks";
import { s3GatewayEndpointAssociated } from "../../../policies/rules/s3-gateway-endpoint-associated";
import { testRule } from "../../support/judge";
import { outputOf, urnOf, type ResourceSpec } from "../../support/stack";
import * as net from "./network";

/** While nothing is created, `vpc.mainRouteTableId` and its like tell no more than that they come from the VPC. */
const ofVpc = net.inVpc;
const named = (output: string): Unknown => new UnknownOutput("later", urnOf(net.VPC, "main"), output);
const inA = net.placed(["a"]);
const TABLE = "aws:ec2/defaultRouteTable:DefaultRouteTable";
const GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const s3On = (routeTableIds: unknown): ResourceSpec[] => [
  ...net.allBut("s3"),
  { ...net.s3Gateway(), inputs: { ...net.s3Gateway().inputs, routeTableIds } },
];
const adopted = (inputs: Readonly<Record<string, unknown>> = {}): ResourceSpec =>
  net.ec2("DefaultRouteTable", "taken", { defaultRouteTableId: ofVpc, ...inputs });

describe("what AWS makes with a VPC", () => {
  testRule(s3GatewayEndpointAssociated, [
    {
      name: "the endpoint is on vpc.mainRouteTableId, and the subnet has no table of its own",
      ...inA,
      others: [...net.base, ...s3On([ofVpc])],
      verdict: "met",
    },
    {
      name: "the endpoint is on a table of the VPC's, and the subnet has one of its own that may be looked up",
      ...inA,
      others: [...net.isolated, ...s3On([ofVpc])],
      verdict: "unknown",
      suspects: "s3 is associated with main route table of main",
    },
    {
      name: "the endpoint is certainly on vpc.mainRouteTableId, and the subnet has a table of its own",
      ...inA,
      others: [...net.isolated, ...s3On([named("mainRouteTableId")])],
      verdict: "unmet",
      resource: "s3",
      says: ["main route table of main"],
    },
    {
      name: "on both tables, in a list whose elements are known to come from both",
      ...net.placed(["a", "b"]),
      others: [
        ...net.isolated,
        ...s3On([
          new Unknown("later", [urnOf(net.TABLE, "private"), urnOf(net.VPC, "main")]),
          new Unknown("later", [urnOf(net.TABLE, "private"), urnOf(net.VPC, "main")]),
        ]),
      ],
      verdict: "met",
    },
    {
      name: "a list that is looked up in the VPC",
      ...inA,
      others: [...net.isolated, ...s3On(ofVpc)],
      verdict: "unknown",
    },
    {
      name: "it is associated apart, with vpc.mainRouteTableId",
      ...inA,
      others: [
        ...net.base,
        ...s3On(undefined),
        net.ec2("VpcEndpointRouteTableAssociation", "apart", {
          vpcEndpointId: outputOf(net.ENDPOINT, "s3"),
          routeTableId: ofVpc,
        }),
      ],
      verdict: "met",
    },
    {
      name: "the program takes the table over, and the endpoint names it through the VPC",
      ...inA,
      others: [...net.base, adopted(), ...s3On([ofVpc])],
      verdict: "met",
    },
    {
      name: "the program takes the table over, and the subnet names it through the VPC",
      ...inA,
      others: [
        ...net.base,
        adopted(),
        net.associated("explicit", { subnetId: net.inSubnet("a"), routeTableId: ofVpc }),
        ...s3On([outputOf(TABLE, "taken")]),
      ],
      verdict: "met",
    },
    {
      name: "the program takes it over, and replaces it as the main one",
      ...inA,
      others: [
        ...net.base,
        adopted(),
        ...net.table("main", undefined),
        { type: net.MAIN, name: "swap", inputs: { vpcId: ofVpc, routeTableId: outputOf(net.TABLE, "main") } },
        ...s3On([outputOf(TABLE, "taken")]),
      ],
      verdict: "unmet",
      resource: "s3",
    },
  ]);

  const deployed: ResourceSpec = {
    ...net.vpc(),
    id: "vpc-1",
    outputs: { defaultRouteTableId: "rtb-1", mainRouteTableId: "rtb-1" },
  };
  const others = [deployed, ...net.base.slice(1), ...net.publicB];
  const out = { destinationCidrBlock: "0.0.0.0/0", natGatewayId: outputOf(net.NAT, "nat") };
  testRule(egressPathExists, [
    {
      name: "after the deployment a route names the main table by id",
      ...inA,
      others: [...others, { type: net.ROUTE, name: "out", inputs: { routeTableId: "rtb-1", ...out } }],
      verdict: "met",
    },
    {
      name: "after the deployment the program still takes the table over",
      ...inA,
      others: [...others, { ...adopted({ defaultRouteTableId: "rtb-1", routes: net.toNat }), id: "rtb-1" }],
      verdict: "met",
    },
    {
      name: "whose table the program takes over is not known",
      ...inA,
      others: [...others, adopted({ defaultRouteTableId: new Unknown("of another stack") })],
      verdict: "unknown",
    },
  ]);

  testRule(endpointAcceptsTasks, [
    {
      name: "tasks without a group have the default one, which the endpoints have by its own name",
      ...net.placed(["a"], { groups: [] }),
      others: [
        ...net.isolated,
        ...net.allBut("logs"),
        net.ec2("DefaultSecurityGroup", "taken", {
          vpcId: ofVpc,
          ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }],
          egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
        }),
        net.endpoint("logs", { securityGroupIds: [outputOf(GROUP, "taken")] }),
      ],
      verdict: "met",
    },
    {
      name: "tasks name vpc.defaultSecurityGroupId, and the endpoints have it because none is given",
      service: {
        networkConfiguration: { subnets: [net.inSubnet("a")], securityGroups: [ofVpc] },
      },
      others: [...net.isolated, ...net.allBut("logs"), net.endpoint("logs", { securityGroupIds: undefined })],
      verdict: "met",
    },
    {
      name: "whether the tasks' group is that of the VPC or of another stack is not known",
      service: {
        networkConfiguration: {
          subnets: [net.inSubnet("a")],
          securityGroups: [
            new Unknown("later", [urnOf(net.VPC, "main"), urnOf("pulumi:pulumi:StackReference", "base")]),
          ],
        },
      },
      others: [...net.isolated, ...net.allBut("logs"), net.endpoint("logs", { securityGroupIds: undefined })],
      verdict: "unknown",
    },
    {
      name: "the endpoints name vpc.defaultSecurityGroupId, and the tasks have a group of their own",
      ...inA,
      others: [
        ...net.isolated,
        ...net.allBut("logs"),
        net.endpoint("logs", { securityGroupIds: [named("defaultSecurityGroupId")] }),
      ],
      verdict: "unmet",
      resource: "logs",
    },
  ]);
});
