import { Unknown } from "../../../launch/known";
import { endpointAcceptsTasks } from "../../../policies/rules/endpoint-accepts-tasks";
import { testRule } from "../../support/judge";
import { outputOf } from "../../support/stack";
import * as net from "../../launch/network/network";

const base = [
  net.vpc(),
  net.subnet("a"),
  net.group("app"),
  ...net.table("private", undefined, "a"),
  ...net.allEndpoints.filter(({ name }) => name !== "endpoints"),
];
const admits = (...ingress: readonly unknown[]): typeof base => [
  ...base,
  net.group("endpoints", { ingress }),
];
const https = { protocol: "tcp", fromPort: 443, toPort: 443 };

testRule(endpointAcceptsTasks, [
  {
    name: "from the VPC",
    ...net.placed(["a"]),
    others: admits({ ...https, cidrBlocks: ["10.0.0.0/16"] }),
    verdict: "met",
  },
  {
    name: "from the tasks' group",
    ...net.placed(["a"]),
    others: admits({ ...https, securityGroups: [outputOf(net.GROUP, "app")] }),
    verdict: "met",
  },
  {
    name: "from another group",
    ...net.placed(["a"]),
    others: [...admits({ ...https, securityGroups: [outputOf(net.GROUP, "bastion")] }), net.group("bastion")],
    verdict: "unmet",
    resource: "endpoints",
    says: ["no rule of it admits TCP 443 from security group app or subnet a (10.0.1.0/24)"],
  },
  { name: "no rule at all", ...net.placed(["a"]), others: admits(), verdict: "unmet" },
  {
    name: "from another subnet",
    ...net.placed(["a"]),
    others: admits({ ...https, cidrBlocks: ["10.0.2.0/24"] }),
    verdict: "unmet",
  },
  {
    name: "from a part of the subnet",
    ...net.placed(["a"]),
    others: admits({ ...https, cidrBlocks: ["10.0.1.0/25"] }),
    verdict: "unknown",
  },
  {
    name: "port 80 only",
    ...net.placed(["a"]),
    others: admits({ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["10.0.0.0/16"] }),
    verdict: "unmet",
  },
  {
    name: "from itself, and the tasks have it too",
    ...net.placed(["a"], { groups: ["app", "endpoints"] }),
    others: admits({ ...https, self: true }),
    verdict: "met",
  },
  {
    name: "from itself only",
    ...net.placed(["a"]),
    others: admits({ ...https, self: true }),
    verdict: "unmet",
  },
  {
    name: "rules that are not known",
    ...net.placed(["a"]),
    others: admits(new Unknown("later")),
    verdict: "unknown",
  },
  {
    name: "a rule of its own",
    ...net.placed(["a"]),
    others: [
      ...admits(),
      {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        name: "https",
        inputs: {
          securityGroupId: outputOf(net.GROUP, "endpoints"),
          referencedSecurityGroupId: outputOf(net.GROUP, "app"),
          ipProtocol: "tcp",
          fromPort: 443,
          toPort: 443,
        },
      },
    ],
    verdict: "met",
  },
  {
    name: "without groups it has the VPC's default one, which admits only itself",
    ...net.placed(["a"]),
    others: [
      ...base.filter(({ name }) => name !== "ecr.api"),
      net.endpointGroup,
      net.endpoint("ecr.api", { securityGroupIds: null }),
    ],
    verdict: "unmet",
    resource: "ecr.api",
    says: ["default security group of main"],
  },
  {
    name: "an endpoint that refuses is not rescued by NAT",
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
      net.endpoint("logs"),
      net.group("endpoints", {}),
    ],
    verdict: "unmet",
  },
]);
