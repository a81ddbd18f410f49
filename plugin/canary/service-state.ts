import type { Deployment, Service, TaskSet } from "@aws-sdk/client-ecs";

/** What is known of the service at one moment. */
export interface ServiceSighting {
  readonly service: Service;
  /** The revision that is to be in place, `family:revision` or an ARN. */
  readonly taskDefinition: string;
  /** Whether an earlier look saw that revision as the primary deployment. */
  readonly wasPrimary: boolean;
  /** Milliseconds since the canary began: DescribeServices is eventually consistent. */
  readonly elapsed: number;
  /** Milliseconds for which it has been completed; undefined while it is not. */
  readonly completedFor: number | undefined;
  readonly stableSeconds: number;
}

export type ServiceJudgement =
  | {
      readonly verdict: "wait";
      readonly primary: boolean;
      readonly completed: boolean;
      readonly because: string;
    }
  | { readonly verdict: "passed"; readonly because: string }
  | { readonly verdict: "failed"; readonly because: string };

/** How long the service may show the deployment before the update. */
const SETTLES_WITHIN = 30_000;

/** A deployment of the ECS controller, or a task set of an external one, in the same words. */
interface Rollout {
  readonly id: string;
  readonly primary: boolean;
  readonly taskDefinition: string;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  readonly failed: number;
  readonly state: "IN_PROGRESS" | "COMPLETED" | "FAILED";
  readonly reason: string | undefined;
}

/** Judges the service: the primary deployment is the requested revision, completed and stable. Pure. */
export function judgeService(sighting: ServiceSighting): ServiceJudgement {
  const { service, taskDefinition, elapsed } = sighting;
  const name = service.serviceName === undefined ? "the service" : `service ${service.serviceName}`;
  if (service.status !== undefined && service.status !== "ACTIVE")
    return failed(`${name} is ${service.status}`);
  const rollouts = rolloutsOf(service);
  const wanted = rollouts.filter((rollout) => isRevision(rollout.taskDefinition, taskDefinition));
  const primary = rollouts.find((rollout) => rollout.primary);
  const lost = wanted.find((rollout) => rollout.state === "FAILED");
  const current = wanted.find((rollout) => rollout.primary && rollout.state !== "FAILED");
  if (lost !== undefined && current === undefined) {
    const rolledBack = primary !== undefined && primary.id !== lost.id;
    const ending = rolledBack ? `, and ECS went back to ${shortName(primary.taskDefinition)}` : "";
    return failed(`the deployment of ${shortName(taskDefinition)} failed${ending}`);
  }
  if (current === undefined) {
    const other = primary === undefined ? "no deployment" : shortName(primary.taskDefinition);
    if (sighting.wasPrimary)
      return failed(
        `revision ${shortName(taskDefinition)} was rolled back or replaced: ${other} is in place now`,
      );
    if (elapsed > SETTLES_WITHIN) return failed(`${name} deploys ${other}, not ${shortName(taskDefinition)}`);
    return {
      verdict: "wait",
      primary: false,
      completed: false,
      because: `waiting for the deployment of ${shortName(taskDefinition)}; ${other} is in place`,
    };
  }
  return judgeCurrent(current, sighting);
}

function judgeCurrent(current: Rollout, { completedFor, stableSeconds }: ServiceSighting): ServiceJudgement {
  const completed =
    current.state === "COMPLETED" && current.pending === 0 && current.running >= current.desired;
  const count = `${current.running} of ${current.desired} running`;
  const troubles = current.failed > 0 ? `, ${current.failed} failed` : "";
  if (!completed)
    return { verdict: "wait", primary: true, completed, because: `rollout: ${count}${troubles}` };
  if ((completedFor ?? 0) < stableSeconds * 1000)
    return {
      verdict: "wait",
      primary: true,
      completed,
      because: `completed, ${count}; watching it for ${stableSeconds} s`,
    };
  return {
    verdict: "passed",
    because:
      current.desired === 0
        ? "the rollout is completed, but the desired count is 0: no task was started, nothing is proven"
        : `the rollout is completed and stable, ${count}${troubles}`,
  };
}

const failed = (because: string): ServiceJudgement => ({ verdict: "failed", because });

function rolloutsOf({ deployments = [], taskSets = [] }: Service): readonly Rollout[] {
  return [
    ...taskSets.map(ofTaskSet),
    ...deployments.map((deployment) => ofDeployment(deployment, deployments)),
  ];
}

function ofDeployment(deployment: Deployment, all: readonly Deployment[]): Rollout {
  const { desiredCount: desired = 0, runningCount: running = 0, pendingCount: pending = 0 } = deployment;
  const steady = all.length === 1 && running >= desired && pending === 0;
  // Older services have no rollout state: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html
  const state = deployment.rolloutState ?? (steady ? "COMPLETED" : "IN_PROGRESS");
  return {
    id: deployment.id ?? "",
    primary: deployment.status === "PRIMARY",
    taskDefinition: deployment.taskDefinition ?? "",
    desired,
    running,
    pending,
    failed: deployment.failedTasks ?? 0,
    state,
    reason: deployment.rolloutStateReason,
  };
}

function ofTaskSet(set: TaskSet): Rollout {
  return {
    id: set.id ?? "",
    primary: set.status === "PRIMARY",
    taskDefinition: set.taskDefinition ?? "",
    desired: set.computedDesiredCount ?? 0,
    running: set.runningCount ?? 0,
    pending: set.pendingCount ?? 0,
    failed: 0,
    state: set.stabilityStatus === "STEADY_STATE" ? "COMPLETED" : "IN_PROGRESS",
    reason: undefined,
  };
}

/** Ids of the deployments and task sets that run the revision: their tasks are started by these. */
export const deploymentIds = (service: Service, taskDefinition: string): readonly string[] =>
  rolloutsOf(service)
    .filter((rollout) => isRevision(rollout.taskDefinition, taskDefinition))
    .map(({ id }) => id);

/** Reasons that the rollouts of the revision give for their state. */
export const rolloutReasons = (service: Service, taskDefinition: string): readonly string[] =>
  rolloutsOf(service)
    .filter(
      (rollout) =>
        rollout.reason && (rollout.state === "FAILED" || isRevision(rollout.taskDefinition, taskDefinition)),
    )
    .map(({ reason }) => reason ?? "");

/** `family:revision`, from an ARN too. */
export const shortName = (taskDefinition: string): string =>
  taskDefinition.slice(taskDefinition.lastIndexOf("/") + 1);

const isRevision = (one: string, other: string): boolean => shortName(one) === shortName(other);
