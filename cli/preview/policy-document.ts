import type { Placeholders } from "./placeholder";
import { isRecord, type Wire } from "./values";

const DEFAULT_VERSION = "2012-10-17";

type Statement = Record<string, unknown>;

interface Document {
  Version: string;
  Id?: string;
  Statement: Statement[];
}

/**
 * `aws.iam.getPolicyDocument`, worked out from its arguments alone as the provider does.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function policyDocument(args: Wire, { placeholders }: { readonly placeholders: Placeholders }): Wire {
  const sourceTexts = [...textsAt(args, "sourcePolicyDocuments"), ...textsAt(args, "sourceJson")];
  const overrideTexts = [...textsAt(args, "overridePolicyDocuments"), ...textsAt(args, "overrideJson")];
  const standIn = [...sourceTexts, ...overrideTexts].find(
    (text) => placeholders.reasonIn(text) !== undefined,
  );
  if (standIn !== undefined) return { ...args, id: standIn, json: standIn, minifiedJson: standIn };

  const version = textAt(args, "version") ?? DEFAULT_VERSION;
  const merged: Document = { Version: version, Statement: [] };
  const own: Document = {
    Version: version,
    Statement: recordsAt(args, "statements").map((s) => statement(s, version)),
  };
  const id = textAt(args, "policyId");
  if (id !== undefined) own.Id = id;
  refuseRepeatedSids(own.Statement, "statements");

  const sources = sourceTexts.map(parse);
  refuseRepeatedSids(
    sources.flatMap((source) => source.Statement),
    "source policy documents",
  );
  for (const document of [...sources, own, ...overrideTexts.map(parse)]) merge(merged, document);

  const { Version, Id, Statement } = merged;
  const result = { Version, ...(Id === undefined ? {} : { Id }), Statement };
  const minified = JSON.stringify(result);
  return {
    ...args,
    version,
    id: String(checksum(minified)),
    json: JSON.stringify(result, undefined, 2),
    minifiedJson: minified,
  };
}

/** Later statements replace earlier ones of the same `Sid`; those without are added. */
function merge(into: Document, other: Document): void {
  if (other.Id !== undefined) into.Id = other.Id;
  if (other.Version > into.Version) into.Version = other.Version;
  for (const added of other.Statement) {
    const sid = added["Sid"];
    const index =
      typeof sid === "string" && sid !== "" ? into.Statement.findIndex((s) => s["Sid"] === sid) : -1;
    if (index < 0) into.Statement.push(added);
    else into.Statement[index] = added;
  }
}

function statement(args: Wire, version: string): Statement {
  const made: Statement = {};
  const sid = textAt(args, "sid");
  if (sid !== undefined) made["Sid"] = sid;
  made["Effect"] = textAt(args, "effect") ?? "Allow";
  const lists = {
    Action: "actions",
    NotAction: "notActions",
    Resource: "resources",
    NotResource: "notResources",
  };
  for (const [element, argument] of Object.entries(lists)) {
    const texts = textsAt(args, argument);
    if (texts.length > 0) made[element] = oneOrMany(texts.map((text) => variables(text, version)));
  }
  for (const [element, argument] of [
    ["Principal", "principals"],
    ["NotPrincipal", "notPrincipals"],
  ] as const) {
    const principals = recordsAt(args, argument);
    if (principals.length > 0) made[element] = principal(principals, version);
  }
  const conditions = recordsAt(args, "conditions");
  if (conditions.length > 0) made["Condition"] = condition(conditions, version);
  return made;
}

function principal(principals: readonly Wire[], version: string): unknown {
  const byType = new Map<string, string[]>();
  for (const entry of principals) {
    const type = textAt(entry, "type") ?? "";
    const identifiers = textsAt(entry, "identifiers").map((text) => variables(text, version));
    byType.set(type, [...(byType.get(type) ?? []), ...identifiers]);
  }
  const everyone = byType.get("*");
  if (byType.size === 1 && everyone?.length === 1 && everyone[0] === "*") return "*";
  return Object.fromEntries([...byType].map(([type, identifiers]) => [type, oneOrMany(identifiers)]));
}

function condition(conditions: readonly Wire[], version: string): Record<string, Record<string, unknown>> {
  const byTest: Record<string, Record<string, string[]>> = {};
  for (const entry of conditions) {
    const variable = textAt(entry, "variable") ?? "";
    const values = textsAt(entry, "values").map((text) => variables(text, version));
    const variablesOfTest = (byTest[textAt(entry, "test") ?? ""] ??= {});
    variablesOfTest[variable] = [...(variablesOfTest[variable] ?? []), ...values];
  }
  return Object.fromEntries(
    Object.entries(byTest).map(([test, entries]) => [
      test,
      Object.fromEntries(Object.entries(entries).map(([variable, values]) => [variable, oneOrMany(values)])),
    ]),
  );
}

/** The provider sorts lists backwards and writes a list of one as its element. */
function oneOrMany(texts: readonly string[]): string | string[] {
  const sorted = [...texts].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
  return sorted.length === 1 ? (sorted[0] ?? "") : sorted;
}

/** `&{aws:username}` stands for the policy variable `${aws:username}`, which version 2008-10-17 does not have. */
function variables(text: string, version: string): string {
  if (version !== "2008-10-17") return text.replaceAll("&{", "${");
  if (text.includes("&{"))
    throw new Error(`found &{ sequence in (${text}), which is not supported in document version 2008-10-17`);
  return text;
}

function parse(text: string): Document {
  const content: unknown = text === "" ? {} : JSON.parse(text);
  if (!isRecord(content)) throw new Error("a source or override policy document is not a JSON object");
  const statements = content["Statement"] ?? [];
  return {
    Version: textAt(content, "Version") ?? "",
    ...(typeof content["Id"] === "string" && content["Id"] !== "" ? { Id: content["Id"] } : {}),
    Statement: (Array.isArray(statements) ? statements : [statements]).filter(isRecord),
  };
}

function refuseRepeatedSids(statements: readonly Statement[], where: string): void {
  const seen = new Set<string>();
  for (const { Sid: sid } of statements) {
    if (typeof sid !== "string" || sid === "") continue;
    if (seen.has(sid))
      throw new Error(`duplicate Sid (${sid}) in ${where}. Remove the Sid or ensure the Sid is unique.`);
    seen.add(sid);
  }
}

function checksum(text: string): number {
  let hash = 0;
  for (const character of text) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash;
}

function textAt(value: Wire, key: string): string | undefined {
  const text = value[key];
  return typeof text === "string" && text !== "" ? text : undefined;
}

function textsAt(value: Wire, key: string): string[] {
  const texts = value[key];
  if (typeof texts === "string") return [texts];
  return Array.isArray(texts) ? texts.map(String) : [];
}

function recordsAt(value: Wire, key: string): Wire[] {
  const records = value[key];
  return Array.isArray(records) ? records.filter(isRecord) : [];
}
