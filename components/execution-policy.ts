import { partitionOf } from "../launch/iam/arn";
import { isUnknown, Unknown, UnknownOutput } from "../launch/known";
import type { Launch, LaunchType } from "../launch/launch";
import { Catalogue } from "../launch/model/catalogue";
import type { CloudModel } from "../launch/model/cloud-model";
import { emptyCloud } from "../launch/model/empty-cloud";
import { fileNeeds } from "../launch/model/file-needs";
import { nothingGuarded, type GuardedResource } from "../launch/model/guarded";
import { logNeeds } from "../launch/model/log-needs";
import { LOGIN_ACTION, PULL_ACTIONS, pullNeeds } from "../launch/model/pull-needs";
import { readApiTaskDefinition } from "../launch/model/read-task-definition";
import type { RoleNeeds } from "../launch/model/role-need";
import { READ_PARAMETER, READ_SECRET, secretNeeds } from "../launch/model/secret-needs";
import { absent } from "../launch/reference";
import { Grants, patternOf, type Granted } from "./execution-grants";
import type { PolicyStatement } from "./policy-document";

/** What an execution role is for, in the order in which a start asks for it. */
export const PURPOSES = ["pull", "secrets", "logs", "files"] as const;
export type Purpose = (typeof PURPOSES)[number];

/**
 * A launch, as far as the execution role serves it.
 * @typeParam Arn other than a text where one may not be known yet
 */
export interface ExecutionNeeds<Arn = string> {
  /** As ECS takes them: JSON text or a list. A value that is not known may be an `Unknown`. */
  readonly containerDefinitions: unknown;
  /** Where the task runs. */
  readonly region: string;
  /** The account of the task, twelve digits. */
  readonly account: string;
  /** Default: any. Fargate takes no FireLens configuration from S3. */
  readonly launchType?: LaunchType | undefined;
  /** ARNs of repositories to pull from besides those that the images name. */
  readonly repositories?: readonly Arn[] | undefined;
  /** Prefixes of pull-through caches of the task's region, as `docker-hub`. */
  readonly pullThroughPrefixes?: readonly string[] | undefined;
  /**
   * ARNs or ids of the keys of your own that encrypt the secrets, parameters and files. Keys that AWS manages
   * (`alias/aws/…`, or an empty text) need nothing and are passed over.
   */
  readonly keys?: readonly (Arn | undefined)[] | undefined;
  /** Resources whose outputs stand in the container definitions. */
  readonly made?: readonly MadeResource[] | undefined;
}

/** A resource of the program whose ARN is not known yet. */
export interface MadeResource {
  /** As in the `UnknownOutput`s that come from it. */
  readonly id: string;
  readonly kind: "repository" | "secret" | "parameter";
}

/** What a role must be allowed for a launch to start, and what could not be told. */
export interface ExecutionPolicy<Resource = string> {
  readonly statements: readonly PolicyStatement<Resource>[];
  /** One sentence each: "read the secrets of web: …". Empty where all is known. */
  readonly open: readonly string[];
}

/**
 * The rights that a task needs of its execution role until its containers run: exactly the actions on exactly the
 * ARNs, as the rules of the pack ask for them.
 * @throws {RangeError} for a key that is given by its alias, which IAM does not compare with
 */
export function executionPolicy(
  needs: ExecutionNeeds,
  purposes: readonly Purpose[] = PURPOSES,
): ExecutionPolicy {
  return sketchExecutionPolicy({ ...needs, made: [] }, purposes) as ExecutionPolicy;
}

/** The same before all is known: an output of a resource stands for an ARN that comes later. */
export function sketchExecutionPolicy(
  given: ExecutionNeeds<Granted>,
  purposes: readonly Purpose[] = PURPOSES,
): ExecutionPolicy<Granted> {
  const launch = launchOf(given);
  const model = modelOf(given);
  const needs = purposes.map((purpose) => needsOf[purpose](launch, model));
  const grants = new Grants();
  for (const { access } of needs.flatMap(({ known }) => known)) {
    const { actions, resource, perhaps, origin } = access;
    const isMade = given.made?.some(({ id }) => id === origin?.urn) === true;
    grants.add(
      actions,
      isMade ? new UnknownOutput(LATER, origin?.urn ?? "", "arn") : patternOf(resource, actions),
    );
    if (perhaps !== undefined) grants.add(actions, patternOf(perhaps, actions));
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

const LATER = "it is made in the deployment";

const needsOf: Readonly<Record<Purpose, (launch: Launch, model: CloudModel) => RoleNeeds>> = {
  pull: pullNeeds,
  secrets: secretNeeds,
  logs: logNeeds,
  files: fileNeeds,
};

const ref = { id: "file:task-definition", name: "the task definition" };

function launchOf({ containerDefinitions, region, launchType }: ExecutionNeeds<Granted>): Launch {
  return {
    id: ref.id,
    taskDefinition: readApiTaskDefinition({ containerDefinitions }, ref, region),
    site: undefined,
    launchType: launchType ?? new Unknown("the launch type is not given"),
  };
}

function modelOf({
  account,
  region,
  pullThroughPrefixes = [],
  made = [],
}: ExecutionNeeds<Granted>): CloudModel {
  const pullThroughCaches = pullThroughPrefixes.map((prefix) => ({
    ref: { id: prefix, name: prefix },
    prefix,
    region,
    exists: true,
  }));
  const ofKind = (kind: MadeResource["kind"]): Catalogue<GuardedResource> =>
    new Catalogue(made.filter((resource) => resource.kind === kind).map(unnamed), () => []);
  return {
    ...emptyCloud(account),
    registry: { pullThroughCaches, policies: [] },
    repositories: ofKind("repository"),
    guarded: { ...nothingGuarded(), secrets: ofKind("secret"), parameters: ofKind("parameter") },
  };
}

const unnamed = ({ id }: MadeResource): GuardedResource => ({
  ref: { id, name: id },
  name: new Unknown(LATER),
  arn: new Unknown(LATER),
  region: new Unknown(LATER),
  key: absent,
  policies: [],
  incomplete: undefined,
});

/** Secrets, parameters and files under keys of the user's are read through the service that keeps them. */
function decryption(
  { keys = [], account, region }: ExecutionNeeds<Granted>,
  statements: readonly PolicyStatement<Granted>[],
): PolicyStatement<Granted> | undefined {
  const partition = partitionOf(region);
  const grants = new Grants();
  for (const key of keys) {
    const arn = keyArn(key, `arn:${partition}:kms:${region}:${account}:key/`);
    if (arn !== undefined) grants.add(["kms:Decrypt"], arn);
  }
  const [decrypt] = grants.statements();
  const services = [...new Set(statements.flatMap(servicesOf))].sort();
  if (decrypt === undefined || services.length === 0) return undefined;
  return {
    ...decrypt,
    Sid: "Decrypt",
    // How the other partitions spell the names of the services is not documented.
    ...((partition === "aws" || partition === "aws-us-gov") && {
      Condition: { StringLike: { "kms:ViaService": services } },
    }),
  };
}

function keyArn(key: Granted | undefined, prefix: string): Granted | undefined {
  if (key === undefined || isUnknown(key)) return key;
  if (key === "" || /(^|:)alias\/aws\//.test(key)) return undefined;
  if (/(^|:)alias\//.test(key))
    throw new RangeError(
      `${key} is the alias of a key. IAM compares with the key's own ARN, so that reading what it encrypts is denied. Give the ARN or the id of the key.`,
    );
  return key.startsWith("arn:") ? key : `${prefix}${key}`;
}

/** Values of `kms:ViaService`. The statements themselves say in which regions. */
function servicesOf({ Action }: PolicyStatement<Granted>): readonly string[] {
  return [...KEEPERS].flatMap(([action, service]) =>
    Action.includes(action) ? [`${service}.*.amazonaws.com`] : [],
  );
}

const KEEPERS: ReadonlyMap<string, string> = new Map([
  [READ_SECRET, "secretsmanager"],
  [READ_PARAMETER, "ssm"],
  ["s3:GetObject", "s3"],
]);
