import { isUnknown, Unknown } from "../known";
import type { Launch } from "../launch";
import { Catalogue } from "./catalogue";
import type { CloudModel } from "./cloud-model";
import type { InstanceGroup } from "./instance-group";
import type { CapacityProviderItem } from "./launch-site";

const FARGATE: ReadonlySet<unknown> = new Set(["FARGATE", "FARGATE_SPOT"]);

/**
 * The instances that a launch on EC2 may be placed on: those of its capacity providers, or of its cluster's. None for a
 * launch elsewhere; unknown where instances may come from anywhere.
 */
export function groupsOf(launch: Launch, model: CloudModel): readonly InstanceGroup[] | Unknown {
  const { site, launchType } = launch;
  if (site === undefined || launchType === "FARGATE" || launchType === "EXTERNAL") return [];
  if (isUnknown(launchType)) return launchType;
  const strategy = strategyOf(launch, model);
  if (isUnknown(strategy)) return strategy;
  const catalogue = new Catalogue(model.instanceGroups, ({ name }) => [name]);
  const groups: InstanceGroup[] = [];
  for (const { provider } of strategy) {
    if (FARGATE.has(provider.text)) continue;
    const group = catalogue.resolve(provider);
    if (group === undefined) continue;
    if (isUnknown(group)) return group;
    groups.push(group);
  }
  return groups.length > 0
    ? groups
    : new Unknown(`the instances of the cluster of ${site.ref.name} are not in view`);
}

function strategyOf(
  { site, launchType }: Launch,
  model: CloudModel,
): readonly Pick<CapacityProviderItem, "provider">[] | Unknown {
  const given = site?.capacityProviderStrategy ?? [];
  if (isUnknown(given)) return given;
  if (given.length > 0) return given;
  const cluster = site === undefined ? undefined : model.clusters.resolve(site.cluster);
  if (cluster === undefined || isUnknown(cluster))
    return new Unknown("the instances of the cluster are not in view");
  const byDefault = cluster.defaultStrategy;
  // An explicit launch type places tasks on any instance of the cluster.
  if (site?.launchType !== undefined || launchType !== "EC2")
    return new Unknown("any instance that registers with the cluster may run the task");
  return byDefault;
}
