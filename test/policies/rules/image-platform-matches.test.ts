import { Unknown } from "../../../launch/known";
import { imagePlatformMatches } from "../../../policies/rules/image-platform-matches";
import { ON_EC2 } from "../../support/instances";
import { testRule, type RuleCase } from "../../support/judge";
import { outputOf } from "../../support/stack";

const BUILD = "docker-build:index:Image";
const arm = { runtimePlatform: { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" } };
const built = (
  inputs: Readonly<Record<string, unknown>>,
  taskDefinition: Readonly<Record<string, unknown>> = {},
  type = BUILD,
): Pick<RuleCase, "taskDefinition" | "others"> => ({
  taskDefinition: {
    containerDefinitions: [{ name: "api", image: outputOf(type, "image") }],
    ...taskDefinition,
  },
  others: [{ type, name: "image", inputs }],
});

testRule(imagePlatformMatches, [
  { name: "an image that says nothing of its platform", verdict: "none" },
  {
    name: "built for the processor that Fargate has unless told otherwise",
    ...built({ platforms: ["linux/amd64"] }),
    verdict: "met",
  },
  {
    name: "built on and for another processor",
    ...built({ platforms: ["linux/arm64"] }),
    verdict: "unmet",
    resource: "api",
    level: "mandatory",
    says: ["image is built for linux/arm64, and api runs on X86_64", "matching platform 'linux/amd64'"],
  },
  { name: "the task runs on ARM64", ...built({ platforms: ["linux/arm64"] }, arm), verdict: "met" },
  {
    name: "the task runs on ARM64, the image on the other",
    ...built({ platforms: ["linux/amd64"] }, arm),
    verdict: "unmet",
  },
  { name: "built for both", ...built({ platforms: ["linux/amd64", "linux/arm64"] }, arm), verdict: "met" },
  { name: "with a variant", ...built({ platforms: ["linux/arm64/v8"] }, arm), verdict: "met" },
  {
    name: "no platform: that of the machine that builds",
    ...built({}),
    verdict: "unknown",
    suspects: "whatever processor the machine that builds it has, and api runs on X86_64",
  },
  {
    name: "a platform that nobody knows",
    ...built({ platforms: ["wasi/wasm"] }),
    verdict: "unknown",
    suspects: "wasi/wasm",
  },
  {
    name: "which container runs the image is not known",
    ...built({ platforms: ["linux/arm64"] }, { containerDefinitions: outputOf(BUILD, "image") }),
    verdict: "unknown",
    suspects: "image is built for linux/arm64, and api runs on X86_64",
  },
  { name: "the platform comes later", ...built({ platforms: new Unknown("later") }), verdict: "unknown" },
  {
    name: "docker.Image says it in its build",
    ...built({ build: { platform: "linux/arm64" } }, {}, "docker:index/image:Image"),
    verdict: "unmet",
  },
  {
    name: "awsx.ecr.Image says it itself",
    ...built({ platform: "linux/amd64" }, {}, "awsx:ecr:Image"),
    verdict: "met",
  },
  {
    name: "on EC2 the instances decide",
    ...built({ platforms: ["linux/arm64"] }, ON_EC2.taskDefinition),
    service: ON_EC2.service,
    verdict: "unknown",
  },
  {
    name: "an official image for one processor",
    container: { image: "arm64v8/nginx:1.27" },
    verdict: "unmet",
    says: ["exec format error"],
  },
  {
    name: "an official image for the task's processor",
    container: { image: "arm64v8/nginx:1.27" },
    taskDefinition: arm,
    verdict: "met",
  },
  {
    name: "a tag that ends with a processor",
    container: { image: "acme/api:1.2-arm64" },
    verdict: "unknown",
    suspects: "by its name for arm64",
  },
  {
    name: "a tag that ends with the task's processor",
    container: { image: "acme/api:1.2-amd64" },
    verdict: "unknown",
  },
  { name: "a name with arm in it", container: { image: "acme/alarm:1.2" }, verdict: "none" },
]);
