import { judgeExecutionRole } from "../../launch/model/judge-needs";
import { secretNeeds } from "../../launch/model/secret-needs";
import type { Rule } from "../rule";

export const executionRoleCanReadSecrets: Rule = {
  id: "execution-role-can-read-secrets",
  title: "The execution role may read every secret and parameter, and use the keys that encrypt them",
  stage: "secrets",
  kind: "start",
  level: "mandatory",
  severity: "critical",
  why: "ECS reads secrets with the execution role before the container starts; `AmazonECSTaskExecutionRolePolicy` allows none of it, and one refusal stops the task.",
  remedy:
    "Allow the execution role `secretsmanager:GetSecretValue` on the secret's ARN, `ssm:GetParameters` on the parameter's, and `kms:Decrypt` on a key of one's own.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
    "https://github.com/aws/amazon-ecs-agent/blob/master/agent/ssm/ssm.go",
  ],
  evidence: "observed",
  stoppedReasons: ["ResourceInitializationError: unable to pull secrets or registry auth"],
  decidedBy: "stack",
  *judge(launch, model, settings) {
    yield* judgeExecutionRole(launch, model, settings, secretNeeds(launch, model), "read its secrets");
  },
};
