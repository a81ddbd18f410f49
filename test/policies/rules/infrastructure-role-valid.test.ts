import { infrastructureRoleValid } from "../../../policies/rules/infrastructure-role-valid";
import { ROLE } from "../../support/fargate-service";
import { testRule } from "../../support/judge";
import { allow, attach, serviceRole } from "../../support/role-policies";
import { outputOf, type ResourceSpec } from "../../support/stack";

const service = {
  volumeConfiguration: {
    name: "data",
    managedEbsVolume: { roleArn: outputOf(ROLE, "infra"), sizeInGb: 10 },
  },
};
const infra = (...statements: readonly object[]): ResourceSpec[] =>
  serviceRole("infra", "ecs.amazonaws.com", ...statements);
const VOLUMES = "arn:aws:iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForVolumes";

const blueGreen = (strategy: string): Readonly<Record<string, unknown>> => ({
  deploymentConfiguration: { strategy },
  loadBalancers: [
    {
      targetGroupArn: "arn:…",
      advancedConfiguration: { alternateTargetGroupArn: "arn:…", roleArn: outputOf(ROLE, "infra") },
    },
  ],
});

testRule(infrastructureRoleValid, [
  { name: "nothing that needs one", verdict: "none" },
  {
    name: "the policy of AWS for volumes",
    service,
    others: [...infra(), attach("infra", VOLUMES)],
    verdict: "met",
  },
  {
    name: "no policy at all",
    service,
    others: infra(),
    verdict: "unmet",
    resource: "infra",
    says: ["ec2:CreateVolume", VOLUMES],
  },
  {
    name: "ECS tasks may assume it, and ECS itself may not",
    service,
    others: [...serviceRole("infra", "ecs-tasks.amazonaws.com"), attach("infra", VOLUMES)],
    verdict: "unmet",
    says: ['"Service":"ecs.amazonaws.com"'],
  },
  {
    name: "volumes that carry another tag than ECS gives them",
    service,
    others: infra({
      ...allow(["ec2:CreateVolume", "ec2:AttachVolume"], "*"),
      Condition: { StringEquals: { "aws:RequestTag/AmazonECSManaged": "false" } },
    }),
    verdict: "unmet",
  },
  { name: "everything on EC2", service, others: infra(allow("ec2:*", "*")), verdict: "met" },
  {
    name: "a role of another stack",
    service: {
      volumeConfiguration: {
        name: "data",
        managedEbsVolume: { roleArn: "arn:aws:iam::123456789012:role/other" },
      },
    },
    verdict: "unknown",
  },
  {
    name: "TLS of Service Connect with the policy of AWS",
    service: {
      serviceConnectConfiguration: {
        enabled: true,
        services: [{ portName: "http", tls: { roleArn: outputOf(ROLE, "infra") } }],
      },
    },
    others: [
      ...infra(),
      attach(
        "infra",
        "arn:aws:iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity",
      ),
    ],
    verdict: "met",
  },
  {
    name: "VPC Lattice with the policy for volumes",
    service: {
      vpcLatticeConfigurations: [
        { roleArn: outputOf(ROLE, "infra"), targetGroupArn: "arn", portName: "http" },
      ],
    },
    others: [...infra(), attach("infra", VOLUMES)],
    verdict: "unmet",
    says: ["vpc-lattice:RegisterTargets"],
  },
  {
    name: "a blue/green deployment with the policy of AWS",
    service: blueGreen("BLUE_GREEN"),
    others: [
      ...infra(),
      attach("infra", "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers"),
    ],
    verdict: "met",
  },
  {
    name: "a blue/green deployment without a policy",
    service: blueGreen("BLUE_GREEN"),
    others: infra(),
    verdict: "unmet",
    says: ["elasticloadbalancing:RegisterTargets"],
  },
  {
    name: "a rolling deployment uses no such role",
    service: blueGreen("ROLLING"),
    others: serviceRole("infra", "ecs-tasks.amazonaws.com"),
    verdict: "none",
  },
  {
    name: "a hook whose role may not call its function",
    service: {
      deploymentConfiguration: {
        strategy: "CANARY",
        lifecycleHooks: [{ hookTargetArn: "arn:…", roleArn: outputOf(ROLE, "infra") }],
      },
    },
    others: infra(allow("logs:*", "*")),
    verdict: "unmet",
    says: ["lambda:InvokeFunction"],
  },
]);
