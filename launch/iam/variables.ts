import type { Unknown } from "../known";
import { isUnknown, type Known } from "../known";
import type { RequestContext } from "./request-context";
import { encodePattern } from "./matching";
import { encodeText, literally, unknownIn } from "./text";

/** A pattern with its policy variables filled in and encoded. */
export interface Expanded {
  readonly encoded: string;
  /** The first unknown that went into it. */
  readonly unknown?: Unknown;
}

/**
 * Fills in `${aws:PrincipalTag/team}`, `${key, 'default'}`, `${*}`, `${?}` and `${$}`. Undefined: a variable has
 * no value in the request and no default, so the pattern matches nothing.
 *
 * @param wildcards whether `*` and `?` outside variables are wildcards, or stand for themselves
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function expandVariables(
  text: string,
  variables: Known<boolean>,
  context: RequestContext,
  wildcards: boolean,
): Expanded | undefined {
  const encode = wildcards ? encodePattern : literally;
  if (variables === false || !text.includes("${")) return { encoded: encode(text) };
  if (isUnknown(variables)) return { encoded: encodeText(variables), unknown: variables };
  let encoded = "";
  let unknown: Unknown | undefined;
  let end = 0;
  for (const match of text.matchAll(/\$\{([^}]*)\}/g)) {
    encoded += encode(text.slice(end, match.index));
    end = match.index + match[0].length;
    const value = valueOf(match[1] ?? "", context);
    if (value === undefined) return undefined;
    encoded += value.encoded;
    unknown ??= value.unknown;
  }
  encoded += encode(text.slice(end));
  return unknown === undefined ? { encoded } : { encoded, unknown };
}

function valueOf(variable: string, context: RequestContext): Expanded | undefined {
  const name = variable.trim();
  if (name === "*" || name === "?" || name === "$") return { encoded: name };
  const [, key = name, fallback] = /^([^,]*?)\s*,\s*'(.*)'$/.exec(name) ?? [];
  const values = context.lookup(key);
  if (isUnknown(values)) return { encoded: encodeText(values), unknown: values };
  const [value, ...others] = values;
  // A key with several values cannot be a variable.
  if (value === undefined || others.length > 0)
    return fallback === undefined ? undefined : { encoded: literally(fallback) };
  const unknown = unknownIn(value);
  return unknown === undefined ? { encoded: encodeText(value) } : { encoded: encodeText(value), unknown };
}
