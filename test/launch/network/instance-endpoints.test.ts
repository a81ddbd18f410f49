import { endpointAcceptsTasks } from "../../../policies/rules/endpoint-accepts-tasks";
import { endpointPrivateDns } from "../../../policies/rules/endpoint-private-dns";
import { endpointSetComplete } from "../../../policies/rules/endpoint-set-complete";
import { securityGroupAllowsHttps } from "../../../policies/rules/security-group-allows-https";
import { base64, ON_EC2 } from "../../support/instances";
import { testRule } from "../../support/judge";
import { outputOf } from "../../support/stack";
import * as net from "./network";
import * as ec2 from "./on-ec2";

const living = [...net.allEndpoints, ...ec2.isolated];

testRule(endpointPrivateDns, [
  {
    name: "the endpoint's own name as the address of ECS",
    ...ec2.onEc2(
      ["a"],
      [...ec2.isolated, net.endpointGroup, net.endpoint("ecs", { privateDnsEnabled: false })],
      {
        userData: base64("echo ECS_CLUSTER=main-1a2b3c4; echo ECS_BACKEND_HOST=$ECS >> /etc/ecs/ecs.config"),
      },
    ),
    verdict: "unknown",
  },
]);

testRule(endpointSetComplete, [
  {
    name: "endpoints for the agent, too",
    ...ec2.onEc2(["a"], [...living, ...ec2.forAgent]),
    verdict: "met",
  },
  {
    name: "the endpoints of Fargate alone: the agent reaches no ECS",
    ...ec2.onEc2(["a"], living),
    verdict: "unmet",
    level: "mandatory",
    resource: "main",
    says: ["missing: ecs, ecs-agent", "No Container Instances"],
  },
  {
    name: "without the telemetry tasks start",
    ...ec2.onEc2(["a"], [...living, ...ec2.forAgent.slice(0, 2)]),
    verdict: "unmet",
    level: "advisory",
    says: ["missing: ecs-telemetry"],
  },
  {
    name: "no endpoint for the layers, on an image of ECS's",
    ...ec2.onEc2(["a"], [...living.filter(({ name }) => name !== "ecr.dkr"), ...ec2.forAgent]),
    verdict: "unmet",
    says: ["missing: ecr.dkr"],
  },
  {
    name: "an image of one's own may hold the task's image",
    ...ec2.onEc2(["a"], [...living.filter(({ name }) => name !== "ecr.dkr"), ...ec2.forAgent], {
      imageId: "ami-0123456789abcdef0",
    }),
    verdict: "unknown",
    suspects: "missing: ecr.dkr",
  },
]);

testRule(endpointAcceptsTasks, [
  {
    name: "the endpoints admit the tasks' group, and not the instances'",
    ...ec2.onEc2(
      ["a"],
      [
        ...living.filter(({ name }) => name !== "endpoints"),
        ...ec2.forAgent,
        net.group("endpoints", {
          ingress: [
            { protocol: "tcp", fromPort: 443, toPort: 443, securityGroups: [outputOf(net.GROUP, "app")] },
          ],
        }),
      ],
    ),
    verdict: "unmet",
    says: ["security group hosts"],
  },
]);

testRule(securityGroupAllowsHttps, [
  {
    name: "the instances' group lets nothing out",
    ...ec2.onEc2(["a"], ec2.withNat, { vpcSecurityGroupIds: [outputOf(net.GROUP, "closed")] }),
    others: [
      ...(ec2.onEc2(["a"], ec2.withNat, { vpcSecurityGroupIds: [outputOf(net.GROUP, "closed")] }).others ??
        []),
      net.group("closed", {}),
    ],
    verdict: "unmet",
    resource: "closed",
    says: ["instances of fleet"],
  },
  {
    name: "groups in the template's interface",
    ...ec2.onEc2(["a"], ec2.withNat, {
      vpcSecurityGroupIds: undefined,
      networkInterfaces: [{ securityGroups: [outputOf(net.GROUP, "hosts")] }],
    }),
    verdict: "met",
    says: ["security group hosts"],
  },
  {
    name: "no group is named: the default one of the VPC",
    ...ec2.onEc2(["a"], ec2.withNat, { vpcSecurityGroupIds: undefined }),
    verdict: "met",
    says: ["default security group of main"],
  },
  {
    name: "in awsvpc mode the task's own group does not matter",
    ...ec2.inAwsvpc(ec2.onEc2(["a"], ec2.withNat)),
    service: { ...ON_EC2.service, ...net.placed(["a"], { groups: ["closed"] }).service },
    verdict: "met",
    says: ["security group hosts"],
  },
]);
