import { partitionOf } from "../iam/arn";
import { joinText, type Text } from "../iam/text";
import { isUnknown, Unknown, type Known } from "../known";
import type { CloudModel } from "./cloud-model";

/** `arn:aws:ssm:eu-west-1:123456789012:` in the own account, with what is not known left open. */
export function prefixOf(service: string, region: Known<string | undefined>, model: CloudModel): Text {
  const where = partOf(region, "the region");
  const partition = isUnknown(where) ? where : partitionOf(where);
  return joinText("arn:", partition, `:${service}:`, where, ":", model.account, ":");
}

/** A value as a part of an ARN. */
export const partOf = (value: Known<string | undefined>, what: string): string | Unknown =>
  isUnknown(value) ? value : (value ?? new Unknown(`${what} is not known`));
