import data from "../data/instance-types.json";

/** What one EC2 instance type offers. */
export interface InstanceType {
  readonly vCpus: number;
  /** MiB by EC2's own statement; an instance registers less. */
  readonly memory: number;
  readonly interfaces: number;
  /** awsvpc tasks when the account lets its instances have a trunk; 0: the type has none. */
  readonly tasksWithTrunk: number;
  readonly gpus: number;
  readonly architecture: string;
}

const types: Readonly<Record<string, readonly (number | string)[]>> = data.types;

export function instanceType(name: string): InstanceType | undefined {
  const row = Object.hasOwn(types, name) ? types[name] : undefined;
  if (row === undefined) return undefined;
  const [vCpus, memory, interfaces, tasksWithTrunk, gpus] = row.map(Number);
  return {
    vCpus: vCpus ?? 0,
    memory: memory ?? 0,
    interfaces: interfaces ?? 0,
    tasksWithTrunk: tasksWithTrunk ?? 0,
    gpus: gpus ?? 0,
    architecture: String(row[5]),
  };
}

/**
 * The share of its memory that an instance registers for sure: kernel and firmware keep the rest, and relatively more of
 * little. 7985 of the 8192 MiB of an m4.large are on record; an instance never registers all of it.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/memory-management.html
 */
export const surelyRegistered = (memory: number): number =>
  memory < 2048 ? memory * 0.75 : memory < 8192 ? memory * 0.9 : memory * 0.93;
