import { answersOf } from "../../launch/network/judge";
import type { Rule } from "../rule";

export const networkAclAllows: Rule = {
  id: "network-acl-allows",
  title: "Network ACLs pass HTTPS out and the answers in",
  stage: "network",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "A network ACL keeps no state: besides TCP 443 out it has to let the answers in, on the ports that the task asked from.",
  remedy:
    "Allow TCP 443 out and TCP 1024-65535 in for 0.0.0.0/0 in the network ACL of the subnet, before any rule that denies them.",
  sources: [
    "https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
  ],
  evidence: "documented",
  stoppedReasons: [
    "ResourceInitializationError: unable to pull secrets or registry auth",
    "CannotPullContainerError",
  ],
  decidedBy: "stack",
  judge: (launch, model, settings) => answersOf("network-acl-allows", launch, model, settings),
};
