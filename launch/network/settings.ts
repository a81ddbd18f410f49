import type { ResourceRef } from "../reference";
import { matchesPattern, type Settings } from "../settings";

/** Why an object may hold more than is in view: the configuration says that others complete it. */
export function completedElsewhere(
  { name, id }: ResourceRef,
  { managedElsewhere }: Settings,
): string | undefined {
  const named = managedElsewhere.some(
    (pattern) => matchesPattern(name, pattern) || matchesPattern(id, pattern),
  );
  return named ? `the configuration says that ${name} is completed elsewhere` : undefined;
}
