import type { Input } from "@pulumi/pulumi";
import { isLater, joinTexts } from "../outputs";
import type { ContainerArgs, HasArn, PortMappingArgs, SecretSource } from "./container-args";

/** A container definition of the ECS API, of which values may come later. */
export type ContainerDefinition = Readonly<Record<string, unknown>>;

/** Where the containers log that do not say so themselves. */
export interface LogsOfService {
  readonly group: Input<string>;
  /** Default: left out. */
  readonly region?: Input<string> | undefined;
}

/** The containers by name, whichever way they are given. */
export function namedContainers(
  name: string,
  { container, containers }: Containers,
): readonly (readonly [Input<string>, ContainerArgs])[] {
  return [
    ...(container === undefined ? [] : [[container.name ?? name, container] as const]),
    ...Object.entries(containers ?? {}).map(([key, args]) => [args.name ?? key, args] as const),
  ];
}

interface Containers {
  readonly container?: ContainerArgs | undefined;
  readonly containers?: Readonly<Record<string, ContainerArgs>> | undefined;
}

/** @param logs asked for only where a container needs it */
export function containerDefinition(
  name: Input<string>,
  args: ContainerArgs,
  logs: () => LogsOfService,
): ContainerDefinition {
  const { portMappings, environment, secrets, repositoryCredentials, logConfiguration, ...same } = args;
  return {
    ...same,
    name,
    ...(portMappings === undefined ? {} : { portMappings: portMappings.map(portMapping) }),
    ...(environment === undefined ? {} : { environment: listOf(environment) }),
    ...(secrets === undefined ? {} : { secrets: secretList(secrets) }),
    ...(repositoryCredentials === undefined
      ? {}
      : {
          repositoryCredentials: {
            credentialsParameter: valueFrom(repositoryCredentials.credentialsParameter),
          },
        }),
    logConfiguration:
      logConfiguration === undefined
        ? awslogs(logs())
        : { ...logConfiguration, ...secretOptions(logConfiguration) },
  };
}

function awslogs({ group, region }: LogsOfService): object {
  // Fargate wants a prefix; it is the first part of the name of the stream, before container and task.
  return {
    logDriver: "awslogs",
    options: {
      "awslogs-group": group,
      ...(region === undefined ? {} : { "awslogs-region": region }),
      "awslogs-stream-prefix": "ecs",
    },
  };
}

function secretOptions({ secretOptions: given }: NonNullable<ContainerArgs["logConfiguration"]>): object {
  return given === undefined ? {} : { secretOptions: secretList(given) };
}

function portMapping({ targetGroup, ...mapping }: PortMappingArgs): object {
  return { ...mapping, containerPort: portOf({ ...mapping, targetGroup }) };
}

/** The port given, else that of the target group. */
export function portOf({ containerPort, targetGroup }: PortMappingArgs): Input<number | undefined> {
  if (containerPort !== undefined || targetGroup === undefined) return containerPort;
  return isResource(targetGroup) && "port" in targetGroup ? targetGroup.port : undefined;
}

function listOf(environment: NonNullable<ContainerArgs["environment"]>): unknown {
  if (Array.isArray(environment) || isLater(environment)) return environment;
  return Object.entries(environment).map(([name, value]) => ({ name, value: value as unknown }));
}

function secretList(secrets: NonNullable<ContainerArgs["secrets"]>): readonly object[] {
  const list = isList(secrets)
    ? secrets
    : Object.entries(secrets).map(([name, source]) => ({ name, valueFrom: source }));
  return list.map((secret) => ({ name: secret.name, valueFrom: valueFrom(secret.valueFrom) }));
}

const isList = <T>(
  value: T | Readonly<Record<string, unknown>>,
): value is Extract<T, readonly unknown[]> & T => Array.isArray(value);

/** The grammar is `arn:key:stage:id`; without key, stage and id it is the ARN alone. */
function valueFrom(source: SecretSource): Input<string> {
  if (!isResource(source)) return source;
  if (!("secret" in source)) return source.arn;
  const { key, versionStage, versionId } = source;
  const arn = arnOf(source.secret);
  if (key === undefined && versionStage === undefined && versionId === undefined) return arn;
  return joinTexts(arn, ":", key ?? "", ":", versionStage ?? "", ":", versionId ?? "");
}

/** The ARN of what is given by ARN or as a resource. */
export function arnOf(source: Input<string> | HasArn): Input<string> {
  return isResource(source) ? source.arn : source;
}

/** Not a text, now or later. */
function isResource<T>(source: T): source is Exclude<T, Input<string>> {
  return typeof source !== "string" && !isLater(source);
}
