import { isUnknown } from "../../launch/known";
import { RoleAccess } from "../../launch/model/access";
import { fileNeeds } from "../../launch/model/file-needs";
import { logNeeds } from "../../launch/model/log-needs";
import { pullNeeds } from "../../launch/model/pull-needs";
import { joinNeeds } from "../../launch/model/role-need";
import { secretNeeds } from "../../launch/model/secret-needs";
import { met, unmet } from "../../launch/verdict";
import type { Rule } from "../rule";

export const rolesNotSwapped: Rule = {
  id: "roles-not-swapped",
  title: "What ECS needs stands on the execution role, not on the task role",
  stage: "assume-role",
  kind: "policy",
  level: "advisory",
  severity: "medium",
  why: "ECS pulls, reads secrets and opens logs with the execution role; the task role is for the program inside the container.",
  remedy: "Move the policy from the task role to the execution role.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-ecs-iam-role-overview.html",
  ],
  evidence: "documented",
  stoppedReasons: [],
  decidedBy: "stack",
  *judge(launch, model, settings) {
    const { taskDefinition } = launch;
    const execution = model.roles.resolve(taskDefinition.executionRole);
    const task = model.roles.resolve(taskDefinition.taskRole);
    if (task === undefined || isUnknown(task) || isUnknown(execution) || task === execution) return;
    const sources = [pullNeeds, secretNeeds, fileNeeds, logNeeds];
    const { known } = joinNeeds(...sources.map((needsOf) => needsOf(launch, model)));
    // What is in doubt may be for the application, which has the task role.
    const needs = known.filter(({ doubt }) => doubt === undefined);
    if (needs.length === 0) return;
    const [own, other] = [execution, task].map((role) =>
      role === undefined ? undefined : new RoleAccess(role, model, settings, taskDefinition.region),
    );
    const swapped = needs.filter(
      ({ access }) =>
        (own === undefined || own.judge(access).verdict.is === "unmet") &&
        other?.judge(access).verdict.is === "met",
    );
    const name = execution?.ref.name ?? "none";
    const subject = `what ECS needs to start ${taskDefinition.ref.name} stands on its execution role`;
    if (swapped.length > 0) {
      const because = `task role ${task.ref.name} may ${swapped.map(({ what }) => what).join(", ")}, and the execution role (${name}) may not`;
      yield { subject, resource: task.ref, verdict: unmet(because) };
    } else
      yield {
        subject,
        resource: task.ref,
        verdict: met(`nothing that the execution role (${name}) lacks stands on ${task.ref.name}`),
      };
  },
};
