import * as net from "../network";
import { testTopology } from "./topology";

const inA = net.placed(["a"]);
const closed = net.group("app", {});
const toTransit = [{ cidrBlock: "0.0.0.0/0", transitGatewayId: "tgw-1" }];

testTopology("transit gateway: what lies behind is not in view", [
  {
    name: "everything goes there",
    ...inA,
    others: [...net.base, ...net.table("private", toTransit, "a")],
    verdict: "unknown",
    rule: "egress-path-exists",
    says: ["a transit gateway"],
  },
  {
    name: "private addresses alone go there, the rest through NAT",
    ...inA,
    others: [
      ...net.base,
      ...net.publicB,
      ...net.table("private", [...net.toNat, { cidrBlock: "10.0.0.0/8", transitGatewayId: "tgw-1" }], "a"),
    ],
    verdict: "met",
  },
  {
    name: "endpoints answer for all that is needed",
    ...inA,
    others: [...net.base, ...net.allEndpoints, ...net.table("private", toTransit, "a")],
    verdict: "met",
  },
  {
    name: "an endpoint is missing, and the answer may lie behind",
    ...inA,
    others: [...net.base, ...net.allBut("logs"), ...net.table("private", toTransit, "a")],
    verdict: "unknown",
    rule: "egress-path-exists",
  },
  {
    name: "the group of the tasks lets nothing out, whatever lies behind",
    ...inA,
    others: [net.vpc(), net.subnet("a"), closed, ...net.table("private", toTransit, "a")],
    verdict: "unmet",
    rule: "security-group-allows-https",
  },
]);
