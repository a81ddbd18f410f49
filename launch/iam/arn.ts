import { FIELD_HOLE, HOLE, encodeText, type Text } from "./text";

/** The six fields of an ARN. `region` and `accountId` may be empty. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  /** All that follows the fifth colon, with its own colons. */
  readonly resource: string;
}

/** Takes an ARN apart; undefined when the text is none. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function parseArn(text: string): Arn | undefined {
  const [arn, partition, service, region, accountId, ...resource] = text.split(":");
  if (arn !== "arn" || !partition || !service || region === undefined || accountId === undefined)
    return undefined;
  const rest = resource.join(":");
  return rest === "" ? undefined : { partition, service, region, accountId, resource: rest };
}

export const formatArn = ({ partition, service, region, accountId, resource }: Arn): string =>
  ["arn", partition, service, region, accountId, resource].join(":");

const partitions: readonly (readonly [prefix: RegExp, partition: string])[] = [
  [/^cn-/, "aws-cn"],
  [/^us-gov-/, "aws-us-gov"],
  [/^us-iso-/, "aws-iso"],
  [/^us-isob-/, "aws-iso-b"],
  [/^eu-isoe-/, "aws-iso-e"],
  [/^us-isof-/, "aws-iso-f"],
  [/^eusc-/, "aws-eusc"],
];

/** The partition of a region, for example `aws-cn` of `cn-north-1`. */
export const partitionOf = (region: string): string =>
  partitions.find(([prefix]) => prefix.test(region))?.[1] ?? "aws";

/** The account that an ARN names: `""` where it names none (S3), undefined where that is unknown or it is no ARN. */
export function accountOf(arn: Text): string | undefined {
  const fields = encodeText(arn).split(":");
  const before = fields.slice(0, 4).join(":");
  const account = fields[4];
  if (fields[0] !== "arn" || fields.length < 6 || account === undefined) return undefined;
  return before.includes(HOLE) || account.includes(HOLE) || account.includes(FIELD_HOLE)
    ? undefined
    : account;
}
