import * as fs from "node:fs";
import * as path from "node:path";
import type { Cause } from "../../launch/failures/catalogue";
import { clean, shown } from "../../launch/failures/normalise";
import { messages } from "../../test/launch/failures/messages/all";
import { reported } from "../../test/launch/failures/messages/reported";
import { reportedFurther } from "../../test/launch/failures/messages/reported-further";

/** A cause as its file holds it: with patterns that people can read, and the date its source was read. */
export interface Written {
  readonly patterns: readonly string[];
  readonly read: string;
}

interface File {
  readonly read: string;
  readonly causes: readonly {
    readonly id: string;
    readonly patterns?: readonly string[];
    readonly read?: string;
  }[];
}

const DATA = path.join(__dirname, "../../launch/data");

/** Cause id to what `launch/data/failures-*.json` says of it. */
export const written: ReadonlyMap<string, Written> = new Map(
  fs
    .readdirSync(DATA)
    .filter((name) => name.startsWith("failures-"))
    .map((name) => JSON.parse(fs.readFileSync(path.join(DATA, name), "utf8")) as File)
    .flatMap(({ read, causes }) =>
      causes.map(({ id, patterns = [], read: own = read }) => [id, { patterns, read: own }] as const),
    ),
);

const LONGEST = 700;

/** Cause id to the messages that the tests hold it to, each on one line and shortened. */
const wordings = new Map<string, string[]>();
const reports = [...reported, ...reportedFurther].map(({ cause, text }) => ({ cause, message: text }));
for (const { cause, message } of [...messages, ...reports]) {
  const line = shown(clean(message), LONGEST);
  const known = wordings.get(cause) ?? [];
  if (!known.includes(line)) wordings.set(cause, [...known, line]);
}

/** What ECS, its agents and the runtimes say for this cause; empty where it has no message of its own. */
export const wordingsOf = (id: string): readonly string[] => wordings.get(id) ?? [];

/** The words of a message that lead to this cause: what people put into a search engine. */
export function phraseOf({ id, exitCodes = [] }: Cause): string {
  const [first = ""] = wordingsOf(id);
  const patterns = (written.get(id)?.patterns ?? []).map(fragmentsOf).filter(({ length }) => length > 0);
  const spelt = patterns.map((fragments) => fragments.map((fragment) => asIn(first, fragment)));
  const best =
    spelt.find((fragments) => fragments.every(({ found }) => found)) ??
    patterns.slice(0, 1).map((fragments) => fragments.map((text) => ({ text, found: true })))[0];
  if (best !== undefined) return best.map(({ text }) => text).join(" … ");
  return exitCodes.map((code) => `exit code ${code}`).join(", ");
}

/** The fragments of a pattern (launch/failures/pattern.ts) that say something: no word list, no context. */
const fragmentsOf = (pattern: string): readonly string[] =>
  pattern
    .replace(/^[=^]/, "")
    .split("…")
    .map((fragment) => fragment.trim().split("|")[0] ?? "")
    .filter((fragment) => !/^\(?\$|^\(/.test(fragment));

/** A fragment in the spelling of the message, whole words. */
function asIn(message: string, fragment: string): { readonly text: string; readonly found: boolean } {
  const at = message.toLowerCase().indexOf(fragment.toLowerCase());
  if (at < 0) return { text: fragment, found: false };
  const begin = at - (/[\w'"-]*$/.exec(message.slice(0, at))?.[0].length ?? 0);
  const rest = /^[\w'"-]*/.exec(message.slice(at + fragment.length))?.[0].length ?? 0;
  return { text: message.slice(begin, at + fragment.length + rest), found: true };
}
