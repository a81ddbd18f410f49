import { isUnknown, type Known } from "../../launch/known";
import type { Launch } from "../../launch/launch";
import type { CloudModel } from "../../launch/model/cloud-model";
import { imageReference } from "../../launch/model/image";
import { CONTAINER_MINIMUM, floorOf, floorOfLater, largestFloor } from "../../launch/model/memory-floor";
import { memoryMiB } from "../../launch/model/size";
import type { Container } from "../../launch/model/task-definition";
import type { Settings } from "../../launch/settings";
import { met, unknown, unmet, type Verdict } from "../../launch/verdict";
import { eachContainer, type Judgement, type Rule } from "../rule";

export const memoryFloor: Rule = {
  id: "memory-floor",
  title: "Each container has the memory that its runtime needs",
  stage: "start",
  kind: "start",
  level: "mandatory",
  severity: "medium",
  why: "The container runtime makes no container below its own minimum, and the kernel ends one that outgrows its limit while it starts.",
  remedy:
    "Raise `memory` of the container or the task, or set another floor for the image in `memoryFloors`.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
    "https://github.com/moby/moby/pull/41168",
    "https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html",
  ],
  evidence: "documented",
  stoppedReasons: [
    "CannotCreateContainerError: Error response from daemon: Minimum memory limit allowed is 6MB",
    "container init was OOM-killed (memory limit too low?)",
    "OutOfMemoryError: Container killed due to memory usage",
  ],
  decidedBy: "resource",
  *judge(launch, model, settings) {
    yield* eachContainer(launch, "memory is above its floors", function* (container, name) {
      yield* judgeMinimum(container, name, launch);
      yield* judgeFloor(container, name, launch, model, settings);
    });
  },
};

function* judgeMinimum(container: Container, name: string, { taskDefinition }: Launch): Iterable<Judgement> {
  const { memory } = container;
  if (memory === undefined || memory === 0) return;
  const subject = `the memory of container ${name} is at least ${CONTAINER_MINIMUM} MiB`;
  if (isUnknown(memory)) yield { subject, verdict: unknown(memory.because) };
  else if (memory >= CONTAINER_MINIMUM) yield { subject, verdict: met(`it is ${memory} MiB`) };
  else {
    // The agent for Windows raises a limit that is too low. https://github.com/aws/amazon-ecs-agent (container_windows.go)
    const system = taskDefinition.operatingSystem;
    const raised = isUnknown(system) || system?.startsWith("WINDOWS") === true;
    yield {
      subject,
      verdict: raised
        ? unknown("on Windows the agent raises a limit that is too low")
        : unmet(`it is ${memory} MiB`),
      remedy: `Set \`memory\` to ${CONTAINER_MINIMUM} or more.`,
    };
  }
}

function* judgeFloor(
  container: Container,
  name: string,
  launch: Launch,
  model: CloudModel,
  { memoryFloors }: Settings,
): Iterable<Judgement> {
  const { image } = container;
  if (image === undefined) return;
  const limit = limitOf(container, launch);
  const judgement = {
    subject: `container ${name} has the memory that its runtime needs`,
    kind: "policy",
  } as const;
  const stoppedReason = "OutOfMemoryError: Container killed due to memory usage";
  const floor = isUnknown(image)
    ? floorOfLater(image, memoryFloors, model)
    : floorOf(image, imageReference(image), memoryFloors);
  if (isUnknown(floor)) {
    if (limit === undefined) return;
    const enough = !isUnknown(limit) && limit.memory >= largestFloor(memoryFloors);
    yield { ...judgement, verdict: enough ? met(`${limit.said} is enough for any`) : unknown(floor.because) };
    return;
  }
  if (floor === undefined) return;
  yield { ...judgement, stoppedReason, verdict: judgeLimit(limit, floor) };
}

function judgeLimit(limit: Known<Limit | undefined>, floor: { runtime: string; memory: number }): Verdict {
  if (isUnknown(limit)) return unknown(limit.because);
  const needs = `${floor.runtime} needs ${floor.memory} MiB`;
  if (limit === undefined) return met(`${needs}, and nothing limits its memory`);
  return limit.memory < floor.memory
    ? unmet(`${needs}, and ${limit.said}`)
    : met(`${needs}, and ${limit.said}`);
}

interface Limit {
  /** MiB. */
  readonly memory: number;
  readonly said: string;
}

/** The most that the container can get: its own limit, else all of the task's; `undefined` where there is neither. */
function limitOf({ memory }: Container, { taskDefinition }: Launch): Known<Limit | undefined> {
  if (isUnknown(memory)) return memory;
  if (memory !== undefined && memory > 0) return { memory, said: `its limit is ${memory} MiB` };
  const task = taskDefinition.memory;
  if (isUnknown(task)) return task;
  const ofTask = task === undefined ? undefined : memoryMiB(task);
  return ofTask === undefined ? undefined : { memory: ofTask, said: `its task has ${ofTask} MiB` };
}
