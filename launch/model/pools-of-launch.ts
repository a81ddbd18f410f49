import { isUnknown, type Unknown } from "../known";
import type { Launch } from "../launch";
import type { CloudModel } from "./cloud-model";
import type { Cluster } from "./cluster";
import type { InstancePool } from "./instances";

/** A launch on EC2 with the instances that may run it. */
export interface Placement {
  /** `undefined`: it is not in view. */
  readonly cluster: Cluster | undefined;
  readonly pools: readonly InstancePool[];
  /** Why instances may run it that are not among them. */
  readonly open: string | undefined;
}

/** Where a launch may be placed; `undefined` when it runs elsewhere than on instances; unknown when that is. */
export function placementOf(
  { site, launchType }: Launch,
  model: CloudModel,
): Placement | Unknown | undefined {
  if (site === undefined || launchType === "FARGATE" || launchType === "EXTERNAL") return undefined;
  if (isUnknown(launchType)) return launchType;
  const found = model.clusters.resolve(site.cluster);
  const cluster = found === undefined || isUnknown(found) ? undefined : found;
  if (isUnknown(site.capacityProviderStrategy)) return site.capacityProviderStrategy;
  const strategy =
    site.capacityProviderStrategy.length > 0 ? site.capacityProviderStrategy : cluster?.defaultStrategy;
  if (isUnknown(strategy)) return strategy;
  if (site.launchType === undefined && strategy !== undefined && strategy.length > 0) {
    const providers = strategy.map(({ provider }) => model.capacityProviders.resolve(provider));
    const known = providers.flatMap((provider) =>
      provider === undefined || isUnknown(provider) ? [] : [provider],
    );
    const unseen = providers.find(isUnknown);
    const managed = known.find(({ isManaged }) => isManaged !== false);
    const pools = model.instancePools.filter((pool) =>
      known.some(({ ref }) => pool.providers.includes(ref.id)),
    );
    const bare = known.find(({ ref }) => !pools.some((pool) => pool.providers.includes(ref.id)));
    return {
      cluster,
      pools,
      open:
        unseen?.because ??
        (managed === undefined ? undefined : `ECS chooses the instances of ${managed.ref.name}`) ??
        (bare === undefined ? undefined : `the instances behind ${bare.ref.name} are not in view`),
    };
  }
  return byUserData(cluster, site.ref.name, model);
}

/** Without capacity providers any instance may run it that registers with the cluster. */
function byUserData(cluster: Cluster | undefined, site: string, model: CloudModel): Placement {
  if (cluster === undefined) return { cluster, pools: [], open: `the cluster of ${site} is not in view` };
  const pools = model.instancePools.filter((pool) => names(pool, cluster) === true);
  const doubtful = model.instancePools.find((pool) => names(pool, cluster) === undefined);
  const other = doubtful?.ref.name ?? model.otherInstances;
  const open = model.isNew(cluster.ref.id)
    ? other && `instances of ${other} may join ${cluster.ref.name}`
    : `instances may have joined ${cluster.ref.name} before`;
  return { cluster, pools, open };
}

/** Whether the user data names the cluster; `undefined` when that is not known. */
function names({ userData, userDataFrom }: InstancePool, { ref, name }: Cluster): boolean | undefined {
  if (userDataFrom.includes(ref.id)) return true;
  if (isUnknown(userData) || isUnknown(name)) return undefined;
  return userData !== undefined && name !== undefined && userData.includes(name);
}
