import type { CanaryResult } from "./canary/start-canary";
import type { Surroundings } from "./canary/ports";
import type { CheckFailure } from "./check-shape";
import { isUnknown, numberAt, textAt, type Properties } from "./values";

/** What the provider knows of a kind of canary. */
export interface CanaryResource {
  readonly token: string;
  /** Faults of the inputs that the schema does not express. */
  check(inputs: Properties): readonly CheckFailure[];
  /** Seconds for a run unless the program says so. */
  readonly defaultTimeout: number;
  /** What it will do, in one sentence. */
  announce(inputs: Properties, seconds: number): string;
  run(
    inputs: Properties,
    context: { readonly urn: string; readonly seconds: number },
    surroundings: Surroundings,
    signal: AbortSignal,
  ): Promise<CanaryResult>;
}

/** Inputs that change nothing that is tested: another value does not make it run again. */
const UNTESTED: ReadonlySet<string> = new Set(["timeout", "logLines", "profile"]);

export const isTested = (input: string): boolean => !UNTESTED.has(input) && !input.startsWith("__");

/** The region of the call: that of the task definition's ARN, which only its own region knows, else the one given. */
export function regionOf(inputs: Properties): string | undefined {
  const arn = textAt(inputs, "taskDefinition")?.split(":") ?? [];
  if (arn[0] === "arn" && arn[3]) return arn[3];
  return textAt(inputs, "region") || undefined;
}

/** The time of a run: `timeout`, at most what `customTimeouts` says. */
export function secondsOf(resource: CanaryResource, inputs: Properties, customTimeout: number): number {
  const given = numberAt(inputs, "timeout");
  if (customTimeout > 0) return Math.min(given ?? Infinity, customTimeout);
  return given ?? resource.defaultTimeout;
}

/** What both kinds ask of their common inputs. */
export function checkCommon(inputs: Properties): readonly CheckFailure[] {
  const failures: CheckFailure[] = [];
  const refuse = (property: string, reason: string): void => void failures.push({ property, reason });
  const timeout = numberAt(inputs, "timeout");
  if (timeout !== undefined && timeout <= 0) refuse("timeout", "timeout must be above 0 seconds");
  const logLines = numberAt(inputs, "logLines");
  if (logLines !== undefined && (logLines < 0 || logLines > 100))
    refuse("logLines", "logLines must be between 0 and 100");
  const taskDefinition = textAt(inputs, "taskDefinition");
  if (taskDefinition !== undefined && !isUnknown(taskDefinition) && !/:\d+$/.test(taskDefinition))
    refuse(
      "taskDefinition",
      "taskDefinition must name a revision (taskDefinition.arn, or family:revision): without one nothing tells whether it changed",
    );
  return failures;
}

/** A name for a message; what is not known yet is said so. */
export function nameAt(inputs: Properties, input: string, what: string): string {
  const value = textAt(inputs, input);
  if (value === undefined || isUnknown(value)) return `${what} (known once deployed)`;
  return `${what} ${value.slice(value.lastIndexOf("/") + 1)}`;
}
