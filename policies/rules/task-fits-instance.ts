import { isUnknown, type Known } from "../../launch/known";
import { shown, type Answer } from "../../launch/model/answer";
import { instanceType, surelyRegistered, type InstanceType } from "../../launch/model/instance-type";
import type { InstancePool } from "../../launch/model/instances";
import { placementOf } from "../../launch/model/pools-of-launch";
import { cpuUnits, memoryMiB } from "../../launch/model/size";
import type { Container, TaskDefinition } from "../../launch/model/task-definition";
import { any, met, unknown, unmet, type Verdict } from "../../launch/verdict";
import type { Rule } from "../rule";

const CPU_UNITS_PER_VCPU = 1024;
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
  ],
  evidence: "documented",
  stoppedReasons: [TOO_LITTLE, "RESOURCE:MEMORY", "RESOURCE:CPU", "RESOURCE:GPU"],
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
    const needs = needsOf(taskDefinition);
    const verdicts = pools.map((pool) => judgePool(pool, needs));
    // A task fits the cluster when it fits some instance of it.
    const verdict = any([...verdicts, ...(open === undefined ? [] : [unknown(open)])]);
    yield { subject, resource: site.ref, ...withReason({ verdict }) };
  },
};

function withReason({ verdict }: Answer): Answer {
  const what = /\b(memory|cpu|gpu)\b/i.exec(verdict.because)?.[1];
  return verdict.is === "unmet" && what !== undefined
    ? { verdict, stoppedReason: `RESOURCE:${what.toUpperCase()}` }
    : { verdict };
}

interface Needs {
  /** CPU units. */
  readonly cpu: Known<number>;
  /** MiB. */
  readonly memory: Known<number>;
  readonly gpus: Known<number>;
}

/** The task's own size counts where it is given, otherwise what its containers reserve. */
function needsOf({ cpu, memory, containers }: TaskDefinition): Needs {
  const sum = (read: (container: Container) => Known<number | undefined>): Known<number> => {
    if (isUnknown(containers)) return containers;
    let total = 0;
    for (const container of containers) {
      const value = isUnknown(container) ? container : read(container);
      if (isUnknown(value)) return value;
      total += value ?? 0;
    }
    return total;
  };
  const given = (
    value: Known<string | undefined>,
    read: (text: string) => number | undefined,
  ): Known<number | undefined> => (isUnknown(value) || value === undefined ? value : read(value));
  return {
    cpu: given(cpu, cpuUnits) ?? sum((container) => container.cpu),
    memory:
      given(memory, memoryMiB) ??
      sum(({ memoryReservation, memory: limit }) =>
        isUnknown(memoryReservation) ? memoryReservation : (memoryReservation ?? limit),
      ),
    gpus: sum(({ gpus }) => gpus),
  };
}

function judgePool(pool: InstancePool, needs: Needs): Verdict {
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
  { cpu, memory, gpus }: Needs,
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
