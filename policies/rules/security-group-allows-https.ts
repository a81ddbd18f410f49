import { answersOf } from "../../launch/network/judge";
import type { Rule } from "../rule";

export const securityGroupAllowsHttps: Rule = {
  id: "security-group-allows-https",
  title: "The task's security groups let HTTPS out",
  stage: "network",
  kind: "start",
  level: "mandatory",
  severity: "critical",
  why: "Login, layers, secrets and logs are all calls to TCP 443; a security group that Pulumi makes has no egress rule unless the program gives it one.",
  remedy:
    'Give the security group an egress rule, such as `{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }`.',
  sources: [
    "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
  ],
  evidence: "documented",
  stoppedReasons: [
    "ResourceInitializationError: unable to pull secrets or registry auth",
    "CannotPullContainerError: pull image manifest has been retried",
    "ResourceInitializationError: failed to validate logger args",
  ],
  decidedBy: "stack",
  judge: (launch, model, settings) => answersOf("security-group-allows-https", launch, model, settings),
};
