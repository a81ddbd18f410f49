import type { FunctionContext } from "./functions";
import { declarationOf, type Member, membersOf, packageFolder } from "./sdk-types";
import type { Wire } from "./values";
import * as fs from "node:fs";
import * as path from "node:path";

const MAX_DEPTH = 6;

interface StandIns {
  readonly one: string;
  readonly list: readonly string[];
}

/**
 * A result with the shape that the program's SDK declares for the function, so that `result.ids[0]` is there:
 * arguments come back as they were given, every other value is a stand-in for an unknown one.
 */
export function unknownResult(token: string, args: Wire, context: FunctionContext): Wire {
  const because = `it is the answer of ${token}, which only the real provider can give`;
  const standIns: StandIns = {
    one: context.placeholders.make(because),
    list: context.placeholders.makeList(because),
  };
  // Tags given narrow the search; what is found may carry more.
  const echo = Object.fromEntries(Object.entries(args).filter(([key]) => key !== "tags"));
  const text = declarationOf(token, context.programDirectory);
  const name = token.slice(token.lastIndexOf(":") + 1);
  const members =
    text === undefined ? undefined : membersOf(text, `${name.charAt(0).toUpperCase()}${name.slice(1)}Result`);
  if (members === undefined) return { id: standIns.one, arn: standIns.one, name: standIns.one, ...echo };
  const outputs = new OutputTypes(token, context.programDirectory);
  return { ...shapeOf(members, outputs, standIns, 0), ...echo };
}

function shapeOf(members: readonly Member[], outputs: OutputTypes, standIns: StandIns, depth: number): Wire {
  const shape: Record<string, unknown> = {};
  for (const { name, isOptional, type } of members) {
    if (!isOptional) shape[name] = valueOf(type, outputs, standIns, depth);
  }
  return shape;
}

function valueOf(type: string, outputs: OutputTypes, standIns: StandIns, depth: number): unknown {
  const single = type.replace(/ \| undefined$/, "");
  if (single.endsWith("[]")) {
    const item = valueOf(single.slice(0, -2), outputs, standIns, depth);
    return item === standIns.one ? standIns.list : [item];
  }
  if (single.startsWith("{")) return {};
  if (single.startsWith("outputs.") && depth < MAX_DEPTH) {
    const members = outputs.membersOf(single.slice("outputs.".length));
    return members === undefined ? {} : shapeOf(members, outputs, standIns, depth + 1);
  }
  return standIns.one;
}

/** The nested types of results, which an SDK keeps in one large file. */
class OutputTypes {
  private text: string | undefined;

  constructor(
    private readonly token: string,
    private readonly programDirectory: string,
  ) {}

  /** `ec2.GetSubnetsFilter` is interface `GetSubnetsFilter` of namespace `ec2`. */
  membersOf(name: string): Member[] | undefined {
    const [first = "", ...rest] = name.split(".");
    const isNested = rest.length > 0;
    const text = this.read();
    const start = isNested ? text.indexOf(`namespace ${first} {`) : 0;
    if (start < 0) return undefined;
    const end = isNested ? text.indexOf("\n}", start) : text.length;
    return membersOf(text.slice(start, end), isNested ? rest.join(".") : first);
  }

  private read(): string {
    if (this.text === undefined) {
      const folder = packageFolder(this.token.split(":")[0] ?? "", this.programDirectory);
      const file = path.join(folder ?? "", "types", "output.d.ts");
      this.text = folder !== undefined && fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
    }
    return this.text;
  }
}
