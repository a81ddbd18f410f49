import * as fs from "node:fs";
import type { Level } from "../launch/launch";
import { DEFAULT_SETTINGS, type Exemption, type MemoryFloor, type Settings } from "../launch/settings";
import { RULES } from "./registry";
import type { Rule } from "./rule";
import { complaintsOf } from "./schema-check";
import { SETTINGS_SCHEMA } from "./settings-schema";

/** The policy whose settings are those of the whole pack. */
export const PACK = "ecs-preflight";

export const ENFORCEMENT_LEVELS = ["advisory", "mandatory", "remediate", "disabled"] as const;
export type EnforcementLevel = (typeof ENFORCEMENT_LEVELS)[number];

/** How strict the pack is, and what it may take for granted. */
export interface PackConfig {
  readonly settings: Settings;
  readonly preset: "strict" | "advisory";
  /** Rule id -> level that was set for it; a rule that is not listed keeps its own. */
  readonly levels: ReadonlyMap<string, EnforcementLevel>;
  readonly account: string | undefined;
  readonly region: string | undefined;
}

/** A policy configuration that says something impossible; the message names each place. */
export class SettingsError extends Error {}

export const DEFAULT_PACK_CONFIG: PackConfig = {
  settings: DEFAULT_SETTINGS,
  preset: "strict",
  levels: new Map(),
  account: undefined,
  region: undefined,
};

/** Settings as they stand in JSON, once they are known to fit the schema. */
interface GivenSettings {
  readonly preset?: PackConfig["preset"];
  readonly account?: string;
  readonly region?: string;
  readonly memoryFloors?: readonly MemoryFloor[];
  readonly managedElsewhere?: readonly string[];
  readonly assume?: Partial<Settings["assume"]>;
  readonly exemptions?: readonly (Omit<Exemption, "until"> & { readonly until?: string })[];
}

/**
 * Reads the file of `--policy-pack-config` and `--policy-config`; without one everything is as by default.
 * @throws SettingsError when it can't be read or says something impossible.
 */
export function readPackConfig(file: string | undefined, rules: readonly Rule[] = RULES): PackConfig {
  if (file === undefined) return DEFAULT_PACK_CONFIG;
  let content: string;
  try {
    content = fs.readFileSync(file, "utf8");
  } catch {
    throw new SettingsError(`the policy configuration ${file} can't be read`);
  }
  try {
    return parsePackConfig(content, rules);
  } catch (error) {
    throw error instanceof SettingsError ? new SettingsError(`${file}: ${error.message}`) : error;
  }
}

/** Reads the text of a policy configuration: enforcement levels by policy, and the settings under `ecs-preflight`. */
export function parsePackConfig(content: string, rules: readonly Rule[] = RULES): PackConfig {
  let given: unknown;
  try {
    given = content.trim() === "" ? {} : (JSON.parse(content) as unknown);
  } catch {
    throw new SettingsError("it is not JSON");
  }
  if (given === null || typeof given !== "object" || Array.isArray(given)) {
    throw new SettingsError("it must be an object with a level or settings by policy name");
  }
  const complaints: string[] = [];
  const levels = new Map<string, EnforcementLevel>();
  let settings: unknown = {};
  const known = new Set(["all", PACK, ...rules.map(({ id }) => id)]);
  for (const [policy, part] of Object.entries(given)) {
    if (policy === "environments") continue;
    if (!known.has(policy)) complaints.push(`${policy} is no policy of this pack`);
    const { level, rest } = splitLevel(part);
    if (level === INVALID)
      complaints.push(`${policy}: the level must be one of ${ENFORCEMENT_LEVELS.join(", ")}`);
    else if (level !== undefined) levels.set(policy, level);
    if (policy === PACK) settings = rest;
    else if (Object.keys(rest).length > 0) {
      complaints.push(`${policy} has no settings of its own; those of the pack stand under ${PACK}`);
    }
  }
  const all = levels.get("all");
  if (all !== undefined) for (const { id } of rules) if (!levels.has(id)) levels.set(id, all);
  return toPackConfig(settings, levels, rules, complaints);
}

const INVALID = Symbol("invalid level");

function splitLevel(part: unknown): { level: EnforcementLevel | undefined | typeof INVALID; rest: object } {
  const isObject = part !== null && typeof part === "object" && !Array.isArray(part);
  const { enforcementLevel, ...rest } = (isObject ? part : { enforcementLevel: part ?? null }) as {
    enforcementLevel?: unknown;
  };
  if (enforcementLevel === undefined) return { level: undefined, rest };
  return { level: ENFORCEMENT_LEVELS.find((level) => level === enforcementLevel) ?? INVALID, rest };
}

/**
 * Checks the settings of the pack and completes them with the defaults.
 * @throws SettingsError with every complaint.
 */
export function toPackConfig(
  settings: unknown,
  levels: PackConfig["levels"],
  rules: readonly Rule[],
  before: readonly string[] = [],
): PackConfig {
  const schema = { type: "object", properties: SETTINGS_SCHEMA, additionalProperties: false } as const;
  const complaints = [...before, ...complaintsOf(settings, schema, PACK)];
  if (complaints.length > 0) throw new SettingsError(complaints.join("; "));
  const given = settings as GivenSettings;
  const exemptions = (given.exemptions ?? []).map((exemption) => ({ until: undefined, ...exemption }));
  const unknown = exemptions.filter(({ rule }) => !rules.some(({ id }) => id === rule));
  if (unknown.length > 0) {
    throw new SettingsError(
      unknown.map(({ rule }) => `an exemption names ${rule}, which is no rule`).join("; "),
    );
  }
  return {
    settings: {
      memoryFloors: given.memoryFloors ?? [],
      managedElsewhere: given.managedElsewhere ?? [],
      assume: { ...DEFAULT_SETTINGS.assume, ...given.assume },
      exemptions,
    },
    preset: given.preset ?? "strict",
    levels,
    account: given.account,
    region: given.region,
  };
}

/** The rules as configured: those that are disabled are left out, the others have the level that was set. */
export function applyLevels(
  rules: readonly Rule[],
  config: PackConfig,
): { readonly rules: readonly Rule[]; readonly settings: Settings } {
  return {
    rules: rules.flatMap((rule) => {
      const level = levelOf(rule, config);
      if (level === "disabled") return [];
      return level === "advisory" ? [advisory(rule)] : [{ ...rule, level }];
    }),
    settings: config.settings,
  };
}

/** The engine fills in the levels that were not set with the rules' own: those leave the preset its say. */
function levelOf(rule: Rule, { levels, preset }: PackConfig): Level | "disabled" {
  const set = levels.get(rule.id);
  if (set !== undefined && set !== rule.level) return set === "remediate" ? "mandatory" : set;
  return preset === "advisory" ? "advisory" : rule.level;
}

function advisory(rule: Rule): Rule {
  return {
    ...rule,
    level: "advisory",
    *judge(launch, model, settings) {
      for (const judgement of rule.judge(launch, model, settings)) yield { ...judgement, level: "advisory" };
    },
  };
}
