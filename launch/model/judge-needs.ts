import { isUnknown, type Unknown } from "../known";
import type { Kind, Launch, Level } from "../launch";
import type { ResourceRef } from "../reference";
import type { Settings } from "../settings";
import { unknown, type Verdict } from "../verdict";
import { RoleAccess, type AccessAnswer } from "./access";
import type { CloudModel } from "./cloud-model";
import type { Role } from "./role";
import type { RoleNeed, RoleNeeds } from "./role-need";

/** One need, judged, as a rule yields it. */
export interface NeedJudgement {
  readonly subject: string;
  readonly verdict: Verdict;
  readonly resource?: ResourceRef;
  readonly kind?: Kind;
  readonly level?: Level;
  readonly stoppedReason?: string;
  readonly remedy?: string;
}

/**
 * Whether the execution role may do what it is needed for. Nothing where there is none: `execution-role-set` says
 * whether that is a fault, and on instances the instance's own role may do.
 *
 * @param purpose completes "the execution role of api may …" where the role is not in view
 */
export function* judgeExecutionRole(
  launch: Launch,
  model: CloudModel,
  settings: Settings,
  needs: RoleNeeds,
  purpose: string,
): Iterable<NeedJudgement> {
  const { taskDefinition } = launch;
  const role = model.roles.resolve(taskDefinition.executionRole);
  if (role === undefined) return;
  const task = model.roles.resolve(taskDefinition.taskRole);
  const other =
    task === undefined || isUnknown(task)
      ? undefined
      : new RoleAccess(task, model, settings, taskDefinition.region);
  yield* judgeNeeds(
    role,
    `the execution role of ${taskDefinition.ref.name}`,
    needs,
    purpose,
    (known) => new RoleAccess(known, model, settings, taskDefinition.region),
    other,
  );
}

/** @param other a role that may be meant to have what this one lacks, where that is in doubt */
export function* judgeNeeds(
  role: Role | Unknown,
  owner: string,
  { known, open }: RoleNeeds,
  purpose: string,
  accessOf: (role: Role) => RoleAccess,
  other?: RoleAccess,
): Iterable<NeedJudgement> {
  if (known.length === 0 && open.length === 0) return;
  if (isUnknown(role)) {
    yield { subject: `${owner} may ${purpose}`, verdict: unknown(role.because) };
    return;
  }
  const access = accessOf(role);
  const { ref } = role;
  for (const need of known) {
    const answer = access.judge(need.access);
    const { what, kind, level, stoppedReason } = need;
    yield {
      subject: `role ${ref.name} may ${what}`,
      resource: ref,
      verdict: doubted(answer, need, other),
      remedy: remedyOf(answer, need, role),
      ...(kind !== undefined && { kind }),
      ...(level !== undefined && { level }),
      ...(stoppedReason !== undefined && { stoppedReason }),
    };
  }
  for (const { what, because } of open)
    yield { subject: `role ${ref.name} may ${what}`, resource: ref, verdict: unknown(because) };
}

function doubted({ verdict }: AccessAnswer, need: RoleNeed, other: RoleAccess | undefined): Verdict {
  if (verdict.is !== "unmet" || need.doubt === undefined) return verdict;
  const standsElsewhere = other?.judge(need.access).verdict.is === "met";
  return need.isUnlikely === true || standsElsewhere
    ? unknown(`${verdict.because}; ${need.doubt}`)
    : unknown(need.doubt, verdict.because);
}

function remedyOf({ remedy, decision }: AccessAnswer, { managedPolicy }: RoleNeed, role: Role): string {
  if (managedPolicy === undefined || decision.lacks !== "identity") return remedy;
  return `Attach \`${managedPolicy}\` to role ${role.ref.name}, or ${remedy.charAt(0).toLowerCase()}${remedy.slice(1)}`;
}
