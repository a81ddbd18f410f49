import type { PropertyMap } from "../stack";

/** Properties as a request of the engine carries them, decoded when someone looks. */
export interface RawProperties {
  /** All properties as plain values; what is not known is an `Unknown`, nulls are left out. */
  read(reading: Reading): PropertyMap;
  /** One of them, without decoding the others. */
  get(property: string, reading: Reading): unknown;
}

/** What reading needs to know, and what it gathers. */
export interface Reading {
  /** Top-level property -> URNs its value comes from. */
  readonly from: Readonly<Record<string, readonly string[]>>;
  /** Why a value that comes from these resources is not known. */
  because(from: readonly string[]): string;
  /** Takes a text that is marked as secret. */
  secret(text: string): void;
}

/** A resource as the engine hands it to a policy. */
export interface AnalyzedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly properties: RawProperties;
  readonly ignoreChanges: readonly string[];
  readonly provider: AnalyzedProvider | undefined;
}

export interface AnalyzedProvider {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly properties: RawProperties;
}

/** A resource of a whole stack; its properties are outputs. */
export interface AnalyzedStackResource extends AnalyzedResource {
  readonly parent: string | undefined;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/** Unknown values and signatures of Pulumi's wire format: `@pulumi/policy/proxy` and `@pulumi/pulumi/runtime/rpc`. */
export const UNKNOWN_VALUES: ReadonlySet<string> = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";
/** What `pulumi policy analyze` puts in the place of a secret that it can't decrypt. */
export const REDACTED = "[secret]";
