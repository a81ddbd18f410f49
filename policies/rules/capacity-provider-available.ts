import { isUnknown } from "../../launch/known";
import { fault, shown, suspect, type Answer } from "../../launch/model/answer";
import type { CloudModel } from "../../launch/model/cloud-model";
import type { Cluster } from "../../launch/model/cluster";
import type { LaunchSite } from "../../launch/model/launch-site";
import type { Reference } from "../../launch/reference";
import { met, unknown } from "../../launch/verdict";
import type { Rule } from "../rule";

const REJECTED =
  "InvalidParameterException: The specified capacity provider strategy cannot contain a capacity provider that is not associated with the cluster.";

export const capacityProviderAvailable: Rule = {
  id: "capacity-provider-available",
  title: "The cluster has the capacity providers that the tasks are to run on",
  stage: "place",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "ECS makes no service and runs no task with a capacity provider that its cluster is not associated with, and one that names no cluster goes to the cluster `default`.",
  remedy:
    "Associate the capacity provider with the cluster (`aws.ecs.ClusterCapacityProviders`), or name a launch type instead.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-capacity-providers.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
    "https://github.com/dask/dask-cloudprovider/issues/328",
  ],
  evidence: "observed",
  stoppedReasons: [REJECTED, "The specified capacity provider was not found"],
  decidedBy: "stack",
  *judge({ site }, model) {
    if (site === undefined) return;
    const cluster = model.clusters.resolve(site.cluster);
    yield {
      subject: `${site.ref.name} runs in a cluster of its own choice`,
      resource: site.ref,
      ...judgeCluster(site, model),
    };
    const strategy = site.capacityProviderStrategy;
    if (isUnknown(strategy)) {
      const subject = `capacity providers of ${site.ref.name} are associated with its cluster`;
      yield { subject, resource: site.ref, verdict: unknown(strategy.because) };
      return;
    }
    for (const [index, { provider }] of strategy.entries()) {
      const name = nameOf(provider, model) ?? `number ${index + 1} of ${site.ref.name}`;
      yield {
        subject: `capacity provider ${name} is associated with the cluster of ${site.ref.name}`,
        resource: site.ref,
        ...judgeProvider(provider, name, cluster, model),
      };
    }
  },
};

function judgeCluster(site: LaunchSite, model: CloudModel): Answer {
  const { cluster } = site;
  if (
    isUnknown(cluster.text) ||
    cluster.text !== undefined ||
    cluster.from.length > 0 ||
    site.kind === "start-canary"
  )
    return { verdict: met("it names one") };
  const [made, ...more] = model.clusters.items;
  const because = "it names none, and whether there is a cluster `default` is not read";
  if (made === undefined || more.length > 0) return { verdict: unknown(because) };
  return suspect(
    because,
    `${site.ref.name} names no cluster and so goes to \`default\`, while this program makes cluster ${made.ref.name}`,
    `Set \`cluster: ${made.ref.name}.arn\` on ${site.ref.name}.`,
  );
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
