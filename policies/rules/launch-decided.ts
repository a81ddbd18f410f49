import type { Launch, Requirement } from "../../launch/launch";
import { met, unknown } from "../../launch/verdict";
import type { Rule } from "../rule";

/** Reasons that the summary spells out; the rest is counted. All of them stand at their requirements. */
const MOST_REASONS = 4;

export const launchDecided: Rule = {
  id: "launch-decided",
  title: "Nothing about the launch stayed unknown",
  stage: "rollout",
  kind: "policy",
  level: "advisory",
  severity: "low",
  why: "What a preview cannot know is proved only by the first task that starts. Taken for granted, unless `assume` in the configuration says otherwise: service and resource control policies do not deny; a resource policy of the own account that is not in view grants nothing; a policy document whose text is not known yet does not deny.",
  remedy:
    "Give the preview more to see (`--state`, `--account`, managed objects in this stack), or watch the first start after the deployment.",
  sources: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting.html"],
  evidence: "documented",
  stoppedReasons: [],
  decidedBy: "stack",
  *judge() {
    // Speaks of the other requirements only.
  },
  *summarise(launch, requirements) {
    const open = requirements.filter(({ verdict }) => verdict.is === "unknown");
    const resource = launch.site?.ref ?? launch.taskDefinition.ref;
    const subject = `all that ${nameOf(launch)} needs to start is known`;
    yield open.length === 0
      ? { subject, resource, verdict: met(`each of ${requirements.length} requirements is met or unmet`) }
      : { subject, resource, verdict: unknown(reasonsOf(open, requirements.length)) };
  },
};

const nameOf = ({ taskDefinition, site }: Launch): string =>
  site === undefined ? taskDefinition.ref.name : `${taskDefinition.ref.name} at ${site.ref.name}`;

/** One line per reason, those that leave most open first. */
function reasonsOf(open: readonly Requirement[], total: number): string {
  const byReason = new Map<string, { count: number; readonly rules: Set<string> }>();
  for (const { verdict, rule } of open) {
    const group = byReason.get(verdict.because) ?? { count: 0, rules: new Set<string>() };
    group.count += 1;
    group.rules.add(rule);
    byReason.set(verdict.because, group);
  }
  const groups = [...byReason].sort(([, left], [, right]) => right.count - left.count);
  const lines = groups
    .slice(0, MOST_REASONS)
    .map(([because, { rules }]) => `${because} (${[...rules].join(", ")})`);
  const rest = groups.slice(MOST_REASONS);
  if (rest.length > 0) {
    lines.push(
      `${rest.length} more ${rest.length === 1 ? "reason" : "reasons"} (${rulesOf(rest).join(", ")})`,
    );
  }
  return `${open.length} of ${total} requirements ${open.length === 1 ? "is" : "are"} open: ${lines.join("; ")}`;
}

function rulesOf(groups: readonly (readonly [string, { readonly rules: ReadonlySet<string> }])[]): string[] {
  return [...new Set(groups.flatMap(([, { rules }]) => [...rules]))];
}
