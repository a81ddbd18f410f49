import { RULES } from "../registry";
import type { Rule, Severity } from "../rule";
import type { Schema } from "../schema-check";
import { PACK } from "../settings";
import { SETTINGS_SCHEMA } from "../settings-schema";
import { docsUrl } from "./docs";

/** How a policy presents itself: what `pulumi policy` and the consoles show. */
export interface PolicyDescription {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly remediationSteps: string | undefined;
  readonly url: string;
  readonly severity: Severity;
  readonly enforcementLevel: "mandatory" | "advisory";
  readonly tags: readonly string[];
  readonly type: "resource" | "stack";
  readonly configSchema: Readonly<Record<string, Schema>> | undefined;
}

/** The policy that carries the settings, then one per rule. */
export function policyDescriptions(rules: readonly Rule[] = RULES): readonly PolicyDescription[] {
  return [settingsPolicy, ...rules.map(toPolicy)];
}

const settingsPolicy: PolicyDescription = {
  name: PACK,
  displayName: "Settings of ecs-preflight",
  description: "Holds the settings of the whole pack, and names what looks like ECS and is not judged.",
  remediationSteps: undefined,
  url: "https://github.com/ecs-preflight/ecs-preflight#readme",
  severity: "low",
  enforcementLevel: "advisory",
  tags: ["ecs"],
  type: "stack",
  configSchema: SETTINGS_SCHEMA,
};

function toPolicy(rule: Rule): PolicyDescription {
  return {
    name: rule.id,
    displayName: rule.title,
    description: rule.why,
    remediationSteps: rule.remedy,
    url: docsUrl(rule.id),
    severity: rule.severity,
    enforcementLevel: rule.level,
    tags: ["ecs", rule.stage, rule.kind],
    type: rule.decidedBy,
    configSchema: undefined,
  };
}
