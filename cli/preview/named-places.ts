import type { StackResource } from "../../policies/stack";
import owned from "./data/aws-owned-accounts.json";
import { isRecord } from "./values";

/** Accounts and regions that a program's own texts name: ARNs and image hosts. */
export interface NamedPlaces {
  readonly accounts: ReadonlySet<string>;
  readonly regions: ReadonlySet<string>;
  /** Whether any text of the program holds this one. */
  mentions(text: string): boolean;
}

const ARN = /\barn:aws[\w-]*:[\w-]+:([a-z]{2}-[\w-]+-\d)?:(\d{12})?:/g;
const IMAGE_HOST = /\b(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z]{2}-[\w-]+-\d)\./g;

export function namedPlaces(resources: readonly StackResource[]): NamedPlaces {
  const accounts = new Set<string>();
  const regions = new Set<string>();
  const texts = resources.flatMap((resource) => textsIn(resource.inputs));
  for (const text of texts) {
    for (const [, region, account] of text.matchAll(ARN)) note(region, account);
    for (const [, account, region] of text.matchAll(IMAGE_HOST)) note(region, account);
  }
  return { accounts, regions, mentions: (part) => texts.some((text) => text.includes(part)) };

  function note(region: string | undefined, account: string | undefined): void {
    if (account !== undefined && account in owned.accounts) return;
    if (account !== undefined) accounts.add(account);
    if (region !== undefined) regions.add(region);
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}
