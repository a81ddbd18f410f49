import { Unknown } from "../../../launch/known";
import { imageReferenceValid } from "../../../policies/rules/image-reference-valid";
import { CONTAINER } from "../../support/fargate-service";
import { testRule } from "../../support/judge";

testRule(imageReferenceValid, [
  { name: "ECR with a digest", verdict: "met" },
  { name: "an untagged official image", container: { image: "nginx" }, verdict: "met" },
  { name: "tag and digest", container: { image: `nginx:1.27@sha256:${"0".repeat(64)}` }, verdict: "met" },
  { name: "a registry with a port", container: { image: "registry.example.com:5000/api:1" }, verdict: "met" },
  { name: "a placeholder that happens to parse", container: { image: "your-ecr-url-here" }, verdict: "met" },
  {
    name: "no image",
    container: { image: undefined },
    verdict: "unmet",
    resource: "api",
    says: ["no image", "should not be null or empty"],
  },
  {
    name: "an empty image, as from a missing configuration value",
    container: { image: "" },
    verdict: "unmet",
  },
  { name: "a scheme", container: { image: "https://example.com/api" }, verdict: "unmet", says: ["scheme"] },
  {
    name: "a placeholder",
    container: { image: "<docker-repo-url>:latest" },
    verdict: "unmet",
    says: ["placeholder", "contains invalid characters"],
  },
  { name: "a space after the tag", container: { image: "api:1 " }, verdict: "unmet", says: ["white space"] },
  {
    name: "upper case passes registration and fails in the pull",
    container: { image: "team/MyApi:1" },
    verdict: "unmet",
    says: ["upper case", "must be lowercase"],
  },
  {
    name: "a digest that lost a character",
    container: { image: `api@sha256:${"a".repeat(63)}` },
    verdict: "unmet",
    says: ["63 characters"],
  },
  {
    name: "the second container's",
    containers: [CONTAINER, { name: "proxy", image: "api:" }],
    verdict: "unmet",
    says: ["container proxy"],
  },
  { name: "a lost image is reported elsewhere", container: { image: {} }, verdict: "unknown" },
  {
    name: "a URN is reported elsewhere",
    container: { image: "urn:pulumi:dev::shop::awsx:ecr:Image::api" },
    verdict: "unknown",
  },
  {
    name: "the image comes later",
    taskDefinition: { containerDefinitions: [{ ...CONTAINER, image: new Unknown("later") }] },
    verdict: "unknown",
  },
  {
    name: "all comes later",
    taskDefinition: { containerDefinitions: new Unknown("later") },
    verdict: "unknown",
  },
]);
