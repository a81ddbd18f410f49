import { isUnknown } from "../../launch/known";
import type { Launch } from "../../launch/launch";
import { LOGIN_ACTION, PullAccess, pulledRepositories, repositoryArn } from "../../launch/model/pull-access";
import type { CloudModel } from "../../launch/model/cloud-model";
import type { Role } from "../../launch/model/role";
import { met, unknown, type Verdict } from "../../launch/verdict";
import type { Judgement, Rule } from "../rule";

const MANAGED = "service-role/AmazonECSTaskExecutionRolePolicy";

export const executionRoleCanPull: Rule = {
  id: "execution-role-can-pull",
  title: "The execution role may pull every image that lies in a private ECR repository",
  stage: "pull",
  kind: "start",
  level: "mandatory",
  severity: "critical",
  why: "ECS logs in to ECR and pulls with the execution role; without the rights the task stops before its container exists.",
  remedy: `Attach \`arn:aws:iam::aws:policy/${MANAGED}\` to the role.`,
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
  ],
  evidence: "observed",
  stoppedReasons: [
    "CannotPullContainerError",
    "ResourceInitializationError: unable to pull secrets or registry auth",
  ],
  decidedBy: "stack",
  *judge(launch, model, settings) {
    const { known, open } = pulledRepositories(launch);
    if (known.length === 0 && open === undefined) return;
    const role = model.roles.resolve(launch.taskDefinition.executionRole);
    // Without an execution role the instance's own pulls on EC2, and `execution-role-set` speaks on Fargate.
    if (role === undefined) return;
    if (isUnknown(role)) {
      yield {
        subject: `the execution role of ${launch.taskDefinition.ref.name} may pull its images`,
        verdict: unknown(role.because),
      };
      return;
    }
    const access = new PullAccess(role, launch, model, settings);
    yield* judgeKnown(role, access, launch, known);
    if (open !== undefined) yield judgeOpen(role, access, launch, model, open.because);
  },
};

function* judgeKnown(
  role: Role,
  access: PullAccess,
  launch: Launch,
  known: ReturnType<typeof pulledRepositories>["known"],
): Iterable<Judgement> {
  if (known.length === 0) return;
  const login = access.login().verdict;
  yield {
    subject: `role ${role.ref.name} may call ${LOGIN_ACTION} on *`,
    resource: role.ref,
    verdict: onThisLaunchType(login, launch),
    stoppedReason:
      "ResourceInitializationError: unable to pull secrets or registry auth: … AccessDeniedException: … is not authorized to perform: ecr:GetAuthorizationToken",
    remedy: `Attach \`arn:${known[0]?.registry.partition ?? "aws"}:iam::aws:policy/${MANAGED}\` to role ${role.ref.name}, or allow ${LOGIN_ACTION} on \`*\`.`,
  };
  for (const pulled of known) {
    yield {
      subject: `role ${role.ref.name} may pull from ${repositoryArn(pulled)}`,
      resource: role.ref,
      verdict: onThisLaunchType(access.pull(pulled).verdict, launch),
      remedy: `Attach \`arn:${pulled.registry.partition}:iam::aws:policy/${MANAGED}\` to role ${role.ref.name}, or allow ecr:BatchGetImage and ecr:GetDownloadUrlForLayer on \`${repositoryArn(pulled)}\`.`,
    };
  }
}

/** What the images are is not known: met where they come from this stack and the role may pull anything of the own account. */
function judgeOpen(
  role: Role,
  access: PullAccess,
  { taskDefinition }: Launch,
  model: CloudModel,
  because: string,
): Judgement {
  const subject = `role ${role.ref.name} may pull the images of ${taskDefinition.ref.name} that are not known yet`;
  const [repository] = model.repositories.among(taskDefinition.containersFrom);
  if (repository === undefined) return { subject, resource: role.ref, verdict: unknown(because) };
  const anything = access.pullAnythingOwn();
  if (anything.is === "met") {
    const reason = `they come from repository ${repository.ref.name}, and the role may pull from every repository of its account`;
    return { subject, resource: role.ref, verdict: met(reason) };
  }
  const suspicion =
    anything.is === "unmet"
      ? `the containers come from repository ${repository.ref.name}, and ${anything.because}`
      : undefined;
  return { subject, resource: role.ref, verdict: unknown(because, suspicion) };
}

/**
 * On EC2 the agent pulls with the execution role since 1.16; for external instances the guide names the instance's own role.
 * https://github.com/aws/amazon-ecs-agent/blob/master/agent/engine/docker_task_engine.go
 */
function onThisLaunchType(verdict: Verdict, { launchType, taskDefinition }: Launch): Verdict {
  if (verdict.is !== "unmet") return verdict;
  const compatible = taskDefinition.requiresCompatibilities;
  const neverExternal =
    !isUnknown(compatible) &&
    compatible !== undefined &&
    compatible.every((type) => type === "FARGATE" || type === "EC2");
  if (neverExternal) return verdict;
  if (launchType === "EXTERNAL")
    return unknown("on external instances the instance's own credentials may pull", verdict.because);
  return isUnknown(launchType) ? unknown(launchType.because, verdict.because) : verdict;
}
