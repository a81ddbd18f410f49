import { ecsTasks, judgeTrust } from "../../launch/model/judge-trust";
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
    const owner = `the execution role of ${taskDefinition.ref.name}`;
    yield judgeTrust(role, owner, ecsTasks(model, taskDefinition.region), settings);
  },
};
