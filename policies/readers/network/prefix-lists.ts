import { field, text } from "../../../launch/json";
import { isUnknown, Unknown, type Known } from "../../../launch/known";
import type { Reference } from "../../../launch/reference";
import { Attached, type NetworkReading } from "./reading";

type Ranges = readonly Known<string>[];

const memo = new WeakMap<NetworkReading, ReadonlyMap<string, Ranges>>();

/**
 * The ranges that a managed prefix list of this stack holds; `undefined` where the reference names another list. What
 * may be in it besides is an unknown range.
 */
export function rangesOfList(reference: Reference, reading: NetworkReading): Ranges | undefined {
  const list = reading.linkIn(reference, "prefixList");
  if (typeof list !== "string") return undefined;
  const known = memo.get(reading) ?? readPrefixLists(reading);
  memo.set(reading, known);
  return known.get(list);
}

/** By list, its own entries and those that the program writes apart. */
function readPrefixLists(reading: NetworkReading): ReadonlyMap<string, Ranges> {
  const separate = new Attached<Known<string>>();
  for (const view of reading.stack.ofType("aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry")) {
    const { name } = view.resource;
    const range = view.text("cidr") ?? new Unknown(`the range of ${name} is not known yet`);
    separate.add(reading.owners(view, "prefixListId", "prefixList"), name, range);
  }
  return new Map(
    reading.views("prefixList").map((view) => {
      const { urn } = view.resource;
      const entries = view.list("entries");
      const own = isUnknown(entries) ? [entries] : entries.flatMap((entry) => rangeOf(entry) ?? []);
      const open = reading.incompleteOf(view) ?? separate.open(urn);
      return [urn, [...own, ...separate.of(urn), ...(open === undefined ? [] : [new Unknown(open)])]];
    }),
  );
}

const rangeOf = (entry: unknown): Known<string> | undefined =>
  isUnknown(entry) ? entry : text(field(entry, "cidr"));
