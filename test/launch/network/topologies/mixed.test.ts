import { outputOf } from "../../../support/stack";
import * as net from "../network";
import { testTopology } from "./topology";

const inA = net.placed(["a"]);
const privateA = net.table("private", net.toNat, "a");
const secretIn = (region: string): Readonly<Record<string, unknown>> => ({
  secrets: [{ name: "DB", valueFrom: `arn:aws:secretsmanager:${region}:123456789012:secret:db-AbCdEf` }],
});

testTopology("mixed: a NAT gateway and endpoints", [
  {
    name: "what has no endpoint goes through NAT",
    ...inA,
    others: [...net.base, ...net.publicB, ...privateA, net.endpointGroup, net.endpoint("ecr.api")],
    verdict: "met",
  },
  {
    name: "without private DNS the endpoint is passed by",
    ...inA,
    others: [
      ...net.base,
      ...net.publicB,
      ...privateA,
      net.endpointGroup,
      net.endpoint("logs", { privateDnsEnabled: false }),
    ],
    verdict: "met",
  },
  {
    name: "an endpoint takes its name over, and admits nobody: NAT does not help",
    ...inA,
    others: [...net.base, ...net.publicB, ...privateA, net.group("endpoints", {}), net.endpoint("logs")],
    verdict: "unmet",
    rule: "endpoint-accepts-tasks",
  },
  {
    name: "the group of the tasks lets out to the endpoints alone, and layers lie outside",
    ...inA,
    others: [
      net.vpc(),
      net.subnet("a"),
      net.subnet("b"),
      net.group("app", {
        egress: [
          { protocol: "tcp", fromPort: 443, toPort: 443, securityGroups: [outputOf(net.GROUP, "endpoints")] },
        ],
      }),
      ...net.publicB,
      ...privateA,
      ...net.allEndpoints,
    ],
    verdict: "unmet",
    rule: "security-group-allows-https",
    says: ["the public addresses of S3"],
  },
  {
    name: "secrets of another region go through NAT",
    ...inA,
    others: [...net.base, ...net.publicB, ...privateA, ...net.allEndpoints, net.endpoint("secretsmanager")],
    container: secretIn("us-east-1"),
    verdict: "met",
  },
]);
