import { causes, type Cause } from "../../launch/failures/catalogue";
import { wordingsOf } from "./wordings";

/** So much of a message is alike before it is worth a mention: an error's name and a few words. */
const ALIKE = 45;
const MOST = 4;

/** What a service's event puts before any reason. */
const ENVELOPE =
  /^\(service [^)]{1,99}\) (?:\(task [^)]{1,99}\) )?(?:was unable to place a task\. Reason: )?/;

const told = (id: string): readonly string[] => wordingsOf(id).map((text) => text.replace(ENVELOPE, ""));

/** The causes that this one stands behind, as one of several. */
export const behind = (id: string): readonly Cause[] =>
  causes.filter(({ candidates }) => candidates.includes(id));

/** Other causes whose messages begin like one of this cause's, the most alike first. */
export function alike(cause: Cause): readonly Cause[] {
  const own = told(cause.id);
  return causes
    .filter(({ id }) => id !== cause.id && !cause.candidates.includes(id))
    .map((other) => ({
      other,
      shared: Math.max(0, ...told(other.id).flatMap((text) => own.map((one) => prefix(one, text)))),
    }))
    .filter(({ shared }) => shared >= ALIKE)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, MOST)
    .map(({ other }) => other);
}

function prefix(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
