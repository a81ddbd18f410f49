import { isUnknown, type Unknown } from "../../launch/known";
import type { Launch } from "../../launch/launch";
import { imageReference, type ImageReference } from "../../launch/model/image";
import type { CloudModel } from "../../launch/model/cloud-model";
import { laterText } from "../../launch/model/later-text";
import type { RepositoryContent } from "../../launch/model/images";
import { expiresByAge } from "../../launch/model/lifecycle-policy";
import { startsNow } from "../../launch/model/starts-now";
import { met, unknown, unmet, type Verdict } from "../../launch/verdict";
import { matchesPattern, type Settings } from "../../launch/settings";
import { containerName, type Judgement, type Rule } from "../rule";

export const imageExists: Rule = {
  id: "image-exists",
  title: "Repositories that this program makes hold the image when the first task pulls it",
  stage: "pull",
  kind: "start",
  level: "mandatory",
  severity: "critical",
  why: "A repository is empty when it is made, ECS does not look into it before it starts tasks, and a task whose image is not there stops.",
  remedy:
    "Build and push the image in the program (`docker-build.Image`, `awsx.ecr.Image`) and use its reference, or make the repository and push before the service exists, for instance in a stack of its own or with `desiredCount: 0` first.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-create.html",
  ],
  evidence: "observed",
  stoppedReasons: ["CannotPullContainerError: pull image manifest has been retried"],
  decidedBy: "stack",
  *judge(launch, model, settings) {
    const { containers, containersFrom, ref } = launch.taskDefinition;
    if (isUnknown(containers)) {
      yield* judgeUnseen(`the images of ${ref.name}`, containersFrom, containers.because, launch, model);
      return;
    }
    for (const container of containers) {
      const image = isUnknown(container) ? container : container.image;
      const user = isUnknown(container)
        ? `a container of ${ref.name}`
        : `container ${containerName(container)}`;
      if (isUnknown(image)) {
        const from = image.from.length > 0 ? image.from : containersFrom;
        const later = judgeLater(image, launch, model, settings);
        if (later === undefined)
          yield* judgeUnseen(`the image of ${user}`, from, image.because, launch, model);
        else yield later;
      } else {
        const reference = image === undefined ? undefined : imageReference(image);
        if (reference !== undefined) yield* judgeImage(image ?? "", reference, launch, model, settings);
      }
    }
  },
};

/** An image that is named in full. One in a registry that this program does not fill is not this rule's business. */
function* judgeImage(
  text: string,
  image: ImageReference,
  launch: Launch,
  model: CloudModel,
  settings: Settings,
): Iterable<Judgement> {
  const build = model.imageBuilds.items.find(({ references }) => references.includes(text));
  const { registry, repository } = image;
  if (registry.kind !== "ecr") return;
  const content = model.repositoryContents.items.find(({ name }) => name === repository);
  if (content === undefined) return;
  const subject = `repository ${content.ref.name} holds ${repository}${suffixOf(image)}`;
  const { verdict, remedy } = judge();
  yield { subject, resource: content.ref, verdict, ...(remedy === undefined ? {} : { remedy }) };

  function judge(): { readonly verdict: Verdict; readonly remedy?: string } {
    if (content === undefined) return { verdict: unknown("the repository is not in view") };
    if (build !== undefined) return { verdict: met(`${build.ref.name} has pushed it`) };
    const place = differs(registry.kind === "ecr" ? registry : undefined, content, model);
    if (place !== undefined) return { verdict: unknown(place) };
    if (isFilledElsewhere(content, settings)) return { verdict: filledElsewhere(content) };
    return judgeContent(content, image, launch, model, "certain");
  }
}

/** The URL of a repository of this stack, whatever tag or digest follows it. */
function judgeLater(
  image: Unknown,
  launch: Launch,
  model: CloudModel,
  settings: Settings,
): Judgement | undefined {
  const later = laterText(image, model);
  const content = model.repositoryContents.byRef(later?.urn ?? "");
  if (content === undefined || later?.kind !== "repository") return undefined;
  // After anything else than a tag or a digest it would be another repository.
  if (later.after !== undefined && !/^([:@]|$)/.test(later.after)) return undefined;
  const reference = later.sample === undefined ? undefined : imageReference(later.sample);
  const what = reference === undefined ? "the image" : `${content.ref.name}${suffixOf(reference)}`;
  const judged = isFilledElsewhere(content, settings)
    ? { verdict: filledElsewhere(content) }
    : judgeContent(content, reference, launch, model, "certain");
  return { subject: `repository ${content.ref.name} holds ${what}`, resource: content.ref, ...judged };
}

const suffixOf = ({ tag, digest }: ImageReference): string =>
  digest === undefined ? `:${tag ?? "latest"}` : `@${digest.slice(0, 15)}…`;

const isFilledElsewhere = ({ ref }: RepositoryContent, { managedElsewhere }: Settings): boolean =>
  managedElsewhere.some((pattern) => matchesPattern(ref.name, pattern) || matchesPattern(ref.id, pattern));

const filledElsewhere = ({ ref }: RepositoryContent): Verdict =>
  unknown(`${ref.name} is filled elsewhere, as the configuration says`);

/** Why the repository of that name may be another one. */
function differs(
  registry: { readonly account: string; readonly region: string } | undefined,
  { ref, region }: RepositoryContent,
  { account }: CloudModel,
): string | undefined {
  if (registry === undefined) return "the registry is not known";
  if (isUnknown(account)) return account.because;
  if (isUnknown(region)) return region.because;
  if (registry.account === account && registry.region === region) return undefined;
  return `the image lies in ${registry.region} of account ${registry.account}, and repository ${ref.name} is made in ${String(region)} of ${account}`;
}

/** Images that are not known yet: what they come from shows where they will lie, not that they do. */
function* judgeUnseen(
  what: string,
  from: readonly string[],
  because: string,
  launch: Launch,
  model: CloudModel,
): Iterable<Judgement> {
  for (const content of model.repositoryContents.among(from)) {
    const subject = `repository ${content.ref.name} holds what ${what} names in it`;
    if (content.builds.some(({ ref }) => from.includes(ref.id))) {
      yield { subject, resource: content.ref, verdict: unknown(because) };
    } else {
      yield { subject, resource: content.ref, ...judgeContent(content, undefined, launch, model, because) };
    }
  }
}

/** `certain`: the launch pulls from the repository; otherwise why that is not. */
function judgeContent(
  content: RepositoryContent,
  image: ImageReference | undefined,
  launch: Launch,
  model: CloudModel,
  certain: string,
): { readonly verdict: Verdict; readonly remedy?: string } {
  const { ref, builds, filler } = content;
  if (!content.isNew)
    return { verdict: unknown(`what is in repository ${ref.name} is not read`, expiry(content, image)) };
  const pushing = builds.filter(({ pushes }) => pushes !== false);
  const [build] = pushing;
  if (build !== undefined) return judgeOrder(content, build.ref, launch, model);
  if (filler?.related === true)
    return { verdict: unknown(`${filler.name} may push to repository ${ref.name}`) };
  const [idle] = builds;
  const nothing =
    idle === undefined
      ? `repository ${ref.name} is made by this very program, and nothing in it pushes an image there`
      : `${idle.ref.name} builds an image for repository ${ref.name}, but does not push it`;
  const remedy = idle === undefined ? {} : { remedy: `Set \`push: true\` on ${idle.ref.name}.` };
  const open =
    (certain === "certain" ? undefined : certain) ??
    (filler === undefined ? undefined : `${filler.name} runs code that may push to it`) ??
    startsNow(launch);
  return { ...remedy, verdict: open === undefined ? unmet(nothing) : unknown(open, nothing) };
}

/** A build that the launch does not wait for may be late: ECS tries again, whoever waits for it may have given up. */
function judgeOrder(
  { ref }: RepositoryContent,
  build: { readonly id: string; readonly name: string },
  { site, taskDefinition }: Launch,
  model: CloudModel,
): { readonly verdict: Verdict; readonly remedy?: string } {
  const because = `${build.name} pushes to repository ${ref.name}, and what it pushes is known after the deployment`;
  const launcher = site?.ref ?? taskDefinition.ref;
  const waits = [model.waitsOf(launcher.id), model.waitsOf(taskDefinition.ref.id)];
  const open = waits.some((each) => each.open !== undefined);
  if (open || waits.some(({ on }) => on.has(build.id))) return { verdict: unknown(because) };
  return {
    verdict: unknown(because, `${build.name} pushes the image, and ${launcher.name} does not wait for it`),
    remedy: `Use the reference that ${build.name} gives (\`ref\`, \`repoDigest\`, \`imageUri\`) as the image, or add ${build.name} to \`dependsOn\` of ${launcher.name}.`,
  };
}

function expiry(content: RepositoryContent, image: ImageReference | undefined): string | undefined {
  if (image?.digest === undefined) return undefined;
  const policy = content.lifecycle.find(({ document }) => expiresByAge(document));
  return policy === undefined
    ? undefined
    : `${policy.label} expires every image by age, also the one that a service is pinned to: the next task after that would find none`;
}
