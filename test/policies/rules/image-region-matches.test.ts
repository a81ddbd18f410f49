import { Unknown } from "../../../launch/known";
import { imageRegionMatches } from "../../../policies/rules/image-region-matches";
import { CONTAINER } from "../../support/fargate-service";
import { testRule } from "../../support/judge";

const inRegion = (host: string): { image: string } => ({ image: `${host}/api:1` });

testRule(imageRegionMatches, [
  { name: "the task's own region", verdict: "met" },
  {
    name: "another region",
    container: inRegion("123456789012.dkr.ecr.us-east-1.amazonaws.com"),
    verdict: "unmet",
    kind: "policy",
    level: "advisory",
    says: ["us-east-1", "eu-west-1"],
  },
  {
    name: "another account of the same region",
    container: inRegion("210987654321.dkr.ecr.eu-west-1.amazonaws.com"),
    verdict: "met",
  },
  {
    name: "the FIPS host of another region",
    container: inRegion("123456789012.dkr.ecr-fips.us-east-1.amazonaws.com"),
    verdict: "unmet",
  },
  {
    name: "the dual-stack host of the region",
    container: inRegion("123456789012.dkr-ecr.eu-west-1.on.aws"),
    verdict: "met",
  },
  {
    name: "China",
    container: inRegion("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn"),
    verdict: "unmet",
  },
  {
    name: "a task definition with a region of its own",
    container: inRegion("123456789012.dkr.ecr.us-east-1.amazonaws.com"),
    taskDefinition: { region: "us-east-1" },
    verdict: "met",
  },
  { name: "Docker Hub is in no region", container: { image: "nginx:1.27" }, verdict: "none" },
  { name: "public ECR is in no region", container: inRegion("public.ecr.aws/nginx"), verdict: "none" },
  {
    name: "no region is configured",
    stack: { region: undefined },
    verdict: "unknown",
  },
  {
    name: "the image comes later",
    taskDefinition: { containerDefinitions: [{ ...CONTAINER, image: new Unknown("later") }] },
    verdict: "unknown",
  },
]);
