import { answersOf } from "../../launch/network/judge";
import type { Rule } from "../rule";

export const endpointPolicyAllows: Rule = {
  id: "endpoint-policy-allows",
  title: "The policies of the endpoints let a start through",
  stage: "network",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "An endpoint's policy limits what passes, whatever the execution role may do; layers are fetched by URLs that ECR signed, so that no principal of one's own is in the call.",
  remedy:
    "Allow the actions of a start in the endpoint's policy (for S3: `s3:GetObject` on `arn:aws:s3:::prod-<region>-starport-layer-bucket/*` to everyone), or leave the policy out.",
  sources: [
    "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
  ],
  evidence: "documented",
  stoppedReasons: [
    "CannotPullContainerError",
    "ResourceInitializationError: unable to pull secrets or registry auth",
  ],
  decidedBy: "stack",
  judge: (launch, model, settings) => answersOf("endpoint-policy-allows", launch, model, settings),
};
