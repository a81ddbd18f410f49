import { s3GatewayEndpointAssociated } from "../../../policies/rules/s3-gateway-endpoint-associated";
import { testRule } from "../../support/judge";
import { outputOf } from "../../support/stack";
import * as net from "./network";

const inA = net.placed(["a"]);

describe("the S3 gateway endpoint", () => {
  testRule(s3GatewayEndpointAssociated, [
    {
      name: "it is associated apart",
      ...inA,
      others: [
        ...net.isolated,
        ...net.allBut("s3"),
        net.s3Gateway(),
        net.ec2("VpcEndpointRouteTableAssociation", "s3-private", {
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
        ...net.isolated,
        ...net.table("old", undefined),
        ...net.allBut("s3"),
        net.s3Gateway(),
        net.ec2("VpcEndpointRouteTableAssociation", "s3-old", {
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
        ...net.base,
        net.ec2("DefaultRouteTable", "private", { defaultRouteTableId: net.inVpc }),
        ...net.allBut("s3"),
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
});
