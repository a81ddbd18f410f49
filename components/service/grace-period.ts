import { output, type Input } from "@pulumi/pulumi";
import { isLater } from "../outputs";
import type { NamedContainers } from "./plan";

/**
 * Seconds for which a failed check of the load balancer stops no new task: the longest start period of the containers
 * that are its targets. `undefined` where none has one.
 */
export function gracePeriod(containers: NamedContainers): Input<number> | undefined {
  const periods = containers.flatMap(([, { portMappings = [], healthCheck }]) =>
    portMappings.some(({ targetGroup }) => targetGroup !== undefined) &&
    healthCheck?.startPeriod !== undefined
      ? [healthCheck.startPeriod]
      : [],
  );
  if (periods.length === 0) return undefined;
  return periods.some(isLater) ? output(periods).apply(longest) : longest(periods as number[]);
}

const longest = (periods: readonly number[]): number => Math.max(...periods);
