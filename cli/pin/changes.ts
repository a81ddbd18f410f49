import type { Lock, LockedImage } from "../../components/lock/lock-file";
import { parseOrRefuse, pinned, PinError, resolveImage } from "../../components/registry/resolve";
import type { AskedImage, Wanted } from "./wanted";

/** What became of one line of a lock file. */
export interface Change {
  /** Its key. */
  readonly image: string;
  /** `missing` and `unused` are what `--check` finds. */
  readonly status: "added" | "changed" | "kept" | "removed" | "failed" | "missing" | "unused";
  /** `host/repository@sha256:…`, of the lock file as it was. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Why it failed, with the way out. */
  readonly because?: string;
}

export interface Changed {
  /** Sorted by image. */
  readonly changes: readonly Change[];
  readonly lock: Lock;
  /** What is odd about an image. */
  readonly warnings: readonly string[];
}

/** What a lock file lacks, and what it holds for nothing. */
export function compare(lock: Lock, wanted: Wanted): readonly Change[] {
  const needed = [...wanted.images.keys()].map((image): Change => {
    const from = lock.get(image)?.pinned;
    return from === undefined ? { image, status: "missing" } : { image, status: "kept", from, to: from };
  });
  const unused = unusedIn(lock, wanted).map(([image, { pinned: from }]): Change => {
    return { image, status: "unused", from };
  });
  return sorted([...needed, ...unused]);
}

/**
 * Asks the registries for what the lock file lacks, or with `update` for everything. What cannot be pinned stays as it
 * was.
 */
export async function bringUpToDate(
  lock: Lock,
  wanted: Wanted,
  { update, profile, today }: { readonly update: boolean; readonly profile?: string; readonly today: string },
): Promise<Changed> {
  const next = new Map(lock);
  const warnings: string[] = [];
  const asked = [...wanted.images].map(async ([image, { profile: own, ...request }]): Promise<Change> => {
    const from = lock.get(image)?.pinned;
    if (from !== undefined && !update) return { image, status: "kept", from, to: from };
    try {
      const { to, warning } = await ask({ ...request, profile: profile ?? own });
      if (warning !== undefined) warnings.push(warning);
      if (to === from) return { image, status: "kept", from, to };
      next.set(image, { pinned: to, date: today });
      return { image, status: from === undefined ? "added" : "changed", from, to };
    } catch (error) {
      if (!(error instanceof PinError)) throw error;
      return { image, status: "failed", from, to: from, because: error.message };
    }
  });
  const removed = unusedIn(lock, wanted).map(([image, { pinned: from }]): Change => {
    next.delete(image);
    return { image, status: "removed", from };
  });
  return { changes: sorted([...(await Promise.all(asked)), ...removed]), lock: next, warnings };
}

async function ask({
  image,
  runtimePlatform,
  profile,
}: AskedImage): Promise<{ to: string; warning?: string | undefined }> {
  const reference = parseOrRefuse(image);
  const { digest, warning } = await resolveImage(image, reference, { runtimePlatform, profile });
  return { to: pinned(reference, digest), warning };
}

function unusedIn(lock: Lock, { images, open }: Wanted): readonly (readonly [string, LockedImage])[] {
  return open.length > 0 ? [] : [...lock].filter(([image]) => !images.has(image));
}

const sorted = (changes: readonly Change[]): readonly Change[] =>
  [...changes].sort((one, other) => (one.image < other.image ? -1 : 1));
