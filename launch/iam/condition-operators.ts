import { Unknown } from "../known";
import { inRange } from "./ip-range";
import type { Truth } from "./kleene";
import { matchArn, matchWildcards } from "./matching";
import type { Expanded } from "./variables";

/** How an operator compares one value of the request with one value of the policy. */
export interface Operator {
  readonly negated: boolean;
  /** Policy variables are filled in for text and ARN operators alone. */
  readonly variables: boolean;
  /** `*` and `?` of the policy's value are wildcards. */
  readonly wildcards: boolean;
  /** `given` and `wanted` are encoded texts (see text.ts). */
  readonly fits: (given: string, wanted: Expanded, unknown: Unknown) => Truth;
}

const text = (fits: Operator["fits"], wildcards: boolean): Operator => ({
  negated: false,
  variables: true,
  wildcards,
  fits,
});

const plain = (compare: (given: string, wanted: string) => boolean): Operator => ({
  negated: false,
  variables: false,
  wildcards: false,
  fits: (given, wanted, unknown) =>
    isPlain(given) && isPlain(wanted.encoded) ? compare(given, wanted.encoded) : unknown,
});

const equal: Operator["fits"] = (given, wanted, unknown) => matchWildcards(wanted.encoded, given, unknown);

const ordered = <T extends number>(
  read: (text: string) => T | undefined,
  compare: (a: T, b: T) => boolean,
): Operator =>
  plain((given, wanted) => {
    const [left, right] = [read(given), read(wanted)];
    return left !== undefined && right !== undefined && compare(left, right);
  });

const comparisons: readonly [string, (a: number, b: number) => boolean][] = [
  ["equals", (a, b) => a === b],
  ["lessthan", (a, b) => a < b],
  ["lessthanequals", (a, b) => a <= b],
  ["greaterthan", (a, b) => a > b],
  ["greaterthanequals", (a, b) => a >= b],
];

const positive: Readonly<Record<string, Operator>> = {
  stringequals: text(equal, false),
  stringequalsignorecase: text(
    (given, wanted, unknown) => matchWildcards(wanted.encoded.toLowerCase(), given.toLowerCase(), unknown),
    false,
  ),
  stringlike: text(equal, true),
  arnequals: text(fitsArn, true),
  arnlike: text(fitsArn, true),
  bool: plain((given, wanted) => given.toLowerCase() === wanted.toLowerCase()),
  binaryequals: plain((given, wanted) => given === wanted),
  ipaddress: plain(inRange),
  ...Object.fromEntries(
    comparisons.flatMap(([name, compare]) => [
      [`numeric${name}`, ordered(readNumber, compare)],
      [`date${name}`, ordered(readDate, compare)],
    ]),
  ),
};

const negations: Readonly<Record<string, string>> = {
  stringnotequals: "stringequals",
  stringnotequalsignorecase: "stringequalsignorecase",
  stringnotlike: "stringlike",
  arnnotequals: "arnequals",
  arnnotlike: "arnlike",
  numericnotequals: "numericequals",
  datenotequals: "dateequals",
  notipaddress: "ipaddress",
};

/** The operator of that name, in any case, without qualifier and `IfExists`; undefined: there is none. `Null` is not among them. */
export function operatorOf(name: string): Operator | undefined {
  const key = name.toLowerCase();
  const base = negations[key];
  const operator = positive[base ?? key];
  return operator === undefined || base === undefined ? operator : { ...operator, negated: true };
}

// eslint-disable-next-line no-control-regex -- the encoding of unknown parts
const isPlain = (encoded: string): boolean => !/[\u0000-\u0003]/.test(encoded);

/** "Each of the six components is checked separately": an incomplete ARN in a condition is not documented. */
function fitsArn(given: string, wanted: Expanded, unknown: Unknown): Truth {
  const fits = matchArn(wanted.encoded, given, unknown);
  const fields = wanted.encoded.split(":").length;
  return fits === true && fields < 6 ? new Unknown("its ARN is incomplete") : fits;
}

function readNumber(text: string): number | undefined {
  const number = Number(text);
  return text.trim() === "" || Number.isNaN(number) ? undefined : number;
}

/** A date of ISO 8601, or seconds since 1970. */
function readDate(text: string): number | undefined {
  const time = /^\d+(\.\d+)?$/.test(text) && text.length !== 4 ? Number(text) * 1000 : Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
