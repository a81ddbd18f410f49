import { Unknown } from "../../../launch/known";
import { capacityProviderAvailable } from "../../../policies/rules/capacity-provider-available";
import { CLUSTER } from "../../support/fargate-service";
import { testRule } from "../../support/judge";
import { outputOf, type ResourceSpec } from "../../support/stack";

const PROVIDER = "aws:ecs/capacityProvider:CapacityProvider";
const strategy = (capacityProvider: unknown): { service: Record<string, unknown> } => ({
  service: { launchType: undefined, capacityProviderStrategies: [{ capacityProvider, weight: 1 }] },
});
const association = (capacityProviders: unknown, name = "providers"): ResourceSpec => ({
  type: "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
  name,
  inputs: { clusterName: outputOf(CLUSTER, "main"), capacityProviders },
});
const own = (name: string): ResourceSpec => ({ type: PROVIDER, name, inputs: { name: `${name}-1a2b3c4` } });

testRule(capacityProviderAvailable, [
  { name: "a launch type needs no association", verdict: "met" },
  {
    name: "the provider is associated",
    ...strategy("FARGATE_SPOT"),
    others: [association(["FARGATE", "FARGATE_SPOT"])],
    verdict: "met",
  },
  {
    name: "another provider is associated",
    ...strategy("FARGATE_SPOT"),
    others: [association(["FARGATE"])],
    verdict: "unmet",
    level: "mandatory",
    resource: "api",
    says: ["cluster main has FARGATE, not FARGATE_SPOT"],
  },
  {
    name: "an own provider that nothing associates",
    ...strategy("spot-1a2b3c4"),
    others: [own("spot")],
    verdict: "unmet",
    says: ["nothing in this program associates capacity providers with cluster main"],
  },
  {
    name: "an own provider, by its name that is known",
    ...strategy("spot-1a2b3c4"),
    others: [own("spot"), association(["spot-1a2b3c4"])],
    verdict: "met",
  },
  {
    name: "an own provider, by where its name comes from",
    ...strategy(outputOf(PROVIDER, "spot")),
    others: [{ type: PROVIDER, name: "spot" }, association([outputOf(PROVIDER, "spot")])],
    verdict: "met",
  },
  {
    name: "a provider that comes later",
    ...strategy(new Unknown("later")),
    others: [association(["FARGATE"])],
    verdict: "unknown",
  },
  {
    name: "what is associated comes later",
    ...strategy("FARGATE_SPOT"),
    others: [association(new Unknown("later"))],
    verdict: "unknown",
  },
  {
    name: "two resources associate",
    ...strategy("FARGATE_SPOT"),
    others: [association(["FARGATE"]), association(["FARGATE_SPOT"], "more")],
    verdict: "unknown",
  },
  {
    name: "the cluster itself lists it, as older providers let it",
    ...strategy("FARGATE_SPOT"),
    others: [
      { type: CLUSTER, name: "main", inputs: { name: "main-1a2b3c4", capacityProviders: ["FARGATE_SPOT"] } },
    ],
    verdict: "met",
  },
  {
    name: "a cluster that exists may be associated elsewhere",
    ...strategy("spot-1a2b3c4"),
    others: [
      own("spot"),
      {
        type: CLUSTER,
        name: "main",
        id: "arn:…:cluster/main",
        inputs: { name: "main-1a2b3c4" },
        outputs: { arn: "arn:…:cluster/main" },
      },
    ],
    stack: { hasPriorState: true },
    verdict: "unknown",
    suspects: "nothing in this program associates",
  },
  {
    name: "no cluster is named while one is made here",
    service: { cluster: undefined },
    verdict: "unknown",
    suspects: "goes to `default`, while this program makes cluster main",
  },
  {
    name: "the cluster of another stack",
    service: { ...strategy("FARGATE_SPOT").service, cluster: "shared" },
    verdict: "unknown",
  },
  { name: "no site", service: null, verdict: "none" },
  {
    name: "another provider's resource takes the cluster",
    ...strategy("FARGATE_SPOT"),
    others: [
      {
        type: "aws-native:ecs:ClusterCapacityProviderAssociations",
        name: "native",
        inputs: { cluster: outputOf(CLUSTER, "main") },
      },
    ],
    verdict: "unknown",
    says: ["native may set the capacity providers of main"],
  },
]);
