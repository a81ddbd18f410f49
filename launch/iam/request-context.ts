import { Unknown, type Known } from "../known";
import type { Text } from "./text";

/** The values of one condition key in a request. The empty list: the key is known to be absent. */
export type ContextValues = Known<readonly Text[]>;

/**
 * What is known of a request's condition keys. Key names ignore case. A key that is not listed is unknown;
 * an entry such as `aws:PrincipalTag/*` answers for every key with that beginning that has no entry itself.
 */
export class RequestContext {
  private readonly values = new Map<string, ContextValues>();

  constructor(values: Readonly<Record<string, ContextValues>> = {}) {
    for (const [key, value] of Object.entries(values)) this.values.set(key.toLowerCase(), value);
  }

  /** The values of a key, `Unknown` where nothing is known of it. */
  lookup(key: string): ContextValues {
    const name = key.toLowerCase();
    return (
      this.values.get(name) ??
      this.values.get(`${name.slice(0, name.indexOf("/") + 1)}*`) ??
      new Unknown(`the value of \`${key}\` is not known before the start`)
    );
  }

  /** The same context with more, or other, entries. */
  with(more: Readonly<Record<string, ContextValues>>): RequestContext {
    const context = new RequestContext(more);
    for (const [key, value] of this.values) if (!context.values.has(key)) context.values.set(key, value);
    return context;
  }
}
