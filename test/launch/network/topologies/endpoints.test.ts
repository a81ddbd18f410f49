import * as net from "../network";
import { testTopology } from "./topology";

const inA = net.placed(["a"]);
const secretIn = (region: string): Readonly<Record<string, unknown>> => ({
  secrets: [{ name: "DB", valueFrom: `arn:aws:secretsmanager:${region}:123456789012:secret:db-AbCdEf` }],
});

testTopology("endpoints alone", [
  {
    name: "all that the start needs",
    ...inA,
    others: [...net.isolated, ...net.allEndpoints],
    verdict: "met",
  },
  {
    name: "they stand in another zone than the tasks",
    ...net.placed(["b"]),
    others: [...net.base, ...net.allEndpoints, ...net.table("private", undefined, "b")],
    verdict: "met",
  },
  {
    name: "S3 has an interface endpoint that answers for its names",
    ...inA,
    others: [...net.isolated, ...net.allBut("s3"), net.endpoint("s3")],
    verdict: "met",
  },
  {
    name: "one is missing",
    ...inA,
    others: [...net.isolated, ...net.allBut("ecr.dkr")],
    verdict: "unmet",
    rule: "endpoint-set-complete",
    says: ["missing: ecr.dkr"],
  },
  {
    name: "the S3 gateway endpoint is on a table that the subnet does not use",
    ...inA,
    others: [
      ...net.isolated,
      ...net.table("other", undefined, "b"),
      ...net.allBut("s3"),
      net.s3Gateway("other"),
    ],
    verdict: "unmet",
    rule: "s3-gateway-endpoint-associated",
  },
  {
    name: "one is without private DNS",
    ...inA,
    others: [...net.isolated, ...net.allBut("logs"), net.endpoint("logs", { privateDnsEnabled: undefined })],
    verdict: "unmet",
    rule: "endpoint-private-dns",
  },
  {
    name: "their group admits nobody",
    ...inA,
    others: [...net.isolated, ...net.allBut("endpoints"), net.group("endpoints", {})],
    verdict: "unmet",
    rule: "endpoint-accepts-tasks",
  },
  {
    name: "an image of Docker Hub has no endpoint",
    ...inA,
    others: [...net.isolated, ...net.allEndpoints],
    container: { image: "nginx" },
    verdict: "unmet",
    rule: "egress-path-exists",
    says: ["no default route"],
  },
  {
    name: "secrets of another region, which an endpoint of this one does not serve",
    ...inA,
    others: [...net.isolated, ...net.allEndpoints, net.endpoint("secretsmanager")],
    container: secretIn("us-east-1"),
    verdict: "unmet",
    rule: "egress-path-exists",
  },
  {
    name: "secrets of the same region",
    ...inA,
    others: [...net.isolated, ...net.allEndpoints, net.endpoint("secretsmanager")],
    container: secretIn("eu-west-1"),
    verdict: "met",
  },
]);
