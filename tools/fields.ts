import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";
import { RULES } from "../policies/registry";
import judgements from "./field-judgements.json";

/**
 * Accounts for every field with which ECS is asked to start a task: `docs/fields.md` from the types of the SDK's client
 * and the judgements in `field-judgements.json`. A field that nobody has judged or that is left open, and a judgement of a field that is gone, are errors.
 */
const ROOT = path.join(__dirname, "..");
const PAGE = path.join(ROOT, "docs/fields.md");

/** The requests that register a task definition or launch its tasks. */
export const REQUESTS = [
  "RegisterTaskDefinitionRequest",
  "CreateServiceRequest",
  "CreateTaskSetRequest",
  "RunTaskRequest",
] as const;

/** Rule ids that read a field, or why none does; a reason that begins with `open: ` says that the field waits for a judgement. */
export type Judgement = readonly string[] | string;

const TABLE: Readonly<Record<string, Judgement>> = judgements.fields;

const OPEN = "open: ";
const CANARY = "Left to the canary";

/** `Shape.member` of every field that holds a value of its own, in the order of the requests. */
export function fieldsOfClient(): string[] {
  const shapes = readShapes();
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const shape = shapes.get(name);
    if (shape === undefined || seen.has(name)) return;
    seen.add(name);
    for (const member of shape.members) {
      if (!ts.isPropertySignature(member) || member.type === undefined) continue;
      const inner = shapeIn(member.type, shapes);
      if (inner === undefined) found.add(`${name}.${member.name.getText()}`);
      else visit(inner);
    }
  };
  for (const request of REQUESTS) {
    if (!shapes.has(request)) throw new Error(`the client has no ${request}`);
    visit(request);
  }
  return [...found];
}

function readShapes(): Map<string, ts.InterfaceDeclaration> {
  const folder = path.join(ROOT, "node_modules/@aws-sdk/client-ecs/dist-types/models");
  const shapes = new Map<string, ts.InterfaceDeclaration>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".d.ts"))) {
    const text = readFileSync(path.join(folder, file), "utf8");
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    for (const node of source.statements)
      if (ts.isInterfaceDeclaration(node)) shapes.set(node.name.text, node);
  }
  return shapes;
}

/** The shape in a type: behind `| undefined`, in a list or as the value of a record. */
function shapeIn(type: ts.TypeNode, shapes: ReadonlyMap<string, unknown>): string | undefined {
  if (ts.isUnionTypeNode(type))
    return type.types.map((each) => shapeIn(each, shapes)).find((name) => name !== undefined);
  if (ts.isArrayTypeNode(type)) return shapeIn(type.elementType, shapes);
  if (!ts.isTypeReferenceNode(type)) return undefined;
  const name = type.typeName.getText();
  if (shapes.has(name)) return name;
  const value = name === "Record" ? type.typeArguments?.[1] : undefined;
  return value === undefined ? undefined : shapeIn(value, shapes);
}

/** What is wrong with the table: fields without a judgement, judgements without a field, rules that are none. */
export function faultsOfTable(fields: readonly string[] = fieldsOfClient(), table = TABLE): string[] {
  const rules = new Set(RULES.map(({ id }) => id));
  const unread = fields
    .filter((field) => table[field] === undefined)
    .map((field) => `${field} is judged by nobody`);
  const gone = Object.keys(table)
    .filter((field) => !fields.includes(field))
    .map((field) => `${field} is no field of the client`);
  const strange = Object.entries(table).flatMap(([field, judgement]) => {
    if (typeof judgement === "string") return faultOfReason(field, judgement);
    const unknown = judgement.filter((id) => !rules.has(id));
    return judgement.length === 0 || unknown.length > 0
      ? [`${field} names ${unknown.join(", ") || "no rule"}`]
      : [];
  });
  return [...unread, ...gone, ...strange];
}

function faultOfReason(field: string, reason: string): string[] {
  if (reason.startsWith(OPEN)) return [`${field} is open`];
  return reason.length > 10 ? [] : [`${field} has no reason`];
}

export function page(fields: readonly string[] = fieldsOfClient()): string {
  const shapes = [...new Set(fields.map((field) => shapeOf(field)))];
  const sections = shapes.map((shape) => {
    const rows = fields
      .filter((field) => shapeOf(field) === shape)
      .map((field) => [memberOf(field), cell(TABLE[field] ?? "")]);
    return `## ${shape}\n\n${tableOf([["field", "read by, or why it is not"], ...rows])}`;
  });
  const head = [
    "# Every field of a launch",
    "<!-- generated from the types of @aws-sdk/client-ecs and tools/field-judgements.json: npx ts-node -T tools/fields.ts -->",
    `What ECS can be told of a task and of its launch, as the requests ${REQUESTS.map((name) => `\`${name}\``).join(", ")} of the SDK have it: which rule reads each field, or why none does. **Left to the canary** stands where a field can stop a start and no program shows it: the image, the kernel, a directory or a key say so when a task is started.`,
  ];
  return `${[...head, ...sections].join("\n\n")}\n`;
}

const shapeOf = (field: string): string => field.slice(0, field.indexOf("."));
const memberOf = (field: string): string => `\`${field.slice(field.indexOf(".") + 1)}\``;

function cell(judgement: Judgement): string {
  if (typeof judgement !== "string") return judgement.map((id) => `[${id}](rules/${id}.md)`).join(", ");
  return judgement.startsWith(CANARY) ? `**${CANARY}**${judgement.slice(CANARY.length)}` : judgement;
}

/** A Markdown table as the formatter would leave it. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const padded = rows.map((row) => line(row.map((text, column) => text.padEnd(widths[column] ?? 0))));
  return [padded[0], line(widths.map((width) => "-".repeat(width))), ...padded.slice(1)].join("\n");
}

/** Whether the page is what it would be now. */
export const isCurrent = (): boolean => existsSync(PAGE) && readFileSync(PAGE, "utf8") === page();

if (require.main === module) {
  const faults = faultsOfTable();
  if (faults.length > 0) {
    console.error(faults.join("\n"));
    process.exitCode = 1;
  } else writeFileSync(PAGE, page());
}
