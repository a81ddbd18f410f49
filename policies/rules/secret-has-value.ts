import { isUnknown, knownOr, mapKnown, type Known, type Unknown } from "../../launch/known";
import type { Launch } from "../../launch/launch";
import type { CloudModel } from "../../launch/model/cloud-model";
import { laterText, type LaterText } from "../../launch/model/later-text";
import type { SecretContent } from "../../launch/model/secret-content";
import { startsNow } from "../../launch/model/starts-now";
import type { Container } from "../../launch/model/task-definition";
import { literal } from "../../launch/reference";
import { matchesPattern, type Settings } from "../../launch/settings";
import { met, unknown, unmet, type Verdict } from "../../launch/verdict";
import type { Judgement, Rule } from "../rule";

const CURRENT = "AWSCURRENT";
const PREVIOUS = "AWSPREVIOUS";
const reasonFor = (stage: string): string =>
  `ResourceInitializationError: … Secrets Manager can't find the specified secret value for staging label: ${stage}`;

export const secretHasValue: Rule = {
  id: "secret-has-value",
  title: "Secrets that this program makes have the value that the first task reads",
  stage: "secrets",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "A secret without a version has no value, nothing notices before the task starts, and ECS stops a task whose secret it cannot read.",
  remedy:
    "Give the secret an `aws.secretsmanager.SecretVersion` in the program, or put its value before the service exists.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html",
    "https://docs.aws.amazon.com/secretsmanager/latest/userguide/getting-started.html#term_version",
  ],
  evidence: "observed",
  stoppedReasons: [reasonFor(CURRENT)],
  decidedBy: "stack",
  *judge(launch, model, settings) {
    const { containers, containersFrom, ref } = launch.taskDefinition;
    if (isUnknown(containers)) {
      for (const secret of model.secretContents.among(containersFrom)) {
        const doubt = `whether ${ref.name} reads secret ${secret.ref.name} at its start is known after the deployment`;
        yield { ...judgeStage(secret, CURRENT, launch, settings, doubt), resource: secret.ref };
      }
      return;
    }
    const seen = new Set<string>();
    for (const container of containers) {
      for (const text of isUnknown(container) ? [] : textsOf(container)) {
        const key = typeof text === "string" ? text : keyOf(laterText(text, model));
        if (key === undefined || seen.has(key)) continue;
        seen.add(key);
        yield* typeof text === "string"
          ? judgeText(text, launch, model, settings)
          : judgeLater(text, launch, model, settings);
      }
    }
  },
};

/** `valueFrom` of secrets and secret log options, and the secret with a registry's credentials. */
function textsOf({ secrets, logConfiguration, repositoryCredentials }: Container): Known<string>[] {
  const options = mapKnown(logConfiguration, (log) => log?.secretOptions ?? []);
  const texts = [...knownOr(secrets, []), ...knownOr(options, [])].map((secret) =>
    isUnknown(secret) ? secret : secret.valueFrom,
  );
  return [...texts, repositoryCredentials].filter((text) => text !== undefined);
}

const keyOf = (later: LaterText | undefined): string | undefined =>
  later === undefined ? undefined : `${later.urn}${later.after ?? ""}`;

/** The ARN of a secret, or the name or ARN of a parameter, of this stack. */
function* judgeLater(
  text: Unknown,
  launch: Launch,
  model: CloudModel,
  settings: Settings,
): Iterable<Judgement> {
  const later = laterText(text, model);
  if (later?.kind === "secret") {
    const secret = model.secretContents.items.find(
      ({ ref, versions }) => ref.id === later.urn || versions.some((version) => version.ref.id === later.urn),
    );
    if (secret !== undefined && later.after !== undefined)
      yield* judgeFields(secret, later.after.split(":").slice(2), launch, settings);
  } else if (later?.kind === "parameter" && later.after === "") {
    const name = model.nameOf(later.urn);
    yield { subject: `parameter ${name} exists`, verdict: met("this program makes it") };
  }
}

function* judgeText(
  text: string,
  launch: Launch,
  model: CloudModel,
  settings: Settings,
): Iterable<Judgement> {
  const fields = text.split(":");
  if (fields[2] !== "secretsmanager") {
    // Anything else that is no parameter is `secret-reference-valid`'s fault, and may be the secret itself.
    if (fields[2] === "ssm" || /^[\w./-]+$/.test(text)) yield judgeParameter(text, launch, model);
    return;
  }
  const arn = fields.slice(0, 7).join(":");
  const secret = find(arn, model);
  const name = fields[6] ?? "";
  if (secret === undefined) {
    yield {
      subject: `secret ${name} has a value`,
      verdict: unknown(`secret ${name} is not made here, and its value is not read`),
    };
    return;
  }
  yield* judgeFields(secret, fields.slice(8), launch, settings);
}

/** By the version stage and version id behind the JSON key. */
function* judgeFields(
  secret: SecretContent,
  [stage = "", versionId = ""]: readonly string[],
  launch: Launch,
  settings: Settings,
): Iterable<Judgement> {
  if (versionId === "")
    yield { ...judgeStage(secret, stage === "" ? CURRENT : stage, launch, settings), resource: secret.ref };
  else yield { ...judgeVersion(secret, versionId, launch), resource: secret.ref };
}

/** By its ARN, or by the name in one that lacks the six characters. */
function find(arn: string, model: CloudModel): SecretContent | undefined {
  const found = model.secretContents.resolve(literal(arn));
  if (found !== undefined && !isUnknown(found)) return found;
  const name = arn.split(":")[6];
  return model.secretContents.items.find((secret) => typeof secret.name === "string" && secret.name === name);
}

function judgeStage(
  secret: SecretContent,
  stage: string,
  launch: Launch,
  settings: Settings,
  doubt?: string,
): Judgement {
  const { ref, versions, filler, isNew } = secret;
  const subject = `secret ${ref.name} has a value${stage === CURRENT ? "" : ` at stage ${stage}`}`;
  const stoppedReason = reasonFor(stage);
  const stages = versions.map((version) => stagesOf(version.stages));
  const holding = versions.find((_, index) => holds(stages[index], stage));
  if (holding !== undefined) return { subject, verdict: met(`${holding.ref.name} puts one`), stoppedReason };
  const nothing =
    versions.length === 0
      ? `secret ${ref.name} is made by this very program, and nothing in it puts a value there`
      : `no version of secret ${ref.name} in this program has stage ${stage}`;
  const remedy =
    versions.length === 0
      ? `Add an \`aws.secretsmanager.SecretVersion\` with \`secretId: ${ref.name}.id\`, and let the service depend on it.`
      : `Name a stage that a version of ${ref.name} has, or leave it out for ${CURRENT}.`;
  return { subject, verdict: judge(), stoppedReason, remedy };

  function judge(): Verdict {
    const open = stages.find(isUnknown);
    if (isUnknown(open)) return unknown(open.because);
    if (stage === PREVIOUS && versions.length > 1)
      return unknown(`which version of ${ref.name} becomes the previous one is known after the deployment`);
    if (!isNew) return unknown(`what is in secret ${ref.name} is not read`);
    if (
      settings.managedElsewhere.some(
        (pattern) => matchesPattern(ref.name, pattern) || matchesPattern(ref.id, pattern),
      )
    )
      return unknown(`${ref.name} is filled elsewhere, as the configuration says`);
    if (filler?.related === true) return unknown(`${filler.name} may put a value into secret ${ref.name}`);
    const doubts =
      doubt ?? (filler === undefined ? startsNow(launch) : `${filler.name} runs code that may put one`);
    return doubts === undefined ? unmet(nothing) : unknown(doubts, nothing);
  }
}

/** A version put without stages is the current one; with stages of its own, the first ever put is current besides. */
function stagesOf(given: Known<readonly Known<string>[] | undefined>): Known<readonly string[]> {
  if (isUnknown(given)) return given;
  const open = given?.find(isUnknown);
  if (isUnknown(open)) return open;
  return (given ?? [CURRENT]).filter((stage): stage is string => !isUnknown(stage));
}

function holds(stages: Known<readonly string[]> | undefined, stage: string): boolean {
  if (stages === undefined || isUnknown(stages)) return false;
  // The service moves AWSCURRENT to the first version of a secret whatever its stages; others it never invents.
  return stages.includes(stage) || stage === CURRENT;
}

function judgeVersion({ ref, versions, isNew }: SecretContent, id: string, launch: Launch): Judgement {
  const subject = `secret ${ref.name} has the version that ${launch.taskDefinition.ref.name} names`;
  if (versions.some(({ versionId }) => versionId === id))
    return { subject, verdict: met("this program makes it") };
  const because = `the versions of secret ${ref.name} are not read`;
  return {
    subject,
    verdict: isNew
      ? unknown(
          because,
          `secret ${ref.name} is made by this very program, so that nobody can know the id of a version yet`,
        )
      : unknown(because),
  };
}

function judgeParameter(text: string, { taskDefinition }: Launch, model: CloudModel): Judgement {
  const name = text.startsWith("arn:") ? text.replace(/^.*:parameter\//, "") : text;
  const bare = name.replace(/^\//, "");
  const found = model.guarded.parameters.items.find(
    (parameter) => typeof parameter.name === "string" && parameter.name.replace(/^\//, "") === bare,
  );
  const subject = `parameter ${name} exists`;
  if (found === undefined)
    return { subject, verdict: unknown(`parameter ${name} is not made here, and the account is not read`) };
  const region = text.startsWith("arn:") ? text.split(":")[3] : taskDefinition.region;
  if (isUnknown(region) || isUnknown(found.region))
    return { subject, verdict: unknown("its region is not known") };
  return region === found.region
    ? { subject, verdict: met(`${found.ref.name} makes it`) }
    : {
        subject,
        verdict: unknown(
          `${found.ref.name} makes it in ${String(found.region)}, and it is read in ${String(region)}`,
          `parameter ${name} is made in ${String(found.region)}, and the task looks for it in ${String(region)}`,
        ),
      };
}
