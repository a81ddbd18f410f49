import * as assert from "node:assert/strict";
import type { Requirement } from "../../../../launch/launch";
import { DEFAULT_SETTINGS } from "../../../../launch/settings";
import { analyse } from "../../../../policies/analysis";
import { RULES } from "../../../../policies/registry";
import { toCloudModel } from "../../../../policies/stack-model";
import { fargateService, type ServicePatch } from "../../../support/fargate-service";
import { stackOf } from "../../../support/stack";

export interface TopologyCase extends ServicePatch {
  /** Says the reason, not the input. */
  readonly name: string;
  /** The worst that all rules of the stage `network` say together. */
  readonly verdict: Requirement["verdict"]["is"];
  /** The one rule under which it is said: one cause, one finding. Left out where it is met under several. */
  readonly rule?: string;
  /** Parts of the reason or the suspicion. */
  readonly says?: readonly string[];
}

/** What all rules of the network say of a topology: one test per case. */
export function testTopology(name: string, cases: readonly TopologyCase[]): void {
  describe(name, () => {
    for (const example of cases)
      it(`${example.verdict}: ${example.name}`, () => {
        check(example, judge(example));
      });
  });
}

function judge(patch: ServicePatch): Requirement[] {
  const rules = RULES.filter(({ stage }) => stage === "network");
  const { launches } = analyse(toCloudModel(stackOf(fargateService(patch))), rules, DEFAULT_SETTINGS);
  return launches.flatMap(({ requirements }) => requirements);
}

function check({ verdict: expected, rule, says = [] }: TopologyCase, requirements: Requirement[]): void {
  const all = JSON.stringify(requirements, undefined, 2);
  const worst = (["unmet", "unknown", "met"] as const).find((is) =>
    requirements.some(({ verdict }) => verdict.is === is),
  );
  assert.equal(worst, expected, all);
  const decisive = requirements.filter(({ verdict }) => verdict.is === worst);
  if (rule !== undefined) assert.deepEqual([...new Set(decisive.map((each) => each.rule))], [rule], all);
  const text = decisive.map(({ verdict }) => JSON.stringify(verdict)).join("\n");
  for (const part of says) assert.ok(text.includes(part), `${part} is not in ${text}`);
}
