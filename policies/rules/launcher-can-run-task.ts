import { isUnknown, type Unknown } from "../../launch/known";
import type { Launch } from "../../launch/launch";
import { RoleAccess } from "../../launch/model/access";
import type { CloudModel } from "../../launch/model/cloud-model";
import { judgeNeeds } from "../../launch/model/judge-needs";
import { judgeTrust, launcher, type LauncherName } from "../../launch/model/judge-trust";
import type { Role } from "../../launch/model/role";
import { runTaskNeeds, type RunTask } from "../../launch/model/run-task";
import { statesThatRun } from "../../launch/model/state-machine";
import type { Settings } from "../../launch/settings";
import { unknown } from "../../launch/verdict";
import type { Judgement, Rule } from "../rule";

export const launcherCanRunTask: Rule = {
  id: "launcher-can-run-task",
  title: "The role of an EventBridge rule, a schedule or a state machine may run the task",
  stage: "assume-role",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "EventBridge, Scheduler and Step Functions run tasks with a role of their own; without `ecs:RunTask`, or `iam:PassRole` for the task's roles, no task is ever made and only a metric counts the failure.",
  remedy:
    "Let the service assume the role, and allow the role `ecs:RunTask` on the task definition and `iam:PassRole` on its execution and task role.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/CWE_IAM_role.html",
    "https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html",
    "https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html",
  ],
  evidence: "documented",
  stoppedReasons: ["AccessDeniedException"],
  decidedBy: "stack",
  *judge(launch, model, settings) {
    const { site, taskDefinition } = launch;
    if (site?.kind === "event-target" || site?.kind === "schedule") {
      const role = model.roles.resolve(site.launcherRole);
      const name = site.kind === "schedule" ? "EventBridge Scheduler" : "EventBridge";
      const run = {
        taskDefinition,
        named: site.taskDefinition.text,
        cluster: site.cluster,
        region: site.region,
      };
      if (role !== undefined) yield* judgeRole(role, name, site.ref.name, run, model, settings);
    }
    yield* judgeStateMachines(launch, model, settings);
  },
};

function* judgeStateMachines(launch: Launch, model: CloudModel, settings: Settings): Iterable<Judgement> {
  const { taskDefinition } = launch;
  for (const machine of model.stateMachines) {
    const states = statesThatRun(machine, taskDefinition, model);
    if (isUnknown(states)) {
      const subject = `the role of state machine ${machine.ref.name} may run task definition ${taskDefinition.ref.name}`;
      yield { subject, verdict: unknown(states.because) };
      continue;
    }
    const role = model.roles.resolve(machine.role);
    if (role === undefined) continue;
    for (const run of states)
      yield* judgeRole(role, "Step Functions", machine.ref.name, run, model, settings);
  }
}

function* judgeRole(
  role: Role | Unknown,
  name: LauncherName,
  site: string,
  run: RunTask,
  model: CloudModel,
  settings: Settings,
): Iterable<Judgement> {
  const owner = `the role of ${site}`;
  yield judgeTrust(role, owner, launcher(name, model, run.region), settings);
  const what = `run task definition ${run.taskDefinition.ref.name}`;
  yield* judgeNeeds(
    role,
    owner,
    runTaskNeeds(run, model),
    what,
    (known) => new RoleAccess(known, model, settings, run.region),
  );
}
