import { UnknownOutput, UnknownText } from "../known";
import type { CloudModel } from "./cloud-model";

/** A text that begins with an output of a resource which a start knows by kind. */
export interface LaterText {
  readonly kind: LaterKind;
  /** URN of the resource. */
  readonly urn: string;
  /** What follows the output, such as `:latest` or `:password::`; undefined where that is not known either. */
  readonly after: string | undefined;
  /** The text as it may come out: account, region and names in the output are made up. Undefined as `after` is. */
  readonly sample: string | undefined;
}

/** What an output names. */
export type LaterKind = "secret" | "parameter" | "repository" | "log-group";

interface Form {
  readonly kind: LaterKind;
  readonly sample: string;
}

const SECRET: Form = {
  kind: "secret",
  sample: "arn:aws:secretsmanager:us-east-1:123456789012:secret:made-up-AbCdEf",
};
const PARAMETER: Form = { kind: "parameter", sample: "made-up" };
const LOG_GROUP: Form = { kind: "log-group", sample: "made-up" };

/**
 * Outputs of which the form is documented, by type and property.
 * https://www.pulumi.com/registry/packages/aws/api-docs/ (outputs of each type), read 2026-11-29
 */
const FORMS: Readonly<Record<string, Readonly<Record<string, Form>>>> = {
  "aws:secretsmanager/secret:Secret": { arn: SECRET, id: SECRET },
  "aws:secretsmanager/secretVersion:SecretVersion": { arn: SECRET },
  "aws:ssm/parameter:Parameter": {
    name: PARAMETER,
    id: PARAMETER,
    arn: { kind: "parameter", sample: "arn:aws:ssm:us-east-1:123456789012:parameter/made-up" },
  },
  "aws:ecr/repository:Repository": {
    repositoryUrl: { kind: "repository", sample: "123456789012.dkr.ecr.us-east-1.amazonaws.com/made-up" },
  },
  "aws:cloudwatch/logGroup:LogGroup": { name: LOG_GROUP, id: LOG_GROUP },
};

/** Reads an unknown text as an output and what follows it; undefined where it is something else. */
export function laterText(value: unknown, model: Pick<CloudModel, "typeOf">): LaterText | undefined {
  const [output, ...rest] = value instanceof UnknownText ? value.parts : [value];
  if (!(output instanceof UnknownOutput)) return undefined;
  const form = FORMS[model.typeOf(output.urn) ?? ""]?.[output.property];
  if (form === undefined) return undefined;
  const known = rest.filter((part) => typeof part === "string");
  const after = known.length === rest.length ? known.join("") : undefined;
  const sample = after === undefined ? undefined : `${form.sample}${after}`;
  return { kind: form.kind, urn: output.urn, after, sample };
}
