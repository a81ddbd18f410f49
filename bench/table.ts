/** One measured way of doing something. */
export interface Series {
  readonly name: string;
  /** Milliseconds, one per round. */
  readonly times: readonly number[];
}

export function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/**
 * Measures every way once per round, in turn, so that a machine that slows down slows all of them; the first
 * round only warms up.
 */
export async function measureInTurn(
  ways: Readonly<Record<string, () => Promise<number>>>,
  rounds: number,
): Promise<Series[]> {
  const times = new Map(Object.keys(ways).map((name) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, run] of Object.entries(ways)) {
      const time = await run();
      if (round > 0) times.get(name)?.push(time);
    }
  }
  return [...times].map(([name, measured]) => ({ name, times: measured }));
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** Prints medians, and each as a ratio of the first. */
export function printSeries(
  title: string,
  series: readonly Series[],
  aims: Readonly<Record<string, string>> = {},
): void {
  const base = median(series[0]?.times ?? []);
  const rows = series.map(({ name, times }) => {
    const middle = median(times);
    const range = `${format(Math.min(...times))} to ${format(Math.max(...times))}`;
    return [name, format(middle), range, (middle / base).toFixed(2), aims[name] ?? ""];
  });
  printTable(title, ["", "median ms", "range ms", "ratio", "aim"], rows);
}

export function printTable(
  title: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const widths = header.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd();
  console.log([`\n${title}`, line(header), ...rows.map(line)].join("\n"));
}

export const format = (milliseconds: number): string =>
  milliseconds < 10 ? milliseconds.toFixed(1) : milliseconds.toFixed(0);
