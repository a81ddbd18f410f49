import { isUnknown, type Known } from "../known";
import { instanceType, surelyRegistered, type InstanceType } from "./instance-type";
import type { InstancePool } from "./instances";
import type { TaskSize } from "./task-size";

export const CPU_UNITS_PER_VCPU = 1024;

export type Resource = "interfaces" | "memory" | "cpu" | "gpus";

/** How many tasks of one kind an instance has room for. */
export interface Room {
  /** At least so many, if nothing else runs on it. */
  readonly least: number;
  /** No more than so many, whatever the account's settings. */
  readonly most: number;
  /** What sets `most`, in words: "an m5.large has 3 interfaces, one its own". */
  readonly because: string;
  readonly resource: Resource;
  /** Why `least` is less than `most`; `undefined` where they are the same. */
  readonly open: string | undefined;
}

/**
 * Room on an instance of any type that the pool may have. A task in awsvpc mode takes a network interface, of which the
 * instance keeps one for itself; with a trunk, which the account's setting `awsvpcTrunking` brings, there are more.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-instance-eni.html
 *
 * @returns `undefined` where nothing limits the number, or too little is known to say
 */
export function roomOn(pool: InstancePool, size: TaskSize, inAwsvpc: Known<boolean>): Room | undefined {
  if (isUnknown(pool.types) || pool.types.length === 0) return undefined;
  let widest: Room | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const name of pool.types) {
    const type = isUnknown(name) ? undefined : instanceType(name);
    const room = isUnknown(name) || type === undefined ? undefined : roomOnType(name, type, size, inAwsvpc);
    if (room === undefined) return undefined;
    least = Math.min(least, room.least);
    if (widest === undefined || room.most > widest.most) widest = room;
  }
  return widest === undefined
    ? undefined
    : { ...widest, least, open: widest.open ?? (least < widest.most ? "of which type they are" : undefined) };
}

interface Limit {
  readonly resource: Resource;
  readonly least: number;
  readonly most: number;
  readonly because: string;
}

function roomOnType(
  name: string,
  type: InstanceType,
  size: TaskSize,
  inAwsvpc: Known<boolean>,
): Room | undefined {
  const limits = [
    ...(inAwsvpc === false ? [] : interfaces(name, type, inAwsvpc)),
    ...amount("cpu", size.cpu, type.vCpus * CPU_UNITS_PER_VCPU, `${name} has ${type.vCpus} vCPU`),
    ...memory(name, type, size),
    ...amount("gpus", size.gpus, type.gpus, `${name} has GPU: ${type.gpus}`),
  ];
  const most = Math.min(...limits.map((limit) => limit.most));
  const least = Math.min(...limits.map((limit) => limit.least));
  const tightest = limits.find((limit) => limit.most === most);
  if (tightest === undefined || !Number.isFinite(most)) return undefined;
  const loose = limits.find((limit) => limit.least === least && least < most);
  return {
    least,
    most,
    because: tightest.because,
    resource: tightest.resource,
    open: loose === undefined ? undefined : OPEN[loose.resource],
  };
}

const OPEN: Readonly<Record<Resource, string>> = {
  interfaces: "whether the account has `awsvpcTrunking` on",
  memory: "how much memory an instance registers",
  cpu: "how much CPU the task takes",
  gpus: "how many GPUs the task takes",
};

function interfaces(name: string, type: InstanceType, inAwsvpc: Known<boolean>): Limit[] {
  const bare = type.interfaces - 1;
  const most = Math.max(bare, type.tasksWithTrunk);
  const trunk = type.tasksWithTrunk > bare ? `, ${type.tasksWithTrunk} with a trunk` : "";
  return [
    {
      resource: "interfaces",
      least: bare,
      most: isUnknown(inAwsvpc) ? Number.POSITIVE_INFINITY : most,
      because: `${name} has ${type.interfaces} network interfaces, of which one is its own: ${bare} tasks in awsvpc mode${trunk}`,
    },
  ];
}

function amount(resource: Resource, wanted: Known<number>, there: number, because: string): Limit[] {
  if (isUnknown(wanted)) return [{ resource, least: 0, most: Number.POSITIVE_INFINITY, because }];
  if (wanted === 0) return [];
  const fits = Math.floor(there / wanted);
  return [{ resource, least: fits, most: fits, because: `${because}, and each asks for ${wanted}` }];
}

function memory(name: string, type: InstanceType, { memory: wanted }: TaskSize): Limit[] {
  return amount("memory", wanted, type.memory, `${name} has ${type.memory} MiB of memory`).map((limit) =>
    isUnknown(wanted) ? limit : { ...limit, least: Math.floor(surelyRegistered(type.memory) / wanted) },
  );
}
