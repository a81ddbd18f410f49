import { Unknown } from "../known";
import { every, merge, type Truth } from "./kleene";
import { nameStatement, type Policy, type StatementOfPolicy } from "./policy";
import type { Statement } from "./policy-document";
import { statementFits, type Ask } from "./statement-match";

/** Whether one of some policies says something, and the statement that does. */
export interface Found {
  readonly truth: Truth;
  readonly by?: StatementOfPolicy;
}

/** What is looked for in policies. */
export interface Search {
  readonly effect: "Allow" | "Deny";
  readonly ask: Ask;
  /** Whether the statement names the caller; always, where the policy hangs on the caller. */
  readonly principal?: (statement: Statement) => Truth;
  /** What a document whose text is unknown says. */
  readonly unknownDocument: (policy: Policy, because: Unknown) => Truth;
}

/** Does a statement of the policies speak of the request, with that effect? */
export function searchPolicies(policies: readonly Policy[], search: Search): Found {
  let open: Unknown | undefined;
  for (const policy of policies) {
    const { statements, unknown } = policy.document;
    const whole = unknown === undefined ? false : search.unknownDocument(policy, unknown);
    if (whole instanceof Unknown) open = merge(open, whole);
    for (const statement of statements) {
      const says = statementSays(statement, search);
      if (says === true) return { truth: true, by: { policy, statement } };
      if (says instanceof Unknown)
        open = merge(
          open,
          new Unknown(`${nameStatement({ policy, statement })}: ${says.because}`, says.from),
        );
    }
  }
  return { truth: open ?? false };
}

function statementSays(statement: Statement, { effect, ask, principal }: Search): Truth {
  if (statement.effect !== effect && !(statement.effect instanceof Unknown)) return false;
  const parts = [
    () => statementFits(statement, ask),
    () => principal?.(statement) ?? true,
    () => (statement.effect instanceof Unknown ? statement.effect : true),
  ];
  return every(parts, (part) => part());
}

/** The answer of a document that is not known where that may matter. */
export const textUnknown = ({ label }: Policy, because: Unknown): Unknown =>
  new Unknown(`the text of ${label} is not known yet (${because.because})`, because.from);
