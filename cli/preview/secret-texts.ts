import { isObject } from "../../launch/json";

/**
 * The texts inside a secret that is a JSON document: of a configuration object every value, of anything else
 * (container definitions, policies) what a message would quote. Names, drivers and the like stay readable.
 */
export function secretTextsIn(document: string, everything: boolean): string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(document);
  } catch {
    return [];
  }
  const found: string[] = [];
  collect(parsed, everything, found);
  return found;
}

/**
 * Keys of container definitions whose values are texts of the user's own that a message may quote. Environment values are
 * never quoted, and hiding them as well would blot out every word that one of them happens to be.
 */
const SENSITIVE = new Set([
  "image",
  "value",
  "command",
  "entryPoint",
  "dockerLabels",
  "credentialsParameter",
]);

function collect(value: unknown, sensitive: boolean, found: string[]): void {
  if (typeof value === "string") {
    if (sensitive && value !== "") found.push(value);
  } else if (typeof value === "number") {
    if (sensitive) found.push(String(value));
  } else if (Array.isArray(value)) {
    for (const element of value) collect(element, sensitive, found);
  } else if (isObject(value)) {
    for (const [key, element] of Object.entries(value))
      collect(element, sensitive || SENSITIVE.has(key), found);
  }
}
