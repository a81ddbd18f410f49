import { showText, type Text } from "../launch/iam/text";
import { isUnknown, Unknown, UnknownOutput, type Known } from "../launch/known";
import { LOGIN_ACTION } from "../launch/model/pull-needs";
import { READ_PARAMETER, READ_SECRET } from "../launch/model/secret-needs";
import type { PolicyStatement } from "./policy-document";

/** A pattern that a policy may name, or a resource whose ARN is not known yet. */
export type Granted = Known<string>;

/** Rights as they are asked for, and the fewest statements that give them. */
export class Grants {
  private readonly byActions = new Map<string, Grant>();

  add(actions: readonly string[], resource: Granted): void {
    const key = actions.join();
    const resources = this.byActions.get(key)?.resources ?? new Map<string, Granted>();
    resources.set(textOf(resource), resource);
    this.byActions.set(key, { actions, resources });
  }

  /** Sorted, so that the order of containers changes nothing. */
  statements(): PolicyStatement<Granted>[] {
    const merged = new Map<string, PolicyStatement<Granted>>();
    for (const { actions, resources } of this.byActions.values()) {
      const keys = [...resources.keys()].filter((key) => !isCovered(key, resources)).sort();
      // Different actions on the same resources make one statement: a role holds no more than 10,240 characters.
      const before = merged.get(keys.join())?.Action ?? [];
      const all = [...before, ...actions];
      merged.set(keys.join(), {
        Sid: sidOf(all),
        Effect: "Allow",
        Action: all,
        Resource: keys.map((key) => resources.get(key) ?? key),
      });
    }
    return [...merged.values()];
  }
}

interface Grant {
  readonly actions: readonly string[];
  /** By their texts. */
  readonly resources: Map<string, Granted>;
}

const textOf = (resource: Granted): string =>
  resource instanceof UnknownOutput
    ? `${resource.urn}.${resource.property}`
    : isUnknown(resource)
      ? resource.because
      : resource;

/** Whether a wider pattern stands among them, as that of all streams of a log group. */
const isCovered = (resource: string, among: ReadonlyMap<string, Granted>): boolean =>
  [...among.keys()].some(
    (other) => other !== resource && other.endsWith("*") && resource.startsWith(other.slice(0, -1)),
  );

const sids: Readonly<Record<string, string>> = {
  [LOGIN_ACTION]: "LogIn",
  "ecr:BatchGetImage": "PullImages",
  "ecr:BatchImportUpstreamImage": "ImportImages",
  [READ_SECRET]: "ReadSecrets",
  [READ_PARAMETER]: "ReadParameters",
  "logs:CreateLogStream": "WriteLogs",
  "logs:CreateLogGroup": "CreateLogGroups",
  "s3:GetObject": "ReadFiles",
  "s3:GetBucketLocation": "LocateFiles",
};

const sidOf = ([action = ""]: readonly string[]): string => sids[action] ?? action.replace(/\W/g, "");

/** The resource as a pattern of IAM: the six characters of a secret are `??????`, what ECS adds to a name is `*`. */
export function patternOf(resource: Text, [action]: readonly string[]): string {
  if (resource === "*") return resource;
  if (typeof resource === "string") return literally(resource);
  if (resource instanceof Unknown) throw new Error(`no ARN is known for ${String(action)}`);
  if (action !== READ_SECRET)
    return resource.map((part) => (typeof part === "string" ? literally(part) : "*")).join("");
  const known = showText(resource.filter((part) => typeof part === "string"));
  return `${literally(known)}${known.endsWith("-") ? "" : "-"}??????`;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html (special characters) */
const literally = (text: string): string => text.replace(/[*?]|\$(?=\{)/g, (character) => `\${${character}}`);
