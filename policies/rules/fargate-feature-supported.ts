import { isUnknown } from "../../launch/known";
import type { Launch } from "../../launch/launch";
import { fault, type Answer } from "../../launch/model/answer";
import { CONTAINER_FEATURES } from "../../launch/model/container-features";
import type { ContainerFeature, FeatureAnswer, Use } from "../../launch/model/feature";
import { KERNEL_FEATURES } from "../../launch/model/kernel-features";
import { judgeService } from "../../launch/model/service-features";
import { judgeSite } from "../../launch/model/site-features";
import { judgeTask } from "../../launch/model/task-features";
import { judgeVolumes } from "../../launch/model/volume-features";
import { met, unknown } from "../../launch/verdict";
import { eachContainer, type Judgement, type Rule } from "../rule";

export const fargateFeatureSupported: Rule = {
  id: "fargate-feature-supported",
  title: "ECS supports what the task uses where it runs",
  stage: "register",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "Fargate, a network mode or a launch type lacks some of what a task definition can say, and ECS rejects the task definition or the service that says it.",
  remedy: "Leave out what the launch type does not support, or run the task where it is supported.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
    "https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/ecs",
  ],
  evidence: "observed",
  stoppedReasons: [
    "Fargate compatible task definitions do not support",
    "Fargate requires that the 'privileged' setting be 'false'",
    "Tasks using the Fargate launch type do not support",
    "Task definition does not support launch_type",
    "The platform version must be null when specifying an EC2 launch type",
    "Unknown volume",
  ],
  decidedBy: "resource",
  *judge(launch, model) {
    yield* eachContainer(launch, "everything it uses is supported", function* (container, name) {
      for (const feature of [...CONTAINER_FEATURES, ...KERNEL_FEATURES]) {
        const use = feature.use(container, launch);
        if (use !== undefined) {
          yield { subject: `container ${name} may have ${feature.what}`, ...judgeUse(use, feature, launch) };
        }
      }
    });
    for (const answer of [
      ...judgeTask(launch),
      ...judgeVolumes(launch),
      ...judgeSite(launch),
      ...judgeService(launch, model),
    ]) {
      yield toJudgement(answer, launch);
    }
  },
};

function judgeUse(use: Exclude<Use, undefined>, feature: ContainerFeature, launch: Launch): Answer {
  const rejected = feature.rejects(launch);
  if (rejected === false) return { verdict: met("it is supported where the task runs") };
  if (isUnknown(use)) return { verdict: unknown(use.because) };
  if (isUnknown(rejected)) return { verdict: unknown(rejected.because) };
  const { by, stoppedReason, remedy } = feature;
  return fault(`${use}, and ${by}`, { stoppedReason, remedy });
}

function toJudgement({ ofSite, ...answer }: FeatureAnswer, { site }: Launch): Judgement {
  return ofSite === true && site !== undefined ? { ...answer, resource: site.ref } : answer;
}
