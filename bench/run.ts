/**
 * `npm run bench [name …]`: prints a table per benchmark. Only the ratios mean something beyond this machine.
 * `--rounds <n>` sets how often each way is measured.
 */
import { embeddedPreview } from "./embedded-preview";
import { network } from "./network";
import { packStart } from "./pack-start";
import { permissions } from "./permissions";
import { previewCost } from "./preview-cost";
import { wholeStack } from "./whole-stack";

const BENCHMARKS: Readonly<Record<string, { run: (rounds: number) => Promise<void>; rounds: number }>> = {
  "pack-start": { run: packStart, rounds: 9 },
  "preview-cost": { run: previewCost, rounds: 5 },
  "whole-stack": { run: wholeStack, rounds: 3 },
  permissions: { run: permissions, rounds: 5 },
  network: { run: network, rounds: 5 },
  "embedded-preview": { run: embeddedPreview, rounds: 5 },
};

async function main(args: readonly string[]): Promise<void> {
  const at = args.indexOf("--rounds");
  const rounds = at < 0 ? undefined : Number(args[at + 1]);
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0))
    throw new Error("--rounds takes a whole number above 0");
  const names = args.filter((_, index) => at < 0 || (index !== at && index !== at + 1));
  for (const name of names.length > 0 ? names : Object.keys(BENCHMARKS)) {
    const benchmark = BENCHMARKS[name];
    if (benchmark === undefined)
      throw new Error(`no benchmark ${name}; there are ${Object.keys(BENCHMARKS).join(", ")}`);
    await benchmark.run(rounds ?? benchmark.rounds);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
