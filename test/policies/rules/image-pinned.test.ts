import { imagePinned } from "../../../policies/rules/image-pinned";
import { CONTAINER } from "../../support/fargate-service";
import { testRule } from "../../support/judge";
import { outputOf } from "../../support/stack";

const SHA = `sha256:${"0".repeat(64)}`;
const REPOSITORY = "aws:ecr/repository:Repository";
const BUILD = "docker-build:index:Image";

testRule(imagePinned, [
  { name: "by digest", verdict: "met" },
  {
    name: "a tag beside the digest is for people",
    container: { image: `nginx:1.27@${SHA}` },
    verdict: "met",
  },
  {
    name: "a tag",
    container: { image: "nginx:1.27" },
    verdict: "unmet",
    kind: "policy",
    level: "mandatory",
    says: ["nginx:1.27 names a tag", "container api"],
  },
  {
    name: "a tag of a repository that makes tags immutable",
    container: { image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/api:1.2" },
    others: [{ type: REPOSITORY, name: "api", inputs: { name: "api", imageTagMutability: "IMMUTABLE" } }],
    verdict: "unmet",
    says: ["even an immutable tag can be deleted and pushed again"],
  },
  {
    name: "a tag of another account's repository of the same name",
    container: { image: "210987654321.dkr.ecr.eu-west-1.amazonaws.com/api:1.2" },
    others: [{ type: REPOSITORY, name: "api", inputs: { name: "api", imageTagMutability: "IMMUTABLE" } }],
    verdict: "unmet",
    says: ["a tag can move"],
  },
  {
    name: "a tag of a repository that makes some tags immutable",
    container: { image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/api:1.2" },
    others: [
      {
        type: REPOSITORY,
        name: "api",
        inputs: { name: "api", imageTagMutability: "IMMUTABLE_WITH_EXCLUSION" },
      },
    ],
    verdict: "unmet",
    says: ["a tag can move"],
  },
  { name: "nothing is latest", container: { image: "nginx" }, verdict: "unmet", says: ["latest"] },
  {
    name: "one of two",
    containers: [CONTAINER, { name: "proxy", image: "envoyproxy/envoy:v1.31.0" }],
    verdict: "unmet",
    says: ["container proxy"],
  },
  {
    name: "a build that has not run",
    taskDefinition: { containerDefinitions: [{ ...CONTAINER, image: outputOf(BUILD, "image") }] },
    others: [{ type: BUILD, name: "image" }],
    verdict: "unknown",
    says: ["comes from a build", "ref"],
  },
  {
    name: "any other image that comes later",
    taskDefinition: {
      containerDefinitions: [{ ...CONTAINER, image: outputOf("aws:ecr/repository:Repository", "r") }],
    },
    verdict: "unknown",
    says: ["not created yet"],
  },
  { name: "no image", container: { image: undefined }, verdict: "unknown" },
  { name: "no reference", container: { image: "<image>" }, verdict: "unknown" },
]);
