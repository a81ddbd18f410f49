import { isUnknown } from "../../launch/known";
import { RoleAccess } from "../../launch/model/access";
import { judgeNeeds } from "../../launch/model/judge-needs";
import type { Launch } from "../../launch/launch";
import type { LaunchSite } from "../../launch/model/launch-site";
import type { RoleNeeds } from "../../launch/model/role-need";
import { unknown, unmet } from "../../launch/verdict";
import type { Judgement, Rule } from "../rule";

const ACTIONS = [
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
];

export const taskRoleCanExec: Rule = {
  id: "task-role-can-exec",
  title: "The task role may open the channels of ECS Exec where it is on",
  stage: "start",
  kind: "policy",
  level: "advisory",
  severity: "medium",
  why: "ECS Exec speaks to Session Manager with the task role; without the rights tasks start and `execute-command` fails, and without any task role the service is refused.",
  remedy:
    "Give the task a task role that may call the four `ssmmessages` actions on `*`, or leave `enableExecuteCommand` out.",
  sources: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html"],
  evidence: "documented",
  stoppedReasons: ["The service couldn't be updated because a valid taskRoleArn is not being used."],
  decidedBy: "stack",
  *judge(launch, model, settings) {
    const { site, taskDefinition } = launch;
    if (site?.enableExecuteCommand === undefined || site.enableExecuteCommand === false) return;
    const needs: RoleNeeds = {
      known: [{ what: "open the channels of ECS Exec", access: { actions: ACTIONS, resource: "*" } }],
      open: [],
    };
    const owner = `the task role of ${taskDefinition.ref.name}`;
    if (isUnknown(site.enableExecuteCommand)) {
      yield {
        subject: `${owner} may open the channels of ECS Exec`,
        verdict: unknown(site.enableExecuteCommand.because),
      };
      return;
    }
    const role = model.roles.resolve(taskDefinition.taskRole);
    if (role === undefined) yield judgeMissing(launch, site);
    else
      yield* judgeNeeds(
        role,
        owner,
        needs,
        "open the channels of ECS Exec",
        (known) => new RoleAccess(known, model, settings, taskDefinition.region),
      );
  },
};

/** On instances the instance's own role may serve. */
function judgeMissing({ taskDefinition, launchType }: Launch, site: LaunchSite): Judgement {
  const subject = `${taskDefinition.ref.name} has a task role, which ECS Exec at ${site.ref.name} needs`;
  const because = `${site.ref.name} sets enableExecuteCommand, and ${taskDefinition.ref.name} has no taskRoleArn`;
  const resource = site.ref;
  const remedy = `Set \`taskRoleArn\` of ${taskDefinition.ref.name} to a role that may call the four \`ssmmessages\` actions, or leave \`enableExecuteCommand\` of ${site.ref.name} out.`;
  const common = { subject, resource, remedy };
  if (launchType === "FARGATE" && site.kind === "service")
    return { ...common, kind: "start", level: "mandatory", verdict: unmet(because) };
  return { ...common, verdict: unknown("on instances the instance's own role may serve", because) };
}
