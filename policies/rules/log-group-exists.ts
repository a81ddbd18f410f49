import { isUnknown, mapKnown, type Known, type Unknown } from "../../launch/known";
import type { Launch } from "../../launch/launch";
import { shown } from "../../launch/model/answer";
import type { CloudModel } from "../../launch/model/cloud-model";
import { laterText } from "../../launch/model/later-text";
import { nearest } from "../../launch/model/log-driver";
import { optionsOf, optionValue } from "../../launch/model/log-options";
import type { LogGroup } from "../../launch/model/logs";
import type { LogConfiguration } from "../../launch/model/task-definition";
import { met, unknown, type Verdict } from "../../launch/verdict";
import { eachContainer, type Rule } from "../rule";

export const logGroupExists: Rule = {
  id: "log-group-exists",
  title: "Log groups exist before the task starts",
  stage: "logs",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "A task whose log group does not exist in the region it logs to is stopped before its containers start.",
  remedy:
    'Make the log group in the same program and use its `name`, or set `awslogs-create-group` to "true" and allow the execution role `logs:CreateLogGroup`.',
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html",
  ],
  evidence: "observed",
  stoppedReasons: [
    "ResourceInitializationError: failed to validate logger args: create stream has been retried",
    "CannotStartContainerError: Error response from daemon: failed to initialize logging driver: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.",
  ],
  decidedBy: "stack",
  *judge(launch, model) {
    yield* eachContainer(launch, "log group exists", function* (container, name) {
      const log = container.logConfiguration;
      const subject = `log group of container ${name} exists`;
      if (isUnknown(log)) yield { subject, verdict: unknown(log.because) };
      else if (log !== undefined && (isUnknown(log.driver) || log.driver === "awslogs")) {
        const verdict = judgeLog(log, launch, model);
        if (verdict !== undefined) yield { subject, verdict };
      }
    });
  },
};

/** `undefined` where no group is named: that is the fault of the log configuration. */
function judgeLog(log: LogConfiguration, launch: Launch, model: CloudModel): Verdict | undefined {
  const options = optionsOf(log);
  const create = optionValue(options, "awslogs-create-group");
  const group = optionValue(options, "awslogs-group");
  if (isUnknown(log.driver)) return unknown(log.driver.because);
  if (group === undefined) return undefined;
  // As the driver reads it: Go's strconv.ParseBool.
  if (typeof create === "string" && /^(1|t|true)$/i.test(create)) {
    return met("awslogs-create-group lets the task make it");
  }
  const region = mapKnown(
    optionValue(options, "awslogs-region"),
    (given) => given ?? launch.taskDefinition.region,
  );
  const made = isUnknown(group) ? lookUpLater(group, region, model) : lookUp(group, region, model);
  if (made.is === "met" || !isUnknown(create)) return made;
  return unknown(create.because);
}

/** The name that a log group of this stack will have. */
function lookUpLater(text: Unknown, region: Known<string | undefined>, model: CloudModel): Verdict {
  const later = laterText(text, model);
  const group = model.logGroups.byRef(later?.urn ?? "");
  if (group === undefined || later?.kind !== "log-group" || later.after !== "") return unknown(text.because);
  if (isUnknown(region)) return unknown(region.because);
  if (isUnknown(group.region)) return unknown(group.region.because);
  return group.region === region
    ? met(`it is ${group.ref.name}, which this program makes`)
    : unknown(
        `log group ${group.ref.name} in ${shown(region)} is not made here`,
        `${group.ref.name} is made in ${shown(group.region)}, and the container logs to ${shown(region)}`,
      );
}

function lookUp(group: string, region: Known<string | undefined>, model: CloudModel): Verdict {
  const named = model.logGroups.items.filter(({ name }) => name === group);
  if (isUnknown(region) && named.length > 0) return unknown(region.because);
  const here = named.find((candidate) => candidate.region === region && !isUnknown(candidate.region));
  if (here !== undefined) return met(`${here.ref.name} makes ${group} in ${shown(region)}`);
  const open = openOf(named.map((candidate) => candidate.region));
  if (open !== undefined) return unknown(open.because);
  const [elsewhere] = named;
  if (elsewhere !== undefined) {
    return unknown(
      `log group ${group} in ${shown(region)} is not made here`,
      `${elsewhere.ref.name} makes ${group} in ${shown(elsewhere.region)}, and the container logs to ${shown(region)}`,
    );
  }
  const unnamed = openOf(model.logGroups.items.map(({ name }) => name));
  if (unnamed !== undefined) return unknown(unnamed.because);
  const because = `log group ${group} is not made here`;
  const meant = likelyMeant(group, model);
  return meant === undefined
    ? unknown(because)
    : unknown(because, `no log group ${group} is made here; ${nameOf(meant)}`);
}

function nameOf({ ref, name }: LogGroup): string {
  const generated = shown(name) !== ref.name && ungenerated(shown(name)) === ref.name;
  return `group ${ref.name} ${generated ? "gets the generated name" : "is named"} ${shown(name)}`;
}

const openOf = (values: readonly Known<unknown>[]): Unknown | undefined => values.find(isUnknown);

/**
 * A group of this stack that the container seems to mean: its own name, or the name the engine makes its generated one from,
 * is the written one or nearly so. One that another container names in full is meant for that one.
 */
function likelyMeant(group: string, model: CloudModel): LogGroup | undefined {
  const free = model.logGroups.items.filter(({ name }) => !isNamedElsewhere(name, model));
  const byWord = free.find(({ ref, name }) =>
    [ref.name, shown(name), ungenerated(shown(name))].some(isMeantBy(group)),
  );
  if (byWord !== undefined) return byWord;
  const near = nearest(
    group,
    free.map(({ name }) => shown(name)),
  );
  return free.find(({ name }) => name === near);
}

/** The same letters and digits, the first path segments aside. */
function isMeantBy(group: string): (candidate: string) => boolean {
  const bare = (text: string): string => text.toLowerCase().replace(/[^a-z0-9/]/g, "");
  const last = (text: string): string => bare(text).split("/").at(-1) ?? "";
  return (candidate) => last(group) !== "" && last(candidate) === last(group);
}

/** Without the suffix that the engine appends: `api-3f9c2d1` is made from `api`. */
const ungenerated = (name: string): string => name.replace(/-[0-9a-f]{7}$/, "");

function isNamedElsewhere(name: Known<string | undefined>, model: CloudModel): boolean {
  return model.taskDefinitions.items.some(({ containers }) => {
    if (isUnknown(containers)) return false;
    return containers.some((container) => {
      const log = isUnknown(container) ? undefined : container.logConfiguration;
      if (log === undefined || isUnknown(log) || isUnknown(log.options)) return false;
      return log.options["awslogs-group"] === name;
    });
  });
}
