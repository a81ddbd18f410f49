import { Config, log, output, RunError, runtime, unknown, type Input, type Output } from "@pulumi/pulumi";
import * as path from "node:path";
import { defaultLockFile, LOCK_FILE, readLock, type Lock } from "./lock/lock-file";
import { lockKey } from "./lock/lock-key";
import { requestLine } from "./lock/pin-request";
import { parseOrRefuse, pinned, PinError, resolveImage, type ResolvedImage } from "./registry/resolve";

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
  /**
   * Holds the digests that `ecs-preflight pin` found; relative to the folder of `Pulumi.yaml`. Default:
   * `ecs-preflight-lock.json`, where it exists.
   */
  readonly lockFile?: string;
}

/**
 * Turns a tag into a digest: `nginx:1.27` into `docker.io/library/nginx@sha256:…`.
 *
 * The digest is the one in the lock file. Where it is not there, a registry is asked which one the tag names now, with
 * a warning where the program has a lock file: private registries of ECR with the AWS credentials of the environment,
 * public ones without any. Offline the result is unknown in a preview then. A reference with a digest stays as it is,
 * and so does one that is known only after the deployment.
 *
 * @param image such as `nginx:1.27`; without a tag it is `latest`
 * @returns the output fails with a `RunError` of three parts where the tag does not exist (`image-exists`), no build
 * fits (`image-platform-matches`), the text is no reference (`image-reference-valid`), or the registry or the lock file
 * cannot be read
 */
export function pinImage(image: Input<string>, options: PinImageOptions = {}): Output<string> {
  const { offline = offlineByEnvironment() } = options;
  const profile = options.profile ?? new Config("aws").get("profile");
  const standard = defaultLockFile();
  const lockFile = path.resolve(path.dirname(standard), options.lockFile ?? standard);
  const given = output([image, options.runtimePlatform] as const);
  announceUnknown(given, lockFile);
  return given.apply(async ([text, runtimePlatform]) => {
    try {
      const reference = parseOrRefuse(text);
      if (reference.digest !== undefined) return text;
      await log.debug(requestLine({ lockFile, image: text, runtimePlatform, profile }));
      const lock = readLock(lockFile) ?? (options.lockFile === undefined ? undefined : NOTHING_LOCKED);
      const key = lockKey({ image: text, runtimePlatform });
      const locked = lock?.get(key);
      if (locked !== undefined) return locked.pinned;
      if (offline) return unknownWhileOffline(text);
      const { digest, warning } = await resolveOnce(text, reference, { runtimePlatform, profile });
      if (warning !== undefined) await warnOnce(warning);
      if (lock !== undefined) await warnOnce(notLocked(key, digest, options.lockFile));
      return pinned(reference, digest);
    } catch (error) {
      throw error instanceof PinError ? new RunError(error.message) : error;
    }
  });
}

/** A lock file that was asked for and is yet to be written. */
const NOTHING_LOCKED: Lock = new Map();

/** `ecs-preflight pin` has to know that it did not see every image. */
function announceUnknown(given: Output<unknown>, lockFile: string): void {
  const { isKnown } = given as unknown as { readonly isKnown: Promise<boolean> };
  isKnown.then(
    (known) => (known ? undefined : log.debug(requestLine({ lockFile }))),
    // Whoever uses the output is told.
    () => undefined,
  );
}

function notLocked(key: string, digest: string, lockFile: string | undefined): string {
  const place = lockFile === undefined ? "" : ` --lock-file ${lockFile}`;
  return (
    `image ${key} is not in ${lockFile ?? LOCK_FILE}: its digest is ${digest} now, and may be another at the next update.\n` +
    "To do: run `npx ecs-preflight pin`, or where that does not find the image " +
    `\`npx ecs-preflight pin --image "${key}"${place}\`, and commit the lock file.`
  );
}

function offlineByEnvironment(): boolean {
  return /^(?:1|true)$/i.test(process.env["ECS_PREFLIGHT_OFFLINE"] ?? "");
}

/** An output of the SDK takes its marker of the unknown for a value of any type. */
function unknownWhileOffline(image: string): string {
  if (runtime.isDryRun()) return unknown as unknown as string;
  throw new PinError(
    `image ${image} cannot be pinned: no registry is asked offline.\n` +
      "To do: give the reference with its digest, lock it (`npx ecs-preflight pin`), or run the update online.",
  );
}

const warned = new Set<string>();

/** Each container with the image would say the same. */
async function warnOnce(text: string): Promise<void> {
  if (warned.has(text)) return;
  warned.add(text);
  await log.warn(text);
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
