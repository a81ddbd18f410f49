import type {
  Policy,
  PolicyResource,
  ReportViolation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { RULES } from "../registry";
import type { Rule } from "../rule";
import { toPackConfig } from "../settings";
import type { AnalyzedProvider, AnalyzedResource, AnalyzedStackResource } from "./analyzed";
import { PlainProperties } from "./plain-properties";
import { policyDescriptions, type PolicyDescription } from "./policies";
import { Session, type Violation } from "./session";

/** Settings of the rules, as they stand under `ecs-preflight` in a policy configuration. */
export type RuleSettings = Readonly<Record<string, unknown>>;

/**
 * The rules as CrossGuard policies, for a `PolicyPack` of one's own: `new PolicyPack("acme", { policies: crossGuardPolicies() })`.
 * Levels are set as usual in the pack's configuration; the settings are given here.
 * @throws SettingsError when the settings say something impossible.
 */
export function crossGuardPolicies(
  settings: RuleSettings = {},
  rules: readonly Rule[] = RULES,
): (ResourceValidationPolicy | StackValidationPolicy)[] {
  const session = new Session(rules);
  session.configure(toPackConfig(settings, new Map(), rules));
  session.begin({ dryRun: dryRun(), region: undefined });
  const ofResource = onceForAll(
    (args: ResourceValidationArgs) => session.resource(toAnalyzed(args)),
    ({ urn }) => urn,
  );
  const ofStack = onceForAll(
    (args: StackValidationArgs) => session.stack(args.resources.map(toStackResource)),
    () => "",
  );
  return policyDescriptions(rules).map((policy) => ({
    ...describe(policy),
    ...(policy.type === "resource"
      ? {
          validateResource: (args: ResourceValidationArgs, report: ReportViolation) =>
            reportTo(report, ofResource(policy.name, args)),
        }
      : {}),
    validateStack: (args: StackValidationArgs, report: ReportViolation) =>
      reportTo(report, ofStack(policy.name, args)),
  }));
}

/** Without the schema of the settings: those come from the program. */
function describe(policy: PolicyDescription): Policy {
  const { name, displayName, description, remediationSteps, url, severity, enforcementLevel, tags } = policy;
  const steps = remediationSteps === undefined ? {} : { remediationSteps };
  return { name, displayName, description, url, severity, enforcementLevel, tags: [...tags], ...steps };
}

/**
 * Judges once for all policies: the SDK calls one after the other with the same request. A policy that asks
 * again, or about something else, starts the next request.
 */
function onceForAll<Args>(
  judge: (args: Args) => readonly Violation[],
  keyOf: (args: Args) => string,
): (policy: string, args: Args) => readonly Violation[] {
  let last:
    | { readonly key: string; readonly asked: Set<string>; readonly violations: readonly Violation[] }
    | undefined;
  return (policy, args) => {
    const key = keyOf(args);
    if (last === undefined || last.key !== key || last.asked.has(policy)) {
      last = { key, asked: new Set(), violations: judge(args) };
    }
    last.asked.add(policy);
    return last.violations.filter((violation) => violation.policy === policy);
  };
}

/** What `reportViolation` takes besides a text, since version 1.21 of the SDK; its types do not say so. */
interface ReportedViolation {
  readonly message: string;
  readonly urn: string;
  readonly enforcementLevel?: "advisory";
}

/** A mandatory violation has the level that is set for its policy; an advisory one stays advisory. */
function reportTo(report: ReportViolation, violations: readonly Violation[]): void {
  const reportObject = report as unknown as (violation: ReportedViolation) => void;
  for (const { message, urn, level } of violations) {
    reportObject({ message, urn, ...(level === "advisory" ? { enforcementLevel: level } : {}) });
  }
}

/** The runner of a directory pack has it in its environment. */
function dryRun(): boolean | undefined {
  const given = process.env["PULUMI_NODEJS_DRY_RUN"] ?? process.env["PULUMI_DRY_RUN"];
  return given === undefined ? undefined : given === "true";
}

type Common = Pick<ResourceValidationArgs, "urn" | "type" | "name" | "props" | "opts" | "provider">;

function toAnalyzed({ urn, type, name, props, opts, provider }: Common): AnalyzedResource {
  return {
    urn,
    type,
    name,
    properties: new PlainProperties(props),
    ignoreChanges: opts.ignoreChanges,
    provider: provider === undefined ? undefined : toProvider(provider),
  };
}

function toProvider({ urn, type, name, props }: Omit<Common, "opts">): AnalyzedProvider {
  return { urn, type, name, properties: new PlainProperties(props) };
}

function toStackResource(resource: PolicyResource): AnalyzedStackResource {
  const urns = (resources: readonly PolicyResource[]): string[] => resources.map(({ urn }) => urn);
  return {
    ...toAnalyzed(resource),
    parent: resource.parent?.urn,
    dependencies: urns(resource.dependencies),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies).map(([property, from]) => [property, urns(from)]),
    ),
  };
}
