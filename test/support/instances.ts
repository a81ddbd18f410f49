import { CLUSTER } from "./fargate-service";
import { outputOf, type ResourceSpec } from "./stack";

const PROVIDER = "aws:ecs/capacityProvider:CapacityProvider";
const GROUP = "aws:autoscaling/group:Group";
export const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

export const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** Properties that turn the good service into one on EC2, placed by the capacity provider of `instances`. */
export const ON_EC2 = {
  taskDefinition: { networkMode: "bridge", requiresCompatibilities: ["EC2"], cpu: undefined, memory: "512" },
  service: {
    launchType: undefined,
    networkConfiguration: undefined,
    capacityProviderStrategies: [{ capacityProvider: outputOf(PROVIDER, "own"), weight: 1 }],
  },
};

/** A capacity provider with its group and launch template, as they are when instances join cluster `main`. */
export function instances(
  template: Readonly<Record<string, unknown>> = {},
  group: Readonly<Record<string, unknown>> = {},
): ResourceSpec[] {
  return [
    {
      type: PROVIDER,
      name: "own",
      inputs: { autoScalingGroupProvider: { autoScalingGroupArn: outputOf(GROUP, "fleet") } },
    },
    {
      type: "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
      name: "providers",
      inputs: { clusterName: outputOf(CLUSTER, "main"), capacityProviders: [outputOf(PROVIDER, "own")] },
    },
    {
      type: GROUP,
      name: "fleet",
      inputs: { maxSize: 2, minSize: 1, launchTemplate: { id: outputOf(TEMPLATE, "host") }, ...group },
    },
    {
      type: TEMPLATE,
      name: "host",
      inputs: {
        imageId: "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
        instanceType: "m5.large",
        userData: base64("#!/bin/bash\necho ECS_CLUSTER=main-1a2b3c4 >> /etc/ecs/ecs.config\n"),
        iamInstanceProfile: { name: "ecs" },
        ...template,
      },
    },
  ];
}
