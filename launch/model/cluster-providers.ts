import { isUnknown } from "../known";
import type { Reference } from "../reference";
import { met, unknown } from "../verdict";
import { fault, shown, suspect, type Answer } from "./answer";
import type { CloudModel } from "./cloud-model";
import type { Cluster } from "./cluster";
import type { CapacityProviderItem, LaunchSite } from "./launch-site";

/** What ECS answers to a strategy with a provider that the cluster does not have. */
export const REJECTED =
  "InvalidParameterException: The specified capacity provider strategy cannot contain a capacity provider that is not associated with the cluster.";

/** Whether each provider of a strategy is associated with the cluster of the site. */
export function judgeProviders(
  strategy: readonly CapacityProviderItem[],
  site: LaunchSite,
  model: CloudModel,
): { readonly name: string; readonly answer: Answer }[] {
  const cluster = model.clusters.resolve(site.cluster);
  return strategy.map(({ provider }, index) => {
    const name = nameOf(provider, model) ?? `number ${index + 1} of ${site.ref.name}`;
    return { name, answer: judgeProvider(provider, name, cluster, model) };
  });
}

function nameOf(provider: Reference, model: CloudModel): string | undefined {
  const made = model.capacityProviders.resolve(provider);
  if (made !== undefined && !isUnknown(made)) return made.ref.name;
  return typeof provider.text === "string" ? provider.text : undefined;
}

function judgeProvider(
  provider: Reference,
  name: string,
  cluster: ReturnType<CloudModel["clusters"]["resolve"]>,
  model: CloudModel,
): Answer {
  if (cluster === undefined)
    return { verdict: unknown("the providers of the cluster `default` are not read") };
  if (isUnknown(cluster)) return { verdict: unknown(cluster.because) };
  const { capacityProviders, ref } = cluster;
  if (isUnknown(capacityProviders)) return { verdict: unknown(capacityProviders.because) };
  const made = model.capacityProviders.resolve(provider);
  if (made !== undefined && !isUnknown(made) && made.managed !== undefined)
    return {
      verdict: unknown(`${made.ref.name} manages instances, and belongs to a cluster from its creation on`),
    };
  if (capacityProviders === undefined) return judgeNone(name, cluster, model);
  if (capacityProviders.some((associated) => isSame(associated, provider, model)))
    return { verdict: met(`it is associated with ${ref.name}`) };
  const open = [provider, ...capacityProviders].find(
    (each) => isUnknown(each.text) && idOf(each, model) === undefined,
  );
  if (open !== undefined)
    return { verdict: unknown(`the capacity providers of ${ref.name} are not all known yet`) };
  const given = capacityProviders.map((each) => nameOf(each, model) ?? shown(each.text)).join(", ");
  return fault(`cluster ${ref.name} has ${given === "" ? "no capacity providers" : given}, not ${name}`, {
    stoppedReason: REJECTED,
    remedy: `Add ${name} to \`capacityProviders\` of cluster ${ref.name}.`,
  });
}

function judgeNone(name: string, { ref }: Cluster, model: CloudModel): Answer {
  const nothing = `nothing in this program associates capacity providers with cluster ${ref.name}`;
  const remedy = `Add an \`aws.ecs.ClusterCapacityProviders\` for cluster ${ref.name} with ${name}, or set a \`launchType\` instead of the strategy.`;
  if (!model.isNew(ref.id))
    return suspect(`what is associated with ${ref.name} in the account is not read`, nothing, remedy);
  return fault(nothing, { stoppedReason: REJECTED, remedy });
}

function idOf(reference: Reference, model: CloudModel): string | undefined {
  const made = model.capacityProviders.resolve(reference);
  return made === undefined || isUnknown(made) ? undefined : made.ref.id;
}

function isSame(left: Reference, right: Reference, model: CloudModel): boolean {
  if (typeof left.text === "string" && left.text === right.text) return true;
  const id = idOf(left, model);
  return id !== undefined && id === idOf(right, model);
}
