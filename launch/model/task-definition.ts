import type { Known } from "../known";
import type { Reference, ResourceRef } from "../reference";
import type { PlacementConstraint } from "./placement-constraint";

/**
 * A task definition as ECS gets it, whatever it was read from.
 *
 * Field names are those of the ECS API. A value of the wrong type is read as absent here and reported by
 * `container-definitions-resolved`, from `malformed`.
 */
export interface TaskDefinition {
  readonly ref: ResourceRef;
  /** False for one that only a site names: everything about it is unknown. */
  readonly inView: boolean;
  readonly family: Known<string | undefined>;
  /** Absent means that ECS checks no launch type at registration. */
  readonly requiresCompatibilities: Known<readonly Known<string>[] | undefined>;
  readonly networkMode: Known<string | undefined>;
  /** As written: `"256"`, `256`, `"1 vCPU"`, `"2 GB"`. */
  readonly cpu: Known<string | undefined>;
  readonly memory: Known<string | undefined>;
  readonly executionRole: Reference;
  readonly taskRole: Reference;
  readonly operatingSystem: Known<string | undefined>;
  readonly cpuArchitecture: Known<string | undefined>;
  readonly ephemeralStorageGiB: Known<number | undefined>;
  readonly pidMode: Known<string | undefined>;
  readonly ipcMode: Known<string | undefined>;
  readonly usesPlacementConstraints: Known<boolean>;
  readonly placementConstraints: Known<readonly Known<PlacementConstraint>[]>;
  readonly usesInferenceAccelerators: Known<boolean>;
  readonly proxyContainer: Known<string | undefined>;
  readonly volumes: Known<readonly Known<Volume>[]>;
  /** Unknown as a whole when a single value inside the JSON text is. */
  readonly containers: Known<readonly Known<Container>[]>;
  /** Resources that the text of the container definitions comes from. */
  readonly containersFrom: readonly string[];
  /** Where the JSON is not what ECS would accept or where an Output or Promise was lost in it. */
  readonly malformed: readonly Malformation[];
  /** Region it is registered in. */
  readonly region: Known<string | undefined>;
}

export interface Malformation {
  /** Such as `containerDefinitions[0].environment[1].value`. */
  readonly path: string;
  /** Completes "`path` …": "is an object where ECS expects a string". Never quotes a value. */
  readonly problem: string;
  /** `start`: ECS or the provider rejects it, or nothing can start. `policy`: it starts with a wrong value. */
  readonly effect: "start" | "policy";
}

export interface Container {
  readonly name: Known<string | undefined>;
  /** Position in the list, from 0. */
  readonly index: number;
  readonly image: Known<string | undefined>;
  readonly essential: Known<boolean>;
  /** CPU units. */
  readonly cpu: Known<number | undefined>;
  /** MiB, hard limit. */
  readonly memory: Known<number | undefined>;
  /** MiB, soft limit. */
  readonly memoryReservation: Known<number | undefined>;
  readonly portMappings: Known<readonly Known<PortMapping>[]>;
  readonly secrets: Known<readonly Known<SecretReference>[]>;
  readonly environmentFiles: Known<readonly Known<string | undefined>[]>;
  /** `valueFrom` of `repositoryCredentials.credentialsParameter`. */
  readonly repositoryCredentials: Known<string | undefined>;
  readonly logConfiguration: Known<LogConfiguration | undefined>;
  readonly firelens: Known<FirelensConfiguration | undefined>;
  readonly dependsOn: Known<readonly Known<ContainerDependency>[]>;
  readonly healthCheck: Known<HealthCheck | undefined>;
  readonly mountPoints: Known<readonly Known<MountPoint>[]>;
  readonly volumesFrom: Known<readonly Known<string | undefined>[]>;
  readonly links: Known<readonly Known<string>[]>;
  readonly ulimits: Known<readonly Known<Ulimit>[]>;
  readonly gpus: Known<number | undefined>;
  readonly privileged: Known<boolean | undefined>;
  readonly user: Known<string | undefined>;
  readonly readonlyRootFilesystem: Known<boolean | undefined>;
  /** Seconds. */
  readonly startTimeout: Known<number | undefined>;
  readonly stopTimeout: Known<number | undefined>;
  readonly restartAttemptPeriod: Known<number | undefined>;
  readonly hostname: Known<string | undefined>;
  readonly disableNetworking: Known<boolean | undefined>;
  readonly dnsServers: Known<readonly Known<string>[]>;
  readonly dnsSearchDomains: Known<readonly Known<string>[]>;
  readonly usesExtraHosts: Known<boolean>;
  readonly dockerSecurityOptions: Known<readonly Known<string>[]>;
  readonly linuxParameters: Known<LinuxParameters | undefined>;
  readonly entryPoint: Known<readonly Known<string>[] | undefined>;
  readonly command: Known<readonly Known<string>[] | undefined>;
  /** Names of the kernel parameters it sets. */
  readonly systemControls: Known<readonly Known<string | undefined>[]>;
  /** As written: `credentialspec:<ARN>`, `credentialspecdomainless:<ARN>`. */
  readonly credentialSpecs: Known<readonly Known<string>[]>;
  /** Names only: values may be secret. */
  readonly environmentNames: Known<readonly Known<string>[]>;
}

export interface PortMapping {
  readonly name: Known<string | undefined>;
  readonly containerPort: Known<number | undefined>;
  readonly hostPort: Known<number | undefined>;
  readonly containerPortRange: Known<string | undefined>;
  readonly protocol: Known<string | undefined>;
  readonly appProtocol: Known<string | undefined>;
}

export interface SecretReference {
  readonly name: Known<string | undefined>;
  readonly valueFrom: Known<string | undefined>;
}

export interface LogConfiguration {
  readonly driver: Known<string | undefined>;
  readonly options: Known<Readonly<Record<string, Known<string>>>>;
  readonly secretOptions: Known<readonly Known<SecretReference>[]>;
}

export interface FirelensConfiguration {
  readonly type: Known<string | undefined>;
  readonly options: Known<Readonly<Record<string, Known<string>>>>;
}

export interface ContainerDependency {
  readonly containerName: Known<string | undefined>;
  readonly condition: Known<string | undefined>;
}

/** Seconds, but for `retries`. */
export interface HealthCheck {
  readonly command: Known<readonly Known<string>[]>;
  readonly interval: Known<number | undefined>;
  readonly timeout: Known<number | undefined>;
  readonly retries: Known<number | undefined>;
  readonly startPeriod: Known<number | undefined>;
}

export interface MountPoint {
  readonly sourceVolume: Known<string | undefined>;
  readonly containerPath: Known<string | undefined>;
}

export interface Ulimit {
  readonly name: Known<string | undefined>;
  readonly softLimit: Known<number | undefined>;
  readonly hardLimit: Known<number | undefined>;
}

export interface LinuxParameters {
  readonly capabilitiesAdded: Known<readonly Known<string>[]>;
  readonly usesDevices: Known<boolean>;
  readonly sharedMemorySize: Known<number | undefined>;
  readonly maxSwap: Known<number | undefined>;
  readonly swappiness: Known<number | undefined>;
  readonly initProcessEnabled: Known<boolean | undefined>;
}

export interface Volume {
  readonly name: Known<string | undefined>;
  readonly hostPath: Known<string | undefined>;
  readonly usesDockerVolume: Known<boolean>;
  readonly usesFsx: Known<boolean>;
  /** ARN of the secret or parameter with which an FSx file system is joined. */
  readonly fsxCredentials: Known<string | undefined>;
  readonly s3Files: Known<S3FilesVolume | undefined>;
  readonly configuredAtLaunch: Known<boolean | undefined>;
  readonly efs: Known<EfsVolume | undefined>;
}

/** A bucket mounted as a file system. */
export interface S3FilesVolume {
  readonly rootDirectory: Known<string | undefined>;
  readonly accessPoint: Known<string | undefined>;
}

export interface EfsVolume {
  readonly fileSystem: Reference;
  readonly rootDirectory: Known<string | undefined>;
  readonly transitEncryption: Known<string | undefined>;
  readonly transitEncryptionPort: Known<number | undefined>;
  readonly accessPoint: Reference;
  readonly iam: Known<string | undefined>;
}
