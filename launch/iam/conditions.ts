import { isUnknown, Unknown } from "../known";
import type { Condition } from "./condition-block";
import { operatorOf, type Operator } from "./condition-operators";
import { every, not, some, type Truth } from "./kleene";
import type { RequestContext } from "./request-context";
import { encodeText, unknownIn, type Text } from "./text";
import type { Statement } from "./policy-document";
import { expandVariables } from "./variables";

/** Does every condition of the statement hold? Unknown names the first keys that leave it open. */
export function conditionsHold(statement: Statement, context: RequestContext): Truth {
  return every(statement.conditions, (condition) => conditionHolds(condition, statement, context));
}

/** The lines of the statement's conditions that certainly do not hold. */
export const failingConditions = (statement: Statement, context: RequestContext): readonly Condition[] =>
  statement.conditions.filter((condition) => conditionHolds(condition, statement, context) === false);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
function conditionHolds(condition: Condition, statement: Statement, context: RequestContext): Truth {
  if (condition.key === "") return condition.values.find(isUnknown) ?? true;
  const truth = judge(condition, statement, context);
  return truth instanceof Unknown
    ? new Unknown(`its condition on \`${condition.key}\` is open (${truth.because})`, truth.from)
    : truth;
}

function judge(condition: Condition, statement: Statement, context: RequestContext): Truth {
  const { qualifier, name, ifExists } = readOperator(condition.operator);
  const given = context.lookup(condition.key);
  if (isUnknown(given)) return given;
  if (name === "null") return some(condition.values, (wanted) => isAbsent(given, wanted));
  const operator = operatorOf(name);
  if (operator === undefined) return new Unknown(`there is no operator ${condition.operator}`);
  if (given.length === 0) {
    if (qualifier === "forallvalues") return true;
    if (ifExists)
      return qualifier === undefined
        ? true
        : new Unknown("ForAnyValue with IfExists is not documented for an absent key");
    return qualifier === undefined && operator.negated;
  }
  const fits = (value: Text): Truth => {
    const one = some(condition.values, (wanted) => fitsOne(operator, value, wanted, statement, context));
    return operator.negated ? not(one) : one;
  };
  // A key whose only value is empty counts as having none.
  if (qualifier === "forallvalues")
    return every(
      given.filter((value) => value !== ""),
      fits,
    );
  if (qualifier === "foranyvalue") return some(given, fits);
  return operator.negated ? every(given, fits) : some(given, fits);
}

function fitsOne(
  operator: Operator,
  given: Text,
  wanted: Condition["values"][number],
  statement: Statement,
  context: RequestContext,
): Truth {
  if (isUnknown(wanted)) return wanted;
  const variables = operator.variables ? statement.variables : false;
  const expanded = expandVariables(wanted, variables, context, operator.wildcards);
  // Documented: an inverted operator matches a variable without value. Simulators differ.
  if (expanded === undefined) return operator.negated ? new Unknown("a policy variable has no value") : false;
  const unknown = unknownIn(given) ?? expanded.unknown ?? new Unknown("it cannot be compared");
  return operator.fits(encodeText(given), expanded, unknown);
}

const isAbsent = (given: readonly Text[], wanted: Condition["values"][number]): Truth =>
  isUnknown(wanted) ? wanted : (given.length === 0) === (wanted.toLowerCase() === "true");

interface OperatorName {
  readonly qualifier: string | undefined;
  readonly name: string;
  readonly ifExists: boolean;
}

/** Takes `ForAllValues:StringLikeIfExists` apart. */
export function readOperator(operator: string): OperatorName {
  const [, qualifier, name = "", ifExists] =
    /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/.exec(operator.toLowerCase()) ?? [];
  return { qualifier, name, ifExists: ifExists !== undefined };
}
