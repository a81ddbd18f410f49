import { s3GatewayEndpointAssociated } from "../../../policies/rules/s3-gateway-endpoint-associated";
import { testRule } from "../../support/judge";
import { outputOf } from "../../support/stack";
import * as net from "../../launch/network/network";

const base = [
  net.vpc(),
  net.subnet("a"),
  net.subnet("b"),
  net.group("app"),
  ...net.table("private", undefined, "a"),
  ...net.table("other", undefined, "b"),
  ...net.allEndpoints.filter(({ name }) => name !== "s3"),
];

testRule(s3GatewayEndpointAssociated, [
  {
    name: "with the subnet's table",
    ...net.placed(["a"]),
    others: [...base, net.s3Gateway("private")],
    verdict: "met",
  },
  {
    name: "with another subnet's table",
    ...net.placed(["a"]),
    others: [...base, net.s3Gateway("other")],
    verdict: "unmet",
    resource: "s3",
    says: ["associated with route table other, which a does not use"],
  },
  {
    name: "with no table",
    ...net.placed(["a"]),
    others: [...base, net.s3Gateway()],
    verdict: "unmet",
    says: ["no route table"],
  },
  {
    name: "with one of two subnets' tables",
    ...net.placed(["a", "b"]),
    others: [...base, net.s3Gateway("private")],
    verdict: "unmet",
    says: ["which b does not use"],
  },
  {
    name: "through an association of its own",
    ...net.placed(["a"]),
    others: [
      ...base,
      net.s3Gateway(),
      {
        type: "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
        name: "s3-private",
        inputs: { vpcEndpointId: outputOf(net.ENDPOINT, "s3"), routeTableId: outputOf(net.TABLE, "private") },
      },
    ],
    verdict: "met",
  },
  {
    name: "a table that the program does not name may be this one",
    ...net.placed(["a"]),
    others: [
      ...base,
      {
        ...net.s3Gateway(),
        inputs: { ...net.s3Gateway().inputs, routeTableIds: [outputOf(net.VPC, "main")] },
      },
    ],
    verdict: "unknown",
  },
  {
    name: "NAT reaches S3 without it",
    ...net.placed(["a"]),
    others: [
      net.vpc(),
      net.subnet("a"),
      net.subnet("b"),
      net.group("app"),
      net.gateway,
      net.nat("b"),
      ...net.table("public", net.toInternet, "b"),
      ...net.table("private", net.toNat, "a"),
      net.s3Gateway("public"),
    ],
    verdict: "none",
  },
]);
