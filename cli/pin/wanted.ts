import * as path from "node:path";
import { LOCK_FILE, readLock } from "../../components/lock/lock-file";
import { lockKey, readLockKey } from "../../components/lock/lock-key";
import type { PinRequest } from "../../components/lock/pin-request";
import { imageReference } from "../../launch/model/image";
import { UsageError } from "../exit-status";
import type { Output } from "../output";
import { chooseStack, stacksOf } from "../preview/config";
import { previewProgram, type PreviewedProgram, type PreviewOptions } from "../preview/preview";
import { readProject } from "../preview/project";

/** What one lock file should hold. */
export interface Wanted {
  /** Absolute path. */
  readonly lockFile: string;
  /** What to ask the registry, by the key in the lock file. */
  readonly images: ReadonlyMap<string, AskedImage>;
  /** Why there may be more, in sentences; nothing is unused then. */
  readonly open: readonly string[];
}

export type AskedImage = Pick<PinRequest, "runtimePlatform" | "profile"> & { readonly image: string };

export type WhichProgram = Pick<PreviewOptions, "directory" | "config" | "region" | "account"> & {
  /** Empty: each that has a configuration file, else `dev`. */
  readonly stack: readonly string[];
  readonly timeout: number;
};

/** Previews the program for its stacks, and notes what it gives to `pinImage`. */
export async function wantedByProgram(options: WhichProgram, output: Output): Promise<readonly Wanted[]> {
  const { timeout, stack, ...common } = options;
  const project = readProject(options.directory);
  const all = stacksOf(project);
  const asked = stack.map((name) => chooseStack(project, name));
  const chosen = asked.length > 0 ? asked : all.length > 0 ? all : ["dev"];
  const left = all.filter((name) => !chosen.includes(name));
  const standard = path.join(project.root, LOCK_FILE);
  // The program would fail of it, and say so less plainly.
  readLock(standard);
  const found = new Map([[standard, empty()]]);
  for (const name of chosen) {
    if (output.interactive) output.stderr(`Previewing ${options.directory}, stack ${name} …\n`);
    const previewed = await previewProgram({
      ...common,
      stack: name,
      timeoutSeconds: timeout,
      singlePass: true,
    });
    for (const request of previewed.pinRequests) {
      const of = found.get(request.lockFile) ?? empty();
      found.set(request.lockFile, of);
      const because = whyOpen(request, previewed);
      if (because !== undefined) of.open.add(`Stack ${name}: ${because}`);
      else if (request.image !== undefined)
        of.images.set(lockKey({ ...request, image: request.image }), { ...request, image: request.image });
    }
  }
  if (left.length > 0)
    for (const { open } of found.values()) open.add(`Not looked at: stack ${left.join(", ")}.`);
  return [...found].map(([lockFile, { images, open }]) => ({ lockFile, images, open: [...open] }));
}

/** One image, as it stands in the lock file: without a platform, each of its lines. */
export function wantedAlone(key: string, directory: string, lockFile: string | undefined): readonly Wanted[] {
  const asked = readLockKey(key);
  if (asked === undefined)
    throw new UsageError(
      `--image "${key}" is no image reference with a tag.`,
      'It is written as in the lock file: nginx:1.27, or "nginx:1.27 for LINUX on ARM64".',
    );
  const file =
    lockFile === undefined ? path.join(readProject(directory).root, LOCK_FILE) : path.resolve(lockFile);
  const locked = [...(readLock(file) ?? new Map<string, unknown>()).keys()];
  const lines = locked.filter((line) => line === key || readLockKey(line)?.image === key);
  const images = (lines.length > 0 ? lines : [key]).flatMap((line) => {
    const of = readLockKey(line);
    return of === undefined ? [] : [[line, of] as const];
  });
  return [{ lockFile: file, images: new Map(images), open: ["Only one image was looked at."] }];
}

interface Collected {
  readonly images: Map<string, AskedImage>;
  readonly open: Set<string>;
}

const empty = (): Collected => ({ images: new Map(), open: new Set() });

function whyOpen({ image }: PinRequest, { account }: PreviewedProgram): string | undefined {
  if (image === undefined)
    return "an image is not known to a preview. If it comes from encrypted configuration, --config gives that; else add it with --image, as the warning of pinImage in a deployment says.";
  const registry = imageReference(image)?.registry;
  if (account.from === "default" && registry?.kind === "ecr" && registry.account === account.value)
    return `the account of ${image} is made up; --account gives it.`;
  return undefined;
}
