import { parseArn } from "./arn";
import { encodePattern, matchArn, matchWildcards } from "./matching";
import { Unknown } from "../known";

/** Why a list of resource patterns misses an ARN that it was probably meant for. */
export interface Miss {
  readonly because: string;
  readonly nearness: number;
}

type Explain = (pattern: string, arn: string) => string | undefined;

/** The usual mistakes, nearest first. Each tries the pattern as it was meant. */
const mistakes: readonly Explain[] = [
  (pattern, arn) =>
    pattern !== pattern.trim() && covers(pattern.trim(), arn)
      ? `\`${pattern}\` has blanks around it`
      : undefined,
  (pattern, arn) => {
    const named = /^(arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:[^:]+):.*$/.exec(pattern)?.[1];
    return named !== undefined && covers(named, arn)
      ? `\`${pattern}\` has a \`:key:stage:version\` tail, which is no part of the ARN that IAM compares`
      : undefined;
  },
  (pattern, arn) =>
    covers(`${pattern}-??????`, arn)
      ? `\`${pattern}\` lacks the six characters that Secrets Manager adds to a name (\`${pattern}-??????\` covers them)`
      : undefined,
  (pattern, arn) =>
    arn.includes(":logs:") && covers(`${pattern}:*`, arn)
      ? `\`${pattern}\` is the log group without its streams (\`${pattern}:*\` covers them)`
      : undefined,
  (pattern, arn) =>
    covers(`${pattern}/*`, arn)
      ? `\`${pattern}\` does not cover what is in it (\`${pattern}/*\` does)`
      : undefined,
  (pattern, arn) =>
    pattern.endsWith("/*") && covers(pattern.slice(0, -2), arn)
      ? `\`${pattern}\` covers what is in it, not it itself`
      : undefined,
  (pattern, arn) =>
    pattern.includes("parameter//") && covers(pattern.replace("parameter//", "parameter/"), arn)
      ? `\`${pattern}\` has two slashes after \`parameter\``
      : undefined,
  (pattern, arn) =>
    /:kms:[^:]*:[^:]*:alias\//.test(pattern) && arn.includes(":key/")
      ? `\`${pattern}\` names an alias, and IAM compares the key's own ARN`
      : undefined,
  (pattern, arn) => differingField(pattern, arn),
  (pattern, arn) =>
    covers(pattern.toLowerCase(), arn.toLowerCase())
      ? `\`${pattern}\` differs in upper and lower case`
      : undefined,
];

/** The likeliest mistake among the patterns; without one, the pattern of the same service and kind. */
export function explainMiss(patterns: readonly string[], arn: string): Miss | undefined {
  for (const [index, mistake] of mistakes.entries())
    for (const pattern of patterns) {
      const because = mistake(pattern, arn);
      if (because !== undefined) return { because, nearness: 40 - index };
    }
  const [pattern] = [...patterns].sort((a, b) => likeness(b, arn) - likeness(a, arn));
  return pattern === undefined
    ? undefined
    : { because: `it names \`${pattern}\``, nearness: Math.min(25, likeness(pattern, arn) / 4) };
}

const covers = (pattern: string, arn: string): boolean =>
  matchArn(encodePattern(pattern), encodePattern(arn), neverAnswered) === true;

const neverAnswered = new Unknown("both are known");

const fieldNames = ["partition", "service", "region", "accountId"] as const;
const spoken = {
  partition: "partition",
  service: "service",
  region: "region",
  accountId: "account",
} as const;

function differingField(pattern: string, arn: string): string | undefined {
  const wanted = parseArn(pattern);
  const given = parseArn(arn);
  if (wanted === undefined || given === undefined) return undefined;
  const field = fieldNames.find(
    (name) => matchWildcards(encodePattern(wanted[name]), given[name], neverAnswered) === false,
  );
  if (field === undefined || field === "service") return undefined;
  const rest = { ...wanted, [field]: given[field] };
  const mended = ["arn", rest.partition, rest.service, rest.region, rest.accountId, rest.resource].join(":");
  if (!covers(mended, arn)) return undefined;
  const says = (value: string): string =>
    value === "" ? `no ${spoken[field]}` : `${spoken[field]} ${value}`;
  return `\`${pattern}\` names ${says(wanted[field])}, the resource has ${says(given[field])}`;
}

function likeness(pattern: string, arn: string): number {
  let length = 0;
  while (length < pattern.length && pattern[length] === arn[length]) length++;
  return length;
}
