import { createHash } from "node:crypto";
import naming from "./data/auto-naming.json";
import { readClass } from "./sdk-types";
import { packageOf } from "./urn";
import type { Wire } from "./values";

interface Naming {
  readonly property: string;
  /** Longest name, generated part included. */
  readonly maxLength: number;
  /** Between the logical name and the digits. Default: a hyphen. */
  readonly separator?: string;
  readonly prefix?: string;
  readonly lowerCase?: boolean;
  /** The logical name as it is, without digits. */
  readonly verbatim?: boolean;
}

const HEX_DIGITS = 7;
const exceptions: Readonly<Record<string, Naming | null>> = naming.types;

/**
 * The name that the provider would generate for a property left out: `<logical name>-<7 hex digits>`, the
 * digits taken from the URN so that two previews agree. `before` are the inputs in the prior state, whose
 * name stays.
 */
export function automaticName(
  type: string,
  logicalName: string,
  urn: string,
  declared: Wire,
  before: Wire | undefined,
  programDirectory: string,
): Wire {
  const rule = namingOf(type, programDirectory);
  if (rule === undefined || isGiven(declared[rule.property]) || isGiven(declared[`${rule.property}Prefix`]))
    return {};
  const previous = before?.[rule.property];
  if (typeof previous === "string") return { [rule.property]: previous };
  const name = generate(
    rule,
    logicalName,
    urn,
    declared["fifoQueue"] === true || declared["fifoTopic"] === true,
  );
  // The provider refuses a name that is too long, so that no name is known.
  return name.length > rule.maxLength ? {} : { [rule.property]: name };
}

function generate(rule: Naming, logicalName: string, urn: string, isFifo: boolean): string {
  if (rule.verbatim === true) return logicalName;
  const digits = createHash("sha1").update(urn).digest("hex").slice(0, HEX_DIGITS);
  const stem = rule.lowerCase === true ? logicalName.toLowerCase() : logicalName;
  return `${rule.prefix ?? ""}${stem}${rule.separator ?? "-"}${digits}${isFifo ? ".fifo" : ""}`;
}

function namingOf(type: string, programDirectory: string): Naming | undefined {
  if (packageOf(type) !== "aws" || type.startsWith("pulumi:")) return undefined;
  const exception = exceptions[type.toLowerCase()];
  if (exception !== undefined) return exception ?? undefined;
  const inputs = readClass(type, programDirectory)?.optionalInputs;
  return inputs?.has("name") === true ? { property: "name", maxLength: naming.maxLength } : undefined;
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;
