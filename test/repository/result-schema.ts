import Ajv from "ajv";
import schema from "../../schema/result.schema.json";

const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

/** How a result differs from `schema/result.schema.json`, after it went through JSON. */
export function complaintsAbout(result: unknown): string[] {
  validate(JSON.parse(JSON.stringify(result)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
}
