import data from "../data/log-drivers.json";

export interface LogDriver {
  readonly name: string;
  /** Fargate has it. */
  readonly fargate: boolean;
  /** Options without which it refuses. */
  readonly required: readonly string[];
  /** Options that ECS is known to let through. */
  readonly accepted: readonly string[];
  /** Options that the driver itself knows; `undefined`: any. */
  readonly options: readonly string[] | undefined;
}

interface Row {
  readonly fargate: boolean;
  readonly required: readonly string[];
  readonly accepted?: readonly string[];
  readonly options: readonly string[] | null;
}

export const LOG_DRIVERS: readonly LogDriver[] = Object.entries(
  data.drivers as Readonly<Record<string, Row>>,
).map(([name, { fargate, required, accepted, options }]) => ({
  name,
  fargate,
  required,
  accepted: accepted ?? options ?? [],
  options: options === null ? undefined : [...options, ...data.everyDriver],
}));

export const logDriver = (name: string): LogDriver | undefined =>
  LOG_DRIVERS.find((driver) => driver.name === name);

/** Docker keeps a local copy of the logs beside every driver; its options begin like this. */
const isOfCache = (option: string): boolean => option.startsWith("cache-");

/** How an option stands to a driver: ECS lets it through, only the driver knows it, or neither does. */
export function standingOf(option: string, driver: LogDriver): "accepted" | "driver only" | "unknown" {
  if (driver.options === undefined || driver.accepted.includes(option)) return "accepted";
  return driver.options.includes(option) || isOfCache(option) ? "driver only" : "unknown";
}

/** The name nearest to a misspelt one, at most `most` edits away. */
export function nearest(
  written: string,
  names: readonly string[],
  most = Math.min(3, Math.floor(written.length / 3)),
): string | undefined {
  const ranked = names
    .map((name) => ({ name, distance: editDistance(written, name, most) }))
    .filter(({ distance }) => distance <= most)
    .sort((left, right) => left.distance - right.distance);
  return ranked[0]?.name;
}

/** Insertions, deletions and replacements between two texts; more than `most` is given as `most + 1`. */
export function editDistance(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most || left.length > 512) return most + 1;
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let at = 1; at <= left.length; at += 1) {
    const next = [at];
    for (let other = 1; other <= right.length; other += 1) {
      const replaced = (row[other - 1] ?? 0) + (left[at - 1] === right[other - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[other] ?? 0) + 1, (next[other - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? most + 1;
}
