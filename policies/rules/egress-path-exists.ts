import { answersOf } from "../../launch/network/judge";
import type { Rule } from "../rule";

export const egressPathExists: Rule = {
  id: "egress-path-exists",
  title: "A way out exists for everything a start needs, and it gets out",
  stage: "network",
  kind: "start",
  level: "mandatory",
  severity: "critical",
  why: "ECS pulls the image, reads secrets and opens the log stream over the subnet's own network; with no way there the task stops after some minutes of retries.",
  remedy:
    "Lead the subnet's default route to a NAT gateway that stands in a subnet with a route to an internet gateway, or make VPC endpoints for what the start needs.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html",
  ],
  evidence: "documented",
  stoppedReasons: [
    "ResourceInitializationError: unable to pull secrets or registry auth",
    "CannotPullContainerError: pull image manifest has been retried",
    "ResourceInitializationError: failed to validate logger args",
  ],
  decidedBy: "stack",
  judge: (launch, model, settings) => answersOf("egress-path-exists", launch, model, settings),
};
