import * as aws from "@pulumi/aws";
import {
  all,
  ComponentResource,
  interpolate,
  jsonStringify,
  output,
  RunError,
  type ComponentResourceOptions,
  type Input,
  type Output,
} from "@pulumi/pulumi";
import { partitionOf } from "../launch/iam/arn";
import { parseJson } from "../launch/json";
import type { LaunchType } from "../launch/launch";
import { containerDefinitionsResolved } from "../policies/rules/container-definitions-resolved";
import { partsOf, type Part } from "./execution-parts";
import { executionPolicy, type ExecutionPolicy, type Purpose } from "./execution-policy";
import { KNOWN_PARTS } from "../policies/known-parts";
import { sketchOf, type PolicySources } from "./execution-sketch";
import { isLater } from "./outputs";
import { policyDocument, type PolicyDocument, type PolicyStatement } from "./policy-document";

export interface ExecutionRoleArgs {
  /**
   * The `containerDefinitions` of the task definition that gets the role: JSON text, or a list. A list whose
   * elements are plain objects is best: what is known of it decides which policies there are, and its environment
   * is not looked at.
   */
  readonly containerDefinitions: Input<string | readonly unknown[]>;
  /**
   * Repositories, or their ARNs, to pull from besides those that the images name, for images that another program
   * chooses.
   */
  readonly repositories?: readonly Input<aws.ecr.Repository | string>[];
  /** Prefixes of pull-through caches, or their rules: the first pull of an image imports it. */
  readonly pullThroughCaches?: readonly Input<aws.ecr.PullThroughCacheRule | string>[];
  /**
   * Keys of your own that encrypt the secrets, parameters and files; or their ARNs or ids, as `secret.kmsKeyId`.
   * Keys that AWS manages need nothing.
   */
  readonly keys?: readonly Input<aws.kms.Key | string | undefined>[];
  /** Default: any. On `FARGATE` no FireLens configuration is read from S3. */
  readonly launchType?: Input<LaunchType | undefined>;
  /** Where the tasks run. Default: the region of the provider. */
  readonly region?: Input<string>;
  /** Default: made from the component's name. */
  readonly name?: Input<string>;
  /** Default: `/`. */
  readonly path?: Input<string>;
  readonly description?: Input<string>;
  /** ARN of a policy that limits what the role may do. It has to allow what the policies here do. */
  readonly permissionsBoundary?: Input<string>;
  readonly tags?: Input<Record<string, Input<string>>>;
}

/** What IAM takes as inline policies of one role. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MOST_CHARACTERS = 10_240;

/**
 * The role with which ECS starts the tasks of a task definition: it may pull their images, read their secrets and
 * files and write their logs, and nothing else; ECS alone may assume it, for tasks of this account and region.
 */
export class ExecutionRole extends ComponentResource {
  /** ARN of the role, known when its policies are attached: whoever uses it waits for them. */
  readonly arn: Output<string>;
  readonly name: Output<string>;
  readonly role: aws.iam.Role;
  /** What the role may do, as one policy document. */
  readonly policy: Output<string>;
  /** The policies as they are attached: one for each purpose where it is known what the role is for. */
  readonly policies: readonly aws.iam.RolePolicy[];

  /** @throws {RunError} where the container definitions are none; and in the deployment, where that is known only then */
  constructor(name: string, args: ExecutionRoleArgs, options: ComponentResourceOptions = {}) {
    super("ecs-preflight:index:ExecutionRole", name, {}, options);
    const account = aws.getCallerIdentityOutput({}, { parent: this }).accountId;
    const region = args.region ?? aws.getRegionOutput({}, { parent: this }).region;
    this.role = new aws.iam.Role(
      name,
      {
        assumeRolePolicy: jsonStringify(trustPolicy(account, region)),
        ...settingsOf(args),
      },
      { parent: this },
    );
    const granted = partsOf(plain(name, args.containerDefinitions), isGiven(args.repositories)).map(
      (part) => {
        const sources = sourcesOf(part, args, account, region);
        const policy = policyOf(name, part, sources);
        const attached = new aws.iam.RolePolicy(
          `${name}-${part.name}`,
          { role: this.role.name, policy: jsonStringify(policy) },
          { parent: this },
        );
        const sketch = { urn: attached.urn, property: "policy", content: sketchOf(part, sources) };
        return { policy, attached, sketch };
      },
    );
    this.policies = granted.map(({ attached }) => attached);
    this.policy = jsonStringify(
      all(granted.map(({ policy }) => policy)).apply((documents) =>
        withinQuota(name, policyDocument(documents.flatMap(({ Statement }) => Statement))),
      ),
    );
    this.name = this.role.name;
    const attached = all(this.policies.map(({ id }) => id));
    this.arn = all([this.role.arn, attached]).apply(([arn]) => arn);
    this.registerOutputs({
      arn: this.arn,
      name: this.name,
      policy: this.policy,
      [KNOWN_PARTS]: granted.map(({ sketch }) => sketch),
    });
  }
}

/** What of the arguments serves the purposes of one policy. */
function sourcesOf(
  { purposes }: Part,
  args: ExecutionRoleArgs,
  account: Input<string>,
  region: Input<string>,
): PolicySources {
  const isFor = (...some: Purpose[]): boolean => purposes.some((purpose) => some.includes(purpose));
  return {
    account,
    region,
    launchType: args.launchType,
    repositories: isFor("pull") ? (args.repositories ?? []) : [],
    pullThroughPrefixes: isFor("pull") ? (args.pullThroughCaches ?? []).map(prefixOf) : [],
    keys: isFor("secrets", "files") ? (args.keys ?? []) : [],
  };
}

function policyOf(
  name: string,
  { containerDefinitions, purposes }: Part,
  { repositories, keys, ...others }: PolicySources,
): Output<PolicyDocument> {
  return output({
    ...others,
    containerDefinitions,
    repositories: repositories.map((repository) => arnOf<string>(repository)),
    keys: keys.map((key) => arnOf<string | undefined>(key)),
  }).apply((needs) => policyDocument(orNothing(decided(name, executionPolicy(needs, purposes)))));
}

const isGiven = (list: readonly unknown[] | undefined): boolean => list !== undefined && list.length > 0;

function settingsOf(args: ExecutionRoleArgs): Partial<aws.iam.RoleArgs> {
  const { name, path, description, permissionsBoundary, tags } = args;
  return {
    ...(name !== undefined && { name }),
    ...(path !== undefined && { path }),
    ...(description !== undefined && { description }),
    ...(permissionsBoundary !== undefined && { permissionsBoundary }),
    ...(tags !== undefined && { tags }),
  };
}

/** JSON text is read at once, where it is known: the same policies as for the list come of it. */
function plain(name: string, definitions: ExecutionRoleArgs["containerDefinitions"]): Input<unknown> {
  const parsed = typeof definitions === "string" ? parseJson(definitions) : { value: definitions };
  if (parsed === undefined) throw refusal(name, "containerDefinitions is not JSON");
  const { value } = parsed;
  if (isLater(value) || (Array.isArray(value) && value.length > 0)) return value;
  throw refusal(name, "containerDefinitions is not a list of containers");
}

type Of<T> = Input<aws.ecr.Repository | aws.kms.Key | T>;

function arnOf<T extends string | undefined>(of: Of<T>): Output<T | string> {
  return output(of as Of<string>).apply((known) => (typeof known === "object" ? known.arn : known)) as Output<
    T | string
  >;
}

const prefixOf = (cache: Input<aws.ecr.PullThroughCacheRule | string>): Output<string> =>
  output(cache).apply((known) =>
    typeof known === "object" ? known.ecrRepositoryPrefix : known,
  ) as Output<string>;

/**
 * ECS alone, and only for this account and region; it never matches the ARN of one cluster.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html (confused deputy)
 */
const trustPolicy = (account: Input<string>, region: Input<string>): object => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "ecs-tasks.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        StringEquals: { "aws:SourceAccount": account },
        ArnLike: {
          "aws:SourceArn": interpolate`arn:${output(region).apply(partitionOf)}:ecs:${region}:${account}:*`,
        },
      },
    },
  ],
});

function decided(name: string, { statements, open: [open] }: ExecutionPolicy): readonly PolicyStatement[] {
  if (open !== undefined) throw refusal(name, open);
  return statements;
}

/** @param wrong such as "containerDefinitions is not JSON" */
const refusal = (name: string, wrong: string): RunError =>
  new RunError(
    [
      `ExecutionRole ${name}: ${wrong} [${containerDefinitionsResolved.id}].`,
      containerDefinitionsResolved.why,
      containerDefinitionsResolved.remedy,
    ].join("\n"),
  );

/** IAM takes no policy without a statement, and whether there is one may be known too late to leave it out. */
const orNothing = (statements: readonly PolicyStatement[]): readonly PolicyStatement[] =>
  statements.length > 0
    ? statements
    : [{ Sid: "NothingIsNeeded", Effect: "Deny", Action: ["sts:AssumeRole"], Resource: ["*"] }];

function withinQuota(name: string, document: PolicyDocument): PolicyDocument {
  const { length } = JSON.stringify(document);
  if (length <= MOST_CHARACTERS) return document;
  throw new RunError(
    [
      `ExecutionRole ${name}: what its containers need takes ${length} characters of policies.`,
      `IAM takes ${MOST_CHARACTERS} for one role and refuses the rest.`,
      "Keep several values in one secret and choose them by JSON key, or use fewer repositories and log groups.",
    ].join("\n"),
  );
}
