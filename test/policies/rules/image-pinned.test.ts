import { imagePinned } from "../../../policies/rules/image-pinned";
import { CONTAINER } from "../../support/fargate-service";
import { testRule } from "../../support/judge";
import { outputOf } from "../../support/stack";

const SHA = `sha256:${"0".repeat(64)}`;
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
