import { mayDo, type Decision, type PoliciesInForce } from "../iam/evaluate";
import type { Origin, ResourceSide } from "../iam/request";
import type { ContextValues } from "../iam/request-context";
import type { Text } from "../iam/text";
import type { Known } from "../known";
import type { Settings } from "../settings";
import { all, met, unknown, unmet, type Verdict } from "../verdict";
import type { CloudModel } from "./cloud-model";
import { remedyFor } from "./access-remedy";
import type { Role } from "./role";
import { assumptionsOf, callContext, callerOf, policiesOf } from "./role-access";

/** Of private use, so that nothing but a wildcard covers it. */
export const SAMPLE_CHARACTER = "\uE000";

/** Some actions on one resource. */
export interface Access {
  readonly actions: readonly string[];
  /** The ARN that AWS compares with, or `*`. */
  readonly resource: Text;
  /** The output that {@link resource} begins with. */
  readonly origin?: Origin;
  /** Another ARN that AWS may compare with instead. Allowed on that alone, the access stays unknown. */
  readonly perhaps?: Text;
  /** The same ARN with other characters than any ARN has in the place of unknown ones, where their number is known. */
  readonly sample?: Text;
  /** Absent: the action knows no resource of an account. */
  readonly side?: ResourceSide;
  /** More condition keys of the call. */
  readonly context?: Readonly<Record<string, ContextValues>>;
  /** Where the call goes. Default: the task's region. */
  readonly region?: Known<string | undefined>;
}

/** Whether a role has an access, and what to change where it has not. */
export interface AccessAnswer {
  readonly verdict: Verdict;
  /** The judgement that decided, of the action that it fails for. */
  readonly decision: Decision;
  /** Actions that are not allowed. */
  readonly missing: readonly string[];
  readonly remedy: string;
}

/** What one role may do. */
export class RoleAccess {
  private readonly policies: Pick<PoliciesInForce, "identity" | "complete" | "boundary">;

  constructor(
    readonly role: Role,
    private readonly model: CloudModel,
    private readonly settings: Settings,
    /** The task's region. */
    private readonly region: Known<string | undefined>,
  ) {
    this.policies = policiesOf(role, settings);
  }

  judge(access: Access): AccessAnswer {
    const decisions = access.actions.map((action) => ({ action, decision: this.decide(action, access) }));
    const verdict = all(decisions.map(({ decision }) => decision.verdict));
    const missing = decisions.filter(({ decision }) => decision.verdict.is === "unmet");
    const deciding = decisions.find(({ decision }) => decision.verdict.is === verdict.is) ?? decisions[0];
    const decision = deciding?.decision ?? { verdict, malformed: [] };
    const names = missing.map(({ action }) => action);
    const others = names.slice(1);
    return {
      verdict:
        others.length > 0
          ? unmet(
              `${verdict.because}; ${others.join(", ")} ${others.length === 1 ? "is" : "are"} not allowed either`,
            )
          : verdict,
      decision,
      missing: names,
      remedy: remedyFor(
        this.role,
        access,
        decision,
        names,
        access.origin === undefined ? undefined : this.model.nameOf(access.origin.urn),
      ),
    };
  }

  private decide(action: string, access: Access): Decision {
    const decision = this.ask(action, access, access.resource);
    if (decision.verdict.is === "unknown" && access.sample !== undefined) {
      // What wildcards alone cover, they cover whatever the characters will be.
      const sampled = this.ask(action, access, access.sample);
      if (sampled.verdict.is === "met")
        return { ...sampled, verdict: met(sampled.verdict.because.replaceAll(SAMPLE_CHARACTER, "?")) };
    }
    if (decision.verdict.is !== "unmet" || access.perhaps === undefined) return decision;
    const other = this.ask(action, access, access.perhaps);
    if (other.verdict.is === "unmet") return decision;
    const because = `${other.verdict.because}, and which ARN AWS compares with is not documented`;
    return { ...other, verdict: unknown(because) };
  }

  private ask(action: string, access: Access, resource: Text): Decision {
    const { role, model, settings } = this;
    const context = callContext(role, model, access.region ?? this.region);
    const decision = mayDo(
      {
        action,
        resource,
        ...(access.origin !== undefined && resource === access.resource && { origin: access.origin }),
        role: callerOf(role, model.account, this.region),
        context: access.context === undefined ? context : context.with(access.context),
      },
      { ...this.policies, ...(access.side === undefined ? {} : { resource: access.side }) },
      assumptionsOf(settings),
    );
    return decision.verdict.is === "met" && !settings.assume.organizationAllows
      ? { ...decision, verdict: unknown("whether policies of the organization deny it is not in view") }
      : decision;
  }
}
