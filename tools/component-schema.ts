/**
 * Writes plugin/component-schema.json: what other languages see of the components, read from their TypeScript types.
 * Where an argument takes a resource or its ARN, other languages give the ARN; arguments and outputs that only a
 * resource can be are left out.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { format, resolveConfig } from "prettier";
import * as ts from "typescript";
import type { ObjectSpec, PropertySpec, ResourceSpec, TypeSpec } from "../plugin/package-schema-types";

const ROOT = path.join(__dirname, "..");
export const COMPONENT_SCHEMA_FILE = path.join(ROOT, "plugin/component-schema.json");
const COMPONENTS = ["EcsService", "ExecutionRole", "LaunchEndpoints"] as const;
const PREFIX = "ecs-preflight:index:";

export interface ComponentSchema {
  readonly types: Readonly<Record<string, ObjectSpec>>;
  readonly resources: Readonly<Record<string, ResourceSpec>>;
}

/** The content that the file must have. */
export async function componentSchemaText(): Promise<string> {
  const config = await resolveConfig(COMPONENT_SCHEMA_FILE);
  const text = JSON.stringify(new SchemaReader().read(), null, 2);
  return format(text, { ...config, parser: "json" });
}

class SchemaReader {
  private readonly checker: ts.TypeChecker;
  private readonly module: ts.Symbol;
  private readonly types = new Map<string, { readonly of: ts.Type; spec?: ObjectSpec }>();

  constructor() {
    const file = path.join(ROOT, "components/index.ts");
    const config: unknown = ts.readConfigFile(path.join(ROOT, "tsconfig.json"), (name) =>
      ts.sys.readFile(name),
    ).config;
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
    const program = ts.createProgram([file], options);
    this.checker = program.getTypeChecker();
    const source = program.getSourceFile(file);
    const module = source === undefined ? undefined : this.checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${file} exports nothing`);
    this.module = module;
  }

  read(): ComponentSchema {
    const exported = this.checker.getExportsOfModule(this.module);
    const resources = exported
      .filter(({ name }) => COMPONENTS.some((component) => component === name))
      .sort((a, b) => a.name.localeCompare(b.name))
      .map((symbol) => [`${PREFIX}${symbol.name}`, this.component(symbol)] as const);
    const types = [...this.types]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, { spec }]) => [`${PREFIX}${name}`, spec] as const);
    return { types: Object.fromEntries(types), resources: Object.fromEntries(resources) } as ComponentSchema;
  }

  private component(exported: ts.Symbol): ResourceSpec {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(exported) : exported;
    const [signature] = this.checker
      .getTypeOfSymbol(symbol)
      .getConstructSignatures()
      .filter(({ parameters }) => parameters.length > 1);
    const args = signature?.parameters[1];
    if (args === undefined) throw new Error(`${symbol.name} takes no arguments`);
    const inputs = this.properties(this.checker.getTypeOfSymbol(args).getProperties(), symbol.name, true);
    const outputs = this.outputs(this.checker.getDeclaredTypeOfSymbol(symbol), symbol);
    return {
      description: this.describe(symbol),
      isComponent: true,
      inputProperties: inputs.properties,
      requiredInputs: inputs.required,
      properties: outputs.properties,
      required: outputs.required,
    };
  }

  private outputs(type: ts.Type, component: ts.Symbol): Pick<ObjectSpec, "properties" | "required"> {
    const own = type
      .getProperties()
      .filter((property) => property.valueDeclaration?.parent === component.valueDeclaration)
      .filter((property) => !isHidden(property) && this.isOutput(this.checker.getTypeOfSymbol(property)));
    return this.properties(own, component.name);
  }

  private isOutput(type: ts.Type): boolean {
    const members = type.isUnion() ? type.types : [type];
    return (
      members.some((member) => /^Output/.test(nameOf(member))) ||
      /^Output</.test(this.checker.typeToString(type))
    );
  }

  private object(type: ts.Type, owner: string): Pick<ObjectSpec, "properties" | "required"> {
    return this.properties(type.getProperties(), owner);
  }

  private properties(
    symbols: readonly ts.Symbol[],
    owner: string,
    areInputs = false,
  ): Pick<ObjectSpec, "properties" | "required"> {
    const properties: Record<string, PropertySpec> = {};
    const required: string[] = [];
    for (const symbol of symbols) {
      const type = this.checker.getTypeOfSymbol(symbol);
      const spec = this.type(type, `${owner}${capitalised(symbol.name)}`);
      if (spec === undefined) continue;
      const plain = areInputs && !this.mayComeLater(type);
      properties[symbol.name] = {
        ...spec,
        ...(plain && { plain }),
        ...this.described(symbol),
      };
      if (!(symbol.flags & ts.SymbolFlags.Optional) && !this.isOptional(type)) required.push(symbol.name);
    }
    return { properties, required };
  }

  private isOptional(type: ts.Type): boolean {
    return this.plain(type).some(({ flags }) => flags & ts.TypeFlags.Undefined);
  }

  private mayComeLater(type: ts.Type): boolean {
    return (type.isUnion() ? type.types : [type]).some((member) => nameOf(member) === "Promise");
  }

  /** The members of a type without what makes inputs and outputs of them. */
  private plain(type: ts.Type): readonly ts.Type[] {
    const members = type.isUnion() ? type.types : [type];
    return members.flatMap((member) => {
      const name = nameOf(member);
      if (name === "Promise") return [];
      if (name === "OutputInstance" || name === "Output") {
        // Within a union it repeats what stands beside it.
        if (members.length > 1 && !this.isOutput(type)) return [];
        const [of] = member.aliasTypeArguments ?? this.checker.getTypeArguments(member as ts.TypeReference);
        return of === undefined || members.some((other) => other === of) ? [] : this.plain(of);
      }
      if (member.isIntersection()) {
        const inner = member.types.find((one) => nameOf(one) === "OutputInstance");
        if (inner !== undefined) {
          const [of] = this.checker.getTypeArguments(inner as ts.TypeReference);
          return of === undefined ? [] : this.plain(of);
        }
      }
      return [member];
    });
  }

  /** Undefined for what no other language can give. */
  private type(type: ts.Type, name: string): TypeSpec | undefined {
    const members = this.plain(type).filter(
      ({ flags }) => !(flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void)),
    );
    const specs = members.flatMap((member) => this.member(member, name) ?? []);
    const distinct = [...new Map(specs.map((spec) => [JSON.stringify(spec), spec])).values()];
    return distinct.length > 1 ? { oneOf: distinct } : distinct[0];
  }

  private member(type: ts.Type, name: string): TypeSpec | undefined {
    const { flags } = type;
    if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive))
      return { $ref: "pulumi.json#/Any" };
    if (flags & ts.TypeFlags.StringLike) return { type: "string" };
    if (flags & ts.TypeFlags.NumberLike) return { type: "number" };
    if (flags & ts.TypeFlags.BooleanLike) return { type: "boolean" };
    if (this.checker.isArrayType(type)) {
      const [element] = this.checker.getTypeArguments(type as ts.TypeReference);
      const items = element === undefined ? undefined : this.type(element, name);
      return items === undefined ? undefined : { type: "array", items };
    }
    const index = this.checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (index !== undefined) {
      const values = this.type(index, name);
      return values === undefined ? undefined : { type: "object", additionalProperties: values };
    }
    if (this.isResource(type) || type.getCallSignatures().length > 0) return undefined;
    return this.named(type, name);
  }

  private isResource(type: ts.Type): boolean {
    if (type.getProperty("urn") !== undefined) return true;
    const names = type.getProperties().map((property) => property.name);
    return names.length === 1 && (names[0] === "arn" || names[0] === "name" || names[0] === "id");
  }

  private named(type: ts.Type, fallback: string): TypeSpec {
    const own = nameOf(type);
    const wanted = own === "" || own.startsWith("__") ? fallback : own.replace(/Args$/, "");
    let name = wanted;
    for (let count = 2; this.types.get(name) !== undefined && this.types.get(name)?.of !== type; count += 1)
      name = `${wanted}${count}`;
    if (!this.types.has(name)) {
      const entry: { of: ts.Type; spec?: ObjectSpec } = { of: type };
      this.types.set(name, entry);
      const symbol = type.aliasSymbol ?? type.getSymbol();
      entry.spec = {
        type: "object",
        ...(symbol !== undefined && this.described(symbol)),
        ...this.object(type, name),
      };
    }
    return { $ref: `#/types/${PREFIX}${name}` };
  }

  /** In our own words; what comes from another package, `@pulumi/aws` above all, its own documentation describes. */
  private described(symbol: ts.Symbol): { description?: string } {
    const isOwn =
      symbol.declarations?.some((declaration) => !isOfPackage(declaration.getSourceFile())) === true;
    const description = isOwn ? this.describe(symbol) : "";
    return description === "" ? {} : { description };
  }

  private describe(symbol: ts.Symbol): string {
    const text = ts.displayPartsToString(symbol.getDocumentationComment(this.checker));
    return text
      .replace(/\{@link (\w+)\}/g, "$1")
      .replace(/\s*\n\s*/g, " ")
      .trim();
  }
}

const isOfPackage = ({ fileName }: ts.SourceFile): boolean => fileName.includes("/node_modules/");

const nameOf = (type: ts.Type): string => (type.aliasSymbol ?? type.getSymbol())?.name ?? "";

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

function isHidden(symbol: ts.Symbol): boolean {
  const declaration = symbol.valueDeclaration;
  return (
    declaration !== undefined && (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private) !== 0
  );
}

if (require.main === module)
  void componentSchemaText().then((text) => fs.writeFileSync(COMPONENT_SCHEMA_FILE, text));
