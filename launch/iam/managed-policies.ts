import managed from "../data/managed-policies.json";
import { Unknown } from "../known";
import { parseArn } from "./arn";
import { parsePolicy, type PolicyDocument, type Statement } from "./policy-document";

interface ManagedPolicy {
  readonly version: string;
  readonly updated: string;
  readonly document: unknown;
  /** Where only these services' actions were kept, because the whole is too large. */
  readonly services?: readonly string[];
}

const policies: Readonly<Record<string, ManagedPolicy>> = managed.policies;

/** Paths by name. IAM keeps names unique whatever their path, so a listed name stands at no other path. */
const pathByName = new Map(Object.keys(policies).map((path) => [nameOf(path), path]));

/** Is it the ARN of a policy that AWS itself keeps, in any partition? */
export const isAwsManaged = (arn: string): boolean => {
  const { service, accountId, resource = "" } = parseArn(arn) ?? {};
  return service === "iam" && accountId === "aws" && resource.startsWith("policy/");
};

/**
 * The document of an AWS managed policy, as it was when the data was read; AWS may have changed it since.
 * A policy that is not in the data is unknown.
 *
 * @param arn for example `arn:aws-cn:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy`
 */
export function managedPolicyDocument(arn: string): PolicyDocument {
  const { partition = "aws", resource = "" } = parseArn(arn) ?? {};
  const path = resource.slice("policy/".length);
  const wrong = rightArnOf(arn);
  if (wrong !== undefined)
    return { statements: [], malformed: `AWS has no policy \`${arn}\`; its ARN is \`${wrong}\`` };
  const key = `${partition} ${path}`;
  const known = cache.get(key) ?? read(path, partition);
  cache.set(key, known);
  return known;
}

/**
 * The right ARN of an AWS managed policy where the given one has its name, but not its path
 * (`…:policy/AmazonECSTaskExecutionRolePolicy` lacks `service-role/`); undefined where nothing is known to be wrong.
 */
export function rightArnOf(arn: string): string | undefined {
  if (!isAwsManaged(arn)) return undefined;
  const path = arn.slice(arn.indexOf(":policy/") + ":policy/".length);
  const right = pathByName.get(nameOf(path));
  return right === undefined || right === path
    ? undefined
    : arn.replace(`:policy/${path}`, `:policy/${right}`);
}

const cache = new Map<string, PolicyDocument>();

function read(path: string, partition: string): PolicyDocument {
  const policy = Object.hasOwn(policies, path) ? policies[path] : undefined;
  if (policy === undefined)
    return {
      statements: [],
      unknown: new Unknown("its text is not among the AWS managed policies known here"),
    };
  const text = JSON.stringify(policy.document).replaceAll('"arn:aws:', `"arn:${partition}:`);
  const document = parsePolicy(text);
  return policy.services === undefined
    ? document
    : {
        ...document,
        statements: [...document.statements, remainder(policy.services, document.statements.length + 1)],
      };
}

/** Stands for the statements that were left out: they may allow anything of the other services. */
function remainder(services: readonly string[], number: number): Statement {
  return {
    number,
    effect: "Allow",
    actions: { negated: true, patterns: services.map((service) => `${service}:*`) },
    resources: {
      negated: false,
      patterns: [new Unknown("its text is known here only for the services a start calls")],
    },
    conditions: [],
    variables: false,
  };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
