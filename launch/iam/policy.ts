import type { Known } from "../known";
import { parsePolicy, type PolicyDocument, type PolicyKind, type Statement } from "./policy-document";

/** A policy document with the name that messages give it. */
export interface Policy {
  /** As a message prints it: ``policy `pull` ``, ``the policy of repository `app` ``. */
  readonly label: string;
  readonly document: PolicyDocument;
}

/** Reads the document of a policy; see {@link parsePolicy}. */
export const policyOf = (label: string, document: Known<unknown>, kind: PolicyKind = "identity"): Policy => ({
  label,
  document: parsePolicy(document, kind),
});

/** A statement and the policy that it stands in. */
export interface StatementOfPolicy {
  readonly policy: Policy;
  readonly statement: Statement;
}

/** ``statement 2 of policy `pull` ``; the policy alone where it has but one statement. */
export function nameStatement({ policy, statement }: StatementOfPolicy): string {
  if (policy.document.statements.length === 1) return policy.label;
  const sid = statement.sid === undefined || statement.sid === "" ? "" : ` (\`${statement.sid}\`)`;
  return `statement ${String(statement.number)}${sid} of ${policy.label}`;
}
