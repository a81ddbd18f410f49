const maximumLength = 65_536;
const maximumGroup = 6_000;

/** The text with one spelling of quotes, escapes, spaces and line ends; cut at 64 KiB. */
export function clean(text: string): string {
  const plain = text
    .slice(0, maximumLength)
    // eslint-disable-next-line no-control-regex -- terminal colours arrive with pasted logs
    .replace(/\u001b\[[0-9;]{0,20}[A-Za-z]/g, "")
    .replace(/[\u2018\u2019\u201a\u201b\u2032\u00b4]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f\u2033]/g, '"')
    .replace(/[\u00ad\u200b-\u200d\ufeff]/g, "")
    .replace(/[\u2010-\u2015]/g, "-")
    .replace(/&quot;|&#34;/g, '"')
    .replace(/&apos;|&#39;|&#x27;/g, "'")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
  return isEscaped(plain) ? unescapeJson(plain) : plain;
}

/** A string of JSON, as it is pasted from a file or log; a Windows path has backslashes too. */
const isEscaped = (text: string): boolean =>
  text.includes('\\"') || text.includes("\\u20") || /"\s{0,5}:\s{0,5}"[^"]{1,2000}\\n/.test(text);

function unescapeJson(text: string): string {
  return text
    .replace(/\\{1,8}u201[89]/g, "'")
    .replace(/\\{1,8}u201[cd]/gi, '"')
    .replace(/\\{1,8}u2026/g, "…")
    .replace(/\\{1,8}[nrt](?![A-Za-z]{0,2}\\)/g, "\n")
    .replace(/\\{1,16}"/g, '"');
}

/**
 * What patterns are compared with: lower case, without spaces, quotes, backslashes and table or box lines, so that line
 * wrapping, quoting and escaping make no difference.
 */
export function squeeze(text: string): string {
  return text.toLowerCase().replace(/[\s'"`\\|\u2018-\u201f\u2500-\u257f]+/g, "");
}

/** Where one message ends and the next begins in a pasted list of events, log or CLI output. */
const head =
  /^[\s│|*>•-]{0,20}(?:\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|\[|\(service |service [^\s]{1,255} |"[A-Za-z]{2,40}"\s?:|(?:status |stop(?:ped)? )?reason\b|message:|error:|warning:|ResourceInitializationError|Cannot[A-Za-z]{2,40}Error|[A-Za-z]{2,40}TimeoutError|OutOfMemoryError|Essential container|Task (?:failed|stopped)|stopped (?:at|\()|exit ?code|\{|\}|time=|level=)/i;

/** A piece of the text that may be one message. */
export interface Segment {
  readonly text: string;
  /** Several lines joined: one message broken by a terminal, or several that belong together. */
  readonly joined: boolean;
}

/** The lines of the text, and the groups of lines that may be one message each. */
export function segments(cleaned: string): readonly Segment[] {
  const lines = cleaned
    .split(/\r?\n|(?=\(service [^)]{1,255}\) )/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const groups: string[][] = [];
  for (const line of lines) {
    const last = groups[groups.length - 1];
    const fits = last !== undefined && last.join(" ").length + line.length < maximumGroup;
    if (fits && !head.test(line)) last.push(line);
    else groups.push([line]);
  }
  const joined = groups
    .filter((group) => group.length > 1)
    .map((group) => ({ text: group.join(" "), joined: true }));
  return [...lines.map((text) => ({ text, joined: false })), ...joined];
}

/** A message as it is shown: on one line, without credentials in URLs, shortened. */
export function shown(text: string, maximum = 600): string {
  const line = text
    .replace(/[\s│]+/g, " ")
    .replace(/(https?:\/\/)[^\s/@"']{1,300}@/g, "$1…@")
    .trim();
  return line.length > maximum ? `${line.slice(0, maximum - 1)}…` : line;
}
