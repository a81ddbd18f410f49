import { answersOf } from "../../launch/network/judge";
import type { Rule } from "../rule";

export const endpointAcceptsTasks: Rule = {
  id: "endpoint-accepts-tasks",
  title: "The security groups of the endpoints admit HTTPS from the tasks",
  stage: "network",
  kind: "start",
  level: "mandatory",
  severity: "critical",
  why: "With private DNS a service's name leads to the endpoint whatever other way there is; an endpoint that admits no 443 from the task lets the call time out.",
  remedy:
    "Add an ingress rule for TCP 443 from the tasks' security group or subnets to the endpoint's security group.",
  sources: [
    "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
  ],
  evidence: "documented",
  stoppedReasons: [
    "ResourceInitializationError: unable to pull secrets or registry auth",
    "CannotPullContainerError: pull image manifest has been retried",
  ],
  decidedBy: "stack",
  judge: (launch, model, settings) => answersOf("endpoint-accepts-tasks", launch, model, settings),
};
