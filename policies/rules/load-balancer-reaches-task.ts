import { answersOf } from "../../launch/network/judge";
import type { Rule } from "../rule";

export const loadBalancerReachesTask: Rule = {
  id: "load-balancer-reaches-task",
  title: "The load balancer reaches the tasks on their port and that of the health check",
  stage: "network",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "A task whose target never becomes healthy is stopped and replaced without end, and the deployment does not finish.",
  remedy:
    "Admit the container's port from the load balancer's security group in the tasks' group, and let the load balancer's group out to it.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html",
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
  ],
  evidence: "documented",
  stoppedReasons: ["Task failed ELB health checks in"],
  decidedBy: "stack",
  judge: (launch, model, settings) => answersOf("load-balancer-reaches-task", launch, model, settings),
};
