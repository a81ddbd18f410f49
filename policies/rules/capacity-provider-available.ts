import { isUnknown } from "../../launch/known";
import { suspect, type Answer } from "../../launch/model/answer";
import type { CloudModel } from "../../launch/model/cloud-model";
import { judgeProviders, REJECTED } from "../../launch/model/cluster-providers";
import type { LaunchSite } from "../../launch/model/launch-site";
import { met, unknown } from "../../launch/verdict";
import type { Rule } from "../rule";

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
    for (const { name, answer } of judgeProviders(strategy, site, model)) {
      yield {
        subject: `capacity provider ${name} is associated with the cluster of ${site.ref.name}`,
        resource: site.ref,
        ...answer,
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
