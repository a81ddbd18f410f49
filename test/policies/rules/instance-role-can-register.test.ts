import { Unknown } from "../../../launch/known";
import { instanceRoleCanRegister } from "../../../policies/rules/instance-role-can-register";
import { CLUSTER, ROLE } from "../../support/fargate-service";
import { testRule } from "../../support/judge";
import { allow, attach, serviceRole } from "../../support/role-policies";
import { outputOf, type ResourceSpec } from "../../support/stack";

const GROUP = "aws:autoscaling/group:Group";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const PROFILE = "aws:iam/instanceProfile:InstanceProfile";
const PROVIDER = "aws:ecs/capacityProvider:CapacityProvider";
const REGISTER = ["ecs:DiscoverPollEndpoint", "ecs:RegisterContainerInstance", "ecs:Poll"];

const onProvider = {
  taskDefinition: { requiresCompatibilities: ["EC2"] },
  service: {
    launchType: undefined,
    capacityProviderStrategies: [{ capacityProvider: outputOf(PROVIDER, "pool"), weight: 1 }],
  },
};
/** Capacity provider, group, launch template and instance profile, each naming the next. */
const pool = (launch?: ResourceSpec, groupInputs?: Record<string, unknown>): ResourceSpec[] => [
  {
    type: PROVIDER,
    name: "pool",
    inputs: { name: "pool", autoScalingGroupProvider: { autoScalingGroupArn: outputOf(GROUP, "group") } },
  },
  {
    type: GROUP,
    name: "group",
    inputs: groupInputs ?? { launchTemplate: { id: outputOf(TEMPLATE, "template"), version: "$Latest" } },
  },
  launch ?? {
    type: TEMPLATE,
    name: "template",
    inputs: { name: "template", iamInstanceProfile: { arn: outputOf(PROFILE, "profile") } },
  },
  { type: PROFILE, name: "profile", inputs: { name: "profile", role: outputOf(ROLE, "instance") } },
];
const instance = (...statements: readonly object[]): ResourceSpec[] =>
  serviceRole("instance", "ec2.amazonaws.com", ...statements);

const byUserData = {
  taskDefinition: { requiresCompatibilities: ["EC2"] },
  service: { launchType: "EC2" },
};
const PROFILE_OF_ROLE: ResourceSpec = {
  type: PROFILE,
  name: "profile",
  inputs: { name: "profile", role: outputOf(ROLE, "instance") },
};
const host: ResourceSpec = {
  type: "aws:ec2/instance:Instance",
  name: "host",
  inputs: { userData: "echo ECS_CLUSTER=main-1a2b3c4", iamInstanceProfile: "profile" },
};

testRule(instanceRoleCanRegister, [
  { name: "no instances on Fargate", verdict: "none" },
  {
    ...onProvider,
    name: "the policy of AWS for instances",
    others: [
      ...pool(),
      ...instance(),
      attach("instance", "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"),
    ],
    verdict: "met",
  },
  {
    ...onProvider,
    name: "the smallest policy",
    others: [...pool(), ...instance(allow(REGISTER, "*"))],
    verdict: "met",
  },
  {
    ...onProvider,
    name: "no policy at all",
    others: [...pool(), ...instance()],
    verdict: "unmet",
    resource: "instance",
    says: ["AmazonEC2ContainerServiceforEC2Role", "ecs:DiscoverPollEndpoint"],
  },
  {
    ...onProvider,
    name: "the policy for tasks is not for instances",
    others: [
      ...pool(),
      ...instance(),
      attach("instance", "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"),
    ],
    verdict: "unmet",
  },
  {
    ...onProvider,
    name: "ECS tasks may assume the role, and EC2 may not",
    others: [...pool(), ...serviceRole("instance", "ecs-tasks.amazonaws.com", allow("ecs:*", "*"))],
    verdict: "unmet",
    says: ['"Service":"ec2.amazonaws.com"'],
  },
  {
    ...onProvider,
    name: "a launch configuration names the profile",
    others: [
      ...pool(
        {
          type: "aws:ec2/launchConfiguration:LaunchConfiguration",
          name: "configuration",
          inputs: { iamInstanceProfile: "profile" },
        },
        {
          launchConfiguration: outputOf("aws:ec2/launchConfiguration:LaunchConfiguration", "configuration"),
        },
      ),
      ...instance(),
    ],
    verdict: "unmet",
  },
  {
    ...onProvider,
    name: "a mixed group names its template in its policy",
    others: [
      ...pool(undefined, {
        mixedInstancesPolicy: {
          launchTemplate: {
            launchTemplateSpecification: { launchTemplateId: outputOf(TEMPLATE, "template") },
          },
        },
      }),
      ...instance(),
    ],
    verdict: "unmet",
  },
  {
    ...onProvider,
    name: "a profile that is not in view",
    others: pool({
      type: TEMPLATE,
      name: "template",
      inputs: { iamInstanceProfile: { name: "ecsInstanceRole" } },
    }),
    verdict: "unknown",
  },
  {
    name: "another provider may take the tasks",
    taskDefinition: { requiresCompatibilities: ["EC2"] },
    service: {
      launchType: undefined,
      capacityProviderStrategies: [
        { capacityProvider: outputOf(PROVIDER, "pool"), weight: 1 },
        { capacityProvider: "second", weight: 1 },
      ],
    },
    others: [
      ...pool(),
      ...instance(),
      {
        type: PROVIDER,
        name: "second",
        inputs: {
          name: "second",
          autoScalingGroupProvider: { autoScalingGroupArn: new Unknown("later") },
        },
      },
    ],
    verdict: "unknown",
    suspects: "ecs:DiscoverPollEndpoint",
  },
  {
    name: "the default strategy of the cluster",
    taskDefinition: { requiresCompatibilities: ["EC2"] },
    service: { launchType: undefined },
    others: [
      ...pool(),
      ...instance(),
      {
        type: "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
        name: "providers",
        inputs: {
          clusterName: outputOf(CLUSTER, "main"),
          capacityProviders: ["pool"],
          defaultCapacityProviderStrategies: [{ capacityProvider: "pool", weight: 1 }],
        },
      },
    ],
    verdict: "unmet",
  },
  {
    name: "with a launch type any instance of the cluster may do",
    taskDefinition: { requiresCompatibilities: ["EC2"] },
    service: { launchType: "EC2" },
    verdict: "unknown",
  },
  {
    name: "an instance that names the cluster in its user data, without the rights",
    ...byUserData,
    others: [host, PROFILE_OF_ROLE, ...instance()],
    verdict: "unmet",
    resource: "instance",
  },
  {
    name: "an instance that names the cluster in its user data, with the rights",
    ...byUserData,
    others: [host, PROFILE_OF_ROLE, ...instance(allow(REGISTER, "*"))],
    verdict: "met",
  },
  {
    name: "one of two instances has the rights: the other may do without tasks",
    ...byUserData,
    others: [
      host,
      PROFILE_OF_ROLE,
      ...instance(),
      { ...host, name: "second", inputs: { ...host.inputs, iamInstanceProfile: "ecsInstanceRole" } },
    ],
    verdict: "unknown",
    suspects: "ecs:DiscoverPollEndpoint",
  },
]);
