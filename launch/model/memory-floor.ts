import data from "../data/memory-floors.json";
import { matchesPattern, type MemoryFloor } from "../settings";
import type { Known, Unknown } from "../known";
import type { CloudModel } from "./cloud-model";
import { imageReference, type ImageReference } from "./image";
import { laterText } from "./later-text";

/** Memory below which a container has no room for what it runs. */
export interface RuntimeFloor {
  /** As a message names it: "the JVM". */
  readonly runtime: string;
  /** MiB. */
  readonly memory: number;
}

/** MiB; below it the container runtime makes no container. */
export const CONTAINER_MINIMUM = data.containerMinimum.memory;

/**
 * The floor of an image: the first of the organisation's that fits its text, else that of the runtime recognised in
 * its repository's name. `undefined` for an image that nobody set a floor for.
 */
export function floorOf(
  image: string,
  reference: ImageReference | undefined,
  settings: readonly MemoryFloor[],
): RuntimeFloor | undefined {
  const own = settings.find((floor) => matchesPattern(image, floor.image));
  if (own !== undefined) return own.memory > 0 ? { runtime: own.image, memory: own.memory } : undefined;
  if (reference === undefined) return undefined;
  return data.floors.find(({ images }) => images.some((pattern) => endsWith(reference.repository, pattern)));
}

/** The floor of an image whose text begins with the URL of a repository of this stack; of any other it is not known. */
export function floorOfLater(
  image: Unknown,
  settings: readonly MemoryFloor[],
  model: CloudModel,
): Known<RuntimeFloor | undefined> {
  const later = laterText(image, model);
  const name = model.repositories.byRef(later?.urn ?? "")?.name;
  if (typeof name !== "string" || later?.after === undefined) return image;
  // The registry's host is not known: a pattern that asks for it may fit or not.
  const [one, other] = SOME_HOSTS.map((host) => `${host}/${name}${later.after}`).map((text) =>
    floorOf(text, imageReference(text), settings),
  );
  return one?.runtime === other?.runtime ? one : image;
}

const SOME_HOSTS = [
  "123456789012.dkr.ecr.us-east-1.amazonaws.com",
  "210987654321.dkr.ecr.eu-west-2.amazonaws.com",
] as const;

/** The largest floor that any image can have; with as much memory a container is above its floor, whatever its image. */
export function largestFloor(settings: readonly MemoryFloor[]): number {
  return Math.max(CONTAINER_MINIMUM, ...[...data.floors, ...settings].map(({ memory }) => memory));
}

const endsWith = (repository: string, pattern: string): boolean =>
  matchesPattern(repository, pattern) || matchesPattern(repository, `*/${pattern}`);
