/** `aws.iam.getPolicyDocument`: policy documents written and merged as the Terraform data source does. */
import { isObject, type Properties } from "./values";

/** @returns members of the function's result */
export function policyDocument(args: Properties): Properties {
  const sources = [...texts(args["sourceJson"]), ...texts(args["sourcePolicyDocuments"])].map(parse);
  const overrides = [...texts(args["overrideJson"]), ...texts(args["overridePolicyDocuments"])].map(parse);
  const document: Properties = { Version: args["version"] ?? "2012-10-17", Statement: [] };
  let statements: Properties[] = [];
  for (const source of sources) {
    Object.assign(document, withoutStatements(source));
    statements = merge(statements, statementsOf(source));
  }
  if (args["version"] !== undefined) document["Version"] = args["version"];
  if (args["policyId"] !== undefined) document["Id"] = args["policyId"];
  statements = merge(statements, objects(args["statements"]).map(writeStatement));
  for (const override of overrides) {
    Object.assign(document, withoutStatements(override));
    statements = merge(statements, statementsOf(override));
  }
  document["Statement"] = statements;
  return {
    ...args,
    id: "1234567890",
    json: JSON.stringify(document, undefined, 2),
    minifiedJson: JSON.stringify(document),
  };
}

/** A later statement takes the place of an earlier one with the same Sid. */
function merge(earlier: readonly Properties[], later: readonly Properties[]): Properties[] {
  const merged = [...earlier];
  for (const statement of later) {
    const sid = statement["Sid"];
    const place = sid === undefined || sid === "" ? -1 : merged.findIndex((other) => other["Sid"] === sid);
    if (place < 0) merged.push(statement);
    else merged[place] = statement;
  }
  return merged;
}

function writeStatement(statement: Properties): Properties {
  const written: Properties = {};
  if (statement["sid"]) written["Sid"] = statement["sid"];
  written["Effect"] = statement["effect"] ?? "Allow";
  const lists: readonly [string, string][] = [
    ["actions", "Action"],
    ["notActions", "NotAction"],
    ["resources", "Resource"],
    ["notResources", "NotResource"],
  ];
  for (const [from, to] of lists) {
    const values = texts(statement[from]);
    if (values.length > 0) written[to] = values.length === 1 ? values[0] : values.sort().reverse();
  }
  if (statement["principals"] !== undefined)
    written["Principal"] = writePrincipals(objects(statement["principals"]));
  if (statement["notPrincipals"] !== undefined)
    written["NotPrincipal"] = writePrincipals(objects(statement["notPrincipals"]));
  const conditions = objects(statement["conditions"]);
  if (conditions.length > 0) written["Condition"] = writeConditions(conditions);
  return written;
}

function writePrincipals(principals: readonly Properties[]): unknown {
  if (principals.length === 1 && principals[0]?.["type"] === "*") return "*";
  const written: Record<string, string | string[]> = {};
  for (const principal of principals) {
    const type = String(principal["type"]);
    const before = written[type];
    const all = [...(before === undefined ? [] : [before].flat()), ...texts(principal["identifiers"])];
    written[type] = all.length === 1 ? (all[0] ?? "") : all.sort().reverse();
  }
  return written;
}

function writeConditions(conditions: readonly Properties[]): Properties {
  const written: Record<string, Properties> = {};
  for (const condition of conditions) {
    const values = texts(condition["values"]);
    const test = (written[String(condition["test"])] ??= {});
    test[String(condition["variable"])] = values.length === 1 ? values[0] : values;
  }
  return written;
}

function parse(text: string): Properties {
  const document: unknown = JSON.parse(text);
  return isObject(document) ? document : {};
}

function statementsOf(document: Properties): Properties[] {
  return objects([document["Statement"] ?? []].flat());
}

function withoutStatements(document: Properties): Properties {
  return Object.fromEntries(Object.entries(document).filter(([name]) => name !== "Statement"));
}

function texts(value: unknown): string[] {
  if (value === undefined || value === null || value === "") return [];
  return [value].flat().map(String);
}

function objects(value: unknown): Properties[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
