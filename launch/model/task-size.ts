import { isUnknown, type Known } from "../known";
import { cpuUnits, memoryMiB } from "./size";
import type { Container, TaskDefinition } from "./task-definition";

/** What a task takes of an instance. */
export interface TaskSize {
  /** CPU units. */
  readonly cpu: Known<number>;
  /** MiB. */
  readonly memory: Known<number>;
  readonly gpus: Known<number>;
}

/** The task's own size counts where it is given, otherwise what its containers reserve. */
export function sizeOf({ cpu, memory, containers }: TaskDefinition): TaskSize {
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
