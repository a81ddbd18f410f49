import type { Launch } from "../launch";
import type { Settings } from "../settings";
import { RoleAccess } from "./access";
import type { CloudModel } from "./cloud-model";
import { fileNeeds } from "./file-needs";
import { logNeeds } from "./log-needs";
import { pullNeeds } from "./pull-needs";
import type { AttachedPolicy, Role } from "./role";
import { joinNeeds } from "./role-need";
import { secretNeeds } from "./secret-needs";

/** A policy that a start waits for. */
export interface NeededPolicy {
  readonly policy: AttachedPolicy;
  /** Whether it gives something needed for certain, or only may. */
  readonly certain: boolean;
}

/**
 * Policies of the execution role that give something a start needs: those that a start has to wait for. One that gives
 * nothing of it, and one whose gift another policy or a boundary takes back, is no matter of order.
 */
export function neededPolicies(
  role: Role,
  launch: Launch,
  model: CloudModel,
  settings: Settings,
): readonly NeededPolicy[] {
  const { known, open } = joinNeeds(
    pullNeeds(launch, model),
    secretNeeds(launch, model),
    fileNeeds(launch, model),
    logNeeds(launch, model),
  );
  const accessOf = (of: Role): RoleAccess =>
    new RoleAccess(of, model, settings, launch.taskDefinition.region);
  const whole = accessOf(role);
  const given = known
    .filter(({ doubt }) => doubt === undefined)
    // Two policies may share the actions of one need.
    .flatMap(({ access }) => access.actions.map((action) => ({ ...access, actions: [action] })))
    .map((access) => ({ access, is: whole.judge(access).verdict.is }))
    .filter(({ is }) => is !== "unmet");
  return role.policies.flatMap((policy): NeededPolicy[] => {
    const alone = accessOf({ ...role, policies: [policy], incomplete: undefined });
    const gifts = given.map(({ access, is }) => ({ is, alone: alone.judge(access).verdict.is }));
    if (gifts.some(({ is, alone: own }) => is === "met" && own === "met")) return [{ policy, certain: true }];
    const may = open.length > 0 || gifts.some(({ alone: own }) => own !== "unmet");
    return may ? [{ policy, certain: false }] : [];
  });
}
