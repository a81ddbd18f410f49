import { answersOf } from "../../launch/network/judge";
import type { Rule } from "../rule";

export const s3GatewayEndpointAssociated: Rule = {
  id: "s3-gateway-endpoint-associated",
  title: "The S3 gateway endpoint is associated with the route table that the subnet uses",
  stage: "network",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "Image layers lie in S3; a gateway endpoint serves only the subnets whose route table it is associated with.",
  remedy:
    "Add the route table that the subnet really uses (explicit, else the VPC's main one) to `routeTableIds` of the endpoint.",
  sources: [
    "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
  ],
  evidence: "documented",
  stoppedReasons: ["CannotPullContainerError: ref pull has been retried"],
  decidedBy: "stack",
  judge: (launch, model, settings) => answersOf("s3-gateway-endpoint-associated", launch, model, settings),
};
