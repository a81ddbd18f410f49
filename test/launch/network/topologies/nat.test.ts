import { outputOf, type ResourceSpec } from "../../../support/stack";
import * as net from "../network";
import { testTopology } from "./topology";

const inA = net.placed(["a"]);
const inBoth = net.placed(["a", "b"]);
const privateA = net.table("private", net.toNat, "a");
const through = (gateway: string): unknown => [
  { cidrBlock: "0.0.0.0/0", natGatewayId: outputOf(net.NAT, gateway) },
];

testTopology("a NAT gateway in every zone", [
  {
    name: "each subnet has its own",
    ...inBoth,
    others: [...perZone(), ...net.table("public", net.toInternet, "c", "d")],
    verdict: "met",
    says: ["NAT gateway nat-a in subnet c", "NAT gateway nat-b in subnet d"],
  },
  {
    name: "the second one stands in a subnet that does not lead out",
    ...inBoth,
    others: [...perZone(), ...net.table("public", net.toInternet, "c")],
    verdict: "unmet",
    rule: "egress-path-exists",
    says: ["subnet b → route table private-b → NAT gateway nat-b in subnet d → main route table of main"],
  },
  {
    name: "a subnet may use that of another zone",
    ...inBoth,
    others: [...perZone("nat-a"), ...net.table("public", net.toInternet, "c")],
    verdict: "met",
  },
]);

testTopology("one NAT gateway for all", [
  {
    name: "both subnets use its table",
    ...net.placed(["a", "c"]),
    others: [...net.base, net.subnet("c"), ...net.publicB, ...net.table("private", net.toNat, "a", "c")],
    verdict: "met",
  },
  {
    name: "the table is associated with one of them alone",
    ...net.placed(["a", "c"]),
    others: [...net.base, net.subnet("c"), ...net.publicB, ...privateA],
    verdict: "unmet",
    rule: "egress-path-exists",
    says: ["subnet c → main route table of main → no default route"],
  },
  {
    name: "the private table leads to the internet gateway instead",
    ...inA,
    others: [...net.base, ...net.publicB, ...net.table("private", net.toInternet, "a")],
    verdict: "unmet",
    rule: "public-ip-assigned",
  },
]);

/** Private subnets a and b with a table each, public subnets c and d with a NAT gateway each. */
function perZone(second = "nat-b"): ResourceSpec[] {
  return [
    ...net.base,
    net.subnet("c"),
    net.subnet("d"),
    net.gateway,
    net.nat("c", "nat-a"),
    net.nat("d", "nat-b"),
    ...net.table("private-a", through("nat-a"), "a"),
    ...net.table("private-b", through(second), "b"),
  ];
}
