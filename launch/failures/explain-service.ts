import type { Explanation } from "./explanation";
import { explainMatch, explainUnknown } from "./explain";
import { matchText } from "./match-text";
import { failuresIn } from "./explain-task";
import { fields, list, member, text, time, type Fields } from "./json";
import { better, matchOf, type Match } from "./match";
import { shown } from "./normalise";

/**
 * Explains why a service does not become steady, from what DescribeServices returns: the whole answer or one
 * service. Events count from the newest back to the last steady state, then the deployments' rollout reasons.
 * Of several services the most telling one counts. Never throws.
 */
export function explainService(described: unknown): Explanation {
  const failures = failuresIn(described).map((failure) => matchText(text(member(failure, "reason")) ?? ""));
  const services = servicesIn(described);
  const best = [...failures, ...services.map(matchService)].reduce<Match | undefined>(better, undefined);
  const service = services.length === 1 ? text(member(services[0] ?? {}, "serviceName")) : undefined;
  const beside = service === undefined ? {} : { extracted: { service } };
  if (best !== undefined) return explainMatch(best, beside);
  const newest = services.flatMap(messagesOf)[0];
  return explainUnknown(shown(newest ?? ""), beside);
}

/** The services in an answer of the API, a list, or the value itself where it is one. */
export function servicesIn(described: unknown): readonly Fields[] {
  if (Array.isArray(described)) return described.flatMap(servicesIn);
  const outer = fields(described);
  const services = member(outer, "services");
  if (Array.isArray(services)) return services.map(fields);
  const inner = member(outer, "service");
  if (inner !== undefined && typeof inner === "object") return servicesIn(inner);
  const isService = ["serviceArn", "serviceName", "deployments", "events"].some(
    (name) => member(outer, name) !== undefined,
  );
  return isService ? [outer] : [];
}

function matchService(service: Fields): Match | undefined {
  const status = text(member(service, "status"));
  if (status === "INACTIVE") return matchOf("service-not-active", `status: ${status}`);
  const messages = messagesOf(service);
  const troubled = isTroubled(service);
  let best: Match | undefined;
  for (const [index, message] of messages.entries()) {
    const match = matchText(message);
    // A rollback ends in a steady state too: what failed stands in the events before it.
    if (match?.cause.id === "steady-state" && (index > 0 || !troubled)) return better(best, match);
    if (match?.cause.id === "steady-state") continue;
    best = better(best, match);
  }
  const rollout = deploymentsOf(service)
    .map((deployment) => matchText(text(member(deployment, "rolloutStateReason")) ?? ""))
    .reduce<Match | undefined>(better, undefined);
  return better(best, rollout);
}

/** Newest first, as the API lists them; sorted where every event has a time. */
function messagesOf(service: Fields): readonly string[] {
  const events = list(member(service, "events")).map(fields);
  const times = events.map((event) => time(member(event, "createdAt")));
  const order = events.map((_event, index) => index);
  if (times.every((at) => at !== undefined)) order.sort((a, b) => (times[b] ?? 0) - (times[a] ?? 0) || a - b);
  return order
    .map((index) => text(member(events[index] ?? {}, "message")))
    .filter((message) => message !== undefined);
}

const deploymentsOf = (service: Fields): readonly Fields[] =>
  [...list(member(service, "deployments")), ...list(member(service, "taskSets"))].map(fields);

/** A deployment failed or is being rolled back, or fewer tasks run than are wanted. */
function isTroubled(service: Fields): boolean {
  const count = (of: Fields, name: string): number => {
    const value = member(of, name);
    return typeof value === "number" ? value : 0;
  };
  return (
    count(service, "runningCount") < count(service, "desiredCount") ||
    deploymentsOf(service).some(
      (deployment) =>
        member(deployment, "rolloutState") === "FAILED" ||
        /circuit breaker|roll(?:ing|ed) back|failed/i.test(
          text(member(deployment, "rolloutStateReason")) ?? "",
        ),
    )
  );
}
