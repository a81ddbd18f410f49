import { Unknown } from "../known";
import { every, type Truth } from "./kleene";
import { FIELD_HOLE, HOLE, literally, ONE, STAR } from "./text";

/** A pattern as a policy spells it, encoded: `*` and `?` are wildcards, everything else is itself. */
export const encodePattern = (pattern: string): string =>
  literally(pattern).replaceAll("*", STAR).replaceAll("?", ONE);

/**
 * Does an encoded pattern match an encoded text? True and false hold whatever the unknown parts turn out to
 * be; otherwise `unknown` is the answer. Case counts.
 */
export function matchWildcards(pattern: string, text: string, unknown: Unknown): Truth {
  if (covers(pattern, text)) return true;
  if (!hasHole(pattern) && !hasHole(text)) return false;
  return canMeet(pattern, text) ? unknown : false;
}

/**
 * Does an encoded resource pattern match an encoded ARN (or the `*` of an action that knows no resource)?
 *
 * AWS fills an incomplete ARN up with `*`, and takes wildcards in the region, the account and the name of a
 * resource. A match that needs one in the partition, the service or the resource type ("not allowed"), or one
 * that runs over one of the first five colons, stays unknown.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html (limitations on wildcard usage)
 */
export function matchArn(pattern: string, arn: string, unknown: Unknown): Truth {
  if (pattern === STAR) return true;
  const wanted = fieldsOf(pattern);
  const given = fieldsOf(arn);
  while (wanted.length > 1 && wanted.length < 6) wanted.push(STAR);
  const byField =
    wanted.length === given.length &&
    every(wanted.entries(), ([index, field]) => matchWildcards(field, given[index] ?? "", unknown));
  if (byField === true) return hasOddWildcard(wanted, given[5] ?? "") ? oddWildcard : true;
  const asOne = matchWildcards(pattern, arn, unknown);
  return asOne === true ? overColons : asOne === false ? byField : unknown;
}

const overColons = new Unknown("a wildcard would have to stand for several fields of the ARN");

const oddWildcard = new Unknown("AWS documents no wildcard in the partition, service or type of an ARN");

/** Services whose ARNs name no resource type. */
const typeless = new Set(["s3", "sns", "sqs", "execute-api"]);

function hasOddWildcard(
  [, partition = "", service = "", , , resource = ""]: readonly string[],
  given: string,
): boolean {
  if (hasWildcard(partition) || hasWildcard(service)) return true;
  if (resource === STAR || typeless.has(service)) return false;
  const [type = ""] = resource.split(/[:/]/);
  // `repository*` names the whole type and leaves the rest open.
  return hasWildcard(type) && resource !== `${given.split(/[:/]/)[0] ?? ""}${STAR}`;
}

const hasWildcard = (field: string): boolean => field.includes(STAR) || field.includes(ONE);

const hasHole = (text: string): boolean => text.includes(HOLE) || text.includes(FIELD_HOLE);

/** The five fields before the resource, and the resource with all its colons. */
function fieldsOf(arn: string): string[] {
  const fields = arn.split(":");
  return fields.length <= 6 ? fields : [...fields.slice(0, 5), fields.slice(5).join(":")];
}

/** Certain match: `*` takes anything, an unknown part of the text is taken by nothing but `*`. */
function covers(pattern: string, text: string): boolean {
  let position = 0;
  let at = 0;
  let afterStar = -1;
  let retry = 0;
  while (at < text.length) {
    const wanted = pattern[position];
    if (wanted === STAR) {
      afterStar = ++position;
      retry = at;
    } else if (wanted !== undefined && takes(wanted, text[at])) {
      position++;
      at++;
    } else if (afterStar >= 0) {
      position = afterStar;
      at = ++retry;
    } else return false;
  }
  while (pattern[position] === STAR) position++;
  return position === pattern.length;
}

const takes = (wanted: string, given: string | undefined): boolean =>
  given !== HOLE && given !== FIELD_HOLE && (wanted === ONE || wanted === given);

/**
 * Is there any text that both could stand for? Both may hold runs of unknown characters: a table of suffix
 * against suffix, filled from the end, so the time is the product of the lengths.
 */
function canMeet(pattern: string, text: string): boolean {
  let below = new Uint8Array(text.length + 1);
  for (let p = pattern.length; p >= 0; p--) {
    const row = new Uint8Array(text.length + 1);
    const wanted = pattern[p];
    for (let t = text.length; t >= 0; t--) {
      const given = text[t];
      let meet = wanted === undefined && given === undefined;
      if (wanted !== undefined && isRun(wanted))
        meet ||=
          below[t] === 1 ||
          (given !== undefined && (isRun(given) || inRun(wanted, given)) && row[t + 1] === 1);
      if (given !== undefined && isRun(given))
        meet ||=
          row[t + 1] === 1 ||
          (wanted !== undefined && (isRun(wanted) || inRun(given, wanted)) && below[t] === 1);
      if (wanted !== undefined && given !== undefined) meet ||= takes(wanted, given) && below[t + 1] === 1;
      row[t] = meet ? 1 : 0;
    }
    below = row;
  }
  return below[0] === 1;
}

const isRun = (character: string): boolean =>
  character === STAR || character === HOLE || character === FIELD_HOLE;

const inRun = (run: string, character: string): boolean => run !== FIELD_HOLE || character !== ":";
