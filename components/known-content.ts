import { isObject } from "../launch/json";
import { isLater, Outputs } from "./outputs";

/**
 * What the pack may know of a JSON text that a component writes, as it stands in `knownParts`: values where they are
 * known, marks where they are outputs that come later, or secret.
 */
export async function knownContent(value: unknown): Promise<unknown> {
  const outputs = new Outputs();
  return outputs.marked(outputs.withUnknowns(await withValues(value)));
}

/** The parts of an output that the SDK keeps out of its types. */
interface Settling {
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
  promise(): Promise<unknown>;
}

async function withValues(value: unknown): Promise<unknown> {
  if (value instanceof Promise) return withValues(await value);
  if (isLater(value)) {
    const settling = value as unknown as Settling;
    const isPlain = (await settling.isKnown) && !(await settling.isSecret);
    return isPlain ? withValues(await settling.promise()) : value;
  }
  if (Array.isArray(value)) return Promise.all(value.map(withValues));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(
    async ([key, element]) => [key, await withValues(element)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
