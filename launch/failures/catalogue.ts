import agent from "../data/failures-agent.json";
import capacity from "../data/failures-capacity.json";
import command from "../data/failures-command.json";
import deployment from "../data/failures-deployment.json";
import disk from "../data/failures-disk.json";
import health from "../data/failures-health.json";
import image from "../data/failures-image.json";
import logging from "../data/failures-logging.json";
import memory from "../data/failures-memory.json";
import network from "../data/failures-network.json";
import role from "../data/failures-role.json";
import secret from "../data/failures-secret.json";
import shape from "../data/failures-shape.json";
import volume from "../data/failures-volume.json";
import words from "../data/failures.json";
import type { Confidence, Family } from "./explanation";
import type { Stage } from "../launch";
import { compilePattern, type Pattern } from "./pattern";

/**
 * How much a message of this kind settles, most specific first:
 * `decisive` words settle the cause whatever else the message says (who refused, that a name did not resolve), and the
 * stage and rule come from what failed;
 * `cause` names the fault; `step` only the step that failed; `wrapper` only the envelope; `exit` an exit code;
 * `summary` that something failed; `waiting` that a tool gave up waiting; `normal` is no fault; a `candidate` has no message of its own.
 */
export type Level =
  "decisive" | "cause" | "step" | "wrapper" | "exit" | "summary" | "waiting" | "normal" | "candidate";

const levels: readonly Level[] = [
  "decisive",
  "cause",
  "step",
  "wrapper",
  "exit",
  "summary",
  "waiting",
  "normal",
  "candidate",
];

/** One cause as `launch/data/failures-<family>.json` holds it. */
interface CauseData {
  readonly id: string;
  /** Where it differs from the file's. */
  readonly family?: Family;
  readonly stage: Stage | null;
  readonly rule: string | null;
  readonly level: Level;
  /** Where it differs from what the level implies. */
  readonly confidence?: Confidence;
  /** A refused permission: certain only where the message says that no identity-based policy allows it. */
  readonly denial?: boolean;
  readonly patterns?: readonly string[];
  readonly exitCodes?: readonly number[];
  /** `{name:otherwise}` stands for what the message says, or for `otherwise` where it does not. */
  readonly summary: string;
  readonly remedy: string;
  /** Ids of causes, or `@name` for a list of `failures.json`, in order of likelihood. */
  readonly candidates?: readonly string[];
  /** As a candidate: what tells this cause from the others. */
  readonly tellApart?: string;
  /** As a candidate: the kind of IP address in the message that speaks for it. */
  readonly address?: "public" | "private";
  readonly source: string;
  /** When the source was read, as YYYY-MM-DD; where it differs from the file's. */
  readonly read?: string;
}

export interface Cause extends Omit<CauseData, "family" | "patterns" | "candidates"> {
  readonly family: Family;
  readonly rank: number;
  readonly patterns: readonly Pattern[];
  readonly candidates: readonly string[];
}

interface CauseFile {
  readonly family: Family;
  readonly causes: readonly CauseData[];
}

const lists: Readonly<Record<string, readonly string[]>> = words.lists;

function readFile(file: CauseFile): readonly Cause[] {
  return file.causes.map((data) => ({
    ...data,
    family: data.family ?? file.family,
    rank: levels.indexOf(data.level),
    patterns: (data.patterns ?? []).map((text) => compilePattern(text, lists)),
    candidates: (data.candidates ?? []).flatMap((id) =>
      id.startsWith("@") ? (lists[id.slice(1)] ?? []) : [id],
    ),
  }));
}

const files = [
  role,
  network,
  secret,
  image,
  logging,
  disk,
  memory,
  capacity,
  volume,
  health,
  command,
  agent,
  deployment,
  shape,
] as readonly CauseFile[];

/** Every cause that ECS, its agents and the container runtimes are known to report. */
export const causes: readonly Cause[] = files.flatMap(readFile);

const byId = new Map(causes.map((cause) => [cause.id, cause]));
const byExitCode = new Map(
  causes.flatMap((cause) => (cause.exitCodes ?? []).map((code) => [code, cause] as const)),
);

/** The cause of that id. Throws for an id that the catalogue does not hold: a fault of the program. */
export function causeOf(id: string): Cause {
  const cause = byId.get(id);
  if (cause === undefined) throw new Error(`no cause ${id} in the failure catalogue`);
  return cause;
}

/** What an exit code of a container says. */
export const causeOfExit = (code: number): Cause => byExitCode.get(code) ?? causeOf("exit-other");
