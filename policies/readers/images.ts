import { field, isGiven, texts, text } from "../../launch/json";
import { isUnknown, mapKnown, type Known } from "../../launch/known";
import type { ImageBuild, RepositoryContent } from "../../launch/model/images";
import type { Waits } from "../../launch/model/order";
import type { ResourceView, StackView } from "../view";
import { fillerOf } from "./fillers";

const REPOSITORY = "aws:ecr/repository:Repository";
const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const LIFECYCLE = "aws:ecr/lifecyclePolicy:LifecyclePolicy";
const PULL_THROUGH = "aws:ecr/pullThroughCacheRule:PullThroughCacheRule";

/** Type token -> where a build says what it is for and what came of it. */
const BUILDS: Readonly<
  Record<
    string,
    {
      readonly references: readonly string[];
      readonly platforms: (view: ResourceView) => Known<readonly Known<string>[] | undefined>;
      readonly pushes: (view: ResourceView) => Known<boolean>;
    }
  >
> = {
  "docker:index/image:Image": {
    references: ["imageName", "repoDigest"],
    platforms: (view) => onePlatform(field(view.get("build"), "platform")),
    pushes: (view) => mapKnown(view.flag("skipPush"), (skip) => skip !== true),
  },
  "docker:image:Image": { references: [], platforms: unstated, pushes: () => true },
  "docker:index/registryImage:RegistryImage": {
    references: ["name"],
    platforms: unstated,
    pushes: () => true,
  },
  "docker-build:index:Image": {
    references: ["ref"],
    platforms: (view) => platformsOf(view.get("platforms")),
    pushes: (view) => {
      const exports = isGiven(view.get("exports"));
      return exports === true || isUnknown(exports)
        ? true
        : mapKnown(view.flag("push"), (push) => push === true);
    },
  },
  "docker-build:index:Index": { references: ["ref"], platforms: unstated, pushes: () => true },
  "awsx:ecr:Image": {
    references: ["imageUri"],
    platforms: (view) => onePlatform(view.get("platform")),
    pushes: () => true,
  },
};

export function readImageBuilds(stack: StackView): ImageBuild[] {
  return stack.ofType(...Object.keys(BUILDS)).map(readBuild);
}

function readBuild(view: ResourceView): ImageBuild {
  const kind = BUILDS[view.resource.type];
  return {
    ref: view.ref,
    references: (kind?.references ?? [])
      .map((property) => view.resource.outputs[property])
      .filter((reference) => typeof reference === "string"),
    platforms: kind === undefined ? undefined : kind.platforms(view),
    pushes: kind === undefined ? true : kind.pushes(view),
  };
}

export function readRepositoryContents(
  stack: StackView,
  waitsOf: (urn: string) => Waits,
): RepositoryContent[] {
  const builds = stack.ofType(...Object.keys(BUILDS));
  return stack.ofType(REPOSITORY).map((view) => {
    const name = view.text("name") ?? view.outputText("name");
    const own = builds.filter((build) => isFor(build, view, name, waitsOf));
    const policies = stack.ofType(LIFECYCLE).filter((policy) => isOf(policy, view, name));
    return {
      ref: view.ref,
      name,
      region: view.region,
      isNew: view.isBeingCreated,
      builds: own.map(readBuild),
      filler:
        builtInProgram(view, stack) ??
        cacheOf(name, stack) ??
        fillerOf(view, stack, waitsOf, (candidate) => leadsElsewhere(candidate, view, stack, waitsOf)),
      lifecycle: policies.map((policy) => ({
        label: `lifecycle policy ${policy.resource.name}`,
        document: policy.get("policy"),
      })),
    };
  });
}

function isFor(
  build: ResourceView,
  repository: ResourceView,
  name: Known<string | undefined>,
  waitsOf: (urn: string) => Waits,
): boolean {
  if (waitsOf(build.resource.urn).on.has(repository.resource.urn)) return true;
  const { inputs } = build.resource;
  return (
    typeof name === "string" &&
    ["imageName", "name", "tags", "tag", "repositoryUrl"].some((property) => names(inputs[property], name))
  );
}

/** `…/name` or `…/name:tag`, also in a list. */
function names(value: unknown, name: string): boolean {
  if (Array.isArray(value)) return value.some((element) => names(element, name));
  return typeof value === "string" && `${value.split("@")[0] ?? ""}:`.includes(`/${name}:`);
}

/** A build that is this repository's own, or one that surely pushes to another. */
function leadsElsewhere(
  candidate: ResourceView,
  repository: ResourceView,
  stack: StackView,
  waitsOf: (urn: string) => Waits,
): boolean {
  if (BUILDS[candidate.resource.type] === undefined) return false;
  const { on } = waitsOf(candidate.resource.urn);
  return (
    on.has(repository.resource.urn) ||
    stack.ofType(REPOSITORY).some((other) => other !== repository && on.has(other.resource.urn))
  );
}

/** Components of awsx that run in the program itself build and push inside it, without a resource for the image. */
const BUILDS_IN_PROGRAM = /^awsx:(?:x:ecs:|ecr:Repository$)/;

function builtInProgram(view: ResourceView, stack: StackView): RepositoryContent["filler"] {
  const users = stack
    .ofType(TASK_DEFINITION)
    .filter((definition) => definition.from("containerDefinitions").includes(view.resource.urn));
  const builder = [view, ...users]
    .map((each) => builderAbove(each, stack))
    .find((name) => name !== undefined);
  return builder === undefined ? undefined : { name: builder, related: true };
}

function builderAbove(view: ResourceView, stack: StackView): string | undefined {
  for (let { parent } = view.resource; parent !== undefined;) {
    const above = stack.byUrn(parent)?.resource;
    if (above !== undefined && !above.remote && BUILDS_IN_PROGRAM.test(above.type)) return above.name;
    parent = above?.parent;
  }
  return undefined;
}

/** Prefixes that the console and the guide propose for caches; the rule may belong to another stack. */
const CUSTOMARY_PREFIX =
  /^(?:docker-?hub|ecr-public|quay|ghcr|github|k8s|kubernetes|registry-k8s|gitlab|chainguard|mcr|acr|cache|mirror|proxy|pull-?through)[^/]*\//;

/** A repository under the prefix of a pull-through cache fills itself. */
function cacheOf(name: Known<string | undefined>, stack: StackView): RepositoryContent["filler"] {
  const rule = stack.ofType(PULL_THROUGH).find((candidate) => {
    const prefix = candidate.text("ecrRepositoryPrefix");
    if (typeof name !== "string" || typeof prefix !== "string") return true;
    return prefix === "ROOT" || name.startsWith(`${prefix}/`);
  });
  if (rule !== undefined) return { name: rule.resource.name, related: true };
  const customary = typeof name === "string" && CUSTOMARY_PREFIX.test(name);
  return customary ? { name: `a pull-through cache for ${name}`, related: true } : undefined;
}

function isOf(policy: ResourceView, repository: ResourceView, name: Known<string | undefined>): boolean {
  if (policy.from("repository").includes(repository.resource.urn)) return true;
  const named = policy.text("repository");
  return typeof named === "string" && named === name;
}

function unstated(): undefined {
  return undefined;
}

function onePlatform(value: unknown): Known<readonly Known<string>[] | undefined> {
  return mapKnown(text(value), (platform) => (platform === undefined ? undefined : [platform]));
}

function platformsOf(value: unknown): Known<readonly Known<string>[] | undefined> {
  return mapKnown(texts(value), (platforms) => (platforms.length === 0 ? undefined : platforms));
}
