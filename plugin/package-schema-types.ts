/** The part of Pulumi's package schema that is used here: https://www.pulumi.com/docs/iac/extending-pulumi/schema/ */
export interface TypeSpec {
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  readonly items?: TypeSpec;
  readonly additionalProperties?: TypeSpec;
  readonly $ref?: string;
  /** One of several. */
  readonly oneOf?: readonly TypeSpec[];
}

export interface PropertySpec extends TypeSpec {
  /** Absent where another package describes it. */
  readonly description?: string;
  /** Its value has to be known when the program runs: no output of a resource. */
  readonly plain?: boolean;
}

export interface ObjectSpec {
  readonly type: "object";
  /** Absent where another package describes it. */
  readonly description?: string;
  readonly properties: Readonly<Record<string, PropertySpec>>;
  readonly required: readonly string[];
}

export interface ResourceSpec {
  readonly description: string;
  readonly isComponent?: boolean;
  readonly inputProperties: Readonly<Record<string, PropertySpec>>;
  readonly requiredInputs: readonly string[];
  readonly properties: Readonly<Record<string, PropertySpec>>;
  readonly required: readonly string[];
}
