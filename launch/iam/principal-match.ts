import { isUnknown, Unknown, type Known } from "../known";
import { not, or, some, type Truth } from "./kleene";
import { matchWildcards } from "./matching";
import type { PrincipalEntry, Principals } from "./principals";
import { encodeText, literally, unknownIn, type Text } from "./text";

/** A role that calls, through a session that AWS makes for the task or instance. */
export interface RoleCaller {
  readonly arn: Text;
  readonly accountId: Known<string>;
}

/** An AWS service that calls in its own name, as it does to assume a role. */
export interface ServiceCaller {
  /** For example `ecs-tasks.amazonaws.com`. */
  readonly service: string;
}

/** How a `Principal` element covers a caller: by its own name, as everybody (`*`), or as one of its account. */
export interface PrincipalMatch {
  readonly named: Truth;
  readonly everybody: Truth;
  readonly account: Truth;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function matchEntries({ entries }: Principals, caller: RoleCaller | ServiceCaller): PrincipalMatch {
  const everybody = some(entries, ({ type }) => (isUnknown(type) ? type : type === "*"));
  if ("service" in caller)
    return {
      named: some(entries, (entry) => namesService(entry, caller.service)),
      everybody,
      account: false,
    };
  return {
    named: some(entries, (entry) => namesRole(entry, caller)),
    everybody,
    account: some(entries, (entry) => namesAccount(entry, caller)),
  };
}

/**
 * Does a Deny with this element apply to the caller? With `NotPrincipal` a role is spared only when both it and
 * its account are listed, and never under a permissions boundary; the session that calls may matter too.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function denyApplies(principals: Principals, caller: RoleCaller | ServiceCaller): Truth {
  const { named, everybody, account } = matchEntries(principals, caller);
  const covered = or(named, everybody, account);
  if (!principals.negated) return covered;
  if (everybody === true) return false;
  if ("service" in caller) return not(covered);
  return covered === false ? true : new Unknown("whether NotPrincipal spares a role's session is open");
}

function namesService({ type, id }: PrincipalEntry, service: string): Truth {
  if (isUnknown(type)) return type;
  if (type !== "Service") return false;
  if (isUnknown(id)) return id;
  if (id === service) return true;
  return serviceName(id) === serviceName(service)
    ? new Unknown(`\`${id}\` is another spelling of \`${service}\``)
    : false;
}

/** `states.eu-west-1.amazonaws.com`, `states.amazonaws.com.cn` and `states.amazonaws.com` are one service. */
const serviceName = (principal: string): string =>
  principal.toLowerCase().replace(/(\.[a-z]{2}(-[a-z]+)+-\d)?\.(amazonaws\.com(\.cn)?|amazonaws\.eu)$/, "");

function namesRole({ type, id }: PrincipalEntry, { arn }: RoleCaller): Truth {
  if (isUnknown(type)) return type;
  if (type !== "AWS") return false;
  if (isUnknown(id)) return id;
  if (/^AROA[A-Z0-9]+/.test(id)) return new Unknown(`\`${id}\` names a role by its unique id`);
  const session = /^arn:[^:]+:sts::(\d*):assumed-role\/([^/]+)\//.exec(id);
  if (session !== null) return namesSession(session[1] ?? "", session[2] ?? "", arn);
  return matchWildcards(
    literally(id),
    encodeText(arn),
    unknownIn(arn) ?? new Unknown("the role's ARN is not known"),
  );
}

function namesSession(accountId: string, name: string, arn: Text): Truth {
  const open = new Unknown("it names one session of the role, and ECS chooses the session's name");
  const roles = [`:iam::${accountId}:role/${name}`, `:iam::${accountId}:role/\u0002/${name}`];
  return some(roles, (role) => matchWildcards(`arn:\u0002${role}`, encodeText(arn), open)) === false
    ? false
    : open;
}

function namesAccount({ type, id }: PrincipalEntry, { accountId }: RoleCaller): Truth {
  if (isUnknown(type)) return type;
  if (type === "CanonicalUser") return new Unknown("a canonical user id does not tell the account");
  if (type !== "AWS") return false;
  if (isUnknown(id)) return id;
  const named = /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/.exec(id)?.[1];
  if (named === undefined) return false;
  return isUnknown(accountId) ? accountId : accountId === named;
}
