import { isUnknown } from "../launch/known";
import type { Kind, Launch, Level, Requirement, Stage } from "../launch/launch";
import type { CloudModel } from "../launch/model/cloud-model";
import type { Container } from "../launch/model/task-definition";
import type { ResourceRef } from "../launch/reference";
import type { Settings } from "../launch/settings";
import { unknown, type Verdict } from "../launch/verdict";

export type Severity = "low" | "medium" | "high" | "critical";

/** How we know: AWS's own answer is on record, its documentation says it, or the agent's source shows it. */
export type Evidence = "observed" | "documented" | "source";

/** One requirement of a start, with the texts that the pack, the docs and the command print. */
export interface Rule {
  /** Kebab-case; states the requirement; the address of the file, the doc page and the test. */
  readonly id: string;
  readonly title: string;
  readonly stage: Stage;
  readonly kind: Kind;
  /** In the preset `strict`. */
  readonly level: Level;
  readonly severity: Severity;
  /** One sentence: what ECS does when the requirement is unmet. */
  readonly why: string;
  /** One sentence: what to change. */
  readonly remedy: string;
  /** Where the fact stands. */
  readonly sources: readonly string[];
  readonly evidence: Evidence;
  /** Beginnings of the messages that ECS answers when it is unmet. */
  readonly stoppedReasons: readonly string[];
  /**
   * `resource`: a task definition or a site can prove it unmet by itself, so it is checked when the resource is registered, too.
   * `stack`: it takes other resources.
   */
  readonly decidedBy: "resource" | "stack";
  /** The requirements of one launch. Never throws; what can't be known is an unknown verdict. */
  judge(launch: Launch, model: CloudModel, settings: Settings): Iterable<Judgement>;
  /** For a rule that speaks of the other requirements of the launch; called instead of `judge`, last. */
  summarise?(launch: Launch, requirements: readonly Requirement[]): Iterable<Judgement>;
}

/** A requirement as a rule yields it; what is left out is the rule's own. */
export interface Judgement {
  /** The requirement, as a sentence in the user's names. */
  readonly subject: string;
  readonly verdict: Verdict;
  /** What must change. Default: the task definition. */
  readonly resource?: ResourceRef;
  readonly kind?: Kind;
  readonly level?: Level;
  /** What ECS answers in this very case. Default: the first of the rule's. */
  readonly stoppedReason?: string;
  /** In the user's names. Default: the rule's. */
  readonly remedy?: string;
  /** Rules that own a deeper cause: one of them that is unmet says this in passing, and it is no requirement of its own. */
  readonly secondTo?: readonly string[];
}

/** Completes a judgement with what the rule says in general. */
export function toRequirement(rule: Rule, launch: Launch, judgement: Judgement): Requirement {
  return {
    rule: rule.id,
    kind: judgement.kind ?? rule.kind,
    level: judgement.level ?? rule.level,
    stage: rule.stage,
    resource: judgement.resource ?? launch.taskDefinition.ref,
    subject: judgement.subject,
    verdict: judgement.verdict,
    // What ECS answers is said of faults that stop a start only.
    stoppedReason:
      judgement.stoppedReason ??
      ((judgement.kind ?? rule.kind) === "start" ? rule.stoppedReasons[0] : undefined),
    remedy: judgement.remedy ?? rule.remedy,
  };
}

/** Judges each container; one unknown requirement stands for all where the containers are not known. */
export function* eachContainer(
  launch: Launch,
  subject: string,
  judge: (container: Container, name: string) => Iterable<Judgement>,
): Iterable<Judgement> {
  const { containers, ref } = launch.taskDefinition;
  if (isUnknown(containers)) {
    yield { subject: `${subject}, for every container of ${ref.name}`, verdict: unknown(containers.because) };
    return;
  }
  for (const [index, container] of containers.entries()) {
    if (isUnknown(container)) {
      yield {
        subject: `${subject}, for container ${index + 1} of ${ref.name}`,
        verdict: unknown(container.because),
      };
    } else yield* judge(container, containerName(container));
  }
}

/** The name of a container as messages print it. */
export function containerName(container: Container): string {
  return typeof container.name === "string" ? container.name : `number ${container.index + 1}`;
}
