import { isUnknown, type Known } from "../known";
import { met, unknown } from "../verdict";
import { fault, shown, type Answer } from "./answer";

/** Which instances a task may be placed on. */
export interface PlacementConstraint {
  /** `memberOf`, `distinctInstance`. */
  readonly type: Known<string | undefined>;
  /** In the cluster query language. */
  readonly expression: Known<string | undefined>;
}

/**
 * Type and expression as ECS takes them together; which instances an expression selects is known to the cluster only.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementConstraint.html
 */
export function judgeConstraint(
  constraint: Known<PlacementConstraint>,
  types: readonly string[],
  stoppedReason: string,
): Answer {
  if (isUnknown(constraint)) return { verdict: unknown(constraint.because) };
  const { type, expression } = constraint;
  if (!isUnknown(type) && (type === undefined || !types.includes(type))) {
    const because = type === undefined ? "it has no type" : `its type is ${type}`;
    return fault(`${because}, and ECS takes ${types.join(" and ")} here`, {
      stoppedReason,
      remedy: `Set \`type\` to ${types.map((each) => `\`${each}\``).join(" or ")}.`,
    });
  }
  if (type === "distinctInstance" && typeof expression === "string") {
    return fault("distinctInstance is given an expression", {
      stoppedReason,
      remedy: "Take `expression` out.",
    });
  }
  if (type === "memberOf" && expression === undefined) {
    return fault("memberOf is given no expression", { stoppedReason, remedy: "Set `expression`." });
  }
  const open = [type, expression].find(isUnknown);
  return isUnknown(open)
    ? { verdict: unknown(open.because) }
    : { verdict: met(`it is a ${shown(type)} in order`) };
}
