import { fileNeeds } from "../../launch/model/file-needs";
import { judgeExecutionRole } from "../../launch/model/judge-needs";
import type { Rule } from "../rule";

export const executionRoleCanReadFiles: Rule = {
  id: "execution-role-can-read-files",
  title: "The execution role may read environment files and FireLens configuration from S3",
  stage: "secrets",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "ECS fetches these files with the execution role before the container starts; S3 answers 403, and the task stops.",
  remedy:
    "Allow the execution role `s3:GetObject` on the file and `s3:GetBucketLocation` on its bucket; the task role does not count.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
  ],
  evidence: "observed",
  stoppedReasons: ["ResourceInitializationError: failed to download env files: file download command"],
  decidedBy: "stack",
  *judge(launch, model, settings) {
    yield* judgeExecutionRole(launch, model, settings, fileNeeds(launch, model), "read its files from S3");
  },
};
