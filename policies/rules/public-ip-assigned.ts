import { answersOf } from "../../launch/network/judge";
import type { Rule } from "../rule";

export const publicIpAssigned: Rule = {
  id: "public-ip-assigned",
  title: "Tasks whose only way out is an internet gateway have public addresses",
  stage: "network",
  kind: "start",
  level: "mandatory",
  severity: "critical",
  why: "An internet gateway passes nothing from an address that is not public, and Fargate gives a task one only where it is asked for: whether the subnet maps public addresses does not matter.",
  remedy:
    "Set `assignPublicIp: true` in the network configuration of the service, or run it in subnets whose default route leads to a NAT gateway.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html",
  ],
  evidence: "documented",
  stoppedReasons: [
    "ResourceInitializationError: unable to pull secrets or registry auth",
    "CannotPullContainerError: pull image manifest has been retried",
  ],
  decidedBy: "stack",
  judge: (launch, model, settings) => answersOf("public-ip-assigned", launch, model, settings),
};
