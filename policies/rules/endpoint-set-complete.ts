import { answersOf } from "../../launch/network/judge";
import type { Rule } from "../rule";

export const endpointSetComplete: Rule = {
  id: "endpoint-set-complete",
  title: "A VPC that lives on endpoints has every one that the start needs",
  stage: "network",
  kind: "start",
  level: "mandatory",
  severity: "critical",
  why: "In a subnet without a way to the internet each AWS service is reached through its own endpoint; the first one that is missing stops the start.",
  remedy:
    "Make the missing endpoints in the VPC (interface endpoints with private DNS, a gateway endpoint for S3), or give the subnet a route to a NAT gateway.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
  ],
  evidence: "documented",
  stoppedReasons: [
    "ResourceInitializationError: unable to pull secrets or registry auth",
    "CannotPullContainerError: ref pull has been retried",
    "ResourceInitializationError: failed to validate logger args",
  ],
  decidedBy: "stack",
  judge: (launch, model, settings) => answersOf("endpoint-set-complete", launch, model, settings),
};
