import { field, list, number, text } from "../../launch/json";
import { isUnknown, mapKnown, Unknown, type Known } from "../../launch/known";
import type { Cluster } from "../../launch/model/cluster";
import type { CapacityProviderItem } from "../../launch/model/launch-site";
import type { ResourceView, StackView } from "../view";

const CLUSTER = "aws:ecs/cluster:Cluster";

export function readClusters(stack: StackView): Cluster[] {
  const associations = stack.ofType("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders");
  return stack.ofType(CLUSTER).map((view) => {
    const name = view.text("name") ?? view.outputText("name");
    const joined = associations.filter((association) => mayBeOf(association, view, name));
    const association = joined.length === 1 ? joined[0] : undefined;
    const blind =
      associations.find((candidate) => !joined.includes(candidate) && isBlind(candidate, name, stack)) ??
      strangerOf(view, stack);
    return {
      ref: view.ref,
      name,
      arn: view.outputText("arn"),
      namespace: text(field(view.block("serviceConnectDefaults"), "namespace")),
      capacityProviders:
        blind === undefined || association !== undefined
          ? (association?.references("capacityProviders") ??
            (joined.length > 1
              ? new Unknown(`several resources set the capacity providers of ${view.resource.name}`)
              : inlineProviders(view)))
          : new Unknown(`${blind.resource.name} may set the capacity providers of ${view.resource.name}`),
      defaultStrategy:
        association === undefined
          ? blind === undefined
            ? defaultOf(view, joined.length)
            : new Unknown(`${blind.resource.name} may set the default strategy of ${view.resource.name}`)
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

/** An association of a cluster that is not known, or that is named where this one's name is not known. */
function isBlind(association: ResourceView, name: Known<string | undefined>, stack: StackView): boolean {
  const from = association.from("clusterName");
  if (from.some((urn) => stack.byUrn(urn)?.resource.type === CLUSTER)) return false;
  return isUnknown(association.text("clusterName")) || isUnknown(name);
}

/** A resource that is not of the provider's and takes the cluster, so that it may associate something with it. */
function strangerOf(cluster: ResourceView, stack: StackView): ResourceView | undefined {
  const stranger = stack.stack.resources.find(
    ({ type, remote, propertyDependencies }) =>
      (/^(?:aws-native|command|pulumi-nodejs|pulumi-python|terraform):|^aws:cloudformation\//.test(type) ||
        remote) &&
      !type.startsWith("awsx:ecs:") &&
      Object.values(propertyDependencies).some((from) => from.includes(cluster.resource.urn)),
  );
  return stranger === undefined ? undefined : stack.byUrn(stranger.urn);
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
