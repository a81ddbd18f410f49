import {
  comparisonPack,
  EXECUTABLE,
  ROOT,
  startDirectory,
  startExecutable,
  stop,
  type Started,
} from "./packs";
import { measureInTurn, printSeries, timed } from "./table";

/** From the start of the process to the port. */
export async function packStart(rounds: number): Promise<void> {
  const empty = comparisonPack("no-policy");
  const measure = (start: () => Promise<Started>) => async (): Promise<number> => {
    let started: Started | undefined;
    const time = await timed(async () => (started = await start()));
    if (started !== undefined) await stop(started);
    return time;
  };
  const series = await measureInTurn(
    {
      "empty pack, standard runner": measure(() => startDirectory(empty)),
      "ecs-preflight as a directory": measure(() => startDirectory(ROOT)),
      "ecs-preflight as an executable": measure(() => startExecutable(EXECUTABLE)),
    },
    rounds,
  );
  printSeries("Pack start, process to port", series, {
    "ecs-preflight as a directory": "0.75",
    "ecs-preflight as an executable": "0.20",
  });
}
