import { Config, log, output, RunError, runtime, unknown, type Input, type Output } from "@pulumi/pulumi";
import type { ImageReference } from "../launch/model/image";
import { parseOrRefuse, PinError, resolveImage, type ResolvedImage } from "./registry/resolve";

/** What the tasks run on; as `runtimePlatform` of a task definition. */
export interface PinPlatform {
  /** `LINUX` or a Windows server such as `WINDOWS_SERVER_2022_CORE`. Default: `LINUX`. */
  readonly operatingSystemFamily?: Input<string | undefined>;
  /** `X86_64` or `ARM64`. Default: `X86_64`. */
  readonly cpuArchitecture?: Input<string | undefined>;
}

export interface PinImageOptions {
  /** Checks that the image has a build for it. Default: no check. */
  readonly runtimePlatform?: Input<PinPlatform | undefined>;
  /** Profile of the AWS configuration files, for ECR. Default: `aws:profile` of the stack, else the environment's. */
  readonly profile?: string;
  /** Asks no registry. Default: whether the environment variable `ECS_PREFLIGHT_OFFLINE` is `true` or `1`. */
  readonly offline?: boolean;
}

/**
 * Turns a tag into the digest it names now: `nginx:1.27` into `docker.io/library/nginx@sha256:…`.
 *
 * A reference with a digest stays as it is, and so does one that is known only after the deployment. Private
 * registries of ECR are asked with the AWS credentials of the environment, public ones without any. Offline the
 * result is unknown in a preview.
 *
 * @param image such as `nginx:1.27`; without a tag it is `latest`
 * @returns the output fails with a `RunError` of three parts where the tag does not exist (`image-exists`), no build
 * fits (`image-platform-matches`), the text is no reference (`image-reference-valid`), or the registry cannot be read
 */
export function pinImage(image: Input<string>, options: PinImageOptions = {}): Output<string> {
  const { runtimePlatform, offline = offlineByEnvironment() } = options;
  const profile = options.profile ?? new Config("aws").get("profile");
  return output([image, runtimePlatform] as const).apply(async ([text, platform]) => {
    try {
      const reference = parseOrRefuse(text);
      if (reference.digest !== undefined) return text;
      if (offline) return unknownWhileOffline(text);
      const { digest, warning } = await resolveOnce(text, reference, { runtimePlatform: platform, profile });
      if (warning !== undefined) await log.warn(warning);
      return pinned(reference, digest);
    } catch (error) {
      throw error instanceof PinError ? new RunError(error.message) : error;
    }
  });
}

function offlineByEnvironment(): boolean {
  return /^(?:1|true)$/i.test(process.env["ECS_PREFLIGHT_OFFLINE"] ?? "");
}

/** An output of the SDK takes its marker of the unknown for a value of any type. */
function unknownWhileOffline(image: string): string {
  if (runtime.isDryRun()) return unknown as unknown as string;
  throw new PinError(
    `image ${image} cannot be pinned: no registry is asked offline.\n` +
      "To do: give the reference with its digest, keep the digest in the lock file, or run the update online.",
  );
}

/** With its host, so that it names the same repository everywhere. */
function pinned({ registry, repository }: ImageReference, digest: string): string {
  return `${registry.host}/${repository}@${digest}`;
}

const asked = new Map<string, Promise<ResolvedImage>>();

/** One program asks for one tag once: two containers of one deployment get the same image. */
function resolveOnce(
  ...[image, reference, options]: Parameters<typeof resolveImage>
): Promise<ResolvedImage> {
  const key = JSON.stringify([image, options]);
  const known = asked.get(key);
  if (known !== undefined) return known;
  const answer = resolveImage(image, reference, options);
  asked.set(key, answer);
  return answer;
}
