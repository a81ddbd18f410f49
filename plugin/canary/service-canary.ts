import type { Service, Task } from "@aws-sdk/client-ecs";
import { explainService } from "../../launch/failures/explain-service";
import { explainTask } from "../../launch/failures/explain-task";
import type { Explanation } from "../../launch/failures/explanation";
import { ApiError, callApi } from "./api-call";
import { Canceled, TimedOut, within } from "./deadline";
import { apiFailure, taskEvidence, type CanaryFailure } from "./failure";
import { readTails } from "./log-tail";
import { describeDefinition, LOOK_EVERY } from "./one-task";
import type { Surroundings } from "./ports";
import {
  deploymentIds,
  judgeService,
  rolloutReasons,
  shortName,
  type ServiceJudgement,
} from "./service-state";
import type { ServiceCanarySpec } from "./specification";
import { stageTimes } from "./stage-times";
import type { CanaryResult } from "./start-canary";

/** Seconds for which DescribeServices may not know a new service. */
const MISSING_FOR = 30;

/** Watches the service until its rollout is completed and stable, or cannot be any more. Never throws for what ECS does. */
export async function runServiceCanary(
  spec: ServiceCanarySpec,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<CanaryResult> {
  const watch = new Watch(spec, surroundings);
  try {
    const judged = await within(surroundings.clock, spec.timeoutSeconds, signal, (limited) =>
      watch.untilJudged(limited),
    );
    if (judged.verdict === "passed") return { summary: judged.because, leftBehind: [] };
    return await watch.failure(judged.because);
  } catch (error) {
    if (error instanceof Canceled)
      return { canceled: true, summary: `canceled (${error.message}) while ${watch.doing}`, leftBehind: [] };
    if (error instanceof ApiError) return asResult(apiFailure(error));
    if (!(error instanceof TimedOut)) throw error;
    return watch.failure(`after ${error.seconds} s it was still at: ${watch.doing}`);
  }
}

const asResult = (failure: CanaryFailure): CanaryResult => ({
  failure,
  summary: failure.headline,
  leftBehind: [],
});

class Watch {
  doing = "nothing yet";
  private service: Service | undefined;
  /** Why some evidence is missing. */
  private readonly troubles: string[] = [];
  private readonly began: number;

  constructor(
    private readonly spec: ServiceCanarySpec,
    private readonly surroundings: Surroundings,
  ) {
    this.began = surroundings.clock.now();
  }

  async untilJudged(signal: AbortSignal): Promise<Exclude<ServiceJudgement, { verdict: "wait" }>> {
    const { clock } = this.surroundings;
    let wasPrimary = false;
    let completedSince: number | undefined;
    let seenAt = clock.now();
    for (;;) {
      const service = await this.describe(signal);
      const now = clock.now();
      if (service === undefined) {
        if (now - seenAt > MISSING_FOR * 1000)
          return {
            verdict: "failed",
            because: `cluster ${this.spec.cluster} has no service ${this.spec.service}`,
          };
        this.say("waiting for the service to appear");
      } else {
        seenAt = now;
        this.service = service;
        const completedFor = completedSince === undefined ? undefined : now - completedSince;
        const { taskDefinition, stableSeconds } = this.spec;
        const elapsed = now - this.began;
        const judged = judgeService({
          service,
          taskDefinition,
          wasPrimary,
          elapsed,
          completedFor,
          stableSeconds,
        });
        if (judged.verdict !== "wait") return judged;
        wasPrimary ||= judged.primary;
        completedSince = judged.completed ? (completedSince ?? now) : undefined;
        this.say(judged.because);
      }
      await clock.sleep(LOOK_EVERY, signal);
    }
  }

  private async describe(signal: AbortSignal): Promise<Service | undefined> {
    const { ecs } = this.surroundings;
    const { services } = await callApi(this.surroundings, "ecs:DescribeServices", signal, (within) =>
      ecs.describeServices(this.spec.cluster, this.spec.service, within),
    );
    return services[0];
  }

  /** The cause stands in a stopped task of the deployment, else in the service's events. */
  async failure(because: string): Promise<CanaryResult> {
    const { service, spec, surroundings } = this;
    const task = service === undefined ? undefined : await this.newestStopped(service);
    const definition =
      task === undefined
        ? undefined
        : await this.briefly((signal) => describeDefinition(surroundings, spec.taskDefinition, signal));
    const logs =
      task === undefined
        ? []
        : await this.briefly((signal) => readTails(surroundings, definition, task, spec.logLines, signal));
    const at = spec.region === undefined ? "" : `--region ${spec.region} `;
    const name = service?.serviceName ?? spec.service;
    return asResult({
      headline: `${because.charAt(0).toUpperCase()}${because.slice(1)}.`,
      explanation: explain(task, service),
      evidence: [
        ...(task === undefined ? [] : [`newest stopped task: ${task.taskArn ?? ""}`, ...taskEvidence(task)]),
        ...(service === undefined ? [] : rolloutReasons(service, spec.taskDefinition)),
        ...eventsSince(service, this.began),
      ],
      stages: task === undefined ? [] : stageTimes(task),
      logs: logs ?? [],
      notes: this.troubles.map((trouble) => `evidence is missing: ${trouble}`),
      lookFurther: [
        `aws ecs describe-services ${at}--cluster ${spec.cluster} --services ${name} > service.json && ecs-preflight explain --service service.json`,
        `aws ecs list-tasks ${at}--cluster ${spec.cluster} --service-name ${name} --desired-status STOPPED`,
      ],
    });
  }

  private async newestStopped(service: Service): Promise<Task | undefined> {
    const { ecs } = this.surroundings;
    const { cluster, taskDefinition } = this.spec;
    const serviceName = service.serviceName ?? this.spec.service;
    const tasks = await this.briefly(async (signal) => {
      const arns = await callApi(this.surroundings, "ecs:ListTasks", signal, (within) =>
        ecs.listTasks({ cluster, serviceName, desiredStatus: "STOPPED" }, within),
      );
      if (arns.length === 0) return [];
      const answer = await callApi(this.surroundings, "ecs:DescribeTasks", signal, (within) =>
        ecs.describeTasks(cluster, arns.slice(0, 100), within),
      );
      return answer.tasks;
    });
    const ids = deploymentIds(service, taskDefinition);
    return (tasks ?? [])
      .filter(
        (task) =>
          ids.includes(task.startedBy ?? "") ||
          shortName(task.taskDefinitionArn ?? "") === shortName(taskDefinition),
      )
      .sort((a, b) => (b.stoppedAt?.getTime() ?? 0) - (a.stoppedAt?.getTime() ?? 0))[0];
  }

  /** Evidence is worth some seconds, and no failure of its own. */
  private async briefly<T>(body: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    try {
      return await within(this.surroundings.clock, 15, new AbortController().signal, body);
    } catch (error) {
      this.troubles.push(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  private say(line: string): void {
    this.doing = line;
    this.surroundings.progress(line);
  }
}

function explain(task: Task | undefined, service: Service | undefined): Explanation {
  const ofTask = task === undefined ? undefined : explainTask(task);
  const settled = ofTask !== undefined && ofTask.cause !== "unknown" && ofTask.cause !== "scaling-activity";
  return settled ? ofTask : explainService(service ?? {});
}

/** The newest events since the canary began, oldest first. */
function eventsSince(service: Service | undefined, began: number): readonly string[] {
  return (service?.events ?? [])
    .filter(({ createdAt }) => (createdAt?.getTime() ?? began) >= began - 60_000)
    .slice(0, 3)
    .map(({ message }) => `event: ${message ?? ""}`)
    .reverse();
}
