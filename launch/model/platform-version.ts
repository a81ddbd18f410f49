import { isUnknown, mapKnown, type Known } from "../known";
import { met, unknown } from "../verdict";
import { fault, type Answer } from "./answer";
import { cpuUnits } from "./size";
import type { TaskDefinition, Volume } from "./task-definition";

/** Versions before the one that brought EFS, larger sizes and task storage to Fargate. */
const BEFORE_1_4 = /^1\.[0-3]\./;
const LARGE_CPU = 8192;

/**
 * Whether the platform version has what the task uses. `LATEST`, the default, is 1.4.0 or later.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html
 */
export function judgeFargateVersion(
  version: Known<string | undefined>,
  taskDefinition: TaskDefinition,
): Answer {
  if (!isUnknown(version) && (version === undefined || !BEFORE_1_4.test(version))) {
    return { verdict: met("its tasks run on Fargate") };
  }
  const uses = newerFeatures(taskDefinition);
  const open = uses.map(({ used }) => used).find(isUnknown);
  const used = uses.filter(({ used: is }) => is === true).map(({ what }) => what);
  if (used.length === 0)
    return { verdict: open === undefined ? met("its tasks run on Fargate") : unknown(open.because) };
  if (isUnknown(version)) return { verdict: unknown(version.because) };
  return fault(
    `platformVersion is ${version}, and ${used.join(", ")} ${used.length === 1 ? "needs" : "need"} 1.4.0`,
    {
      stoppedReason: "PlatformTaskDefinitionIncompatibilityException",
      remedy: "Set `platformVersion` to `LATEST`, or leave it out.",
    },
  );
}

function newerFeatures({
  cpu,
  ephemeralStorageGiB,
  volumes,
}: TaskDefinition): { what: string; used: Known<boolean> }[] {
  return [
    {
      what: "a task of 8 vCPU or more",
      used: mapKnown(cpu, (size) => size !== undefined && (cpuUnits(size) ?? 0) >= LARGE_CPU),
    },
    { what: "ephemeralStorage", used: mapKnown(ephemeralStorageGiB, (size) => size !== undefined) },
    { what: "an EFS volume", used: mapKnown(volumes, hasEfs) },
  ];
}

function hasEfs(volumes: readonly Known<Volume>[]): Known<boolean> {
  const kinds = volumes.map((volume) =>
    mapKnown(volume, ({ efs }) => mapKnown(efs, (file) => file !== undefined)),
  );
  return kinds.includes(true) ? true : (kinds.find(isUnknown) ?? false);
}
