import { policyOf } from "../../launch/iam/policy";
import { mayAssume } from "../../launch/iam/trust";
import { isUnknown } from "../../launch/known";
import { assumeContext, assumptionsOf } from "../../launch/model/role-access";
import { unknown } from "../../launch/verdict";
import type { Rule } from "../rule";

export const executionRoleAssumable: Rule = {
  id: "execution-role-assumable",
  title: "ECS may assume the execution role",
  stage: "assume-role",
  kind: "start",
  level: "mandatory",
  severity: "critical",
  why: "ECS assumes the execution role before anything else; a trust policy that does not name ecs-tasks.amazonaws.com stops every task.",
  remedy:
    "Let the service principal `ecs-tasks.amazonaws.com` call `sts:AssumeRole` in the trust policy of the role.",
  sources: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html"],
  evidence: "observed",
  stoppedReasons: ["ECS was unable to assume the role that was provided for this task."],
  decidedBy: "stack",
  *judge({ taskDefinition }, model, settings) {
    const role = model.roles.resolve(taskDefinition.executionRole);
    if (role === undefined) return;
    if (isUnknown(role)) {
      yield {
        subject: `ECS may assume the execution role of ${taskDefinition.ref.name}`,
        verdict: unknown(role.because),
      };
      return;
    }
    const { verdict } = mayAssume(
      policyOf(`the trust policy of role ${role.ref.name}`, role.trust, "trust"),
      { service: "ecs-tasks.amazonaws.com", context: assumeContext(model, taskDefinition.region) },
      assumptionsOf(settings),
    );
    yield { subject: `ECS may assume role ${role.ref.name}`, resource: role.ref, verdict };
  },
};
