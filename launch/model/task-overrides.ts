import type { Unknown } from "../known";
import { isUnknown, type Known } from "../known";
import type { Launch } from "../launch";
import { absent, type Reference } from "../reference";
import { met, unknown } from "../verdict";
import { fault, shown, suspect, type Answer } from "./answer";
import { namedContainers } from "./container-graph";
import type { FeatureAnswer } from "./feature";
import { registersForFargate } from "./platform";
import { cpuUnits, FARGATE_SIZES, memoryMiB } from "./size";

/** What one run of a task definition sets otherwise. */
export interface TaskOverrides {
  readonly containers: Known<readonly Known<ContainerOverride>[]>;
  /** As written, like those of a task definition. */
  readonly cpu: Known<string | undefined>;
  readonly memory: Known<string | undefined>;
  readonly executionRole: Reference;
  readonly taskRole: Reference;
}

export interface ContainerOverride {
  readonly name: Known<string | undefined>;
  /** CPU units. */
  readonly cpu: Known<number | undefined>;
  /** MiB. */
  readonly memory: Known<number | undefined>;
  readonly memoryReservation: Known<number | undefined>;
}

export const noOverrides: TaskOverrides = {
  containers: [],
  cpu: undefined,
  memory: undefined,
  executionRole: absent,
  taskRole: absent,
};

/** What is not known of a run's overrides; a role among `from` may be the one it names. */
export const unseenOverrides = (why: Unknown, role: Reference): TaskOverrides => ({
  containers: why,
  cpu: why,
  memory: why,
  executionRole: role,
  taskRole: role,
});

/**
 * Whether ECS takes the overrides of a run: they name containers of the task, and sizes that exist.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html
 */
export function* judgeOverrides(launch: Launch): Iterable<FeatureAnswer> {
  const { site, taskDefinition } = launch;
  if (site === undefined) return;
  const { containers, cpu, memory } = site.overrides;
  const ofSite = true;
  if (isUnknown(containers)) {
    const subject = `overrides of ${site.ref.name} name containers of ${taskDefinition.ref.name}`;
    yield { subject, ofSite, verdict: unknown(containers.because) };
    return;
  }
  for (const container of containers) {
    if (isUnknown(container)) continue;
    yield {
      subject: `${shown(container.name)} that ${site.ref.name} overrides is a container of ${taskDefinition.ref.name}`,
      ofSite,
      ...judgeName(container, launch),
    };
    for (const property of ["cpu", "memory", "memoryReservation"] as const) {
      const answer = judgePart(container[property], property, launch);
      if (answer === undefined) continue;
      const subject = `${property} that ${site.ref.name} gives ${shown(container.name)} fits the task`;
      yield { subject, ofSite, ...answer };
    }
  }
  if (cpu !== undefined || memory !== undefined) {
    yield {
      subject: `cpu and memory that ${site.ref.name} overrides are a size that Fargate has`,
      ofSite,
      ...judgeSize(cpu ?? taskDefinition.cpu, memory ?? taskDefinition.memory, launch),
    };
  }
}

function judgeName({ name }: ContainerOverride, { taskDefinition }: Launch): Answer {
  const { byName, open } = namedContainers(taskDefinition);
  if (isUnknown(name)) return { verdict: unknown(name.because) };
  if (name === undefined) {
    return fault("it names no container", {
      stoppedReason: "InvalidParameterException",
      remedy: "Set `name` of the container override.",
    });
  }
  if (byName.has(name)) return { verdict: met("it is there") };
  if (open !== undefined) return { verdict: unknown(open.because) };
  const names = [...byName.keys()].join(" or ");
  return fault(`${taskDefinition.ref.name} has no container ${name}`, {
    stoppedReason: `Override for container named ${name} is not a container in the TaskDefinition.`,
    remedy: `Name ${names} in \`containerOverrides\`.`,
  });
}

/** What ECS answers to a part above the whole is on record for registration only. */
function judgePart(
  value: Known<number | undefined>,
  property: "cpu" | "memory" | "memoryReservation",
  { site, taskDefinition }: Launch,
): Answer | undefined {
  if (typeof value !== "number") return undefined;
  const cpu = property === "cpu";
  const overrides = site?.overrides ?? noOverrides;
  const written = cpu ? (overrides.cpu ?? taskDefinition.cpu) : (overrides.memory ?? taskDefinition.memory);
  if (isUnknown(written)) return { verdict: unknown(written.because) };
  const whole = written === undefined ? undefined : cpu ? cpuUnits(written) : memoryMiB(written);
  return whole === undefined || value <= whole
    ? { verdict: met("it is no more than the task has") }
    : suspect("what ECS answers is not on record", `it is ${value}, and the task has ${whole}`);
}

function judgeSize(
  cpu: Known<string | undefined>,
  memory: Known<string | undefined>,
  launch: Launch,
): Answer {
  const fargate = registersForFargate(launch);
  const onFargate = launch.launchType === "FARGATE";
  const open = [cpu, memory, fargate, launch.launchType].find(isUnknown);
  if (isUnknown(open)) return { verdict: unknown(open.because) };
  if (!onFargate) return { verdict: met(`its tasks run on ${shown(launch.launchType)}`) };
  const size = FARGATE_SIZES.find((each) => each.cpu === cpuUnits(shown(cpu)));
  if (size?.memory.includes(memoryMiB(shown(memory)) ?? 0) === true)
    return { verdict: met(`Fargate has cpu ${shown(cpu)} with memory ${shown(memory)}`) };
  const because = `Fargate has no tasks with cpu ${shown(cpu)} and memory ${shown(memory)}`;
  if (size?.documentedOnly === true)
    return suspect("the memory sizes of this cpu are known from the developer guide only", because);
  return fault(because, {
    stoppedReason: "No Fargate configuration exists for given values",
    remedy: "Override `cpu` and `memory` with one of Fargate's pairs.",
  });
}
