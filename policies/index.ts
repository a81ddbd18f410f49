/** `ecs-preflight/policies`: the rules, and the rules as policies for a pack of one's own. */
export { analyse, type Analysis, type Finding, type JudgedLaunch, type NotJudged } from "./analysis";
export { crossGuardPolicies, type RuleSettings } from "./pack/crossguard";
export { RULES } from "./registry";
export { eachContainer, type Evidence, type Judgement, type Rule, type Severity } from "./rule";
export { parsePackConfig, readPackConfig, SettingsError, type PackConfig } from "./settings";
export type { PropertyMap, SourceLocation, Stack, StackResource } from "./stack";
export { toCloudModel } from "./stack-model";
