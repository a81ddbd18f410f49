import { isUnknown } from "../../launch/known";
import { LOGIN_ACTION, PullAccess, pulledRepositories, repositoryArn } from "../../launch/model/pull-access";
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
    const { known } = pulledRepositories(launch);
    if (known.length === 0) return;
    const [own, other] = [execution, task].map((role) =>
      role === undefined ? undefined : new PullAccess(role, launch, model, settings),
    );
    const needs = [
      { what: `${LOGIN_ACTION} on *`, of: (access: PullAccess) => access.login() },
      ...known.map((pulled) => ({
        what: `a pull from ${repositoryArn(pulled)}`,
        of: (access: PullAccess) => access.pull(pulled),
      })),
    ];
    const swapped = needs.filter(
      ({ of }) =>
        (own === undefined || of(own).verdict.is === "unmet") &&
        other !== undefined &&
        of(other).verdict.is === "met",
    );
    const name = execution?.ref.name ?? "none";
    const subject = `the rights to pull the images of ${taskDefinition.ref.name} stand on its execution role`;
    if (swapped.length > 0) {
      const because = `task role ${task.ref.name} allows ${swapped.map(({ what }) => what).join(", ")}, and the execution role (${name}) does not`;
      yield { subject, resource: task.ref, verdict: unmet(because) };
    } else
      yield {
        subject,
        resource: task.ref,
        verdict: met(`nothing that the execution role (${name}) lacks stands on ${task.ref.name}`),
      };
  },
};
