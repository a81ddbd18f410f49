import { Output, Resource, RunError, type Input } from "@pulumi/pulumi";
import { Unknown } from "../launch/known";
import type { LaunchType } from "../launch/launch";
import { readTaskDefinition } from "../launch/model/read-task-definition";
import { INSTANCE_SERVICES } from "../launch/network/endpoint-names";
import { nothingGuarded } from "../launch/model/guarded";
import { needsOf } from "../launch/network/needs";
import type { Service } from "../launch/network/services";
import { absent } from "../launch/reference";

/** A container definition as ECS takes it, as far as it decides which endpoints a start needs. */
export interface ReachingContainer {
  readonly name?: Input<string>;
  readonly image?: Input<string>;
  readonly secrets?: Input<readonly Input<ReachingSecret>[]>;
  readonly environmentFiles?: Input<readonly Input<ReachingFile>[]>;
  readonly repositoryCredentials?: Input<{ readonly credentialsParameter: Input<string> }>;
  readonly logConfiguration?: Input<{
    readonly logDriver: Input<string>;
    readonly options?: Input<Readonly<Record<string, Input<string>>>>;
    readonly secretOptions?: Input<readonly Input<ReachingSecret>[]>;
  }>;
  /** Whatever else a container definition has. */
  readonly [property: string]: unknown;
}

export interface ReachingFile {
  /** ARN of the object. */
  readonly value: Input<string>;
  readonly type?: Input<string>;
}

export interface ReachingSecret {
  readonly name: Input<string>;
  readonly valueFrom: Input<string>;
}

/** A launch, as far as it decides which endpoints its start needs. */
export interface EndpointLaunch {
  /** The very list that the task definition gets, before it is turned into JSON; or its JSON. */
  readonly containerDefinitions: Input<readonly Input<ReachingContainer>[]> | Input<string>;
  /** Default: `FARGATE`. `EC2`: the endpoints of the ECS agent are needed, too. */
  readonly launchType?: LaunchType;
  /** Default: `LATEST`. Before 1.4.0 Fargate logged in to ECR and read secrets over an interface of its own. */
  readonly platformVersion?: string;
  /** ECS Exec is on. Default: false. */
  readonly executeCommand?: boolean;
}

/** What launches need endpoints for, told from the program alone, so that it is the same at every preview and update. */
export interface EndpointNeeds {
  /** In this region: `ecr.dkr`, `s3`, …, in alphabetical order. */
  readonly services: readonly string[];
  /** Why there may be more, one for each launch of which this is not told. */
  readonly open: readonly string[];
}

/**
 * What the launches need endpoints for in the region. Values that are outputs are decided by the resource they come
 * from: an image by its repository, a secret by the service that keeps it. What lies in another region is left out,
 * because endpoints serve their own alone; so is a registry that has no endpoint.
 */
export function endpointNeeds(launches: readonly EndpointLaunch[], region: string): EndpointNeeds {
  const each = launches.map((launch, index) => needsOfLaunch(launch, `launches[${index}]`, region));
  return {
    services: [...new Set(each.flatMap(({ services }) => services))].sort(),
    open: each.flatMap(({ open }) => open ?? []),
  };
}

function needsOfLaunch(
  launch: EndpointLaunch,
  at: string,
  region: string,
): { readonly services: readonly string[]; readonly open: string | undefined } {
  const { launchType = "FARGATE", platformVersion, executeCommand = false } = launch;
  const containers = withoutOutputs(launch.containerDefinitions, `${at}.containerDefinitions`, region);
  const ref = { id: at, name: at };
  const taskDefinition = readTaskDefinition({
    ref,
    get: (property) => (property === "containerDefinitions" ? containers : undefined),
    reference: () => absent,
    from: () => [],
    region,
  });
  const [fault] = taskDefinition.malformed.filter(({ effect }) => effect === "start");
  if (fault !== undefined)
    throw new RunError(
      `${at}: ${fault.path} ${fault.problem}.\nECS would refuse the task definition.\nGive the list of container definitions.`,
    );
  const site = { ref, enableExecuteCommand: executeCommand, platformVersion };
  // An origin is given by its type token.
  const { services, open } = needsOf(
    { taskDefinition, launchType, site },
    { typeOf: (token) => token, guarded: nothingGuarded() },
  );
  const inRegion = services.filter((service) => isHere(service, region));
  const special = inRegion.find((service) => service.special);
  return {
    services: [...inRegion.map(({ name }) => name), ...(launchType === "EC2" ? INSTANCE_SERVICES : [])],
    open:
      open ??
      (special && `${at}: ${special.reader} has a FIPS or dual-stack name, which another endpoint serves`),
  };
}

/** A region that is an output is taken for this one: hardly anybody sends logs elsewhere. */
const isHere = ({ kind, region: its }: Service, region: string): boolean =>
  kind === "aws" && (typeof its !== "string" || its === region);

/** The same value, with an `Unknown` for each output that says of what resources it is made. */
function withoutOutputs(value: unknown, path: string, region: string): unknown {
  if (Output.isInstance(value) || value instanceof Promise) return withoutOutput(value, path, region);
  if (Array.isArray(value))
    return value.map((element: unknown, index) => withoutOutputs(element, `${path}[${index}]`, region));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withoutOutputs(inner, `${path}.${key}`, region)]),
  );
}

function withoutOutput(value: object, path: string, region: string): unknown {
  const types = typesBehind(value);
  const isSecret = /\.(?:valueFrom|credentialsParameter)$/.test(path);
  const keeper = isSecret ? keeperOf(types) : undefined;
  // Any secret there tells which service is called.
  if (keeper !== undefined) return `arn:aws:${keeper}:${region}:000000000000:${path}`;
  const from = types.length === 0 ? "is an output of no resource" : `comes from ${types.join(" and ")}`;
  return new Unknown(`${path} ${from}`, types);
}

/** Type tokens of the resources that an output is made of; they are known before its value is. */
function typesBehind(value: object): readonly string[] {
  const { resources } = value as { readonly resources?: () => Iterable<unknown> };
  if (typeof resources !== "function") return [];
  const found = [...resources.call(value)].filter((each) => Resource.isInstance(each));
  const types = found.map((each) => (each as { readonly __pulumiType?: string }).__pulumiType ?? "");
  return [...new Set(types)].sort();
}

/** Resources whose ARNs are those of secrets; databases keep the password of their administrator in one. */
const SECRETS =
  /^aws:(?:secretsmanager\/secret(?:Version)?|(?:rds|docdb|redshift)\/(?:cluster|instance)|redshiftserverless\/namespace):/;
const PARAMETERS = /^aws:ssm\/parameter:/;

function keeperOf(types: readonly string[]): "secretsmanager" | "ssm" | undefined {
  const inSecrets = types.some((type) => SECRETS.test(type));
  const inParameters = types.some((type) => PARAMETERS.test(type));
  if (inSecrets === inParameters) return undefined;
  return inSecrets ? "secretsmanager" : "ssm";
}
