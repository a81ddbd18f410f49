import { isUnknown, type Known, type Unknown } from "../known";
import type { Launch } from "../launch";
import type { LaunchSite } from "../model/launch-site";
import { laterText } from "../model/later-text";
import { imageReference } from "../model/image";
import type { CloudModel } from "../model/cloud-model";
import { anyRegistry, aws, ecr, nameOf, registryHost, type Needs, type Service } from "./services";
import type { Container, SecretReference } from "../model/task-definition";

/** As much of a launch as decides what it has to reach. */
export interface ReachingLaunch extends Pick<Launch, "taskDefinition" | "launchType"> {
  readonly site: Pick<LaunchSite, "ref" | "enableExecuteCommand" | "platformVersion"> | undefined;
}

type Types = Pick<CloudModel, "typeOf" | "guarded">;

/** What a start has to reach from the network it gets its image, secrets and logs through. */
export function needsOf(launch: ReachingLaunch, model: Types): Needs {
  const { taskDefinition, site } = launch;
  const found = new Map<string, Service>();
  const region = taskDefinition.region;
  const add = (service: Service | undefined): void => {
    if (service !== undefined && !found.has(nameOf(service))) found.set(nameOf(service), service);
  };
  const { containers } = taskDefinition;
  let open: string | undefined;
  if (isUnknown(containers)) {
    open = containers.because;
    for (const service of fromOrigins(launch, model)) add(service);
  } else {
    for (const container of containers) {
      if (isUnknown(container)) {
        open ??= container.because;
        add(anyRegistry(container.because));
        continue;
      }
      open ??= readContainer(container, region, launch, model, add);
    }
  }
  if (site?.enableExecuteCommand === true)
    add({ ...aws("ssmmessages", region, `ECS Exec of ${site.ref.name}`), optional: true });
  return { services: onPlatform([...found.values()], launch), open };
}

/**
 * What the agent of an instance has to reach before ECS places anything on it. Without the telemetry tasks start.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html#ecs-vpc-endpoint-ec2
 */
export function needsOfAgent(region: Known<string | undefined>): readonly Service[] {
  return ["ecs", "ecs-agent", "ecs-telemetry"].map((name) => ({
    ...aws(name, region, "the agent of the instances"),
    optional: name === "ecs-telemetry",
  }));
}

/** Before 1.4.0 Fargate logged in to ECR and read secrets over an interface of its own. */
const OF_FARGATE = ["ecr.api", "secretsmanager", "ssm"];

function onPlatform(
  services: readonly Service[],
  { site, launchType, taskDefinition }: ReachingLaunch,
): readonly Service[] {
  const version = site?.platformVersion;
  const { operatingSystem } = taskDefinition;
  if (launchType !== "FARGATE" || version === undefined) return services;
  if (typeof operatingSystem === "string" && operatingSystem.startsWith("WINDOWS")) return services;
  const isOfFargate = ({ name, kind }: Service): boolean => kind === "aws" && OF_FARGATE.includes(name);
  if (isUnknown(version))
    return services.map((service) =>
      isOfFargate(service) ? { ...service, perhaps: version.because } : service,
    );
  return /^1\.[0-3]\./.test(version) ? services.filter((service) => !isOfFargate(service)) : services;
}

function readContainer(
  container: Container,
  region: Known<string | undefined>,
  launch: ReachingLaunch,
  model: Types,
  add: (service: Service | undefined) => void,
): string | undefined {
  const name = typeof container.name === "string" ? container.name : `number ${container.index + 1}`;
  const opens = [
    readImage(container, name, launch, model, add),
    readSecrets(container.secrets, `the secrets of container ${name}`, region, model, add),
    readLogs(container, name, region, model, add),
    readCredentials(container, name, region, add),
    readFiles(container, name, region, add),
  ];
  return opens.find((why) => why !== undefined);
}

type Add = (service: Service | undefined) => void;

function readImage(
  { image }: Container,
  name: string,
  launch: ReachingLaunch,
  model: Types,
  add: Add,
): string | undefined {
  const reader = `container ${name}'s image`;
  if (isUnknown(image)) {
    if (isFromEcr(image.from, model))
      for (const service of ecr(launch.taskDefinition.region, reader, false)) add(service);
    else add(anyRegistry(image.because));
    return isFromEcr(image.from, model) ? undefined : image.because;
  }
  const reference = image === undefined ? undefined : imageReference(image);
  if (reference === undefined) return undefined;
  const { registry } = reference;
  if (registry.kind === "ecr")
    for (const service of ecr(registry.region, reader, registry.fips || registry.dualStack)) add(service);
  else add(registryHost(registry, reader));
  return undefined;
}

function readSecrets(
  secrets: Known<readonly Known<SecretReference>[]>,
  reader: string,
  region: Known<string | undefined>,
  model: Types,
  add: Add,
): string | undefined {
  if (isUnknown(secrets)) return secrets.because;
  let open: string | undefined;
  for (const secret of secrets) {
    const from = isUnknown(secret) ? secret : secret.valueFrom;
    if (isUnknown(from)) {
      const service = laterService(from, reader, model);
      if (service === undefined) open ??= from.because;
      add(service);
    } else if (from !== undefined) add(secretService(from, reader, region));
  }
  return open;
}

/** A secret or parameter of this stack, in the region that it is made in. */
function laterService(text: Unknown, reader: string, model: Types): Service | undefined {
  const later = laterText(text, model);
  if (later?.kind !== "secret" && later?.kind !== "parameter") return undefined;
  const { secrets, parameters } = model.guarded;
  const made = later.kind === "secret" ? secrets.byRef(later.urn) : parameters.byRef(later.urn);
  const name = later.kind === "secret" ? "secretsmanager" : "ssm";
  return made === undefined ? undefined : aws(name, made.region, reader);
}

function secretService(
  valueFrom: string,
  reader: string,
  region: Known<string | undefined>,
): Service | undefined {
  if (!valueFrom.startsWith("arn:")) return aws("ssm", region, reader);
  const [, , service, own] = valueFrom.split(":");
  const where = own === undefined || own === "" ? region : own;
  if (service === "secretsmanager") return aws("secretsmanager", where, reader);
  return service === "ssm" ? aws("ssm", where, reader) : undefined;
}

function readLogs(
  { logConfiguration }: Container,
  name: string,
  region: Known<string | undefined>,
  model: Types,
  add: Add,
): string | undefined {
  if (isUnknown(logConfiguration)) return logConfiguration.because;
  if (logConfiguration === undefined) return undefined;
  const { driver, options, secretOptions } = logConfiguration;
  const secrets = readSecrets(secretOptions, `the log options of container ${name}`, region, model, add);
  if (isUnknown(driver)) return driver.because;
  if (driver !== "awslogs") return secrets;
  const own = isUnknown(options) ? options : options["awslogs-region"];
  // Another endpoint than the service's own may be named.
  if (isUnknown(options) || options["awslogs-endpoint"] !== undefined)
    return "where the logs go is not known";
  add(aws("logs", own ?? region, `the logs of container ${name}`));
  return secrets;
}

function readCredentials(
  { repositoryCredentials: secret }: Container,
  name: string,
  region: Known<string | undefined>,
  add: Add,
): string | undefined {
  if (isUnknown(secret)) return secret.because;
  if (secret === undefined) return undefined;
  const own = secret.startsWith("arn:") ? secret.split(":")[3] : undefined;
  add(aws("secretsmanager", own ?? region, `the registry credentials of container ${name}`));
  return undefined;
}

function readFiles(
  { environmentFiles }: Container,
  name: string,
  region: Known<string | undefined>,
  add: Add,
): string | undefined {
  if (isUnknown(environmentFiles)) return environmentFiles.because;
  if (environmentFiles.length > 0) add(aws("s3", region, `the environment files of container ${name}`));
  return undefined;
}

/** What the resources that unknown container definitions are made from tell of them. */
function fromOrigins(launch: ReachingLaunch, model: Types): Service[] {
  const { containersFrom, ref, region, containers } = launch.taskDefinition;
  const because = isUnknown(containers) ? containers.because : "";
  const image = isFromEcr(containersFrom, model)
    ? ecr(region, `the image of ${ref.name}`, false)
    : [anyRegistry(because)];
  const perhaps = (name: string, type: RegExp, reader: string): Service[] =>
    containersFrom.some((urn) => type.test(model.typeOf(urn) ?? ""))
      ? [{ ...aws(name, region, reader), perhaps: because }]
      : [];
  return [
    ...image,
    ...perhaps("logs", /:LogGroup$/, `the logs of ${ref.name}`),
    ...perhaps("secretsmanager", /^aws:secretsmanager\/secret:Secret$/, `the secrets of ${ref.name}`),
    ...perhaps("ssm", /^aws:ssm\/parameter:Parameter$/, `the secrets of ${ref.name}`),
  ];
}

const ECR = /^(aws:ecr\/repository:Repository|awsx:(x:)?ecr:(Repository|Image|RegistryImage))$/;

/** Made from a repository of this stack: the image lies in ECR. */
const isFromEcr = (from: readonly string[], model: Types): boolean =>
  from.some((urn) => ECR.test(model.typeOf(urn) ?? ""));
