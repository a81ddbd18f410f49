import { Unknown } from "../../../launch/known";
import { networkConfigurationMatches } from "../../../policies/rules/network-configuration-matches";
import { CLUSTER, ROLE, TASK_DEFINITION } from "../../support/fargate-service";
import { testRule } from "../../support/judge";
import { outputOf, type ResourceSpec } from "../../support/stack";

const ec2 = { launchType: "EC2" };
const bridge = { networkMode: "bridge", requiresCompatibilities: ["EC2"] };
const subnets = (count: number): unknown => ({
  subnets: Array.from({ length: count }, (_, index) => `subnet-${index}`),
});
const target = (networkConfiguration: unknown): { others: ResourceSpec[]; service: null } => ({
  service: null,
  others: [
    {
      type: "aws:cloudwatch/eventTarget:EventTarget",
      name: "nightly",
      inputs: {
        arn: outputOf(CLUSTER, "main"),
        ecsTarget: {
          taskDefinitionArn: outputOf(TASK_DEFINITION, "api"),
          launchType: "FARGATE",
          networkConfiguration,
        },
      },
    },
  ],
});
const schedule = (networkConfiguration: unknown): { others: ResourceSpec[]; service: null } => ({
  service: null,
  others: [
    {
      type: "aws:scheduler/schedule:Schedule",
      name: "hourly",
      inputs: {
        target: {
          arn: outputOf(CLUSTER, "main"),
          ecsParameters: {
            taskDefinitionArn: outputOf(TASK_DEFINITION, "api"),
            launchType: "FARGATE",
            networkConfiguration,
          },
        },
      },
    },
  ],
});

testRule(networkConfigurationMatches, [
  { name: "awsvpc on Fargate with subnets", verdict: "met" },
  {
    name: "no network configuration",
    service: { networkConfiguration: undefined },
    verdict: "unmet",
    says: ["must be provided when networkMode 'awsvpc'"],
  },
  {
    name: "Fargate without a network mode",
    taskDefinition: { networkMode: undefined },
    verdict: "unmet",
    says: ["left out, which means bridge", "Fargate only supports network mode"],
    resource: "api",
  },
  { name: "Fargate in bridge mode", taskDefinition: { networkMode: "bridge" }, verdict: "unmet" },
  {
    name: "bridge mode on EC2 needs no configuration",
    taskDefinition: bridge,
    service: { ...ec2, networkConfiguration: undefined },
    verdict: "met",
  },
  {
    name: "bridge mode with a configuration",
    taskDefinition: bridge,
    service: ec2,
    verdict: "unmet",
    says: ["not valid for the given networkMode"],
  },
  {
    name: "no network mode on EC2 with a configuration",
    taskDefinition: { networkMode: undefined, requiresCompatibilities: undefined },
    service: ec2,
    verdict: "unmet",
  },
  {
    name: "awsvpc on EC2",
    taskDefinition: { requiresCompatibilities: ["EC2"] },
    service: { ...ec2, networkConfiguration: subnets(1) },
    verdict: "met",
  },
  {
    name: "a public address on EC2",
    taskDefinition: { requiresCompatibilities: ["EC2"] },
    service: { ...ec2, networkConfiguration: { subnets: ["subnet-a"], assignPublicIp: true } },
    verdict: "unmet",
    says: ["Assign public IP is not supported for this launch type."],
  },
  {
    name: "awsvpc on external instances",
    taskDefinition: { requiresCompatibilities: ["EXTERNAL"] },
    service: { launchType: "EXTERNAL" },
    verdict: "unmet",
  },
  {
    name: "no subnets",
    service: { networkConfiguration: subnets(0) },
    verdict: "unmet",
    says: ["subnets can not be empty"],
  },
  { name: "sixteen subnets", service: { networkConfiguration: subnets(16) }, verdict: "met" },
  {
    name: "seventeen subnets",
    service: { networkConfiguration: subnets(17) },
    verdict: "unmet",
    says: ["17 subnets"],
  },
  {
    name: "six security groups",
    service: {
      networkConfiguration: { subnets: ["subnet-a"], securityGroups: ["1", "2", "3", "4", "5", "6"] },
    },
    verdict: "unmet",
  },
  {
    name: "six mentions of groups that may be the same",
    service: {
      networkConfiguration: {
        subnets: ["subnet-a"],
        securityGroups: Array(6).fill(new Unknown("later")) as unknown[],
      },
    },
    verdict: "unknown",
  },
  {
    name: "subnets come later",
    service: { networkConfiguration: { subnets: new Unknown("later") } },
    verdict: "unknown",
  },
  {
    name: "network mode comes later on EC2",
    taskDefinition: { networkMode: new Unknown("later"), requiresCompatibilities: ["EC2"] },
    service: { ...ec2, networkConfiguration: undefined },
    verdict: "unknown",
  },
  {
    name: "ports in network mode none",
    taskDefinition: { networkMode: "none", requiresCompatibilities: ["EC2"] },
    service: { ...ec2, networkConfiguration: undefined },
    verdict: "unmet",
    says: ["maps no ports in network mode none"],
  },
  {
    name: "a rule's target without subnets",
    ...target(undefined),
    verdict: "unmet",
    resource: "nightly",
  },
  { name: "a rule's target with subnets", ...target(subnets(1)), verdict: "met" },
  { name: "a schedule without subnets", ...schedule(undefined), verdict: "unmet", resource: "hourly" },
  { name: "a schedule with subnets", ...schedule(subnets(2)), verdict: "met" },
  {
    name: "a Classic load balancer before Fargate",
    service: { loadBalancers: [{ elbName: "old", containerName: "api", containerPort: 8080 }] },
    verdict: "unmet",
    says: ["Classic Load Balancers are not supported with Fargate."],
  },
  {
    name: "a service role in awsvpc mode",
    service: { iamRole: outputOf(ROLE, "exec"), loadBalancers: [{ targetGroupArn: "tg" }] },
    verdict: "unmet",
    says: ["cannot specify an IAM role"],
  },
  {
    name: "what AWS reports for the service-linked role",
    service: {
      iamRole: "arn:aws:iam::123456789012:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS",
    },
    verdict: "met",
  },
  {
    name: "a service role that comes from nowhere known",
    service: { iamRole: new Unknown("later") },
    verdict: "unknown",
  },
  {
    name: "the task definition is another stack's",
    service: { taskDefinition: "elsewhere:3", launchType: "EC2" },
    verdict: "unknown",
  },
]);
