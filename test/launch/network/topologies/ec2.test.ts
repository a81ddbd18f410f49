import { ON_EC2 } from "../../../support/instances";
import { outputOf } from "../../../support/stack";
import * as net from "../network";
import * as ec2 from "../on-ec2";
import { testTopology } from "./topology";

const ofGroup = (name: string): unknown => [
  { protocol: "tcp", fromPort: 443, toPort: 443, securityGroups: [outputOf(net.GROUP, name)] },
];
const withExec = <T extends { readonly service?: object | null }>(patch: T): T => ({
  ...patch,
  service: { ...patch.service, enableExecuteCommand: true },
});

testTopology("EC2 in bridge mode: the instances ask for everything", [
  {
    name: "they get out through a NAT gateway",
    ...ec2.onEc2(["a"], ec2.withNat),
    verdict: "met",
    says: ["subnet a → route table private → NAT gateway nat"],
  },
  {
    name: "without any way out they never reach ECS",
    ...ec2.onEc2(["a"], ec2.isolated),
    verdict: "unmet",
    rule: "egress-path-exists",
    says: ["subnet a → route table private → no default route"],
  },
  {
    name: "endpoints for the agent, too",
    ...ec2.onEc2(["a"], [...ec2.isolated, ...net.allEndpoints, ...ec2.forAgent]),
    verdict: "met",
  },
  {
    name: "the endpoints of Fargate alone",
    ...ec2.onEc2(["a"], [...ec2.isolated, ...net.allEndpoints]),
    verdict: "unmet",
    rule: "endpoint-set-complete",
    says: ["ecs, ecs-agent"],
  },
  {
    name: "the endpoints admit another group than the instances'",
    ...ec2.onEc2(
      ["a"],
      [
        ...ec2.isolated,
        ...net.allBut("endpoints"),
        ...ec2.forAgent,
        net.group("endpoints", { ingress: ofGroup("app") }),
      ],
    ),
    verdict: "unmet",
    rule: "endpoint-accepts-tasks",
    says: ["security group hosts"],
  },
  {
    name: "a public subnet that gives them addresses",
    ...ec2.onEc2(
      ["c"],
      [
        net.subnet("c", { mapPublicIpOnLaunch: true }),
        net.gateway,
        ...net.table("public", net.toInternet, "c"),
      ],
    ),
    verdict: "met",
  },
  {
    name: "a public subnet that gives them none",
    ...ec2.onEc2(["b"], [net.gateway, ...net.table("public", net.toInternet, "b")]),
    verdict: "unmet",
    rule: "public-ip-assigned",
  },
]);

testTopology("EC2 in awsvpc mode: the instances still ask, but for ECS Exec", [
  {
    name: "the task's subnet leads nowhere, the instance's out: only the instance's counts",
    ...ec2.inAwsvpc(
      ec2.onEc2(
        ["b"],
        [
          net.subnet("c"),
          net.gateway,
          net.nat("c"),
          ...net.table("public", net.toInternet, "c"),
          ...net.table("outbound", net.toNat, "b"),
          ...ec2.isolated,
        ],
      ),
    ),
    verdict: "met",
    says: ["subnet b → route table outbound"],
  },
  {
    name: "the task's subnet leads out, the instance's nowhere",
    ...ec2.onEc2(["a"], [...net.publicB, ...ec2.isolated]),
    taskDefinition: { ...ON_EC2.taskDefinition, networkMode: "awsvpc" },
    service: { ...ON_EC2.service, ...net.placed(["b"]).service },
    verdict: "unmet",
    rule: "egress-path-exists",
    says: ["subnet a → route table private → no default route"],
  },
  {
    name: "the NAT gateway of the instance's subnet leads back to itself",
    ...ec2.inAwsvpc(
      ec2.onEc2(["b"], [net.gateway, net.nat("b"), ...net.table("public", net.toNat, "b"), ...ec2.isolated]),
    ),
    verdict: "unmet",
    rule: "egress-path-exists",
    says: ["the same NAT gateway"],
  },
  {
    name: "the group of the task lets nothing out, that of the instance does",
    ...ec2.inAwsvpc(ec2.onEc2(["a"], [...ec2.withNat, net.group("closed", {})])),
    service: { ...ON_EC2.service, ...net.placed(["a"], { groups: ["closed"] }).service },
    verdict: "met",
    says: ["security group hosts"],
  },
  {
    name: "ECS Exec speaks from the task's subnet, which leads nowhere",
    ...withExec(
      ec2.inAwsvpc(
        ec2.onEc2(
          ["b"],
          [
            net.subnet("c"),
            net.gateway,
            net.nat("c"),
            ...net.table("public", net.toInternet, "c"),
            ...net.table("outbound", net.toNat, "b"),
            ...ec2.isolated,
          ],
        ),
      ),
    ),
    verdict: "unmet",
    rule: "egress-path-exists",
    says: ["subnet a → route table private → no default route"],
  },
]);
