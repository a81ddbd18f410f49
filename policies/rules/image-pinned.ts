import { isUnknown, type Unknown } from "../../launch/known";
import { imageReference, type ImageReference } from "../../launch/model/image";
import type { CloudModel } from "../../launch/model/cloud-model";
import { laterText } from "../../launch/model/later-text";
import { isMalformed } from "../../launch/model/malformations";
import { repositoryOf } from "../../launch/model/pull-needs";
import type { Repository } from "../../launch/model/registry";
import type { Container, TaskDefinition } from "../../launch/model/task-definition";
import { met, unknown, unmet, type Verdict } from "../../launch/verdict";
import { eachContainer, type Rule } from "../rule";

export const imagePinned: Rule = {
  id: "image-pinned",
  title: "The image is pinned by digest",
  stage: "pull",
  kind: "policy",
  level: "mandatory",
  severity: "medium",
  why: "A tag can be moved or deleted, so that a later start pulls another image than the one that was tried, or none.",
  remedy:
    "Name the image by its digest: `repository@sha256:…`; the output `ref` of a docker-build image is such a name.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
  ],
  evidence: "documented",
  stoppedReasons: [],
  decidedBy: "resource",
  *judge(launch, model) {
    yield* eachContainer(launch, "the image is pinned by digest", (container, name) => [
      {
        subject: `the image of container ${name} is pinned by digest`,
        verdict: judgeImage(container, launch.taskDefinition, model),
      },
    ]);
  },
};

function judgeImage(container: Container, taskDefinition: TaskDefinition, model: CloudModel): Verdict {
  const { image } = container;
  if (isUnknown(image)) return judgeLater(image, model) ?? unknown(builtBy(image, model) ?? image.because);
  if (image === undefined) return unknown("the container has no image (image-reference-valid)");
  const reference = imageReference(image);
  if (reference === undefined || isMalformed(taskDefinition, container, "image"))
    return unknown("the image is no reference (image-reference-valid, container-definitions-resolved)");
  if (reference.digest !== undefined) return met(`${image} names a digest`);
  return unmet(
    reference.tag === undefined
      ? `${image} names neither digest nor tag, which means the tag latest`
      : `${image} names a tag, ${whyNotEnough(madeHere(reference, model))}`,
  );
}

/** The URL of a repository of this stack, with a tag or a digest after it. */
function judgeLater(image: Unknown, model: CloudModel): Verdict | undefined {
  const later = laterText(image, model);
  if (later?.kind !== "repository" || later.sample === undefined) return undefined;
  const reference = imageReference(later.sample);
  if (reference === undefined) return undefined;
  const repository = `the URL of repository ${model.nameOf(later.urn)}`;
  if (reference.digest !== undefined) return met(`${repository} is followed by a digest`);
  return unmet(
    reference.tag === undefined
      ? `${repository} stands alone, which means the tag latest`
      : `${repository} is followed by tag ${reference.tag}, ${whyNotEnough(model.repositories.byRef(later.urn))}`,
  );
}

const madeHere = ({ registry, repository }: ImageReference, model: CloudModel): Repository | undefined =>
  registry.kind === "ecr" ? repositoryOf({ registry, repository }, model) : undefined;

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html */
const whyNotEnough = (repository: Repository | undefined): string =>
  repository?.tagMutability === "IMMUTABLE"
    ? "and even an immutable tag can be deleted and pushed again"
    : "and a tag can move";

/** Builds whose outputs carry the digest: `ref` and `repoDigest`. */
const BUILDERS: ReadonlySet<string> = new Set([
  "docker-build:index:Image",
  "docker-build:index:Index",
  "docker:index/image:Image",
  "awsx:ecr:Image",
]);

function builtBy({ from }: Unknown, model: CloudModel): string | undefined {
  const types = from.map((urn) => model.typeOf(urn));
  const builder = types.find((type) => type !== undefined && BUILDERS.has(type));
  return builder === undefined
    ? undefined
    : `the image comes from a build (${builder}), and its outputs ref and repoDigest name a digest only once it has run`;
}
