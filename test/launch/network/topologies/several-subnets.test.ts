import * as net from "../network";
import { testTopology } from "./topology";

const inA = net.placed(["a"]);
const inBoth = net.placed(["a", "b"]);
const privateA = net.table("private", net.toNat, "a");

testTopology("several subnets, of which one is broken", [
  {
    name: "ECS may place a task in any of them",
    ...net.placed(["a", "c"]),
    others: [
      ...net.base,
      net.subnet("c"),
      ...net.publicB,
      ...privateA,
      ...net.table("forgotten", undefined, "c"),
    ],
    verdict: "unmet",
    rule: "egress-path-exists",
    says: ["subnet c → route table forgotten → no default route"],
  },
  {
    name: "the service does not use it",
    ...inA,
    others: [
      ...net.base,
      net.subnet("c"),
      ...net.publicB,
      ...privateA,
      ...net.table("forgotten", undefined, "c"),
    ],
    verdict: "met",
  },
  {
    name: "one is public, and tasks have no address",
    ...inBoth,
    others: [...net.base, ...net.publicB, ...privateA],
    verdict: "unmet",
    rule: "public-ip-assigned",
    says: ["subnet b → route table public → internet gateway igw"],
  },
  {
    name: "one is public, and tasks have an address",
    ...net.placed(["a", "b"], { assignPublicIp: true }),
    others: [...net.base, ...net.publicB, ...privateA],
    verdict: "met",
  },
  {
    name: "the S3 gateway endpoint is on the table of one alone",
    ...inBoth,
    others: [...net.isolated, ...net.table("second", undefined, "b"), ...net.allEndpoints],
    verdict: "unmet",
    rule: "s3-gateway-endpoint-associated",
    says: ["route table second"],
  },
  {
    name: "the network ACL of one lets nothing pass",
    ...net.placed(["a", "c"]),
    others: [
      ...net.base,
      net.subnet("c"),
      ...net.publicB,
      ...net.table("private", net.toNat, "a", "c"),
      net.ec2("NetworkAcl", "empty", { vpcId: net.inVpc, subnetIds: [net.inSubnet("c")] }),
    ],
    verdict: "unmet",
    rule: "network-acl-allows",
  },
]);
