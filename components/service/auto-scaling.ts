import { interpolate, RunError, type CustomResourceOptions } from "@pulumi/pulumi";
import { Policy } from "@pulumi/aws/appautoscaling/policy";
import { Target } from "@pulumi/aws/appautoscaling/target";
import type { Service } from "@pulumi/aws/ecs/service";
import type { AutoScalingArgs } from "../ecs-service-args";

const METRICS = {
  cpuPercent: "ECSServiceAverageCPUUtilization",
  memoryPercent: "ECSServiceAverageMemoryUtilization",
} as const;

/**
 * Lets Application Auto Scaling choose the number of tasks.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html
 * @throws {RunError} where there is nothing to hold
 */
export function scaleWithLoad(
  name: string,
  service: Service,
  args: AutoScalingArgs,
  options: CustomResourceOptions,
): void {
  const tracked = (["cpuPercent", "memoryPercent"] as const).filter((metric) => args[metric] !== undefined);
  if (tracked.length === 0)
    throw new RunError(`EcsService ${name}, autoScaling: give \`cpuPercent\`, \`memoryPercent\` or both.`);
  const clusterName = service.cluster.apply((cluster) => cluster.slice(cluster.lastIndexOf("/") + 1));
  const target = new Target(
    name,
    {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: interpolate`service/${clusterName}/${service.name}`,
      minCapacity: args.minCapacity,
      maxCapacity: args.maxCapacity,
    },
    options,
  );
  for (const metric of tracked)
    new Policy(
      `${name}-${metric}`,
      {
        policyType: "TargetTrackingScaling",
        serviceNamespace: target.serviceNamespace,
        scalableDimension: target.scalableDimension,
        resourceId: target.resourceId,
        targetTrackingScalingPolicyConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType: METRICS[metric] },
          targetValue: args[metric] ?? 0,
        },
      },
      options,
    );
}
