import { isatty } from "node:tty";
import pc from "picocolors";
import type { Colors } from "picocolors/types";

/** The streams a command writes to; tests give their own. */
export interface Output {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly colors: Colors;
  /** A person is watching: progress may be shown. */
  readonly interactive: boolean;
}

/** Colours respect NO_COLOR and FORCE_COLOR, and stay away from pipes. */
export function processOutput(): Output {
  const forced = process.env["FORCE_COLOR"] !== undefined && process.env["FORCE_COLOR"] !== "0";
  const wanted = process.env["NO_COLOR"] === undefined && (forced || isatty(1));
  return {
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    colors: pc.createColors(wanted),
    interactive: isatty(2),
  };
}
