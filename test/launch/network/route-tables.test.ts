import { egressPathExists } from "../../../policies/rules/egress-path-exists";
import { testRule } from "../../support/judge";
import { outputOf } from "../../support/stack";
import * as net from "./network";

const inA = net.placed(["a"]);

describe("the route table that a subnet uses", () => {
  testRule(egressPathExists, [
    {
      name: "a table that is associated with a gateway is no table of the subnet",
      ...inA,
      others: [
        ...net.base,
        ...net.publicB,
        ...net.table("nat", net.toNat),
        net.associated("edge", {
          gatewayId: outputOf(net.IGW, "igw"),
          routeTableId: outputOf(net.TABLE, "nat"),
        }),
      ],
      verdict: "unmet",
      says: ["main route table"],
    },
    {
      name: "the adopted default table leads out",
      ...inA,
      others: [
        ...net.base,
        ...net.publicB,
        net.ec2("DefaultRouteTable", "main-table", { defaultRouteTableId: net.inVpc, routes: net.toNat }),
      ],
      verdict: "met",
    },
    {
      name: "the adopted default table is emptied",
      ...inA,
      others: [
        ...net.base,
        ...net.publicB,
        net.ec2("DefaultRouteTable", "main-table", { defaultRouteTableId: net.inVpc, routes: [] }),
      ],
      verdict: "unmet",
      resource: "main-table",
    },
    {
      name: "the main association wins over the adopted default table",
      ...inA,
      others: [
        ...net.base,
        ...net.publicB,
        ...net.table("nat", net.toNat),
        net.ec2("DefaultRouteTable", "main-table", { defaultRouteTableId: net.inVpc, routes: [] }),
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
        ...net.isolated,
        ...net.publicB,
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
      name: "the table of another VPC's twin subnet leads out, this one's does not",
      ...inA,
      others: [...net.isolated, ...net.publicB, ...net.table("nat", net.toNat, "b")].filter(
        ({ name }) => name !== "public-b",
      ),
      verdict: "unmet",
      resource: "private",
    },
  ]);
});
