import { isUnknown, Unknown, UnknownJson, type Known } from "../known";
import { parseConditions, type Condition } from "./condition-block";
import { parsePrincipals, type Principals } from "./principals";

/** What a document is attached to; the elements it may and must have differ. */
export type PolicyKind = "identity" | "resource" | "trust";

/** A list of patterns of which one has to match, or (negated) none may. An unknown entry may be any pattern. */
export interface Patterns {
  readonly negated: boolean;
  readonly patterns: readonly Known<string>[];
}

/** A statement, its elements in one normal form. */
export interface Statement {
  /** Counted from 1, as messages print it. */
  readonly number: number;
  readonly sid?: string;
  readonly effect: Known<"Allow" | "Deny">;
  readonly actions: Patterns;
  /** Absent: the statement speaks of the resource it is attached to. */
  readonly resources?: Patterns;
  readonly principals?: Principals;
  readonly conditions: readonly Condition[];
  /** Does `${…}` mean a policy variable? Only since language version 2012-10-17. */
  readonly variables: Known<boolean>;
  /** Why it is open whether IAM accepts the statement. */
  readonly doubt?: Unknown;
}

/** A policy document as far as it is known. */
export interface PolicyDocument {
  readonly statements: readonly Statement[];
  /** The text, or the list of statements, is not known. */
  readonly unknown?: Unknown;
  /** Why IAM refuses the document. It then grants nothing and denies nothing. */
  readonly malformed?: string;
}

/** Thrown and caught in this module alone. */
class Malformed extends Error {}

/**
 * Reads a policy document: JSON text or an object, parts of which may be unknown. Never throws.
 *
 * The grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(document: Known<unknown>, kind: PolicyKind = "identity"): PolicyDocument {
  const content = document instanceof UnknownJson ? document.content : document;
  if (isUnknown(content)) return { statements: [], unknown: content };
  try {
    return readDocument(content, kind);
  } catch (error) {
    if (error instanceof Malformed) return { statements: [], malformed: error.message };
    throw error;
  }
}

function readDocument(document: unknown, kind: PolicyKind): PolicyDocument {
  const json = typeof document === "string" ? parseJson(document) : document;
  if (!isRecord(json)) throw new Malformed("it is not a JSON object");
  const version = json["Version"] ?? "2008-10-17";
  if (!isUnknown(version) && version !== "2012-10-17" && version !== "2008-10-17")
    throw new Malformed(`its version is neither 2012-10-17 nor 2008-10-17`);
  const list = json["Statement"];
  if (list === undefined || list === null) throw new Malformed("it has no Statement");
  if (isUnknown(list)) return { statements: [], unknown: list };
  const variables = isUnknown(version) ? version : version === "2012-10-17";
  const statements = listOf(list).map((item, index) => readStatement(item, index + 1, kind, variables));
  refuseRepeatedSids(statements, kind);
  return { statements };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Malformed("its text is not JSON");
  }
}

function readStatement(
  item: unknown,
  number: number,
  kind: PolicyKind,
  variables: Known<boolean>,
): Statement {
  const where = `statement ${number}`;
  if (isUnknown(item)) return unknownStatement(item, number, variables);
  if (!isRecord(item)) throw new Malformed(`${where} is not a JSON object`);
  const effect = item["Effect"];
  if (!isUnknown(effect) && effect !== "Allow" && effect !== "Deny")
    throw new Malformed(
      effect === undefined ? `${where} has no Effect` : `the Effect of ${where} is neither Allow nor Deny`,
    );
  const actions = readPatterns(item, "Action", where);
  if (actions === undefined) throw new Malformed(`${where} has neither Action nor NotAction`);
  const resources = readPatterns(item, "Resource", where);
  if (kind === "trust" && resources !== undefined)
    throw new Malformed(`${where} has a Resource, which a trust policy may not have`);
  if (kind === "identity" && resources === undefined)
    throw new Malformed(`${where} has neither Resource nor NotResource`);
  refuseValues(where, actions, resources);
  const principals = parsePrincipals(item["Principal"], item["NotPrincipal"]);
  if (kind === "identity" && principals !== undefined)
    throw new Malformed(`${where} names a Principal, which only a resource or trust policy may`);
  if (kind !== "identity" && principals === undefined) throw new Malformed(`${where} names no Principal`);
  if (kind === "trust" && principals?.negated === true)
    throw new Malformed(`${where} has NotPrincipal, which a trust policy may not have`);
  const conditions = parseConditions(item["Condition"]);
  if (typeof conditions === "string") throw new Malformed(`${where} ${conditions}`);
  const sid = item["Sid"];
  if (kind !== "resource" && typeof sid === "string" && !/^[0-9A-Za-z]*$/.test(sid))
    throw new Malformed(`the Sid of ${where} has characters other than letters and digits`);
  const doubt = doubtOf(item, sid, kind, actions);
  return {
    number,
    ...(typeof sid === "string" && { sid }),
    effect,
    actions,
    ...(resources !== undefined && { resources }),
    ...(principals !== undefined && { principals }),
    conditions,
    variables,
    ...(doubt !== undefined && { doubt }),
  };
}

function unknownStatement(because: Unknown, number: number, variables: Known<boolean>): Statement {
  const anything: Patterns = { negated: false, patterns: [because] };
  return {
    number,
    effect: because,
    actions: anything,
    resources: anything,
    conditions: [],
    variables,
    doubt: because,
  };
}

function readPatterns(
  item: Record<string, unknown>,
  element: "Action" | "Resource",
  where: string,
): Patterns | undefined {
  const plain = item[element];
  const negated = item[`Not${element}`];
  if (plain !== undefined && negated !== undefined)
    throw new Malformed(`${where} has both ${element} and Not${element}`);
  const value = plain ?? negated;
  if (value === undefined || value === null) return undefined;
  const patterns = listOf(value).map((entry) => {
    if (isUnknown(entry) || typeof entry === "string") return entry;
    throw new Malformed(`${where} has a ${element} that is not a text`);
  });
  if (patterns.length === 0) throw new Malformed(`${where} has an empty list of ${element.toLowerCase()}s`);
  return { negated: plain === undefined, patterns };
}

/** Values that IAM refuses for certain. */
function refuseValues(where: string, actions: Patterns, resources: Patterns | undefined): void {
  for (const action of actions.patterns)
    if (typeof action === "string" && action !== "*" && !action.includes(":"))
      throw new Malformed(`the action \`${action}\` of ${where} names no service`);
  for (const resource of resources?.patterns ?? [])
    if (typeof resource === "string" && !/[*?$]/.test(resource.slice(0, 4)) && !resource.startsWith("arn:"))
      throw new Malformed(`the resource \`${resource}\` of ${where} is neither an ARN nor *`);
}

const elements = new Set([
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);

function doubtOf(
  item: Record<string, unknown>,
  sid: unknown,
  kind: PolicyKind,
  actions: Patterns,
): Unknown | undefined {
  if (isUnknown(sid)) return sid;
  const strange = Object.keys(item).find((key) => !elements.has(key));
  if (strange !== undefined)
    return new Unknown(`it has an element \`${strange}\` that the policy language does not know`);
  if (
    kind === "trust" &&
    actions.patterns.some((action) => typeof action === "string" && /^(sts:)?[*]$/i.test(action))
  )
    // IAM has been seen to refuse these: "AssumeRole policy may only specify STS AssumeRole actions."
    return new Unknown(
      "a trust policy may only list STS AssumeRole actions, and IAM has refused wildcards there",
    );
  return undefined;
}

function refuseRepeatedSids(statements: readonly Statement[], kind: PolicyKind): void {
  if (kind === "resource") return;
  const sids = statements.map(({ sid }) => sid).filter((sid) => sid !== undefined && sid !== "");
  const repeated = sids.find((sid, index) => sids.indexOf(sid) !== index);
  if (repeated !== undefined) throw new Malformed(`two statements have the Sid \`${repeated}\``);
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value);
