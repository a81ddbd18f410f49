import { isUnknown, mapKnown } from "../../launch/known";
import { fault, shown, suspect, type Answer } from "../../launch/model/answer";
import { instanceType, surelyRegistered, type InstanceType } from "../../launch/model/instance-type";
import type { InstancePool } from "../../launch/model/instances";
import { CPU_UNITS_PER_VCPU, roomOn, type Resource } from "../../launch/model/instance-room";
import { placementOf, type Placement } from "../../launch/model/pools-of-launch";
import { sizeOf, type TaskSize } from "../../launch/model/task-size";
import type { Launch } from "../../launch/launch";
import type { LaunchSite } from "../../launch/model/launch-site";
import { networkModeOf } from "../../launch/model/platform";
import { any, met, unknown, unmet, type Verdict } from "../../launch/verdict";
import type { Judgement, Rule } from "../rule";

const TOO_LITTLE =
  "(service …) was unable to place a task because no container instance met all of its requirements.";

export const taskFitsInstance: Rule = {
  id: "task-fits-instance",
  title: "The task fits the instances it is to run on",
  stage: "place",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "ECS places a task only on an instance with enough registered CPU, memory and GPUs, and an instance registers less memory than its type is sold with.",
  remedy: "Ask for less, or use a larger instance type.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/memory-management.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-instance-eni.html",
  ],
  evidence: "documented",
  stoppedReasons: [TOO_LITTLE, "RESOURCE:MEMORY", "RESOURCE:CPU", "RESOURCE:GPU", "RESOURCE:ENI"],
  decidedBy: "stack",
  *judge(launch, model) {
    const { site, taskDefinition } = launch;
    const placement = placementOf(launch, model);
    if (placement === undefined || site === undefined) return;
    const subject = `${taskDefinition.ref.name} fits an instance of the cluster of ${site.ref.name}`;
    if (isUnknown(placement)) {
      yield { subject, resource: site.ref, verdict: unknown(placement.because) };
      return;
    }
    const { pools, open } = placement;
    if (pools.length === 0) {
      yield {
        subject,
        resource: site.ref,
        verdict: unknown(open ?? "the instances of the cluster are not in view"),
      };
      return;
    }
    const needs = sizeOf(taskDefinition);
    const verdicts = pools.map((pool) => judgePool(pool, needs));
    // A task fits the cluster when it fits some instance of it.
    const verdict = any([...verdicts, ...(open === undefined ? [] : [unknown(open)])]);
    yield { subject, resource: site.ref, ...withReason({ verdict }) };
    if (verdict.is !== "unmet") yield* judgeCount(site, launch, placement);
  },
};

/** Whether all the tasks that a service wants fit at a time, on as many instances as there can be. */
function* judgeCount(site: LaunchSite, launch: Launch, placement: Placement): Iterable<Judgement> {
  const { desiredCount, schedulingStrategy, kind } = site;
  if (kind !== "service" || schedulingStrategy === "DAEMON" || desiredCount === undefined) return;
  const subject = `all tasks of ${site.ref.name} fit the instances of its cluster`;
  const answer = countAnswer(site, launch, placement);
  // Whether one fits is said already.
  if (desiredCount !== 1 || answer.verdict.is === "unmet") yield { subject, resource: site.ref, ...answer };
}

function countAnswer(site: LaunchSite, launch: Launch, { pools, open }: Placement): Answer {
  const { desiredCount: desired, schedulingStrategy } = site;
  if (isUnknown(desired)) return { verdict: unknown(desired.because) };
  if (isUnknown(schedulingStrategy)) return { verdict: unknown(schedulingStrategy.because) };
  if (open !== undefined) return { verdict: unknown(open) };
  const wanted = desired ?? 0;
  if (wanted === 0) return { verdict: met("it runs no tasks now") };
  const inAwsvpc = mapKnown(networkModeOf(launch), (mode) => mode === "awsvpc");
  let least = 0;
  let most = 0;
  const limits: string[] = [];
  let why: string | undefined;
  let resource: Resource = "interfaces";
  for (const pool of pools) {
    const room = roomOn(pool, sizeOf(launch.taskDefinition), inAwsvpc);
    if (room === undefined) return { verdict: unknown(`how many tasks ${pool.ref.name} takes is not known`) };
    if (isUnknown(pool.most)) return { verdict: unknown(pool.most.because) };
    const instances = pool.most;
    if (instances === undefined)
      return { verdict: unknown(`how many instances ${pool.ref.name} may have is not in view`) };
    least += instances * room.least;
    most += instances * room.most;
    limits.push(`${pool.ref.name} has ${instances} instances at most, and ${room.because}`);
    why ??= room.open;
    ({ resource } = room);
  }
  if (wanted > most)
    return fault(
      `${site.ref.name} wants ${wanted} tasks, and there is room for ${most}: ${limits.join("; ")}`,
      {
        stoppedReason: STOPPED[resource],
        remedy: `Want fewer tasks, or give ${pools.map(({ ref }) => ref.name).join(" or ")} more or larger instances.`,
      },
    );
  if (wanted > least)
    return suspect(
      `${why ?? "how much an instance takes"} is not known`,
      `${site.ref.name} wants ${wanted} tasks, and there may be room for no more than ${least}: ${limits.join("; ")}`,
    );
  return site.usesPlacementConstraints === false
    ? { verdict: met(`there may be room for ${least} tasks, and it wants ${wanted}`) }
    : { verdict: unknown("its placement constraints may keep tasks from instances") };
}

const STOPPED: Readonly<Record<Resource, string>> = {
  interfaces: "RESOURCE:ENI",
  memory: "RESOURCE:MEMORY",
  cpu: "RESOURCE:CPU",
  gpus: "RESOURCE:GPU",
};

function withReason({ verdict }: Answer): Answer {
  const what = /\b(memory|cpu|gpu)\b/i.exec(verdict.because)?.[1];
  return verdict.is === "unmet" && what !== undefined
    ? { verdict, stoppedReason: `RESOURCE:${what.toUpperCase()}` }
    : { verdict };
}

function judgePool(pool: InstancePool, needs: TaskSize): Verdict {
  if (isUnknown(pool.types)) return unknown(pool.types.because);
  return any(
    pool.types.map((type) => {
      if (isUnknown(type)) return unknown(type.because);
      const size = instanceType(type);
      return size === undefined
        ? unknown(`the size of instance type ${type} is not known`)
        : judgeType(type, size, pool, needs);
    }),
  );
}

function judgeType(
  name: string,
  size: InstanceType,
  pool: InstancePool,
  { cpu, memory, gpus }: TaskSize,
): Verdict {
  const units = size.vCpus * CPU_UNITS_PER_VCPU;
  const of = `${pool.ref.name} has ${name}`;
  if (!isUnknown(gpus) && gpus > size.gpus)
    return unmet(`the task asks for GPU: ${gpus}, and ${of} with ${size.gpus}`);
  if (!isUnknown(cpu) && cpu > units) return unmet(`the task asks for cpu ${cpu}, and ${of} with ${units}`);
  if (!isUnknown(memory) && memory >= size.memory)
    return unmet(
      `the task asks for ${memory} MiB of memory, and ${of} with ${size.memory} MiB, of which it registers less`,
    );
  const open = [gpus, cpu, memory].find(isUnknown);
  if (isUnknown(open)) return unknown(open.because);
  const sure = surelyRegistered(size.memory);
  if (!isUnknown(memory) && memory > sure) {
    return unknown(
      `how much of its ${size.memory} MiB ${name} registers is known once it runs`,
      `the task asks for ${shown(memory)} MiB of the ${size.memory} MiB of ${name}, and an instance registers less than it has`,
    );
  }
  const { userData } = pool;
  if (isUnknown(userData))
    return unknown(`the user data of ${pool.template.name} may reserve memory: ${userData.because}`);
  if (userData !== undefined && /ECS_RESERVED_MEMORY/.test(userData))
    return unknown(`the user data of ${pool.template.name} reserves memory for something else`);
  return met(`${of}, which has room for it`);
}
