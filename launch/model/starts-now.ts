import { isUnknown } from "../known";
import type { Launch } from "../launch";

/**
 * Why the deployment at hand may start no task of this launch; `undefined` when it surely starts one.
 * A service without `desiredCount` is made with 0 by the provider.
 * https://www.pulumi.com/registry/packages/aws/api-docs/ecs/service/ (desiredCount)
 */
export function startsNow({ site, taskDefinition }: Launch): string | undefined {
  if (site === undefined) return `nothing here runs ${taskDefinition.ref.name}`;
  const { name } = site.ref;
  if (site.kind === "start-canary") return undefined;
  if (site.kind !== "service") return `${name} starts its tasks later`;
  const { deploymentController, desiredCount, schedulingStrategy } = site;
  if (isUnknown(deploymentController)) return deploymentController.because;
  if (deploymentController === "EXTERNAL")
    return `an external deployment controller starts the tasks of ${name}`;
  if (isUnknown(schedulingStrategy)) return schedulingStrategy.because;
  if (schedulingStrategy === "DAEMON") return `${name} starts one task for each instance that comes`;
  if (isUnknown(desiredCount)) return desiredCount.because;
  return (desiredCount ?? 0) > 0 ? undefined : `${name} starts nothing now: its desired count is 0`;
}
