import { failingConditions } from "./conditions";
import { nameStatement, type Policy, type StatementOfPolicy } from "./policy";
import { explainMiss } from "./resource-miss";
import { actionFits, resourceFits, type Ask } from "./statement-match";
import { showText } from "./text";

/** The Allow that comes nearest to a request that nothing allows. */
export interface Closest extends StatementOfPolicy {
  /** Which part keeps it from matching. */
  readonly fails: "action" | "resource" | "condition";
  /** A whole sentence without its full stop. */
  readonly because: string;
}

/** The nearest Allow: first one that fails by its condition, then by its resource, then by its action. */
export function findClosest(policies: readonly Policy[], ask: Ask): Closest | undefined {
  const misses = policies
    .flatMap((policy) => policy.document.statements.map((statement) => judgeMiss({ policy, statement }, ask)))
    .filter((miss) => miss !== undefined);
  misses.sort((a, b) => b.nearness - a.nearness);
  return misses[0];
}

type Miss = Closest & { readonly nearness: number };

function judgeMiss(of: StatementOfPolicy, ask: Ask): Miss | undefined {
  const { statement } = of;
  if (statement.effect !== "Allow") return undefined;
  const name = nameStatement(of);
  const what = `${ask.action} on \`${showText(ask.resource)}\``;
  if (actionFits(statement, ask) === true) {
    if (resourceFits(statement, ask) === true) {
      const [condition] = failingConditions(statement, ask.context);
      if (condition === undefined) return undefined;
      const line = `${condition.operator} of ${condition.key}`;
      return {
        ...of,
        fails: "condition",
        nearness: 100,
        because: `${name} allows ${what} only under a condition that does not hold (${line})`,
      };
    }
    const patterns = (statement.resources?.patterns ?? []).filter((pattern) => typeof pattern === "string");
    const miss =
      statement.resources?.negated === true ? undefined : explainMiss(patterns, showText(ask.resource));
    const because = `${name} allows ${ask.action}, but not on \`${showText(ask.resource)}\`${miss === undefined ? "" : `: ${miss.because}`}`;
    return { ...of, fails: "resource", nearness: 50 + (miss?.nearness ?? 0), because };
  }
  const near = nearestAction(
    statement.actions.negated
      ? []
      : statement.actions.patterns.filter((action) => typeof action === "string"),
    ask.action,
  );
  if (near === undefined || resourceFits(statement, ask) === false) return undefined;
  return {
    ...of,
    fails: "action",
    nearness: near.nearness,
    because: `${name} allows ${near.action}, which is not ${ask.action}`,
  };
}

/** The listed action of the same service with the longest common beginning; it must share the first word. */
function nearestAction(
  actions: readonly string[],
  asked: string,
): { action: string; nearness: number } | undefined {
  const [service = "", name = ""] = asked.split(":");
  const verb = /^[A-Z][a-z]*/.exec(name)?.[0] ?? name;
  const near = actions
    .filter((action) => action.toLowerCase().startsWith(`${service}:${verb}`.toLowerCase()))
    .map((action) => ({ action, nearness: Math.min(40, commonBeginning(action, asked)) }));
  return near.sort((a, b) => b.nearness - a.nearness)[0];
}

function commonBeginning(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length]?.toLowerCase() === other[length]?.toLowerCase()) length++;
  return length;
}
