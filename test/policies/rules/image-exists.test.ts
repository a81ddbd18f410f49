import { Unknown } from "../../../launch/known";
import { imageExists } from "../../../policies/rules/image-exists";
import { SERVICE, TASK_DEFINITION } from "../../support/fargate-service";
import { testRule } from "../../support/judge";
import { outputOf, urnOf, type ResourceSpec } from "../../support/stack";

const REPOSITORY = "aws:ecr/repository:Repository";
const DOCKER_BUILD = "docker-build:index:Image";
const IMAGE = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:v1";

const repository = (more: Partial<ResourceSpec> = {}): ResourceSpec => ({
  type: REPOSITORY,
  name: "shop",
  ...more,
  inputs: { name: "shop", region: "eu-west-1", ...more.inputs },
});
const fromRepository = outputOf(REPOSITORY, "shop");
/** Containers whose image is the repository's URL, which nobody knows yet. */
const unseen = { taskDefinition: { containerDefinitions: fromRepository } };
const named = { container: { image: IMAGE } };
const build = (inputs: Readonly<Record<string, unknown>>): ResourceSpec => ({
  type: DOCKER_BUILD,
  name: "image",
  inputs: { push: true, tags: [fromRepository], ...inputs },
});
const command = (inputs: Readonly<Record<string, unknown>>): ResourceSpec => ({
  type: "command:local:Command",
  name: "push",
  inputs,
});
const policy = (rule: Readonly<Record<string, unknown>>): ResourceSpec => ({
  type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  name: "old",
  inputs: {
    repository: "shop",
    policy: JSON.stringify({ rules: [{ selection: rule, action: { type: "expire" } }] }),
  },
});
const DIGEST = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop@sha256:${"b".repeat(64)}`;
const existing = { id: "shop", outputs: { arn: "arn:aws:ecr:eu-west-1:123456789012:repository/shop" } };

testRule(imageExists, [
  { name: "the registry of somebody else is not this program's to fill", verdict: "none" },
  { name: "a public image", container: { image: "nginx:1.27" }, others: [repository()], verdict: "none" },
  {
    name: "made here, named in full, and nothing pushes",
    ...named,
    others: [repository()],
    verdict: "unmet",
    resource: "shop",
    level: "mandatory",
    kind: "start",
    says: ["repository shop is made by this very program, and nothing in it pushes an image there"],
  },
  {
    name: "the URL comes from the repository: it may stand in the environment only",
    ...unseen,
    others: [repository()],
    verdict: "unknown",
    suspects: "nothing in it pushes an image there",
    resource: "shop",
  },
  {
    name: "policies, roles and alarms fill no repository",
    ...named,
    others: [
      repository(),
      policy({ tagStatus: "untagged", countType: "sinceImagePushed", countNumber: 3 }),
      { type: "aws:iam/policy:Policy", name: "ci", inputs: { policy: fromRepository } },
      { type: "aws:ecr/repositoryPolicy:RepositoryPolicy", name: "pull", inputs: { repository: "shop" } },
    ],
    verdict: "unmet",
  },
  {
    name: "it exists already: people and pipelines fill it",
    ...named,
    others: [repository(existing)],
    stack: { hasPriorState: true },
    verdict: "unknown",
    says: ["is not read"],
  },
  {
    name: "only read here",
    ...named,
    others: [repository({ external: true, outputs: { name: "shop" } })],
    verdict: "unknown",
  },
  {
    name: "a build pushes, and its reference is the image",
    taskDefinition: { containerDefinitions: outputOf(DOCKER_BUILD, "image") },
    others: [repository(), build({})],
    verdict: "none",
  },
  {
    name: "repository and build both reach the containers",
    taskDefinition: {
      containerDefinitions: new Unknown("later", [urnOf(REPOSITORY, "shop"), urnOf(DOCKER_BUILD, "image")]),
    },
    others: [repository(), build({})],
    verdict: "unknown",
  },
  {
    name: "a build pushes, and nobody waits for it",
    ...unseen,
    others: [repository(), build({})],
    verdict: "unknown",
    suspects: "image pushes the image, and api does not wait for it",
    says: ["`dependsOn` of api"],
  },
  {
    name: "a build pushes under the name in full, and nobody waits for it",
    ...named,
    others: [repository(), build({ tags: [IMAGE] })],
    verdict: "unknown",
    suspects: "does not wait",
  },
  {
    name: "the service waits for the build by dependsOn",
    ...unseen,
    others: [
      repository(),
      build({}),
      {
        type: SERVICE,
        name: "api",
        inputs: { taskDefinition: outputOf(TASK_DEFINITION, "api"), desiredCount: 1 },
        dependencies: [urnOf(DOCKER_BUILD, "image")],
      },
    ],
    verdict: "unknown",
    says: [/image pushes to repository shop, and what it pushes is known after the deployment\n\n/],
  },
  {
    name: "what the build pushed is known",
    container: { image: DIGEST },
    others: [repository(existing), { ...build({}), outputs: { ref: DIGEST } }],
    verdict: "met",
  },
  {
    name: "a build that does not push",
    ...named,
    others: [repository(), build({ push: false })],
    verdict: "unmet",
    says: ["does not push it", "push: true"],
  },
  {
    name: "a build for another repository",
    ...named,
    others: [
      repository(),
      { type: REPOSITORY, name: "other", inputs: { name: "other" } },
      build({ tags: [outputOf(REPOSITORY, "other")] }),
    ],
    verdict: "unmet",
  },
  {
    name: "a command pushes",
    ...named,
    others: [repository(), command({ environment: { URL: fromRepository } })],
    verdict: "unknown",
    says: ["push may push to repository shop\n\n"],
  },
  {
    name: "a command that writes the name",
    ...named,
    others: [repository(), command({ create: `docker push ${IMAGE}` })],
    verdict: "unknown",
    says: ["push may push to repository shop\n\n"],
  },
  {
    name: "a command that may run a script",
    ...named,
    others: [repository(), command({ create: "./push.sh" })],
    verdict: "unknown",
    suspects: "nothing in it pushes",
  },
  {
    name: "a build project of AWS",
    ...unseen,
    others: [
      repository(),
      { type: "aws:codebuild/project:Project", name: "ci", inputs: { environment: fromRepository } },
    ],
    verdict: "unknown",
    says: [/ci may push to repository shop\n\n/],
  },
  {
    name: "awsx's own repository pushes inside the program",
    ...unseen,
    others: [
      { type: "awsx:ecr:Repository", name: "box", id: undefined },
      repository({ parent: urnOf("awsx:ecr:Repository", "box") }),
    ],
    verdict: "unknown",
    says: [/box may push to repository shop\n\n/],
  },
  {
    name: "awsx's own task definition builds inside the program",
    others: [
      { type: "awsx:x:ecs:FargateTaskDefinition", name: "box", id: undefined },
      repository(),
      {
        type: TASK_DEFINITION,
        name: "api",
        parent: urnOf("awsx:x:ecs:FargateTaskDefinition", "box"),
        inputs: { family: "api", containerDefinitions: fromRepository },
      },
    ],
    verdict: "unknown",
    says: [/box may push to repository shop\n\n/],
  },
  {
    name: "a pull-through cache by the name that the console proposes",
    container: { image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/docker-hub/library/nginx:1" },
    others: [
      { type: REPOSITORY, name: "cached", inputs: { name: "docker-hub/library/nginx", region: "eu-west-1" } },
    ],
    verdict: "unknown",
  },
  {
    name: "a pull-through cache fills itself",
    container: { image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/hub/library/nginx:1" },
    others: [
      { type: REPOSITORY, name: "cached", inputs: { name: "hub/library/nginx", region: "eu-west-1" } },
      {
        type: "aws:ecr/pullThroughCacheRule:PullThroughCacheRule",
        name: "hub",
        inputs: { ecrRepositoryPrefix: "hub", upstreamRegistryUrl: "registry-1.docker.io" },
      },
    ],
    verdict: "unknown",
  },
  {
    name: "a desired count of 0 starts nothing now",
    ...named,
    service: { desiredCount: 0 },
    others: [repository()],
    verdict: "unknown",
    suspects: "nothing in it pushes",
    says: ["its desired count is 0"],
  },
  {
    name: "no site runs it",
    ...named,
    service: null,
    others: [repository()],
    verdict: "unknown",
    suspects: "nothing in it pushes",
  },
  {
    name: "the same name in another region is another repository",
    ...named,
    others: [repository({ inputs: { region: "us-east-1" } })],
    verdict: "unknown",
    says: ["us-east-1"],
  },
  {
    name: "the same name in another account",
    container: { image: IMAGE.replace("123456789012", "999999999999") },
    others: [repository()],
    verdict: "unknown",
  },
  {
    name: "the own account is not known",
    ...named,
    others: [repository()],
    stack: { account: undefined },
    verdict: "unmet",
  },
  {
    name: "the configuration says that it is filled elsewhere",
    ...named,
    others: [repository()],
    settings: { managedElsewhere: ["shop"] },
    verdict: "unknown",
  },
  {
    name: "a lifecycle policy will take the pinned image away",
    container: { image: DIGEST },
    others: [
      repository(existing),
      policy({ tagStatus: "any", countType: "sinceImagePushed", countNumber: 14 }),
    ],
    verdict: "unknown",
    suspects: "expires every image by age",
  },
  {
    name: "a lifecycle policy that keeps the last ten",
    container: { image: DIGEST },
    others: [
      repository(existing),
      policy({ tagStatus: "any", countType: "imageCountMoreThan", countNumber: 10 }),
    ],
    verdict: "unknown",
    says: [/is not read\n\n/],
  },
]);
