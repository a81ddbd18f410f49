import { isUnknown, mapKnown, Unknown, type Known } from "../launch/known";
import type { Launch, LaunchType } from "../launch/launch";
import type { CloudModel } from "../launch/model/cloud-model";
import type { CapacityProviderItem, LaunchSite } from "../launch/model/launch-site";
import { unseenTaskDefinition } from "../launch/model/read-task-definition";
import type { Reference } from "../launch/reference";
import type { TaskDefinition } from "../launch/model/task-definition";

/** Every launch of the model: each site with its task definition, and each task definition that no site in view uses. */
export function launchesOf(model: CloudModel): Launch[] {
  const used = new Set<TaskDefinition>();
  const launches = model.sites.items.flatMap((site): Launch[] => {
    const taskDefinition = taskDefinitionOf(site, model);
    if (taskDefinition === undefined) return [];
    used.add(taskDefinition);
    return [launchAt(site, taskDefinition, model)];
  });
  const alone = model.taskDefinitions.items.filter((taskDefinition) => !used.has(taskDefinition));
  return [...launches, ...alone.map(launchAlone)];
}

export function launchAlone(taskDefinition: TaskDefinition): Launch {
  return {
    id: `${taskDefinition.ref.name}@none`,
    taskDefinition,
    site: undefined,
    launchType: onlyCompatibility(taskDefinition),
  };
}

function launchAt(site: LaunchSite, taskDefinition: TaskDefinition, model: CloudModel): Launch {
  return {
    id: `${taskDefinition.ref.name}@${site.ref.name}`,
    taskDefinition: withOverrides(taskDefinition, site),
    site,
    launchType: launchTypeOf(site, model),
  };
}

/** With the roles of the run. One that the task definition lacks is asked for at registration all the same. */
function withOverrides(taskDefinition: TaskDefinition, { overrides }: LaunchSite): TaskDefinition {
  const { executionRole, taskRole } = taskDefinition;
  const given = (own: Reference, other: Reference): Reference =>
    own.text === undefined || other.text === undefined ? own : other;
  if (overrides.executionRole.text === undefined && overrides.taskRole.text === undefined)
    return taskDefinition;
  return {
    ...taskDefinition,
    executionRole: given(executionRole, overrides.executionRole),
    taskRole: given(taskRole, overrides.taskRole),
  };
}

/** `undefined`: this site launches nothing by itself, because a foreign deployment controller does. */
function taskDefinitionOf(site: LaunchSite, model: CloudModel): TaskDefinition | undefined {
  const found = model.taskDefinitions.resolve(site.taskDefinition);
  if (found === undefined) {
    if (site.kind === "service" && isUnknownOr(site.deploymentController, "EXTERNAL")) return undefined;
    return unseenTaskDefinition(
      { id: site.ref.id, name: "none" },
      `${site.ref.name} names no task definition`,
    );
  }
  if (!isUnknown(found)) return found;
  const name = typeof site.taskDefinition.text === "string" ? site.taskDefinition.text : "unknown";
  return unseenTaskDefinition(
    { id: typeof site.taskDefinition.text === "string" ? name : site.ref.id, name },
    found.because,
  );
}

const isUnknownOr = (value: Known<unknown>, expected: unknown): boolean =>
  isUnknown(value) || value === expected;

function onlyCompatibility({ requiresCompatibilities }: TaskDefinition): Known<LaunchType> {
  const why = new Unknown("no service or other launch site uses this task definition here");
  return mapKnown(requiresCompatibilities, (given): Known<LaunchType> => {
    if (given === undefined || given.length !== 1) return why;
    return mapKnown(given[0] ?? why, (only) => toLaunchType(only) ?? why);
  });
}

function toLaunchType(text: string): LaunchType | undefined {
  if (text === "FARGATE" || text === "EC2" || text === "EXTERNAL") return text;
  return text === "MANAGED_INSTANCES" ? "EC2" : undefined;
}

/**
 * Explicit launch type, else the capacity providers of the site, else the default strategy of its cluster, else EC2.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html (launchType, capacityProviderStrategy)
 */
function launchTypeOf(site: LaunchSite, model: CloudModel): Known<LaunchType> {
  if (isUnknown(site.launchType)) return site.launchType;
  if (site.launchType !== undefined) {
    return toLaunchType(site.launchType) ?? new Unknown(`${site.launchType} is no launch type we know`);
  }
  return mapKnown(site.capacityProviderStrategy, (strategy) =>
    strategy.length > 0 ? typeOfStrategy(strategy) : defaultOfCluster(site, model),
  );
}

function typeOfStrategy(strategy: readonly CapacityProviderItem[]): Known<LaunchType> {
  const names = strategy.map(({ provider }) => provider.text);
  if (names.every((name) => name === "FARGATE" || name === "FARGATE_SPOT")) return "FARGATE";
  if (strategy.some(({ provider }) => isUnknown(provider.text) && provider.from.length === 0)) {
    return new Unknown("the capacity provider is not known yet");
  }
  // Names of one's own stand for Auto Scaling groups or Managed Instances; Fargate's two names are reserved.
  return "EC2";
}

function defaultOfCluster(site: LaunchSite, model: CloudModel): Known<LaunchType> {
  const cluster = model.clusters.resolve(site.cluster);
  if (cluster === undefined)
    return new Unknown("the default strategy of the cluster `default` is not in view");
  if (isUnknown(cluster))
    return new Unknown(
      `neither launch type nor capacity providers are given, and the cluster is not in view: ${cluster.because}`,
    );
  return mapKnown(cluster.defaultStrategy, (strategy) =>
    strategy.length > 0 ? typeOfStrategy(strategy) : "EC2",
  );
}
