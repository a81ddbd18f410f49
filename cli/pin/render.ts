import * as path from "node:path";
import type { Colors } from "picocolors/types";
import { printable, printableDeep } from "../report/printable";
import type { Change } from "./changes";

/** What became of one lock file. */
export interface PinnedFile {
  /** Absolute path. */
  readonly file: string;
  /** Why the program may pin more images, in sentences. */
  readonly open: readonly string[];
  readonly changes: readonly Change[];
}

const COLOURS = {
  added: "green",
  changed: "yellow",
  kept: "dim",
  removed: "yellow",
  failed: "red",
  missing: "red",
  unused: "red",
} as const;
const STATUS_WIDTH = 9;
/** `sha256:` and as much of a digest as people compare. */
const DIGEST_WIDTH = 19;

/** A table of each lock file, old and new side by side, and a line that sums up. */
export function renderFiles(files: readonly PinnedFile[], colors: Colors): string {
  const shown = files.filter(({ changes }) => changes.length > 0);
  const all = shown.flatMap(({ changes }) => changes);
  if (all.length === 0) return "The program gives no image to pinImage that is known here.\n";
  return [...shown.flatMap((file) => renderFile(file, colors)), summary(all), ...wayOut(all), ""].join("\n");
}

function renderFile({ file, changes }: PinnedFile, colors: Colors): readonly string[] {
  const width = Math.max(...changes.map(({ image }) => image.length));
  const rows = printableDeep(changes).map((change) => {
    const { status, image, from, to } = change;
    const row = `  ${status.padEnd(STATUS_WIDTH)}${image.padEnd(width)}  ${digests(from, to)}`.trimEnd();
    return colors[COLOURS[status]](row);
  });
  const reasons = changes.flatMap(({ because }) => (because === undefined ? [] : ["", printable(because)]));
  return [colors.bold(printable(path.relative("", file))), ...rows, ...reasons, ""];
}

function digests(from: string | undefined, to: string | undefined): string {
  if (from === to) return short(from);
  return `${short(from).padEnd(DIGEST_WIDTH)} → ${to === undefined ? "-" : short(to)}`;
}

const short = (pinned: string | undefined): string =>
  pinned === undefined ? "" : pinned.slice(pinned.indexOf("@") + 1).slice(0, DIGEST_WIDTH);

function summary(changes: readonly Change[]): string {
  const count = (status: string): number => changes.filter((change) => change.status === status).length;
  const parts = Object.keys(COLOURS).flatMap((status) =>
    count(status) === 0 ? [] : [`${count(status)} ${status}`],
  );
  return `${parts.join(", ")}.`;
}

function wayOut(changes: readonly Change[]): readonly string[] {
  return changes.some(({ status }) => status === "missing" || status === "unused")
    ? ["To do: run `npx ecs-preflight pin` and commit the lock file."]
    : [];
}
