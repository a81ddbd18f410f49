import { isUnknown } from "../../launch/known";
import type { Launch } from "../../launch/launch";
import { RoleAccess } from "../../launch/model/access";
import type { CloudModel } from "../../launch/model/cloud-model";
import { anybodyMayMount, mountAccess } from "../../launch/model/efs-access";
import { judgeNeeds } from "../../launch/model/judge-needs";
import type { EfsVolume } from "../../launch/model/task-definition";
import type { Settings } from "../../launch/settings";
import { met, unknown } from "../../launch/verdict";
import type { Judgement, Rule } from "../rule";

export const taskRoleCanMountEfs: Rule = {
  id: "task-role-can-mount-efs",
  title: "The task may mount each EFS file system whose policy says who may",
  stage: "start",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "A file system without a policy admits every client; one with a policy admits only whom it, or the task role's own policies, allow `elasticfilesystem:ClientMount`, and the mount stops the task.",
  remedy:
    "Allow the task role `elasticfilesystem:ClientMount` on the file system, and set `iam` of the volume's `authorizationConfig` to `ENABLED` so that the mount is made as that role.",
  sources: [
    "https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html",
  ],
  evidence: "observed",
  stoppedReasons: ["ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes"],
  decidedBy: "stack",
  *judge(launch, model, settings) {
    const { volumes, ref } = launch.taskDefinition;
    if (isUnknown(volumes)) {
      yield {
        subject: `${ref.name} may mount its EFS file systems`,
        verdict: unknown(volumes.because),
      };
      return;
    }
    for (const [index, volume] of volumes.entries()) {
      const efs = isUnknown(volume) ? volume : volume.efs;
      if (efs === undefined) continue;
      const name = isUnknown(volume) ? volume : volume.name;
      const called = typeof name === "string" ? name : `number ${index + 1}`;
      const subject = `${ref.name} may mount volume ${called}`;
      if (isUnknown(efs)) yield { subject, verdict: unknown(efs.because) };
      else yield* judgeVolume(efs, subject, launch, model, settings);
    }
  },
};

function* judgeVolume(
  efs: EfsVolume,
  subject: string,
  { taskDefinition }: Launch,
  model: CloudModel,
  settings: Settings,
): Iterable<Judgement> {
  const fileSystem = model.guarded.fileSystems.resolve(efs.fileSystem);
  if (fileSystem === undefined) return;
  if (isUnknown(fileSystem)) {
    yield {
      subject,
      verdict: unknown(`the policy of the file system is not in view: ${fileSystem.because}`),
    };
    return;
  }
  const { name } = fileSystem.ref;
  if (fileSystem.policies.length === 0) {
    const verdict =
      fileSystem.incomplete === undefined
        ? met(`file system ${name} has no policy, and admits every client`)
        : unknown(fileSystem.incomplete);
    yield { subject, verdict };
    return;
  }
  if (isUnknown(efs.iam)) yield { subject, verdict: unknown(efs.iam.because) };
  else if (efs.iam !== "ENABLED") {
    yield { subject, verdict: anybodyMayMount(efs, fileSystem, model, settings) };
  } else {
    // Without a task role ECS refuses the task definition, which is another rule's.
    const role = model.roles.resolve(taskDefinition.taskRole);
    if (role === undefined) return;
    const what = `mount file system ${name}`;
    yield* judgeNeeds(
      role,
      `the task role of ${taskDefinition.ref.name}`,
      { known: [{ what, access: mountAccess(efs, fileSystem, model) }], open: [] },
      what,
      (known) => new RoleAccess(known, model, settings, taskDefinition.region),
    );
  }
}
