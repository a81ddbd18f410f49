import { judgeExecutionRole } from "../../launch/model/judge-needs";
import { pullNeeds } from "../../launch/model/pull-needs";
import type { Rule } from "../rule";

export const executionRoleCanPull: Rule = {
  id: "execution-role-can-pull",
  title: "The execution role may pull every image that lies in a private ECR repository",
  stage: "pull",
  kind: "start",
  level: "mandatory",
  severity: "critical",
  why: "ECS logs in to ECR and pulls with the execution role; without the rights the task stops before its container exists.",
  remedy:
    "Attach `arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy` to the role; for a pull-through cache add `ecr:BatchImportUpstreamImage` and `ecr:CreateRepository`.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-iam.html",
  ],
  evidence: "observed",
  stoppedReasons: [
    "CannotPullContainerError",
    "ResourceInitializationError: unable to pull secrets or registry auth",
  ],
  decidedBy: "stack",
  *judge(launch, model, settings) {
    yield* judgeExecutionRole(launch, model, settings, pullNeeds(launch, model), "pull its images");
  },
};
