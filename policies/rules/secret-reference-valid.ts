import { isUnknown, type Known, type Unknown } from "../../launch/known";
import type { CloudModel } from "../../launch/model/cloud-model";
import { laterText } from "../../launch/model/later-text";
import { isMalformed } from "../../launch/model/malformations";
import { judgeSecretReference, type SecretUse } from "../../launch/model/secret-reference";
import type { Container, SecretReference, TaskDefinition } from "../../launch/model/task-definition";
import { unknown, unmet, type Verdict } from "../../launch/verdict";
import { eachContainer, type Judgement, type Rule } from "../rule";

export const secretReferenceValid: Rule = {
  id: "secret-reference-valid",
  title: "Each secret is referenced in a form that ECS reads",
  stage: "register",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "ECS reads secrets before the container starts, and stops the task when it cannot make out what a reference names.",
  remedy:
    "Write `valueFrom` as the secret's whole ARN, alone or followed by `:<json key>:<version stage>:<version id>` (empty ones keep their colons), or as the name or ARN of a parameter.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-ssm-paramstore.html",
    "https://github.com/aws/amazon-ecs-agent/blob/master/ecs-agent/taskresource/asmsecret/asmsecret.go",
  ],
  evidence: "source",
  stoppedReasons: [
    "ResourceInitializationError: unable to pull secrets or registry auth",
    "an invalid ARN format for the AWS Secrets Manager secret was specified",
  ],
  decidedBy: "resource",
  *judge(launch, model) {
    yield* eachContainer(launch, "secrets are referenced in a form that ECS reads", (container, name) =>
      judgeContainer(container, name, launch.taskDefinition, model),
    );
  },
};

function* judgeContainer(
  container: Container,
  name: string,
  taskDefinition: TaskDefinition,
  model: CloudModel,
): Iterable<Judgement> {
  const of = `container ${name}`;
  yield* judgeList(container.secrets, "secrets", `secret`, of, { container, taskDefinition, model });
  const log = container.logConfiguration;
  if (isUnknown(log)) yield { subject: subjectOf("the log options", of), verdict: unknown(log.because) };
  else if (log !== undefined)
    yield* judgeList(log.secretOptions, "logConfiguration.secretOptions", "log option", of, {
      container,
      taskDefinition,
      model,
    });
  const credentials = container.repositoryCredentials;
  if (credentials === undefined) return;
  yield {
    subject: subjectOf("the registry credentials", of),
    verdict: judgeText(credentials, "registry-credentials", model, () =>
      isMalformed(taskDefinition, container, "repositoryCredentials.credentialsParameter"),
    ),
  };
}

interface Owner {
  readonly container: Container;
  readonly taskDefinition: TaskDefinition;
  readonly model: CloudModel;
}

function* judgeList(
  secrets: Known<readonly Known<SecretReference>[]>,
  path: string,
  what: string,
  of: string,
  { container, taskDefinition, model }: Owner,
): Iterable<Judgement> {
  if (isUnknown(secrets)) {
    yield { subject: subjectOf(`each ${what}`, of), verdict: unknown(secrets.because) };
    return;
  }
  for (const [index, secret] of secrets.entries()) {
    const lost = (): boolean => isMalformed(taskDefinition, container, `${path}[${index}].valueFrom`);
    const name = isUnknown(secret) ? undefined : secret.name;
    const subject = subjectOf(`${what} ${typeof name === "string" ? name : `number ${index + 1}`}`, of);
    yield isUnknown(secret)
      ? { subject, verdict: unknown(secret.because) }
      : { subject, verdict: judgeText(secret.valueFrom, "value", model, lost) };
  }
}

const subjectOf = (what: string, of: string): string =>
  `the reference of ${what} of ${of} is one that ECS reads`;

function judgeText(
  text: Known<string | undefined>,
  use: SecretUse,
  model: CloudModel,
  lost: () => boolean,
): Verdict {
  if (lost()) return unknown("its value was lost (container-definitions-resolved)");
  if (isUnknown(text)) return judgeLater(text, use, model);
  return text === undefined ? unmet("it is missing or empty") : judgeSecretReference(text, use);
}

/** An output of which the form is documented, with the rest of the reference after it. */
function judgeLater(text: Unknown, use: SecretUse, model: CloudModel): Verdict {
  const later = laterText(text, model);
  if (later?.sample === undefined || (later.kind !== "secret" && later.kind !== "parameter"))
    return unknown(text.because);
  // Of what follows a name, only the parts of a reference to Secrets Manager are known to be wrong.
  if (later.kind === "parameter" && later.after !== "") return unknown(text.because);
  return judgeSecretReference(later.sample, use);
}
