import type { StackConfig } from "./config";
import type { NamedPlaces } from "./named-places";
import type { Placeholders } from "./placeholder";

/** A value the preview assumes, and where it came from. */
export interface Setting {
  readonly value: string;
  /** `program`: from the only ARNs or image hosts that name one. */
  readonly from: "option" | "configuration" | "environment" | "program" | "default";
}

/** Where the program would be deployed. */
export interface Place {
  readonly region: Setting;
  readonly account: Setting;
}

const DEFAULT_REGION = "us-east-1";
/** The account of AWS's own examples. */
const DEFAULT_ACCOUNT = "123456789012";

export function chooseRegion(
  option: string | undefined,
  config: StackConfig,
  placeholders: Placeholders,
): Setting {
  if (option !== undefined) return { value: option, from: "option" };
  const configured = config.values["aws:region"];
  if (configured !== undefined && placeholders.reasonIn(configured) === undefined) {
    return { value: configured, from: "configuration" };
  }
  const environment = process.env["AWS_REGION"] ?? process.env["AWS_DEFAULT_REGION"];
  if (environment !== undefined && environment !== "") return { value: environment, from: "environment" };
  return { value: DEFAULT_REGION, from: "default" };
}

export function chooseAccount(
  option: string | undefined,
  config: StackConfig,
  placeholders: Placeholders,
): Setting {
  if (option !== undefined) return { value: option, from: "option" };
  const allowed = config.values["aws:allowedAccountIds"] ?? "";
  const [account, ...others] =
    placeholders.reasonIn(allowed) === undefined ? (allowed.match(/\d{12}/g) ?? []) : [];
  if (account !== undefined && others.length === 0) return { value: account, from: "configuration" };
  return { value: DEFAULT_ACCOUNT, from: "default" };
}

/** A better guess than this one, from what the program's own texts name; `undefined` when it holds. */
export function refinePlace(place: Place, named: NamedPlaces, placeholders: Placeholders): Place | undefined {
  const region = refine(place.region, named.regions, named, () => placeholders.make(WHICH_REGION));
  const account = refine(place.account, named.accounts, named, () => placeholders.make(WHICH_ACCOUNT));
  return region === place.region && account === place.account ? undefined : { region, account };
}

const WHICH_REGION = "the program names several regions and nothing says which is its own (--region says it)";
const WHICH_ACCOUNT =
  "the program names several accounts and nothing says which is its own (--account says it)";

function refine(
  current: Setting,
  named: ReadonlySet<string>,
  places: NamedPlaces,
  unknown: () => string,
): Setting {
  if ((current.from !== "default" && current.from !== "program") || !places.mentions(current.value))
    return current;
  const [other, ...more] = [...named].filter((value) => value !== current.value);
  if (other === undefined) return current;
  // A guess that other texts contradict still is one too many.
  return more.length === 0 && current.from === "default"
    ? { value: other, from: "program" }
    : { value: unknown(), from: "program" };
}

/** What is assumed about the place, where nothing outside the program says it. */
export function placeNotices({ region, account }: Place): string[] {
  const notices: string[] = [];
  if (region.from === "default")
    notices.push(`No region is configured: ${region.value} is assumed (--region).`);
  if (region.from === "program")
    notices.push(`No region is configured; taken from the program's own ARNs (--region).`);
  if (account.from === "default")
    notices.push(
      `No account is configured: functions that ask for it are answered with the made-up ${account.value}, and rules take it as unknown (--account sets it).`,
    );
  if (account.from === "program")
    notices.push(`No account is configured; taken from the program's own ARNs (--account).`);
  return notices;
}
