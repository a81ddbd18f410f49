import { causePage } from "../docs";
import { causeOf, type Cause } from "./catalogue";
import type { Candidate, Confidence, Explanation, Extracted } from "./explanation";
import type { Stage } from "../launch";
import { addressKind, extract } from "./extract";
import type { Match } from "./match";
import { shown } from "./normalise";

/** Facts that stand beside the message: the stage that times prove, names from the task's description. */
export interface Beside {
  readonly stage?: Stage;
  readonly extracted?: Extracted;
}

/** The explanation of a recognised message. */
export function explainMatch(match: Match, beside: Beside = {}): Explanation {
  const { cause, failed, message } = match;
  const extracted = { ...beside.extracted, ...extract(message) };
  const candidates = orderCandidates(cause, extracted);
  const confidence = confidenceOf(cause, message);
  const open = confidence === "ambiguous";
  const first = candidates[0];
  return {
    cause: cause.id,
    family:
      cause.level === "step" && open && first !== undefined && isRetried(extracted)
        ? first.family
        : cause.family,
    stage: stageOf(match, beside),
    rule: cause.rule ?? failed?.rule ?? null,
    confidence,
    candidates: candidates.map(asCandidate),
    extracted,
    summary: fill(cause.summary, extracted),
    remedy: fill(cause.remedy, extracted),
    evidence: shown(message),
    page: causePage(cause.id),
  };
}

/** That a task failed to start says nothing of where: what its times prove counts more. */
function stageOf({ cause, failed }: Match, { stage: proven }: Beside): Stage | null {
  const said = cause.stage ?? failed?.stage;
  return (cause.level === "summary" ? (proven ?? said) : (said ?? proven)) ?? null;
}

/** The honest answer to a message nobody knows. */
export function explainUnknown(message: string, beside: Beside = {}): Explanation {
  return {
    cause: "unknown",
    family: "unknown",
    stage: beside.stage ?? null,
    rule: null,
    confidence: "ambiguous",
    candidates: [],
    extracted: { ...beside.extracted, ...extract(message) },
    summary:
      message === ""
        ? "There is no reason here to explain."
        : "This message is not in the catalogue: its cause is unknown.",
    remedy:
      "Give the stopped task (aws ecs describe-tasks) or the service (aws ecs describe-services): stop code, container reasons, exit codes and events often settle what one message leaves open.",
    evidence: shown(message),
    page: causePage("unknown"),
  };
}

function confidenceOf(cause: Cause, message: string): Confidence {
  if (cause.denial === true) return /no identity-based policy allows/i.test(message) ? "certain" : "likely";
  if (cause.confidence !== undefined) return cause.confidence;
  if (cause.level === "decisive" || cause.level === "cause" || cause.level === "normal") return "certain";
  return cause.level === "exit" ? "likely" : "ambiguous";
}

// Permission and not-found answers are rarely repeated, timeouts are: a hint to the order, never to the cause.
const isRetried = (extracted: Extracted): boolean => Number(extracted["retries"] ?? 1) > 1;

function orderCandidates(cause: Cause, extracted: Extracted): readonly Cause[] {
  const address = addressKind(extracted["address"]);
  const fits = (candidate: Cause): boolean =>
    address === undefined || candidate.address === undefined || candidate.address === address;
  const weight = (candidate: Cause): number => {
    if (address !== undefined && candidate.address === address) return -1;
    return cause.level === "step" && isRetried(extracted) && candidate.family === "network" ? -1 : 0;
  };
  return cause.candidates
    .map(causeOf)
    .filter(fits)
    .sort((a, b) => weight(a) - weight(b));
}

function asCandidate(cause: Cause): Candidate {
  return { cause: cause.id, tellApart: cause.tellApart ?? fill(cause.summary, {}) };
}

/** Fills `{name:otherwise}`; a role is spoken of as "role NAME". */
function fill(template: string, extracted: Extracted): string {
  return template
    .replace(/\{(\w{1,40}):([^}]{0,200})\}/g, (_all, name: string, otherwise: string) => {
      const value = extracted[name];
      if (value === undefined) return otherwise;
      if (name !== "role") return value;
      return /^[A-Z]/.test(otherwise) ? `Role ${value}` : `role ${value}`;
    })
    .replace(/ {2,}/g, " ")
    .replace(/ ([.,;:])/g, "$1");
}
