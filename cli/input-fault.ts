/** A text longer than this is not searched for the place of its fault. */
const SEARCHED = 1024 * 1024;

/**
 * Where a text stops being JSON, as the end of a sentence: `it ends in line 12 before it is complete`, `in line 3, column 5`,
 * or empty where it is nothing like JSON. Never a word of the text itself, which may hold environment values, as the
 * parser's own message does.
 */
export function faultOfJson(text: string): string {
  const trimmed = text.trimEnd();
  if (trimmed.length > SEARCHED || !/^\s*[{["]/.test(trimmed)) return "";
  const lines = trimmed.split("\n").length;
  if (isBeginning(trimmed)) return `it ends in line ${lines} before it is complete`;
  let [good, bad] = [0, trimmed.length];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isBeginning(trimmed.slice(0, middle))) good = middle;
    else bad = middle;
  }
  const before = trimmed.slice(0, good).split("\n");
  return `in line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`;
}

/** Whether JSON may begin like this: the parser complains of the end alone. */
function isBeginning(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    const position = /at position (\d+)/.exec(message)?.[1];
    return /end of JSON|^Unterminated/.test(message) || Number(position ?? -1) >= text.length;
  }
}

/** Why a file cannot be read, as a whole sentence without its full stop. */
export function faultOfFile(file: string, error: unknown, expected: string): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return `${file} does not exist`;
  if (code === "EISDIR") return `${file} is a directory; expected ${expected}`;
  if (code === "EACCES") return `${file} cannot be read: no permission`;
  return `${file} cannot be read (${code ?? "unknown error"})`;
}
