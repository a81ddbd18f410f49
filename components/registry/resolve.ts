import { parseImage, type ImageReference } from "../../launch/model/image";
import {
  platformName,
  runsOn,
  runtimeName,
  wantedPlatform,
  type ImagePlatform,
  type RuntimePlatform,
} from "../../launch/model/image-platform";
import { imageExists } from "../../policies/rules/image-exists";
import { imagePlatformMatches } from "../../policies/rules/image-platform-matches";
import { imageReferenceValid } from "../../policies/rules/image-reference-valid";
import { ecrRepository, type EcrOptions } from "./ecr";
import { nearestTags } from "./nearest";
import { ociRepository } from "./oci";
import { builtFor } from "./platforms";
import { Unreadable, type ImageRepository, type StoredManifest } from "./repository";

export interface ResolveOptions extends EcrOptions {
  /** Left out: the platform is not checked. */
  readonly runtimePlatform?: RuntimePlatform | undefined;
}

export interface ResolvedImage {
  /** `sha256:…` of the index or the single image that the tag names. */
  readonly digest: string;
  /** What is odd but no proof of a fault. */
  readonly warning?: string;
}

/** Why an image is not pinned: what is wrong, what ECS will do, what to change. */
export class PinError extends Error {
  constructor(
    message: string,
    /** Id of the rule that is broken; undefined where the registry could not be asked. */
    readonly rule?: string,
  ) {
    super(rule === undefined ? message : `[${rule}] ${message}`);
  }
}

/**
 * The reference, parsed.
 * @throws {PinError} where it is none
 */
export function parseOrRefuse(image: string): ImageReference {
  const parsed = parseImage(image);
  if (!("fault" in parsed)) return parsed;
  const { id, remedy } = imageReferenceValid;
  throw new PinError(`the image to pin ${parsed.fault}.\nTo do: ${remedy}`, id);
}

/** With its host, so that it names the same repository everywhere. */
export function pinned({ registry, repository }: ImageReference, digest: string): string {
  return `${registry.host}/${repository}@${digest}`;
}

/** The repository of a reference. */
export function openRepository(
  { registry, repository }: ImageReference,
  options: EcrOptions,
): ImageRepository {
  if (registry.kind !== "ecr") return ociRepository(registry.host, repository);
  return ecrRepository(registry, repository, options, (upstream) => {
    const parsed = parseImage(upstream);
    return "fault" in parsed ? undefined : openRepository(parsed, options);
  });
}

/**
 * Asks the registry which digest a tag names now.
 * @throws {PinError} where there is none, where no task of the platform can run it, or where the registry does not answer
 */
export async function resolveImage(
  image: string,
  reference: ImageReference,
  options: ResolveOptions,
): Promise<ResolvedImage> {
  const repository = openRepository(reference, options);
  try {
    const wanted = reference.tag ?? "latest";
    const stored = await repository.manifest(wanted);
    if (stored === undefined) throw await absent(image, reference, wanted, repository);
    const { digest } = stored;
    const { runtimePlatform } = options;
    if (runtimePlatform === undefined) return { digest };
    const warning = await checkPlatform(image, repository, stored, runtimePlatform);
    return warning === undefined ? { digest } : { digest, warning };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new PinError(
      `image ${image} cannot be pinned: registry ${reference.registry.host} cannot be read: ${error.message}.\n` +
        "To do: give the reference with its digest, lock it where the registry can be read (`npx ecs-preflight pin`), or make it readable from here.",
    );
  }
}

async function absent(
  image: string,
  { registry, repository }: ImageReference,
  tag: string,
  store: ImageRepository,
): Promise<PinError> {
  const { id, stoppedReasons } = imageExists;
  const tags = await store.tags().catch(() => undefined);
  const place = `${repository} of ${registry.host}`;
  const wrong =
    tags?.length === 0
      ? `image ${image} does not exist: there is no tag in repository ${place}, or no such repository`
      : `image ${image} does not exist: repository ${place} has no tag \`${tag}\``;
  const near = nearestTags(tags ?? [], tag).map((each) => `\`${each}\``);
  const remedy =
    near.length === 0
      ? `Push \`${tag}\` before this program runs, or correct the reference.`
      : `Use a tag that exists (nearest: ${near.join(", ")}), or push \`${tag}\` before this program runs.`;
  return new PinError(`${wrong}.\nECS answers: ${stoppedReasons[0] ?? ""}.\nTo do: ${remedy}`, id);
}

/** Refuses an index without a fitting image. A single image starts, whatever it says of itself: that is a warning. */
async function checkPlatform(
  image: string,
  repository: ImageRepository,
  stored: StoredManifest,
  runtime: RuntimePlatform,
): Promise<string | undefined> {
  const { index, platforms } = await builtFor(repository, stored);
  if (platforms.length === 0 || platforms.some((each) => each === undefined || runsOn(each, runtime)))
    return undefined;
  const known = platforms.filter((each): each is ImagePlatform => each !== undefined).map(platformName);
  const wrong = `image ${image} is built for ${known.join(", ")}, and the task runs ${runtimeName(runtime)}`;
  if (!index)
    return `${wrong}: unless it says the wrong thing of itself, it stops with \`exec format error\``;
  const { id, remedy, stoppedReasons } = imagePlatformMatches;
  const answer = `${stoppedReasons[0] ?? ""} '${wantedPlatform(runtime)}'`;
  throw new PinError(`${wrong}.\nECS answers: ${answer}.\nTo do: ${remedy}`, id);
}
