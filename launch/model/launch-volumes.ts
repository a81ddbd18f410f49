import { isUnknown, type Known } from "../known";
import type { Launch } from "../launch";
import { met, unknown } from "../verdict";
import { fault, suspect, type Answer } from "./answer";
import type { FeatureAnswer } from "./feature";
import type { TaskDefinition } from "./task-definition";

/** Sites that can configure no volume, so that a task which leaves one to them has none. */
const WITHOUT_VOLUMES = new Set(["event-target", "schedule", "start-canary"]);

/**
 * A volume that is configured at launch (EBS) is configured by the service under that very name.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html (configuredAtLaunch)
 */
export function* judgeLaunchVolumes({ taskDefinition, site }: Launch): Iterable<FeatureAnswer> {
  const left = leftToLaunch(taskDefinition);
  if (left === undefined) return;
  const names = left.filter((name) => typeof name === "string");
  const open = left.find(isUnknown);
  if (names.length > 1) {
    yield {
      subject: `${taskDefinition.ref.name} leaves one volume to the launch at most`,
      ...fault(`${names.join(" and ")} are configured at launch, and ECS takes one`, {
        remedy: "Set `configureAtLaunch: true` for one volume only.",
      }),
    };
  }
  if (site === undefined || (site.kind !== "service" && !WITHOUT_VOLUMES.has(site.kind))) return;
  const managed = site.kind === "service" ? site.managedVolumes : [];
  const ofSite = true;
  for (const name of isUnknown(managed) ? [] : managed) {
    if (typeof name !== "string") continue;
    const subject = `volume ${name} of ${site.ref.name} is one that ${taskDefinition.ref.name} leaves to the launch`;
    yield { subject, ofSite, ...judgeName(name, names, open) };
  }
  for (const name of names) {
    const subject = `volume ${name} that ${taskDefinition.ref.name} leaves to the launch is configured by ${site.ref.name}`;
    yield { subject, ofSite, ...judgeConfigured(name, managed, site.ref.name, site.kind === "service") };
  }
}

/** `undefined` when none is known. */
function leftToLaunch({ volumes }: TaskDefinition): Known<string | undefined>[] | undefined {
  if (isUnknown(volumes)) return undefined;
  return volumes.map((volume) => {
    if (isUnknown(volume)) return volume;
    if (isUnknown(volume.configuredAtLaunch)) return volume.configuredAtLaunch;
    return volume.configuredAtLaunch === true ? volume.name : undefined;
  });
}

function judgeName(name: string, declared: readonly string[], open: Known<unknown>): Answer {
  if (declared.includes(name)) return { verdict: met("it is configured at launch") };
  if (isUnknown(open)) return { verdict: unknown(open.because) };
  return fault(`the task definition has no volume ${name} with configureAtLaunch`, {
    stoppedReason:
      "Volume configuration provided but no matching configuredAtLaunch volume found in task definition.",
    remedy: `Declare volume ${name} with \`configureAtLaunch: true\`.`,
  });
}

/** What ECS answers where it is not is on no record. */
function judgeConfigured(
  name: string,
  managed: Known<readonly Known<string | undefined>[]>,
  site: string,
  isService: boolean,
): Answer {
  if (isUnknown(managed)) return { verdict: unknown(managed.because) };
  if (managed.includes(name)) return { verdict: met("its configuration is there") };
  const open = managed.find(isUnknown);
  if (isUnknown(open)) return { verdict: unknown(open.because) };
  // The other name has a finding of its own.
  if (managed.length > 0) return { verdict: unknown(`${site} configures another volume`) };
  return suspect(
    "what ECS answers to a volume that nobody configures is not on record",
    isService
      ? `${site} has no volumeConfiguration for it`
      : `a run by ${site} carries no configuration of volumes`,
    isService
      ? `Set \`volumeConfiguration\` of ${site} with the name ${name}, or take \`configureAtLaunch\` out.`
      : "Start the task by a service, or use another kind of volume.",
  );
}
