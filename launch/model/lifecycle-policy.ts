import { field, list, number, parseJson, text } from "../json";
import { isUnknown, type Known } from "../known";

/**
 * Whether a lifecycle policy of ECR surely removes an image some day, whatever its tags: a rule for `any` image that counts its age.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export function expiresByAge(document: Known<unknown>): boolean {
  if (isUnknown(document)) return false;
  const parsed = typeof document === "string" ? parseJson(document)?.value : document;
  const rules = list(field(parsed, "rules"));
  if (isUnknown(rules)) return false;
  return rules.some((rule) => {
    const selection = field(rule, "selection");
    return (
      text(field(selection, "tagStatus")) === "any" &&
      text(field(selection, "countType")) === "sinceImagePushed" &&
      typeof number(field(selection, "countNumber")) === "number"
    );
  });
}
