import data from "../data/fargate-sizes.json";

/**
 * Task CPU as ECS reads it: units (`"256"`), or vCPU (`"1 vCPU"`, `".5 vCPU"`).
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
 */
export function cpuUnits(written: string): number | undefined {
  return quantity(written, /^(\d+|\d*\.\d+)\s*vcpus?$/i, 1024);
}

/** Task memory as ECS reads it, in MiB: `"512"`, `"2 GB"`, `".5GB"`. */
export function memoryMiB(written: string): number | undefined {
  return quantity(written, /^(\d+|\d*\.\d+)\s*gbs?$/i, 1024);
}

function quantity(written: string, withUnit: RegExp, factor: number): number | undefined {
  const trimmed = written.trim();
  if (/^\d+$/.test(trimmed)) return Number(trimmed);
  const amount = withUnit.exec(trimmed)?.[1];
  return amount === undefined ? undefined : Math.round(Number(amount) * factor);
}

export interface FargateSize {
  /** CPU units. */
  readonly cpu: number;
  /** MiB, ascending. */
  readonly memory: readonly number[];
  readonly linuxOnly: boolean;
  /** In the developer guide only: accepted for all we know. */
  readonly documentedOnly: boolean;
}

interface SizeRow {
  readonly cpu: number;
  readonly memory?: readonly number[];
  readonly from?: number;
  readonly to?: number;
  readonly step?: number;
  readonly linuxOnly?: boolean;
  readonly documentedOnly?: boolean;
}

export const FARGATE_SIZES: readonly FargateSize[] = (data.sizes as readonly SizeRow[]).map((row) => ({
  cpu: row.cpu,
  memory: row.memory ?? steps(row.from ?? 0, row.to ?? 0, row.step ?? 1024),
  linuxOnly: row.linuxOnly ?? false,
  documentedOnly: row.documentedOnly ?? false,
}));

function steps(from: number, to: number, step: number): number[] {
  return Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step);
}
