import * as net from "../network";
import { testTopology } from "./topology";

const inA = net.placed(["a"]);

testTopology("isolated: the subnet's table leads nowhere", [
  {
    name: "nothing that a start needs is reached",
    ...inA,
    others: net.isolated,
    verdict: "unmet",
    rule: "egress-path-exists",
    says: ["subnet a → route table private → no default route"],
  },
  {
    name: "a public address is no way out",
    ...net.placed(["a"], { assignPublicIp: true }),
    others: [...net.isolated, net.gateway],
    verdict: "unmet",
    rule: "egress-path-exists",
  },
  {
    name: "an image of Docker Hub is not reached either",
    ...inA,
    others: net.isolated,
    container: { image: "nginx", logConfiguration: undefined },
    verdict: "unmet",
    rule: "egress-path-exists",
  },
  {
    name: "a peering connection may lead to a network that answers for AWS",
    ...inA,
    others: [
      ...net.base,
      ...net.table("private", [{ cidrBlock: "10.0.0.0/8", vpcPeeringConnectionId: "pcx-1" }], "a"),
    ],
    verdict: "unknown",
    rule: "egress-path-exists",
  },
]);
