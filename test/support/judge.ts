import * as assert from "node:assert/strict";
import type { Requirement } from "../../launch/launch";
import { DEFAULT_SETTINGS, type Settings } from "../../launch/settings";
import { analyse } from "../../policies/analysis";
import type { Rule } from "../../policies/rule";
import { toCloudModel } from "../../policies/stack-model";
import type { Stack } from "../../policies/stack";
import { fargateService, type ServicePatch } from "./fargate-service";
import { stackOf } from "./stack";

export interface RuleCase extends ServicePatch {
  /** Says the reason, not the input. */
  readonly name: string;
  /** Verdict of every requirement the rule yields; `none`: it asks for nothing here. */
  readonly verdict: "met" | "unmet" | "unknown" | "none";
  /** Name of the resource that must change. */
  readonly resource?: string;
  /** Parts that the reason, the remedy or the subject must hold. */
  readonly says?: readonly (string | RegExp)[];
  /** A part of the suspicion that the unknown must carry. */
  readonly suspects?: string | RegExp;
  readonly level?: Requirement["level"];
  readonly kind?: Requirement["kind"];
  readonly settings?: Partial<Settings>;
  readonly stack?: Partial<Stack>;
}

/** Requirements of one rule over a whole stack. */
export function judge(rule: Rule, stack: Stack, settings: Partial<Settings> = {}): Requirement[] {
  const { launches } = analyse(toCloudModel(stack), [rule], { ...DEFAULT_SETTINGS, ...settings });
  return launches.flatMap(({ requirements }) => requirements);
}

/**
 * One test per case. The case holds when the worst requirement of the rule (unmet before unknown before met) is as it says.
 */
export function testRule(rule: Rule, cases: readonly RuleCase[]): void {
  describe(rule.id, () => {
    for (const example of cases) {
      it(`${example.verdict}: ${example.name}`, () => {
        const requirements = judge(rule, stackOf(fargateService(example), example.stack), example.settings);
        checkCase(example, requirements);
      });
    }
  });
}

function checkCase(example: RuleCase, requirements: readonly Requirement[]): void {
  const worst = (["unmet", "unknown", "met"] as const).find((is) =>
    requirements.some(({ verdict }) => verdict.is === is),
  );
  assert.equal(worst ?? "none", example.verdict, JSON.stringify(requirements, undefined, 2));
  const asked = requirements.filter(({ verdict }) => verdict.is === worst);
  const found = asked.find((requirement) => agrees(example, requirement));
  if (example.verdict !== "none")
    assert.ok(found, `none of these is as the case says: ${JSON.stringify(asked, undefined, 2)}`);
}

function agrees(
  example: RuleCase,
  { verdict, resource, remedy, subject, level, kind, stoppedReason }: Requirement,
): boolean {
  const suspicion = verdict.is === "unknown" ? verdict.suspicion : undefined;
  const text = [subject, verdict.because, suspicion, remedy, stoppedReason].join("\n");
  return (
    (example.resource === undefined || resource.name === example.resource) &&
    (example.level === undefined || level === example.level) &&
    (example.kind === undefined || kind === example.kind) &&
    (example.says ?? []).every((part) => holds(text, part)) &&
    (example.suspects === undefined ? true : suspicion !== undefined && holds(suspicion, example.suspects))
  );
}

const holds = (text: string, part: string | RegExp): boolean =>
  typeof part === "string" ? text.includes(part) : part.test(text);
