import { isUnknown } from "../launch/known";
import type { Kind, Launch, LaunchType, Level, Requirement } from "../launch/launch";
import type { CloudModel } from "../launch/model/cloud-model";
import type { ResourceRef } from "../launch/reference";
import { DEFAULT_SETTINGS, matchesPattern, type Exemption, type Settings } from "../launch/settings";
import { networkPaths } from "../launch/network/judge";
import type { NetworkPath } from "../launch/network/network-paths";
import { launchesOf } from "./launches";
import { toRequirement, type Rule } from "./rule";
import { speakOnce, type Judged } from "./speak-once";

/** All that was judged of one stack, account or file. */
export interface Analysis {
  readonly launches: readonly JudgedLaunch[];
  readonly findings: readonly Finding[];
  readonly notJudged: readonly NotJudged[];
}

export interface JudgedLaunch {
  readonly launch: Launch;
  readonly launchType: LaunchType | null;
  readonly requirements: readonly Requirement[];
  /** What it reaches over the network, from each subnet. */
  readonly networkPaths: readonly NetworkPath[];
}

/** What a user has to look at: an unmet requirement, a suspicion, or the sum of what stays unknown. */
export interface Finding {
  readonly rule: string;
  readonly kind: Kind;
  readonly verdict: "unmet" | "unknown";
  readonly suspicion: boolean;
  readonly level: Level;
  readonly resource: ResourceRef;
  readonly subject: string;
  /** Ids of the launches it hits. */
  readonly launches: readonly string[];
  /** What is wrong, and what ECS will do. */
  readonly message: string;
  readonly remedy: string;
  /** The reason why it does not count, where the configuration exempts it. */
  readonly exemption: string | null;
}

export interface NotJudged {
  readonly resource: string;
  readonly type: string;
  readonly because: string;
}

/** Judges every launch of the model by every rule. `today` decides which exemptions have ended. */
export function analyse(
  model: CloudModel,
  rules: readonly Rule[],
  settings: Settings = DEFAULT_SETTINGS,
  notJudged: readonly NotJudged[] = [],
  today = new Date(),
): Analysis {
  const launches = launchesOf(model).map((launch) => judgeLaunch(launch, model, rules, settings, today));
  return { launches, findings: findingsOf(launches, settings.exemptions, today), notJudged };
}

function judgeLaunch(
  launch: Launch,
  model: CloudModel,
  rules: readonly Rule[],
  settings: Settings,
  today: Date,
): JudgedLaunch {
  const judged: Judged[] = [];
  for (const rule of rules) {
    if (rule.summarise !== undefined) continue;
    for (const judgement of rule.judge(launch, model, settings))
      judged.push({
        requirement: toRequirement(rule, launch, judgement),
        secondTo: judgement.secondTo ?? [],
      });
  }
  const requirements = speakOnce(
    judged,
    (requirement) => exemptionOf(requirement, settings.exemptions, today) !== undefined,
  );
  for (const rule of rules) {
    for (const judgement of rule.summarise?.(launch, requirements) ?? []) {
      requirements.push(toRequirement(rule, launch, judgement));
    }
  }
  return {
    launch,
    launchType: isUnknown(launch.launchType) ? null : launch.launchType,
    requirements,
    networkPaths: networkPaths(launch, model, settings),
  };
}

/** The rule that reports unknowns themselves. */
const SUMMARY_RULE = "launch-decided";

/** One finding per rule, resource and subject, whatever the number of launches it hits. */
function findingsOf(
  launches: readonly JudgedLaunch[],
  exemptions: readonly Exemption[],
  today: Date,
): Finding[] {
  const found = new Map<string, { requirement: Requirement; launches: Set<string> }>();
  for (const { launch, requirements } of launches) {
    for (const requirement of requirements.filter(isReported)) {
      const key = [
        requirement.rule,
        requirement.resource.id,
        requirement.subject,
        requirement.verdict.is,
      ].join("\n");
      const entry = found.get(key) ?? { requirement, launches: new Set() };
      entry.launches.add(launch.id);
      found.set(key, entry);
    }
  }
  return [...found.values()].map(({ requirement, launches: hit }) =>
    toFinding(requirement, [...hit], exemptions, today),
  );
}

function isReported({ verdict, rule }: Requirement): boolean {
  if (verdict.is === "unknown") return verdict.suspicion !== undefined || rule === SUMMARY_RULE;
  return verdict.is === "unmet";
}

function toFinding(
  requirement: Requirement,
  launches: readonly string[],
  exemptions: readonly Exemption[],
  today: Date,
): Finding {
  const { rule, kind, resource, subject, verdict, remedy } = requirement;
  const unmet = verdict.is === "unmet";
  return {
    rule,
    kind,
    verdict: unmet ? "unmet" : "unknown",
    suspicion: verdict.is === "unknown" && verdict.suspicion !== undefined,
    level: unmet ? requirement.level : "advisory",
    resource,
    subject,
    launches,
    message: messageOf(requirement),
    remedy,
    exemption: exemptionOf(requirement, exemptions, today)?.reason ?? null,
  };
}

/** What is wrong, in the user's values; what was required; what ECS answers. */
export function messageOf({ subject, verdict, stoppedReason }: Requirement): string {
  const { because } = verdict;
  if (verdict.is === "unknown") {
    return verdict.suspicion === undefined
      ? `${because}.`
      : `Perhaps a fault: ${verdict.suspicion}. Required: ${subject}.`;
  }
  const answer = stoppedReason === undefined ? "" : ` ECS answers: ${stoppedReason.replace(/[.\s]+$/, "")}.`;
  return `${because}. Required: ${subject}.${answer}`;
}

function exemptionOf(
  { rule, resource }: Requirement,
  exemptions: readonly Exemption[],
  today: Date,
): Exemption | undefined {
  return exemptions.find((exemption) => covers(exemption, rule, resource, today));
}

function covers(exemption: Exemption, rule: string, resource: ResourceRef, today: Date): boolean {
  if (exemption.rule !== rule) return false;
  if (exemption.until !== undefined && today > new Date(`${exemption.until}T23:59:59Z`)) return false;
  return matchesPattern(resource.name, exemption.resource) || matchesPattern(resource.id, exemption.resource);
}
