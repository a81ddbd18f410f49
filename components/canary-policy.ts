import type { PolicyDocument, PolicyStatement } from "./policy-document";

/** Limits what the policy allows; what is left out is `*`. */
export interface CanaryPolicyOptions {
  /** ARN of the cluster. */
  readonly cluster?: string;
  /** ARNs of the execution and task roles of the task definitions. */
  readonly roles?: readonly string[];
  /** ARNs of the log groups. */
  readonly logGroups?: readonly string[];
}

/**
 * What the identity that runs Pulumi needs for both canaries, and no more. Resource types and condition keys:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
 */
export function canaryPolicy({ cluster, roles, logGroups }: CanaryPolicyOptions = {}): PolicyDocument {
  const inCluster = cluster === undefined ? {} : { Condition: { ArnEquals: { "ecs:cluster": cluster } } };
  const allow = (Sid: string, Action: readonly string[], Resource: readonly string[]): PolicyStatement => ({
    Sid,
    Effect: "Allow",
    Action,
    Resource,
  });
  return {
    Version: "2012-10-17",
    Statement: [
      // DescribeTaskDefinition knows no resource.
      allow("ReadTaskDefinitions", ["ecs:DescribeTaskDefinition"], ["*"]),
      {
        ...allow(
          "RunAndWatch",
          ["ecs:RunTask", "ecs:DescribeTasks", "ecs:StopTask", "ecs:ListTasks", "ecs:DescribeServices"],
          ["*"],
        ),
        ...inCluster,
      },
      {
        ...allow("PassRoles", ["iam:PassRole"], roles ?? ["*"]),
        Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
      },
      allow("ReadLogs", ["logs:GetLogEvents"], (logGroups ?? ["*"]).map(streamsOf)),
    ],
  };
}

/** GetLogEvents names a stream of the group. */
const streamsOf = (group: string): string =>
  group === "*" ? group : `${group.replace(/:\*$/, "")}:log-stream:*`;
