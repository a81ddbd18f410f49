import { judgeExecutionRole } from "../../launch/model/judge-needs";
import { logNeeds } from "../../launch/model/log-needs";
import type { Rule } from "../rule";

export const executionRoleCanWriteLogs: Rule = {
  id: "execution-role-can-write-logs",
  title: "The execution role may open log streams in each log group",
  stage: "logs",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "The awslogs driver opens its log stream with the execution role before the container starts, and a refusal stops the task; a lack of `logs:PutLogEvents` alone loses the logs.",
  remedy:
    "Allow the execution role `logs:CreateLogStream` and `logs:PutLogEvents` on the log group's ARN followed by `:*`, and `logs:CreateLogGroup` where the task makes the group.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html",
  ],
  evidence: "observed",
  stoppedReasons: [
    "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: AccessDeniedException",
  ],
  decidedBy: "stack",
  *judge(launch, model, settings) {
    yield* judgeExecutionRole(launch, model, settings, logNeeds(launch, model), "write its logs");
  },
};
