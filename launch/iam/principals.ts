import { isUnknown, type Known } from "../known";

/** The kinds of a principal map, and `*` for everybody. */
export type PrincipalType = "AWS" | "Service" | "Federated" | "CanonicalUser" | "*";

/** One entry of a `Principal` or `NotPrincipal` element. */
export interface PrincipalEntry {
  readonly type: Known<PrincipalType>;
  /** ARN, account id, service name, provider or canonical id; `*` for everybody. */
  readonly id: Known<string>;
}

/** A `Principal` (negated: `NotPrincipal`) element in one normal form. */
export interface Principals {
  readonly negated: boolean;
  readonly entries: readonly PrincipalEntry[];
}

const types: readonly PrincipalType[] = ["AWS", "Service", "Federated", "CanonicalUser"];

/**
 * Reads the element in every spelling; undefined when there is none or nothing in it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function parsePrincipals(principal: unknown, notPrincipal: unknown): Principals | undefined {
  const value = principal ?? notPrincipal;
  if (value === undefined || value === null) return undefined;
  const entries = entriesOf(value);
  return entries.length === 0
    ? undefined
    : { negated: principal === undefined || principal === null, entries };
}

function entriesOf(value: unknown): readonly PrincipalEntry[] {
  if (isUnknown(value)) return [{ type: value, id: value }];
  if (value === "*") return [{ type: "*", id: "*" }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, ids]) => {
    const type = types.find((known) => known === key);
    if (type === undefined) return [];
    return (Array.isArray(ids) ? (ids as readonly unknown[]) : [ids]).flatMap(
      (id): readonly PrincipalEntry[] => {
        if (isUnknown(id)) return [{ type, id }];
        if (type === "AWS" && id === "*") return [{ type: "*", id: "*" }];
        return typeof id === "string" || typeof id === "number" ? [{ type, id: String(id) }] : [];
      },
    );
  });
}
