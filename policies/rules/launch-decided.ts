import type { Requirement } from "../../launch/launch";
import { met, unknown } from "../../launch/verdict";
import type { Rule } from "../rule";

export const launchDecided: Rule = {
  id: "launch-decided",
  title: "Nothing about the launch stayed unknown",
  stage: "rollout",
  kind: "policy",
  level: "advisory",
  severity: "low",
  why: "What a preview cannot know is proved only by the first task that starts.",
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
    const subject = `every requirement of ${launch.id} is decided`;
    yield open.length === 0
      ? { subject, resource, verdict: met("each is met or unmet") }
      : { subject, resource, verdict: unknown(reasonsOf(open)) };
  },
};

function reasonsOf(open: readonly Requirement[]): string {
  const byReason = new Map<string, Set<string>>();
  for (const { verdict, rule } of open) {
    byReason.set(verdict.because, (byReason.get(verdict.because) ?? new Set()).add(rule));
  }
  const reasons = [...byReason].map(([because, rules]) => `${[...rules].join(", ")}: ${because}`);
  return `${open.length} of the requirements ${open.length === 1 ? "stays" : "stay"} unknown (${reasons.join("; ")})`;
}
