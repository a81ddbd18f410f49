import { imageReference, type ImageReference } from "../../launch/model/image";
import { runtimeName, type RuntimePlatform } from "../../launch/model/image-platform";

/** What a line of the lock file is for. */
export interface LockedFor {
  /** As the program writes it. */
  readonly image: string;
  /** Left out: the program asks for no platform. */
  readonly runtimePlatform?: RuntimePlatform | undefined;
}

/** `nginx:1.27`, or `nginx:1.27 for LINUX on ARM64`: a reference holds no blanks. */
export function lockKey({ image, runtimePlatform }: LockedFor): string {
  return runtimePlatform === undefined ? image : `${image} for ${runtimeName(runtimePlatform)}`;
}

/** Reads a key; undefined where it is none, or where its reference has a digest and needs no lock. */
export function readLockKey(key: string): (LockedFor & { readonly reference: ImageReference }) | undefined {
  const [, image = "", operatingSystemFamily, cpuArchitecture] =
    /^(\S+)(?: for (\S+) on (\S+))?$/.exec(key) ?? [];
  const reference = imageReference(image);
  if (reference === undefined || reference.digest !== undefined) return undefined;
  const runtimePlatform =
    operatingSystemFamily === undefined ? undefined : { operatingSystemFamily, cpuArchitecture };
  return { image, reference, runtimePlatform };
}
