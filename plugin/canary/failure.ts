import type { Task } from "@aws-sdk/client-ecs";
import { explainText } from "../../launch/failures/explain-text";
import type { Explanation } from "../../launch/failures/explanation";
import { extract } from "../../launch/failures/extract";
import type { ApiError } from "./api-call";
import type { LogTail } from "./log-tail";
import type { StageTime } from "./stage-times";

/** Why a canary failed, before anybody has been told. */
export interface CanaryFailure {
  /** One sentence: what was expected and what happened. */
  readonly headline: string;
  /** What the catalogue makes of what ECS said; undefined where ECS said nothing. */
  readonly explanation?: Explanation;
  /** ECS's own words and numbers. */
  readonly evidence: readonly string[];
  readonly stages?: readonly StageTime[];
  readonly logs?: readonly LogTail[];
  /** What the user has to know beside it. */
  readonly notes?: readonly string[];
  /** What to change where no catalogue entry says it. */
  readonly remedy?: string;
  readonly lookFurther: readonly string[];
}

/** A refused call of the API: of the deployer's own rights, or of what it asked for. */
export function apiFailure(error: ApiError): CanaryFailure {
  if (/AccessDenied|not authorized/i.test(error.answer)) return deniedFailure(error);
  if (error.fault === "expired" || /CredentialsProviderError/.test(error.answer)) {
    const expired = error.fault === "expired";
    return {
      headline: expired
        ? "The AWS credentials expired during the run."
        : "There are no AWS credentials for the canary.",
      evidence: [error.message],
      remedy: expired
        ? "Renew the credentials of the identity that makes the run, with a lifetime longer than the run."
        : "Set AWS_PROFILE (or the profile by name) to one that has credentials, set them in the environment, or log in: aws sso login.",
      lookFurther: ["aws sts get-caller-identity"],
    };
  }
  if (/Region is missing/.test(error.answer))
    return {
      headline: "No AWS region is given.",
      evidence: [error.message],
      remedy: "Name the region of the cluster, set AWS_REGION, or set region in the profile.",
      lookFurther: ["aws configure get region"],
    };
  if (error.fault !== "refused")
    return {
      headline: `${error.action} kept failing.`,
      evidence: [error.message],
      remedy: "Run it again: the AWS API, or the way to it, did not answer. Nothing is known about the task.",
      lookFurther: [],
    };
  return {
    headline: `ECS refused ${error.action.replace("ecs:", "")}.`,
    explanation: explainText(error.answer),
    evidence: [error.message],
    lookFurther: [],
  };
}

/** RunTask is refused for iam:PassRole too: what is missing is what the answer names. */
function deniedFailure(error: ApiError): CanaryFailure {
  const { action = error.action, resource } = extract(error.answer);
  const on = resource === undefined || resource === "*" ? "" : ` on ${resource}`;
  return {
    headline: `The canary may not call ${error.action}${action === error.action ? "" : `: ${action} is missing`}.`,
    evidence: [error.message],
    remedy: `Allow ${action}${on} to the identity that runs pulumi: docs/canary.md has the whole policy.`,
    lookFurther: ["aws sts get-caller-identity"],
  };
}

/** What a task's description says, in ECS's own words. No overrides: they hold environment values. */
export function taskEvidence(task: Task): readonly string[] {
  const said: string[] = [];
  if (task.stoppedReason) said.push(`stopped reason: ${task.stoppedReason}`);
  if (task.stopCode) said.push(`stop code: ${task.stopCode}`);
  for (const { name, exitCode, reason, healthStatus } of task.containers ?? []) {
    const parts = [
      ...(exitCode === undefined ? [] : [`exit code ${exitCode}`]),
      ...(reason ? [reason] : []),
      ...(healthStatus === "UNHEALTHY" ? ["UNHEALTHY"] : []),
    ];
    if (parts.length > 0) said.push(`container ${name ?? "(unnamed)"}: ${parts.join(", ")}`);
  }
  for (const { type, details } of task.attachments ?? [])
    for (const { name, value } of details ?? [])
      if (/reason/i.test(name ?? "") && value) said.push(`${type ?? "attachment"}: ${value}`);
  if (said.length === 0 && task.lastStatus) said.push(`last status: ${task.lastStatus}`);
  return said;
}
