import { ecsTasks, judgeTrust } from "../../launch/model/judge-trust";
import type { Rule } from "../rule";

export const taskRoleAssumable: Rule = {
  id: "task-role-assumable",
  title: "ECS may assume the task role",
  stage: "assume-role",
  kind: "start",
  level: "mandatory",
  severity: "critical",
  why: "ECS fetches the credentials of the task role before it starts the containers; a role that it may not assume stops every task.",
  remedy:
    "Let the service principal `ecs-tasks.amazonaws.com` call `sts:AssumeRole` in the trust policy of the role.",
  sources: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html"],
  evidence: "observed",
  stoppedReasons: ["ECS was unable to assume the role that was provided for this task."],
  decidedBy: "stack",
  *judge({ taskDefinition }, model, settings) {
    const role = model.roles.resolve(taskDefinition.taskRole);
    if (role === undefined) return;
    const owner = `the task role of ${taskDefinition.ref.name}`;
    yield judgeTrust(role, owner, ecsTasks(model, taskDefinition.region), settings);
  },
};
