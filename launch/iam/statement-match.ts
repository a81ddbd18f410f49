import { isUnknown, Unknown, UnknownOutput, UnknownText, type Known } from "../known";
import { conditionsHold } from "./conditions";
import { every, not, some, type Truth } from "./kleene";
import { encodePattern, matchArn, matchWildcards } from "./matching";
import type { Statement } from "./policy-document";
import type { Origin } from "./request";
import type { RequestContext } from "./request-context";
import { encodeText, showText, unknownIn, type Text } from "./text";
import { expandVariables } from "./variables";

/** What a statement is compared with, apart from who calls. */
export interface Ask {
  readonly action: string;
  readonly resource: Text;
  /** The output that {@link resource} begins with. */
  readonly origin?: Origin;
  readonly context: RequestContext;
}

/** Do action, resource and conditions of the statement fit? Its effect and principal are not looked at. */
export function statementFits(statement: Statement, ask: Ask): Truth {
  return every([actionFits, resourceFits, contextFits, accepted], (part) => part(statement, ask));
}

/** Action names ignore case. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
export function actionFits({ actions }: Statement, { action }: Pick<Ask, "action">): Truth {
  const listed = some(actions.patterns, (pattern) => actionMatches(pattern, action));
  return actions.negated ? not(listed) : listed;
}

export function resourceFits(statement: Statement, ask: Ask): Truth {
  const { resources } = statement;
  if (resources === undefined) return true;
  const listed = some(resources.patterns, (pattern) => resourceMatches(pattern, statement, ask));
  return resources.negated ? not(listed) : listed;
}

const contextFits = (statement: Statement, { context }: Ask): Truth => conditionsHold(statement, context);

const accepted = ({ doubt }: Statement): Truth => doubt ?? true;

function actionMatches(pattern: Known<string>, action: string): Truth {
  if (isUnknown(pattern)) return pattern;
  if (pattern === "*") return true;
  if (!/[*?]/.test(pattern)) return pattern.toLowerCase() === action.toLowerCase();
  const [service = ""] = pattern.split(":");
  const fits = matchWildcards(encodePattern(pattern.toLowerCase()), action.toLowerCase(), noUnknown);
  return fits === true && service !== "*" && /[*?]/.test(service)
    ? new Unknown(`whether IAM takes the wildcard in the service name of \`${pattern}\` is open`)
    : fits;
}

function resourceMatches(
  pattern: Known<string>,
  statement: Statement,
  { resource, origin, context }: Ask,
): Truth {
  if (isUnknown(pattern)) return afterOutput(pattern, origin) ?? pattern;
  if (pattern === "*") return true;
  const expanded = expandVariables(pattern, statement.variables, context, true);
  if (expanded === undefined)
    return statement.resources?.negated === true
      ? new Unknown(`\`${pattern}\` has a policy variable without value`)
      : false;
  const open = expanded.unknown ?? unknownIn(resource) ?? noUnknown;
  const fits = matchArn(expanded.encoded, encodeText(resource), open);
  return fits instanceof Unknown
    ? new Unknown(
        `whether \`${pattern}\` covers \`${showText(resource)}\` is open (${fits.because})`,
        fits.from,
      )
    : fits;
}

/**
 * Whatever the ARN of a resource will be, where pattern and resource both begin with it, what follows decides: an ARN
 * holds no wildcard. Undefined where they do not, or where more of the pattern is unknown.
 */
function afterOutput(pattern: Unknown, origin: Origin | undefined): Truth | undefined {
  const [output, ...rest] = pattern instanceof UnknownText ? pattern.parts : [pattern];
  if (!(output instanceof UnknownOutput) || output.urn !== origin?.urn || output.property !== "arn")
    return undefined;
  const known = rest.filter((part) => typeof part === "string");
  // A policy variable would have to be filled in first.
  if (known.length < rest.length || known.some((part) => part.includes("${"))) return undefined;
  const { after = "" } = origin;
  return matchWildcards(encodePattern(known.join("")), encodeText(after), unknownIn(after) ?? noUnknown);
}

/** Stands where both sides are wholly known, so that it is never an answer. */
const noUnknown = new Unknown("it cannot be compared");
