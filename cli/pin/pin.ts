import { readLock, writeLock } from "../../components/lock/lock-file";
import { EXIT, UsageError } from "../exit-status";
import type { Output } from "../output";
import type { Format } from "../report/print";
import { printable, printableJson } from "../report/printable";
import { bringUpToDate, compare } from "./changes";
import { renderFiles, type PinnedFile } from "./render";
import { wantedAlone, wantedByProgram, type Wanted, type WhichProgram } from "./wanted";

/** What `ecs-preflight pin` was called with. */
export interface PinOptions extends WhichProgram {
  readonly update?: boolean;
  /** Key in the lock file, or a reference for all its lines. */
  readonly image?: string;
  /** For `image`. */
  readonly lockFile?: string;
  readonly check?: boolean;
  readonly profile?: string;
  readonly format: Format;
}

/**
 * Brings the lock file of a program up to date, or with `check` says whether it is.
 * Returns the exit status: 0 it is as it should be, 1 an image is not pinned, or `check` found a difference.
 */
export async function pin(options: PinOptions, output: Output): Promise<number> {
  const { image, lockFile, directory, format } = options;
  if (lockFile !== undefined && image === undefined)
    throw new UsageError(
      "--lock-file is for --image.",
      "A program says itself which lock file pinImage reads.",
    );
  if (options.check === true && options.update === true)
    throw new UsageError("--check changes nothing, and --update does.");
  const wanted =
    image === undefined ? await wantedByProgram(options, output) : wantedAlone(image, directory, lockFile);
  const files: PinnedFile[] = [];
  for (const each of wanted) files.push(await pinFile(each, options, output));
  const text =
    format === "json" ? `${printableJson({ version: 1, files })}\n` : renderFiles(files, output.colors);
  output.stdout(text);
  const open = image === undefined ? new Set(files.flatMap((file) => file.open)) : [];
  for (const sentence of open) output.stderr(`notice: ${printable(sentence)} Nothing is taken for unused.\n`);
  const isWrong = ({ changes }: PinnedFile): boolean =>
    changes.some(({ status }) => status === "failed" || status === "missing" || status === "unused");
  return files.some(isWrong) ? EXIT.mandatory : EXIT.nothingMandatory;
}

async function pinFile(wanted: Wanted, options: PinOptions, output: Output): Promise<PinnedFile> {
  const { lockFile: file, images, open } = wanted;
  const lock = readLock(file);
  const before = lock ?? new Map();
  if (options.check === true) return { file, open, changes: compare(before, wanted) };
  const { profile, update = false } = options;
  const {
    changes,
    lock: after,
    warnings,
  } = await bringUpToDate(before, wanted, {
    update,
    ...(profile === undefined ? {} : { profile }),
    today: new Date().toISOString().slice(0, 10),
  });
  for (const warning of warnings) output.stderr(`warning: ${printable(warning)}\n`);
  const isNew = lock === undefined && images.size > 0;
  if (isNew || changes.some(({ status }) => status !== "kept" && status !== "failed")) writeLock(file, after);
  return { file, open, changes };
}
