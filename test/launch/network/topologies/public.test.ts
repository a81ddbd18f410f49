import * as net from "../network";
import { testTopology } from "./topology";

const openly = net.placed(["b"], { assignPublicIp: true });
const closed = net.group("app", {});

testTopology("public: the default route leads to an internet gateway", [
  {
    name: "tasks have public addresses",
    ...openly,
    others: [...net.base, net.gateway, ...net.table("public", net.toInternet, "b")],
    verdict: "met",
  },
  {
    name: "tasks have none, though the subnet gives them to instances",
    ...net.placed(["b"]),
    others: [
      net.vpc(),
      net.subnet("b", { mapPublicIpOnLaunch: true }),
      net.group("app"),
      net.gateway,
      ...net.table("public", net.toInternet, "b"),
    ],
    verdict: "unmet",
    rule: "public-ip-assigned",
    says: ["assignPublicIp is left out"],
  },
  {
    name: "the main table leads out, and nothing is associated",
    ...openly,
    others: [
      ...net.base,
      net.gateway,
      net.ec2("DefaultRouteTable", "main-table", {
        defaultRouteTableId: net.inVpc,
        routes: net.toInternet,
      }),
    ],
    verdict: "met",
  },
  {
    name: "the group of the tasks lets nothing out",
    ...openly,
    others: [net.vpc(), net.subnet("b"), closed, net.gateway, ...net.table("public", net.toInternet, "b")],
    verdict: "unmet",
    rule: "security-group-allows-https",
    says: ["no egress rule"],
  },
]);
