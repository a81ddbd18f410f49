import { answersOf } from "../../launch/network/judge";
import type { Rule } from "../rule";

export const endpointPrivateDns: Rule = {
  id: "endpoint-private-dns",
  title: "Private DNS leads the services' names to the endpoints",
  stage: "network",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "ECS asks for the services by their public names; without private DNS these lead past the endpoint, to addresses that the subnet does not reach.",
  remedy:
    "Set `privateDnsEnabled: true` on the endpoint, and `enableDnsSupport` and `enableDnsHostnames` on the VPC.",
  sources: [
    "https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
  ],
  evidence: "documented",
  stoppedReasons: [
    "ResourceInitializationError: unable to pull secrets or registry auth",
    "CannotPullContainerError: pull image manifest has been retried",
  ],
  decidedBy: "stack",
  judge: (launch, model, settings) => answersOf("endpoint-private-dns", launch, model, settings),
};
