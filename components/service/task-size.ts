import { isUnknown, Unknown, type Known } from "../../launch/known";
import { imageReference } from "../../launch/model/image";
import { floorOf } from "../../launch/model/memory-floor";
import { readContainer } from "../../launch/model/read-container";
import { cpuUnits, FARGATE_SIZES, memoryMiB, type FargateSize } from "../../launch/model/size";
import { partialSum } from "../../launch/model/sum";
import type { Container } from "../../launch/model/task-definition";

/** As the task definition takes them: CPU units and MiB. */
export interface TaskSize {
  readonly cpu: Known<string>;
  readonly memory: Known<string>;
}

/** What is given of a size; an `Unknown` where it comes later. */
export interface SizeRequest {
  readonly cpu: unknown;
  readonly memory: unknown;
  /** Container definitions as JSON. */
  readonly containers: readonly unknown[];
  /** `operatingSystemFamily`. */
  readonly operatingSystem: unknown;
}

/**
 * The smallest size of Fargate that fits the containers, where cpu or memory are left out. What can't be had is
 * left to the rules to say: then it is the nearest size.
 */
export function fargateSize({ cpu, memory, containers, operatingSystem }: SizeRequest): TaskSize {
  const asked = { cpu: given(cpu), memory: given(memory) };
  if (asked.cpu !== undefined && asked.memory !== undefined) return { cpu: asked.cpu, memory: asked.memory };
  const read = containers.map(readContainer);
  const needed = {
    cpu: partialSum(read.map((container) => container.cpu)),
    memory: partialSum(read.map(memoryOf)),
  };
  const open = [asked.cpu, asked.memory, operatingSystem].find(isUnknown)?.because;
  const missing = open ?? needed.cpu.missing ?? needed.memory.missing;
  if (missing !== undefined) {
    const later = new Unknown(missing);
    return { cpu: asked.cpu ?? later, memory: asked.memory ?? later };
  }
  const size = smallest(
    sizesFor(operatingSystem),
    typeof asked.cpu === "string" ? cpuUnits(asked.cpu) : undefined,
    typeof asked.memory === "string" ? memoryMiB(asked.memory) : undefined,
    { cpu: needed.cpu.known, memory: needed.memory.known },
  );
  return { cpu: asked.cpu ?? String(size.cpu), memory: asked.memory ?? String(size.memory) };
}

function given(value: unknown): Known<string> | undefined {
  if (isUnknown(value)) return value;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** The limit, else the reservation, else what the image's runtime needs. */
function memoryOf({ memory, memoryReservation, image }: Container): Known<number | undefined> {
  if (isUnknown(memory)) return memory;
  if (isUnknown(memoryReservation)) return memoryReservation;
  if (memory !== undefined || memoryReservation !== undefined)
    return Math.max(memory ?? 0, memoryReservation ?? 0);
  // An image that is not in the program's text sets no floor: the size must be the same in preview and deployment.
  if (isUnknown(image) || image === undefined) return undefined;
  return floorOf(image, imageReference(image), [])?.memory;
}

function sizesFor(operatingSystem: unknown): readonly FargateSize[] {
  const windows = typeof operatingSystem === "string" && operatingSystem.startsWith("WINDOWS");
  return windows ? FARGATE_SIZES.filter(({ linuxOnly }) => !linuxOnly) : FARGATE_SIZES;
}

interface Amount {
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
}

function smallest(
  sizes: readonly FargateSize[],
  cpu: number | undefined,
  memory: number | undefined,
  needed: Amount,
): Amount {
  const pairs = sizes
    .flatMap((size) => size.memory.map((of) => ({ cpu: size.cpu, memory: of })))
    .filter(
      (pair) => (cpu === undefined || pair.cpu === cpu) && (memory === undefined || pair.memory === memory),
    );
  const enough = pairs.find((pair) => pair.cpu >= needed.cpu && pair.memory >= needed.memory);
  return enough ?? pairs.at(-1) ?? { cpu: sizes[0]?.cpu ?? 0, memory: sizes[0]?.memory[0] ?? 0 };
}
