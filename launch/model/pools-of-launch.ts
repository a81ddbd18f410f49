import { isUnknown, Unknown, type Known } from "../known";
import type { Launch } from "../launch";
import type { CloudModel } from "./cloud-model";
import type { Cluster } from "./cluster";
import { clusterIn } from "./user-data";
import type { CapacityProvider, InstancePool } from "./instances";

/** A launch on EC2 with the instances that may run it. */
export interface Placement {
  /** `undefined`: it is not in view. */
  readonly cluster: Cluster | undefined;
  readonly pools: readonly InstancePool[];
  /** Capacity providers whose instances ECS chooses. */
  readonly managed: readonly CapacityProvider[];
  /** Why instances may run it that are neither in `pools` nor of `managed`. */
  readonly unseen: string | undefined;
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
    const managed = known.filter((provider) => provider.managed !== undefined);
    const pools = model.instancePools.filter((pool) =>
      known.some(({ ref }) => pool.providers.includes(ref.id)),
    );
    const bare = known.find(
      (provider) =>
        provider.managed === undefined && !pools.some((pool) => pool.providers.includes(provider.ref.id)),
    );
    const unseen =
      providers.find(isUnknown)?.because ??
      (bare === undefined ? undefined : `the instances behind ${bare.ref.name} are not in view`);
    const [first] = managed;
    return {
      cluster,
      pools,
      managed,
      unseen,
      open: unseen ?? (first === undefined ? undefined : `ECS chooses the instances of ${first.ref.name}`),
    };
  }
  return byUserData(cluster, site.ref.name, model);
}

/** Without capacity providers any instance may run it that registers with the cluster. */
function byUserData(cluster: Cluster | undefined, site: string, model: CloudModel): Placement {
  const placed = (pools: readonly InstancePool[], open: string | undefined): Placement => ({
    cluster,
    pools,
    managed: [],
    unseen: open,
    open,
  });
  if (cluster === undefined) return placed([], `the cluster of ${site} is not in view`);
  const pools = model.instancePools.filter((pool) => joins(pool, cluster) === true);
  const doubtful = model.instancePools.find((pool) => joins(pool, cluster) === undefined);
  const other = doubtful?.ref.name ?? model.otherInstances;
  const open = model.isNew(cluster.ref.id)
    ? other && `instances of ${other} may join ${cluster.ref.name}`
    : `instances may have joined ${cluster.ref.name} before`;
  return placed(pools, open);
}

/** Whether the instances of a pool join the cluster; `undefined` when that is not known. */
function joins(pool: InstancePool, { ref, name }: Cluster): boolean | undefined {
  if (pool.userDataFrom.includes(ref.id)) return true;
  const joined = clusterIn(pool);
  return isUnknown(joined) || isUnknown(name) || name === undefined ? undefined : joined === name;
}

/** How many instances there can be in all pools together; unknown where one is not in view. */
export function mostInstances(placement: Placement | Unknown | undefined): Known<number> {
  if (isUnknown(placement)) return placement;
  const open = placement?.open;
  if (placement === undefined || placement.pools.length === 0 || open !== undefined)
    return new Unknown(open ?? "how many instances there are is not in view");
  let total = 0;
  for (const { most, ref } of placement.pools) {
    if (isUnknown(most)) return most;
    if (most === undefined) return new Unknown(`how many instances ${ref.name} may have is not in view`);
    total += most;
  }
  return total;
}
