import { isUnknown, mapKnown, Unknown, UnknownJson, type Known } from "../known";
import { field, flag, isGiven, isObject, list, listOf, number, parseJson, text, texts } from "../json";
import { literal, absent, type Reference, type ResourceRef } from "../reference";
import { lostIn } from "./lost-text";
import { malformationsOf } from "./malformations";
import type { PlacementConstraint } from "./placement-constraint";
import { optional, readContainer } from "./read-container";
import type { Container, Malformation, TaskDefinition, Volume } from "./task-definition";

/** How the source at hand spells what differs between the ECS API and the Pulumi provider. */
export interface TaskDefinitionSource {
  readonly ref: ResourceRef;
  /** Value of a top-level property; `undefined` when absent. */
  get(property: string): unknown;
  /** A property that names another object. */
  reference(property: string): Reference;
  /** Resources that a top-level property comes from. */
  from(property: string): readonly string[];
  readonly region: Known<string | undefined>;
}

/** Reads a task definition, whatever JSON stands in it. Never throws. */
export function readTaskDefinition(source: TaskDefinitionSource): TaskDefinition {
  const definitions = readDefinitions(source.get("containerDefinitions"));
  const platform = source.get("runtimePlatform");
  return {
    ref: source.ref,
    inView: true,
    family: text(source.get("family")),
    requiresCompatibilities: mapKnown(list(source.get("requiresCompatibilities")), (given) =>
      given.length === 0 ? undefined : texts(given),
    ),
    networkMode: text(source.get("networkMode")),
    cpu: text(source.get("cpu")),
    memory: text(source.get("memory")),
    executionRole: source.reference("executionRoleArn"),
    taskRole: source.reference("taskRoleArn"),
    operatingSystem: text(field(platform, "operatingSystemFamily")),
    cpuArchitecture: text(field(platform, "cpuArchitecture")),
    ephemeralStorageGiB: number(
      field(source.get("ephemeralStorage"), "sizeInGiB") ??
        field(source.get("ephemeralStorage"), "sizeInGib"),
    ),
    pidMode: text(source.get("pidMode")),
    ipcMode: text(source.get("ipcMode")),
    usesPlacementConstraints: isGiven(source.get("placementConstraints")),
    placementConstraints: listOf(source.get("placementConstraints"), readConstraint),
    usesInferenceAccelerators: isGiven(source.get("inferenceAccelerators")),
    proxyContainer: text(field(source.get("proxyConfiguration"), "containerName")),
    volumes: listOf(source.get("volumes"), (volume) => readVolume(volume, source.from("volumes"))),
    containers: definitions.containers,
    containersFrom: source.from("containerDefinitions"),
    malformed: definitions.malformed,
    region: source.region,
  };
}

/** A task definition of the ECS API: as `describe-task-definition` prints it or `register-task-definition` takes it. */
export function readApiTaskDefinition(json: unknown, ref: ResourceRef, region?: string): TaskDefinition {
  return readTaskDefinition({
    ref,
    get: (property) => field(json, property),
    reference: (property) => {
      const name = text(field(json, property));
      return typeof name === "string" ? literal(name) : absent;
    },
    from: () => [],
    region: region ?? new Unknown("a task definition in a file names no region"),
  });
}

/** Stands for a task definition that a site names and that is not in view. */
export function unseenTaskDefinition(ref: ResourceRef, because: string): TaskDefinition {
  const why = new Unknown(because);
  const none = { text: why, from: [] };
  const seen = readTaskDefinition({
    ref,
    get: () => why,
    reference: () => none,
    from: () => [],
    region: why,
  });
  return { ...seen, inView: false };
}

interface Definitions {
  readonly containers: Known<readonly Known<Container>[]>;
  readonly malformed: readonly Malformation[];
}

function readDefinitions(value: unknown): Definitions {
  if (value instanceof UnknownJson) return readParsed(value.content);
  if (isUnknown(value)) return { containers: value, malformed: [] };
  if (typeof value !== "string") return readParsed(value);
  const parsed = parseJson(value);
  if (parsed !== undefined) return readParsed(parsed.value);
  const lost = malformationsOf([{ image: value }])[0]?.problem;
  return broken(lost ?? "is not JSON");
}

function readParsed(value: unknown): Definitions {
  if (value === undefined || value === null) return broken("is missing");
  if (typeof value === "string")
    return broken(lostIn(value, ".image")?.problem ?? "is a text where ECS expects a list");
  if (!Array.isArray(value))
    return broken(isObject(value) ? "is an object where ECS expects a list" : "is not a list");
  if (value.length === 0) return broken("is an empty list");
  const containers = value.map((element: unknown, index) =>
    isUnknown(element) ? element : readContainer(element, index),
  );
  return { containers, malformed: malformationsOf(value) };
}

function broken(problem: string): Definitions {
  return {
    containers: new Unknown(`containerDefinitions ${problem}`),
    malformed: [{ path: "containerDefinitions", problem, effect: "start" }],
  };
}

/** Of a task definition or of a launch site. */
export function readConstraint(constraint: unknown): PlacementConstraint {
  return { type: text(field(constraint, "type")), expression: text(field(constraint, "expression")) };
}

function readVolume(volume: unknown, from: readonly string[]): Volume {
  const at = (key: string): unknown => field(volume, key);
  return {
    name: text(at("name")),
    hostPath: text(at("hostPath") ?? field(at("host"), "sourcePath")),
    usesDockerVolume: isGiven(at("dockerVolumeConfiguration")),
    usesFsx: isGiven(at("fsxWindowsFileServerVolumeConfiguration")),
    fsxCredentials: text(
      field(
        field(at("fsxWindowsFileServerVolumeConfiguration"), "authorizationConfig"),
        "credentialsParameter",
      ),
    ),
    s3Files: optional(at("s3filesVolumeConfiguration"), (files) => ({
      rootDirectory: text(field(files, "rootDirectory")),
      accessPoint: text(field(files, "accessPointArn")),
    })),
    configuredAtLaunch: flag(at("configureAtLaunch") ?? at("configuredAtLaunch")),
    efs: optional(at("efsVolumeConfiguration"), (efs) => ({
      fileSystem: { text: text(field(efs, "fileSystemId")), from },
      rootDirectory: text(field(efs, "rootDirectory")),
      transitEncryption: text(field(efs, "transitEncryption")),
      transitEncryptionPort: number(field(efs, "transitEncryptionPort")),
      accessPoint: { text: text(field(field(efs, "authorizationConfig"), "accessPointId")), from },
      iam: text(field(field(efs, "authorizationConfig"), "iam")),
    })),
  };
}
