import { isUnknown, type Known } from "../../launch/known";
import type { Launch } from "../../launch/launch";
import { suspect, type Answer } from "../../launch/model/answer";
import { imageReference } from "../../launch/model/image";
import type { ImageBuild } from "../../launch/model/images";
import { registersForFargate } from "../../launch/model/platform";
import { met, unknown, unmet } from "../../launch/verdict";
import { containerName, type Rule } from "../rule";

const NO_PLATFORM = "CannotPullContainerError: image Manifest does not contain descriptor matching platform";

export const imagePlatformMatches: Rule = {
  id: "image-platform-matches",
  title: "Images are built for the processor that the task runs on",
  stage: "pull",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "A task gets the image of its own processor and operating system; one that is built for another is not found in the manifest or stops with `exec format error`.",
  remedy:
    "Build the image for the platform of the task (`platforms`), or set `runtimePlatform.cpuArchitecture` to that of the image.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RuntimePlatform.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
  ],
  evidence: "observed",
  stoppedReasons: [NO_PLATFORM, "exec format error"],
  decidedBy: "stack",
  *judge(launch, model) {
    const { containers, containersFrom, ref } = launch.taskDefinition;
    if (isUnknown(containers)) {
      // A program may as well hand the reference to the application, which runs it elsewhere.
      for (const build of model.imageBuilds.among(containersFrom)) {
        const subject = `image ${build.ref.name} is built for the platform of ${ref.name}`;
        yield { subject, resource: ref, ...doubted(judgeBuild(build, launch), containers.because) };
      }
      return;
    }
    for (const container of containers) {
      if (isUnknown(container)) continue;
      const { image } = container;
      const subject = `image of container ${containerName(container)} is built for the platform of ${ref.name}`;
      const from = isUnknown(image) ? image.from : [];
      const [build] = isUnknown(image)
        ? model.imageBuilds.among(from)
        : model.imageBuilds.items.filter(
            ({ references }) => image !== undefined && references.includes(image),
          );
      if (build !== undefined) yield { subject, resource: ref, ...judgeBuild(build, launch) };
      else if (typeof image === "string") {
        const named = architectureInName(image);
        if (named !== undefined) yield { subject, resource: ref, ...judgeName(named, launch) };
      }
    }
  },
};

function doubted({ verdict, ...answer }: Answer, because: string): Answer {
  return verdict.is === "unmet"
    ? { ...answer, verdict: unknown(because, verdict.because) }
    : { ...answer, verdict };
}

type Architecture = "amd64" | "arm64";
const BY_NAME: Readonly<Record<string, Architecture>> = { X86_64: "amd64", ARM64: "arm64" };
const SPELLED: Readonly<Record<Architecture, string>> = { amd64: "X86_64", arm64: "ARM64" };

/** On Fargate X86_64 unless the task definition says otherwise; on instances their own, whatever it says. */
function architectureOf(launch: Launch): Known<Architecture | undefined> {
  const fargate = registersForFargate(launch);
  if (isUnknown(fargate)) return fargate;
  const { cpuArchitecture } = launch.taskDefinition;
  if (isUnknown(cpuArchitecture)) return cpuArchitecture;
  if (cpuArchitecture !== undefined) return BY_NAME[cpuArchitecture];
  return fargate ? "amd64" : undefined;
}

function judgeBuild({ platforms, ref }: ImageBuild, launch: Launch): Answer {
  const wanted = architectureOf(launch);
  if (isUnknown(platforms)) return { verdict: unknown(platforms.because) };
  const open = platforms?.find(isUnknown);
  if (isUnknown(open)) return { verdict: unknown(open.because) };
  if (isUnknown(wanted)) return { verdict: unknown(wanted.because) };
  if (wanted === undefined) return { verdict: unknown("which processor its instances have is not in view") };
  const task = `${launch.taskDefinition.ref.name} runs on ${SPELLED[wanted]}`;
  const platform = `linux/${wanted}`;
  const remedy = `Set the platform of ${ref.name} to \`${platform}\`, or \`runtimePlatform.cpuArchitecture\` of ${launch.taskDefinition.ref.name} to that of the image.`;
  if (platforms === undefined) {
    return suspect(
      `${ref.name} states no platform, so that the machine that builds decides`,
      `${ref.name} is built for whatever processor the machine that builds it has, and ${task}`,
      remedy,
    );
  }
  const given = platforms.filter((each): each is string => !isUnknown(each));
  if (given.some((each) => hasArchitecture(each, wanted)))
    return { verdict: met(`it is built for ${given.join(", ")}, and ${task}`) };
  // A Dockerfile may say its own platform, and a build for something unheard of may fit all the same.
  const certain = given.every((each) => hasArchitecture(each, other(wanted)));
  const because = `${ref.name} is built for ${given.join(", ")}, and ${task}`;
  return certain
    ? { verdict: unmet(because), stoppedReason: `${NO_PLATFORM} '${platform}'`, remedy }
    : suspect("whether that fits is not certain", because, remedy);
}

const other = (architecture: Architecture): Architecture => (architecture === "amd64" ? "arm64" : "amd64");

/** `linux/arm64`, `linux/arm64/v8`, `arm64`, `linux/aarch64`, `linux/x86_64`. */
function hasArchitecture(platform: string, architecture: Architecture): boolean {
  const parts = platform.toLowerCase().split("/");
  const spellings = architecture === "amd64" ? ["amd64", "x86_64", "x86-64"] : ["arm64", "aarch64"];
  return parts.some((part) => spellings.includes(part));
}

/**
 * Docker's official images live under these names for one processor each.
 * https://github.com/docker-library/official-images#architectures-other-than-amd64
 */
const OFFICIAL: Readonly<Record<string, Architecture>> = { arm64v8: "arm64", amd64: "amd64" };

function architectureInName(
  image: string,
): { readonly architecture: Architecture; readonly certain: boolean } | undefined {
  const reference = imageReference(image);
  if (reference === undefined) return undefined;
  const { registry, repository, tag } = reference;
  const official = registry.kind === "docker-hub" ? OFFICIAL[repository.split("/")[0] ?? ""] : undefined;
  if (official !== undefined) return { architecture: official, certain: true };
  const last = /(?:^|[-_.])(arm64v8|arm64|aarch64|amd64|x86_64|x86-64)$/.exec(tag ?? "")?.[1];
  if (last === undefined) return undefined;
  return { architecture: /^(?:arm|aarch)/.test(last) ? "arm64" : "amd64", certain: false };
}

function judgeName(
  { architecture, certain }: { readonly architecture: Architecture; readonly certain: boolean },
  launch: Launch,
): Answer {
  const wanted = architectureOf(launch);
  if (isUnknown(wanted)) return { verdict: unknown(wanted.because) };
  if (wanted === undefined) return { verdict: unknown("which processor its instances have is not in view") };
  const because = `the image is by its name for ${architecture}, and ${launch.taskDefinition.ref.name} runs on ${SPELLED[wanted]}`;
  if (architecture === wanted)
    return { verdict: certain ? met(because) : unknown("what the tag stands for is not read") };
  return certain
    ? { verdict: unmet(because), stoppedReason: "exec format error" }
    : suspect("what the tag stands for is not read", because);
}
