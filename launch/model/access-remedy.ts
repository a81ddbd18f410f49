import type { Decision } from "../iam/evaluate";
import { nameStatement } from "../iam/policy";
import { showText, type Text } from "../iam/text";
import { isUnknown } from "../known";
import type { Access } from "./access";
import type { Role } from "./role";

/** What to change so that the role has the access: the smallest statement, as JSON, and where it belongs. */
export function remedyFor(
  role: Role,
  access: Access,
  decision: Decision,
  missing: readonly string[],
  /** Name of the resource that {@link Access.origin} speaks of. */
  made: string | undefined,
): string {
  const actions = missing.length > 0 ? missing : access.actions;
  const { name } = role.ref;
  if (decision.deniedBy !== undefined)
    return `Take ${list(actions)} on \`${showText(access.resource)}\` out of ${nameStatement(decision.deniedBy)}, which denies it.`;
  const resource = made === undefined ? patternFor(access.resource) : madePattern(made, access);
  const statement = statementFor(actions, resource);
  if (decision.lacks === "boundary")
    return `Add to ${role.permissionsBoundary?.label ?? "the policy"}, the permissions boundary of role ${name}: \`${statement}\``;
  if (decision.lacks === "resource") {
    const principal = isUnknown(role.arn) || role.arn === undefined ? `<ARN of role ${name}>` : role.arn;
    const where = access.side?.policies[0]?.label ?? "the resource's own policy";
    return `Add to ${where}: \`${statementFor(actions, resource, principal)}\``;
  }
  return `Add to a policy of role ${name}: \`${statement}\``;
}

/** The statement, written so that it is an object literal of TypeScript as well as JSON. */
function statementFor(actions: readonly string[], resource: string, principal?: string): string {
  const [only, ...others] = actions;
  return JSON.stringify({
    Effect: "Allow",
    ...(principal !== undefined && { Principal: { AWS: principal } }),
    Action: others.length === 0 ? only : actions,
    Resource: resource,
  });
}

/** What a program writes with the output of the resource: the name in its ARN may be made up anew by Pulumi. */
function madePattern(name: string, { origin }: Access): string {
  const after = origin?.after === undefined ? "" : patternFor(origin.after);
  return `<arn of ${name}>${after.replace(STREAM, ":*")}`;
}

/** Streams of a log group are all or nothing to whoever writes. */
const STREAM = /:log-stream:.*$/;

/** The pattern that covers a resource, with wildcards for what is not known of it. */
function patternFor(resource: Text): string {
  if (typeof resource === "string") return resource;
  if (isUnknown(resource)) return "*";
  const pattern = resource
    .map((part, index) => {
      if (typeof part === "string") return part;
      const before = resource[index - 1];
      const isSuffix = typeof before === "string" && before.includes(":secret:") && before.endsWith("-");
      return isSuffix ? "??????" : "*";
    })
    .join("");
  return pattern.includes(":log-group:") ? pattern.replace(STREAM, ":*") : pattern;
}

const list = (actions: readonly string[]): string => actions.map((action) => `\`${action}\``).join(", ");
