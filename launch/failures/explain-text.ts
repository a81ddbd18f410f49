import type { Explanation } from "./explanation";
import { explainMatch, explainUnknown } from "./explain";
import { explainService, servicesIn } from "./explain-service";
import { explainTask, failuresIn, tasksIn } from "./explain-task";
import { fields, list, member, text as textOf } from "./json";
import { matchText } from "./match-text";
import { clean, shown } from "./normalise";

/**
 * Explains a stopped reason, a container's reason, a service event, a log, or the JSON that the AWS CLI prints.
 * Never throws.
 */
export function explainText(text: string): Explanation {
  const json = parseJson(text);
  if (json !== undefined) return explainJson(json);
  const match = matchText(text);
  return match === undefined ? explainUnknown(shown(clean(text))) : explainMatch(match);
}

/** Explains a task, a service, a list of events, or any JSON that says a reason somewhere known. Never throws. */
export function explainJson(json: unknown): Explanation {
  if (typeof json === "string") return explainText(json);
  if (servicesIn(json).length > 0) return explainService(json);
  if (tasksIn(json).length > 0 || failuresIn(json).length > 0) return explainTask(json);
  if (list(json).some((event) => textOf(member(fields(event), "message")) !== undefined)) {
    return explainService({ events: json });
  }
  // Only members known to hold reasons are read, and what --query chose: environment values never are.
  const chosen = list(json)
    .flat(3)
    .filter((value) => typeof value === "string");
  const deployments = list(member(fields(json), "serviceDeployments")).map((deployment) =>
    textOf(member(fields(deployment), "statusReason")),
  );
  const named = [
    "stoppedReason",
    "reason",
    "message",
    "statusReason",
    "rolloutStateReason",
    "errorMessage",
    "error",
  ].map((name) => textOf(member(fields(json), name)));
  const message = [...chosen, ...deployments, ...named].filter((reason) => reason !== undefined).join("\n");
  const match = matchText(message);
  return match === undefined ? explainUnknown(shown(message)) : explainMatch(match);
}

function parseJson(text: string): unknown {
  if (!/^\s{0,200}[{["]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
