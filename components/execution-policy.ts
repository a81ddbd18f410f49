import { parseArn, partitionOf } from "../launch/iam/arn";
import { showText, type Text } from "../launch/iam/text";
import { Unknown } from "../launch/known";
import type { Launch, LaunchType } from "../launch/launch";
import type { CloudModel } from "../launch/model/cloud-model";
import { emptyCloud } from "../launch/model/empty-cloud";
import { fileNeeds } from "../launch/model/file-needs";
import { logNeeds } from "../launch/model/log-needs";
import { LOGIN_ACTION, PULL_ACTIONS, pullNeeds } from "../launch/model/pull-needs";
import { readApiTaskDefinition } from "../launch/model/read-task-definition";
import type { RoleNeeds } from "../launch/model/role-need";
import { READ_PARAMETER, READ_SECRET, secretNeeds } from "../launch/model/secret-needs";
import type { PolicyStatement } from "./policy-document";

/** What an execution role is for, in the order in which a start asks for it. */
export const PURPOSES = ["pull", "secrets", "logs", "files"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** A launch, as far as the execution role serves it. */
export interface ExecutionNeeds {
  /** As ECS takes them: JSON text or a list. A value that is not known may be an `Unknown`. */
  readonly containerDefinitions: unknown;
  /** Where the task runs. */
  readonly region: string;
  /** The account of the task, twelve digits. */
  readonly account: string;
  /** Default: any. Fargate takes no FireLens configuration from S3. */
  readonly launchType?: LaunchType | undefined;
  /** ARNs of repositories to pull from besides those that the images name. */
  readonly repositories?: readonly string[] | undefined;
  /** Prefixes of pull-through caches of the task's region, as `docker-hub`. */
  readonly pullThroughPrefixes?: readonly string[] | undefined;
  /**
   * ARNs or ids of the keys of your own that encrypt the secrets, parameters and files. Keys that AWS manages
   * (`alias/aws/…`, or an empty text) need nothing and are passed over.
   */
  readonly keys?: readonly (string | undefined)[] | undefined;
}

/** What a role must be allowed for a launch to start, and what could not be told. */
export interface ExecutionPolicy {
  readonly statements: readonly PolicyStatement[];
  /** One sentence each: "read the secrets of web: …". Empty where all is known. */
  readonly open: readonly string[];
}

/**
 * The rights that a task needs of its execution role until its containers run: exactly the actions on exactly the
 * ARNs, as the rules of the pack ask for them.
 * @throws {RangeError} for a key that is given by its alias, which IAM does not compare with
 */
export function executionPolicy(
  given: ExecutionNeeds,
  purposes: readonly Purpose[] = PURPOSES,
): ExecutionPolicy {
  const launch = launchOf(given);
  const model = modelOf(given);
  const needs = purposes.map((purpose) => needsOf[purpose](launch, model));
  const grants = new Grants();
  for (const { access } of needs.flatMap(({ known }) => known)) {
    grants.add(access.actions, access.resource);
    if (access.perhaps !== undefined) grants.add(access.actions, access.perhaps);
  }
  if (purposes.includes("pull"))
    for (const repository of given.repositories ?? []) {
      grants.add([LOGIN_ACTION], "*");
      grants.add(PULL_ACTIONS, repository);
    }
  const statements = grants.statements();
  const decrypt = decryption(given, statements);
  return {
    statements: decrypt === undefined ? statements : [...statements, decrypt],
    open: needs.flatMap(({ open }) => open).map(({ what, because }) => `${what}: ${because}`),
  };
}

const needsOf: Readonly<Record<Purpose, (launch: Launch, model: CloudModel) => RoleNeeds>> = {
  pull: pullNeeds,
  secrets: secretNeeds,
  logs: logNeeds,
  files: fileNeeds,
};

const ref = { id: "file:task-definition", name: "the task definition" };

function launchOf({ containerDefinitions, region, launchType }: ExecutionNeeds): Launch {
  return {
    id: ref.id,
    taskDefinition: readApiTaskDefinition({ containerDefinitions }, ref, region),
    site: undefined,
    launchType: launchType ?? new Unknown("the launch type is not given"),
  };
}

function modelOf({ account, region, pullThroughPrefixes = [] }: ExecutionNeeds): CloudModel {
  const pullThroughCaches = pullThroughPrefixes.map((prefix) => ({
    ref: { id: prefix, name: prefix },
    prefix,
    region,
    exists: true,
  }));
  return { ...emptyCloud(account), registry: { pullThroughCaches, policies: [] } };
}

/** One statement for the actions that go together. */
class Grants {
  private readonly resources = new Map<string, { actions: readonly string[]; resources: Set<string> }>();

  add(actions: readonly string[], resource: Text): void {
    const key = actions.join();
    const grant = this.resources.get(key) ?? { actions, resources: new Set<string>() };
    this.resources.set(key, grant);
    grant.resources.add(patternOf(resource, actions));
  }

  statements(): PolicyStatement[] {
    return mergeActions([...this.resources.values()]).map(({ actions, resources }) => ({
      Sid: sidOf(actions),
      Effect: "Allow",
      Action: actions,
      Resource: resources,
    }));
  }
}

interface Grant {
  readonly actions: readonly string[];
  /** Sorted, so that the order of containers changes nothing. */
  readonly resources: readonly string[];
}

/** Different actions on the same resources make one statement: a role holds no more than 10,240 characters. */
function mergeActions(
  grants: readonly { readonly actions: readonly string[]; readonly resources: ReadonlySet<string> }[],
): Grant[] {
  const merged = new Map<string, Grant>();
  for (const { actions, resources } of grants) {
    const sorted = [...resources].filter((resource) => !isCovered(resource, resources)).sort();
    const key = sorted.join();
    merged.set(key, { actions: [...(merged.get(key)?.actions ?? []), ...actions], resources: sorted });
  }
  return [...merged.values()];
}

/** Whether a wider pattern stands among them, as that of all streams of a log group. */
const isCovered = (resource: string, among: ReadonlySet<string>): boolean =>
  [...among].some(
    (other) => other !== resource && other.endsWith("*") && resource.startsWith(other.slice(0, -1)),
  );

const sids: Readonly<Record<string, string>> = {
  [LOGIN_ACTION]: "LogIn",
  "ecr:BatchGetImage": "PullImages",
  "ecr:BatchImportUpstreamImage": "ImportImages",
  [READ_SECRET]: "ReadSecrets",
  [READ_PARAMETER]: "ReadParameters",
  "logs:CreateLogStream": "WriteLogs",
  "logs:PutLogEvents": "WriteLogs",
  "logs:CreateLogGroup": "CreateLogGroups",
  "s3:GetObject": "ReadFiles",
  "s3:GetBucketLocation": "LocateFiles",
};

const sidOf = ([action = ""]: readonly string[]): string => sids[action] ?? action.replace(/\W/g, "");

/** The resource as a pattern of IAM: the six characters of a secret are `??????`, what ECS adds to a name is `*`. */
function patternOf(resource: Text, [action]: readonly string[]): string {
  if (resource === "*") return resource;
  if (typeof resource === "string") return literally(resource);
  if (resource instanceof Unknown) throw new Error(`no ARN is known for ${String(action)}`);
  const known = showText(resource.filter((part) => typeof part === "string"));
  if (action !== READ_SECRET)
    return resource.map((part) => (typeof part === "string" ? literally(part) : "*")).join("");
  return `${literally(known)}${known.endsWith("-") ? "" : "-"}??????`;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html (special characters) */
const literally = (text: string): string => text.replace(/[*?]|\$(?=\{)/g, (character) => `\${${character}}`);

/** Secrets, parameters and files under keys of the user's are read through the service that keeps them. */
function decryption(
  { keys = [], account, region }: ExecutionNeeds,
  statements: readonly PolicyStatement[],
): PolicyStatement | undefined {
  const partition = partitionOf(region);
  const arns = keys.flatMap((key) => keyArn(key, `arn:${partition}:kms:${region}:${account}:key/`));
  const services = [...new Set(statements.flatMap(servicesOf))].sort();
  if (arns.length === 0 || services.length === 0) return undefined;
  return {
    Sid: "Decrypt",
    Effect: "Allow",
    Action: ["kms:Decrypt"],
    Resource: [...new Set(arns)].sort(),
    // How the other partitions spell the names of the services is not documented.
    ...((partition === "aws" || partition === "aws-us-gov") && {
      Condition: { StringLike: { "kms:ViaService": services } },
    }),
  };
}

function keyArn(key: string | undefined, prefix: string): string[] {
  if (key === undefined || key === "" || /(^|:)alias\/aws\//.test(key)) return [];
  if (/(^|:)alias\//.test(key))
    throw new RangeError(
      `${key} is the alias of a key. IAM compares with the key's own ARN, so that reading what it encrypts is denied. Give the ARN or the id of the key.`,
    );
  return [key.startsWith("arn:") ? key : `${prefix}${key}`];
}

/** Values of `kms:ViaService`. The region of a bucket stands nowhere. */
function servicesOf({ Action, Resource }: PolicyStatement): string[] {
  if (Action.includes("s3:GetObject")) return ["s3.*.amazonaws.com"];
  if (!Action.includes(READ_SECRET) && !Action.includes(READ_PARAMETER)) return [];
  return Resource.map((arn) => parseArn(arn)).flatMap((arn) =>
    arn === undefined ? [] : [`${arn.service}.${arn.region}.amazonaws.com`],
  );
}
