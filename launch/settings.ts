/** What an organisation can set; the schema with defaults and texts is `policies/settings.ts`. */
export interface Settings {
  /** Memory floors by image, before those of recognised runtimes. First match counts. */
  readonly memoryFloors: readonly MemoryFloor[];
  /** Objects (name, URN, with `*`) whose configuration other stacks or people complete. */
  readonly managedElsewhere: readonly string[];
  /** Each `true` takes for granted what can't be seen; `false` makes it unknown. */
  readonly assume: Assumptions;
  readonly exemptions: readonly Exemption[];
}

export interface MemoryFloor {
  /** Image reference, with `*` for any part. */
  readonly image: string;
  /** MiB; 0 switches the floor off for this image. */
  readonly memory: number;
}

export interface Assumptions {
  /** Service control and resource control policies do not deny. */
  readonly organizationAllows: boolean;
  /** A resource policy of the own account that is not in view grants a role nothing of its own. */
  readonly unseenResourcePoliciesGrantNothing: boolean;
  /** A policy document whose text is not known yet does not deny what another document allows. */
  readonly unknownDocumentsDoNotDeny: boolean;
}

export interface Exemption {
  /** Rule id. */
  readonly rule: string;
  /** Name or URN of the resource, with `*` for any part. */
  readonly resource: string;
  readonly reason: string;
  /** ISO date after which the exemption no longer counts. */
  readonly until: string | undefined;
}

export const DEFAULT_SETTINGS: Settings = {
  memoryFloors: [],
  managedElsewhere: [],
  assume: {
    organizationAllows: true,
    unseenResourcePoliciesGrantNothing: true,
    unknownDocumentsDoNotDeny: true,
  },
  exemptions: [],
};

/** Whether `text` fits `pattern`, in which `*` stands for any characters. Linear in the length of the text. */
export function matchesPattern(text: string, pattern: string): boolean {
  const parts = pattern.split("*");
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (parts.length === 1) return text === pattern;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
    return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= text.length - last.length;
}
