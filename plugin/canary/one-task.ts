import type { RunTaskCommandInput, Task, TaskDefinition } from "@aws-sdk/client-ecs";
import { explainTask } from "../../launch/failures/explain-task";
import type { Explanation } from "../../launch/failures/explanation";
import { ApiError, callApi, EmptyAnswer, faultOf } from "./api-call";
import type { Surroundings, TasksAnswer } from "./ports";
import type { StartCanarySpec } from "./specification";

/** Milliseconds between two looks. */
export const LOOK_EVERY = 2_000;
/** Seconds for which DescribeTasks may not know a task: it is eventually consistent. */
const MISSING_FOR = 30;

/** RunTask started nothing, and said why. */
export class NotStarted extends Error {
  constructor(
    readonly explanation: Explanation,
    readonly said: string,
  ) {
    super(said);
  }
}

/** A task that DescribeTasks no longer knows. */
export class Vanished extends Error {
  constructor(readonly last: Task | undefined) {
    super("the task is gone from DescribeTasks");
  }
}

/** The tasks that a run started, so that none is left behind. */
export class Started {
  readonly tasks = new Set<string>();
  /** RunTask is asked, and has not answered yet. */
  asked = false;
  /** An answer of RunTask was lost on the way. */
  lost = false;

  /** Whether there may be a task that is not among `tasks`. */
  get unanswered(): boolean {
    return this.asked || this.lost;
  }
}

/** Starts the task; a retry with the same token finds the same task. */
export async function startTask(
  surroundings: Surroundings,
  spec: StartCanarySpec,
  started: Started,
  signal: AbortSignal,
): Promise<Task> {
  const request = requestOf(spec, surroundings.token());
  for (let attempt = 1; ; attempt += 1) {
    const { tasks, failures } = await runTask(surroundings, request, started, signal);
    for (const { taskArn } of tasks) if (taskArn !== undefined) started.tasks.add(taskArn);
    const task = tasks.find(({ taskArn }) => taskArn !== undefined);
    if (task !== undefined) {
      started.lost = false;
      return task;
    }
    const said = failures
      .map(({ reason, detail, arn }) => [reason, detail, arn].filter(Boolean).join(", "))
      .join("; ");
    if (failures.length > 0) throw new NotStarted(explainTask({ failures }), said);
    started.lost = true;
    if (attempt === 3)
      throw new NotStarted(explainTask({}), "RunTask answered with neither a task nor a failure");
    await surroundings.clock.sleep(LOOK_EVERY, signal);
  }
}

/** A refusal says that this call started nothing; one before it, whose answer was lost, may have. */
async function runTask(
  surroundings: Surroundings,
  request: RunTaskCommandInput,
  started: Started,
  signal: AbortSignal,
): Promise<TasksAnswer> {
  started.asked = true;
  try {
    const answer = await callApi(surroundings, "ecs:RunTask", signal, (within) =>
      surroundings.ecs.runTask(request, within).catch((error: unknown) => {
        started.lost ||= faultOf(error) === "transient";
        throw error;
      }),
    );
    started.asked = false;
    return answer;
  } catch (error) {
    if (error instanceof ApiError && error.fault === "refused") started.asked = false;
    throw error;
  }
}

function requestOf(spec: StartCanarySpec, clientToken: string): RunTaskCommandInput {
  const { networkConfiguration: network, capacityProviderStrategies: providers } = spec;
  return {
    cluster: spec.cluster,
    taskDefinition: spec.taskDefinition,
    count: 1,
    startedBy: spec.startedBy,
    clientToken,
    ...(spec.launchType === undefined ? {} : { launchType: spec.launchType }),
    ...(providers === undefined ? {} : { capacityProviderStrategy: [...providers] }),
    ...(spec.platformVersion === undefined ? {} : { platformVersion: spec.platformVersion }),
    ...(network === undefined
      ? {}
      : {
          networkConfiguration: {
            awsvpcConfiguration: {
              subnets: [...network.subnets],
              ...(network.securityGroups === undefined
                ? {}
                : { securityGroups: [...network.securityGroups] }),
              assignPublicIp: network.assignPublicIp === true ? "ENABLED" : "DISABLED",
            },
          },
        }),
    ...(spec.mode === "command" && spec.container !== undefined
      ? { overrides: { containerOverrides: [{ name: spec.container, command: [...(spec.command ?? [])] }] } }
      : {}),
  };
}

/** Looks at the task until the visitor has an answer. */
export async function watchTask<T>(
  surroundings: Surroundings,
  cluster: string,
  task: string,
  signal: AbortSignal,
  visit: (task: Task) => Promise<T | undefined>,
): Promise<T> {
  let last: Task | undefined;
  let seenAt = surroundings.clock.now();
  for (;;) {
    const answer = await callApi(surroundings, "ecs:DescribeTasks", signal, (within) =>
      surroundings.ecs.describeTasks(cluster, [task], within),
    );
    const found = answer.tasks.find(({ taskArn }) => taskArn === task) ?? answer.tasks[0];
    if (found !== undefined) {
      last = found;
      seenAt = surroundings.clock.now();
      const result = await visit(found);
      if (result !== undefined) return result;
    } else if (surroundings.clock.now() - seenAt > MISSING_FOR * 1000) throw new Vanished(last);
    await surroundings.clock.sleep(LOOK_EVERY, signal);
  }
}

/** The task definition, for the container's name, health checks and log streams. */
export function describeDefinition(
  surroundings: Surroundings,
  taskDefinition: string,
  signal: AbortSignal,
): Promise<TaskDefinition> {
  return callApi(surroundings, "ecs:DescribeTaskDefinition", signal, async (within) => {
    const definition = await surroundings.ecs.describeTaskDefinition(taskDefinition, within);
    if (definition.containerDefinitions === undefined)
      throw new EmptyAnswer("no task definition in the answer");
    return definition;
  });
}
