import { causeOfExit } from "./catalogue";
import type { Explanation, Extracted } from "./explanation";
import type { Stage } from "../launch";
import { explainMatch, explainUnknown, type Beside } from "./explain";
import { matchText } from "./match-text";
import { fields, list, member, text, type Fields } from "./json";
import { better, matchOf, type Match } from "./match";
import { shown } from "./normalise";

interface TaskMatch {
  readonly match: Match | undefined;
  readonly message: string;
  readonly beside: Beside;
}

/**
 * Explains why a task stopped, from what DescribeTasks (or RunTask, or a task state change event) returns: the whole
 * answer or one task. Of several tasks the most telling one counts. Reads stop code, stopped reason, container
 * reasons and exit codes, attachments and times; never overrides, so no environment value. Never throws.
 */
export function explainTask(described: unknown): Explanation {
  let best: TaskMatch | undefined;
  for (const found of [...failuresIn(described).map(matchFailure), ...tasksIn(described).map(matchTask)]) {
    if (best === undefined || better(best.match, found.match) !== best.match) best = found;
  }
  if (best?.match === undefined) return explainUnknown(best?.message ?? "", best?.beside);
  return explainMatch(best.match, best.beside);
}

/** The tasks in an answer of the API, an event, a list, or the value itself where it is one. */
export function tasksIn(described: unknown): readonly Fields[] {
  if (Array.isArray(described)) return described.flatMap(tasksIn);
  const outer = fields(described);
  const tasks = member(outer, "tasks");
  if (Array.isArray(tasks)) return tasks.map(fields);
  const inner = member(outer, "task") ?? member(outer, "detail");
  if (inner !== undefined && typeof inner === "object") return tasksIn(inner);
  const isTask = ["taskArn", "stoppedReason", "lastStatus", "stopCode"].some(
    (name) => member(outer, name) !== undefined,
  );
  return isTask ? [outer] : [];
}

/** The failures that RunTask and DescribeTasks list beside the tasks. */
export function failuresIn(described: unknown): readonly Fields[] {
  return list(member(fields(described), "failures")).map(fields);
}

function matchFailure(failure: Fields): TaskMatch {
  const message = [member(failure, "reason"), member(failure, "detail")].map(text).filter(Boolean).join(": ");
  return { match: matchText(message), message: shown(message), beside: {} };
}

function matchTask(task: Fields): TaskMatch {
  const stoppedReason = text(member(task, "stoppedReason"));
  const containers = list(member(task, "containers")).map(fields);
  const messages = [
    stoppedReason,
    ...containers.map((container) => text(member(container, "reason"))),
    ...attachmentReasons(task),
  ].filter((message) => message !== undefined);
  const stage = provenStage(task);
  const beside: Beside = {
    ...(stage === undefined ? {} : { stage }),
    extracted: named(task, containers, messages),
  };
  const fromMessages = messages.map(matchText).reduce<Match | undefined>(better, undefined);
  const told = toldToStop(task, stoppedReason);
  let match = fromMessages;
  if (told !== undefined && !isFault(match)) match = told;
  else if (match === undefined || match.cause.level === "summary")
    match = matchExit(containers) ?? match ?? matchState(task);
  return { match, message: shown(messages.join(" / ")), beside };
}

const isFault = (match: Match | undefined): boolean =>
  match !== undefined && ["decisive", "cause", "step", "wrapper"].includes(match.cause.level);

/** A stop that was asked for: exit codes 137 and 143 are then its result, not its cause. */
function toldToStop(task: Fields, stoppedReason: string | undefined): Match | undefined {
  const evidence = stoppedReason ?? "";
  const normal = stoppedReason === undefined ? undefined : matchText(stoppedReason);
  if (normal?.cause.level === "normal") return normal;
  switch (member(task, "stopCode")) {
    case "UserInitiated":
      return matchOf("task-stopped-by-user", evidence || "UserInitiated");
    case "SpotInterruption":
    case "TerminationNotice":
      return matchOf("spot-interrupted", evidence || (text(member(task, "stopCode")) ?? ""));
    default:
      return undefined;
  }
}

/** A code that only follows from being stopped (143, 137) says less than one a program chose. */
const exitOrder = (code: number): number => (code === 143 ? 3 : code === 0 ? 2 : code === 137 ? 1 : 0);

function matchExit(containers: readonly Fields[]): Match | undefined {
  const exits = containers
    .map((container) => ({
      name: text(member(container, "name")) ?? "",
      code: member(container, "exitCode"),
    }))
    .filter((exit): exit is { name: string; code: number } => typeof exit.code === "number")
    .sort((a, b) => exitOrder(a.code) - exitOrder(b.code));
  const first = exits[0];
  if (first === undefined) return undefined;
  const message = `Container: ${first.name || "(unnamed)"} exit code: ${first.code}`;
  return { cause: causeOfExit(first.code), message, pinned: 0 };
}

function matchState(task: Fields): Match | undefined {
  const lastStatus = text(member(task, "lastStatus"));
  if (lastStatus === "RUNNING" && member(task, "healthStatus") === "UNHEALTHY") {
    return matchOf("container-unhealthy", "RUNNING, healthStatus: UNHEALTHY");
  }
  if (lastStatus === "RUNNING") return matchOf("task-running", "lastStatus: RUNNING");
  if (lastStatus === "PROVISIONING" || lastStatus === "PENDING" || lastStatus === "ACTIVATING") {
    return matchOf("task-on-its-way", `lastStatus: ${lastStatus}`);
  }
  if (member(task, "stopCode") === "TaskFailedToStart")
    return matchOf("task-failed-to-start", "TaskFailedToStart");
  if (member(task, "stopCode") === "EssentialContainerExited") {
    return matchOf("essential-container-exited", "EssentialContainerExited");
  }
  return undefined;
}

/** The stage that the times of a stopped task prove, whatever its messages say. */
function provenStage(task: Fields): Stage | undefined {
  const has = (name: string): boolean => {
    const value = member(task, name);
    return value !== undefined && value !== null && value !== "";
  };
  if (!has("stoppedAt") && member(task, "lastStatus") !== "STOPPED") return undefined;
  if (has("startedAt")) return undefined;
  if (has("pullStartedAt")) return has("pullStoppedAt") ? "start" : "pull";
  const interfaces = list(member(task, "attachments")).map(fields).filter(isInterface);
  return interfaces.length > 0 && !interfaces.some(hasInterfaceId) ? "place" : undefined;
}

const isInterface = (attachment: Fields): boolean =>
  /ElasticNetworkInterface|^eni$/i.test(text(member(attachment, "type")) ?? "");

const detailsOf = (attachment: Fields): readonly Fields[] => list(member(attachment, "details")).map(fields);

const hasInterfaceId = (attachment: Fields): boolean =>
  detailsOf(attachment).some((detail) => member(detail, "name") === "networkInterfaceId");

function attachmentReasons(task: Fields): readonly (string | undefined)[] {
  return list(member(task, "attachments"))
    .map(fields)
    .flatMap(detailsOf)
    .filter((detail) => /reason/i.test(text(member(detail, "name")) ?? ""))
    .map((detail) => text(member(detail, "value")));
}

function named(task: Fields, containers: readonly Fields[], messages: readonly string[]): Extracted {
  const found: Record<string, string> = {};
  const id = text(member(task, "taskArn"))?.split("/").pop();
  if (id !== undefined) found["task"] = id;
  const failing =
    containers.find((container) => messages.includes(text(member(container, "reason")) ?? "")) ??
    soleContainer(containers);
  const name = failing === undefined ? undefined : text(member(failing, "name"));
  const image = failing === undefined ? undefined : text(member(failing, "image"));
  if (name !== undefined) found["container"] = name;
  if (image !== undefined) found["image"] = image;
  for (const detail of list(member(task, "attachments")).map(fields).flatMap(detailsOf)) {
    const value = text(member(detail, "value"));
    if (member(detail, "name") === "subnetId" && value !== undefined) found["subnet"] = value;
  }
  return found;
}

const soleContainer = (containers: readonly Fields[]): Fields | undefined =>
  containers.length === 1 ? containers[0] : undefined;
