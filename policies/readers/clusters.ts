import { field, list, number } from "../../launch/json";
import { isUnknown, mapKnown, Unknown, type Known } from "../../launch/known";
import type { Cluster } from "../../launch/model/cluster";
import type { CapacityProviderItem } from "../../launch/model/launch-site";
import type { ResourceView, StackView } from "../view";

export function readClusters(stack: StackView): Cluster[] {
  const associations = stack.ofType("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders");
  return stack.ofType("aws:ecs/cluster:Cluster").map((view) => {
    const name = view.text("name") ?? view.outputText("name");
    const joined = associations.filter((association) => mayBeOf(association, view, name));
    const association = joined.length === 1 ? joined[0] : undefined;
    return {
      ref: view.ref,
      name,
      arn: view.outputText("arn"),
      capacityProviders: association?.references("capacityProviders") ?? inlineProviders(view),
      defaultStrategy:
        association === undefined
          ? defaultOf(view, joined.length)
          : strategyOf(association, "defaultCapacityProviderStrategies"),
    };
  });
}

function defaultOf(cluster: ResourceView, associations: number): Known<readonly CapacityProviderItem[]> {
  if (cluster.resource.external)
    return new Unknown(`the default strategy of ${cluster.resource.name} is not in view`);
  return associations === 0
    ? []
    : new Unknown(`several resources set the default strategy of ${cluster.resource.name}`);
}

function mayBeOf(association: ResourceView, cluster: ResourceView, name: Known<string | undefined>): boolean {
  if (association.from("clusterName").includes(cluster.resource.urn)) return true;
  const named = association.text("clusterName");
  return !isUnknown(named) && named !== undefined && named === name;
}

function strategyOf(view: ResourceView, property: string): Known<readonly CapacityProviderItem[]> {
  return mapKnown(list(view.get(property)), (items) =>
    items.map((item) => ({
      provider: view.referenceTo(isUnknown(item) ? item : field(item, "capacityProvider"), property),
      weight: number(field(item, "weight")),
      base: number(field(item, "base")),
    })),
  );
}

function inlineProviders(cluster: ResourceView): Cluster["capacityProviders"] {
  return cluster.get("capacityProviders") === undefined ? undefined : cluster.references("capacityProviders");
}
