import { isUnknown, mapKnown, type Known } from "../known";
import { field, flag, isGiven, isObject, list, listOf, number, text, textMap, texts } from "../json";
import type { Container, LinuxParameters, LogConfiguration, SecretReference } from "./task-definition";

/** Reads one element of `containerDefinitions`. */
export function readContainer(json: unknown, index: number): Container {
  const at = (key: string): unknown => field(json, key);
  return {
    index,
    name: text(at("name")),
    image: text(at("image")),
    // A container without `essential` is essential.
    essential: mapKnown(flag(at("essential")), (essential) => essential ?? true),
    cpu: number(at("cpu")),
    memory: number(at("memory")),
    memoryReservation: number(at("memoryReservation")),
    portMappings: listOf(at("portMappings"), (port) => ({
      name: text(field(port, "name")),
      containerPort: number(field(port, "containerPort")),
      hostPort: number(field(port, "hostPort")),
      containerPortRange: text(field(port, "containerPortRange")),
      protocol: text(field(port, "protocol")),
      appProtocol: text(field(port, "appProtocol")),
    })),
    secrets: listOf(at("secrets"), readSecret),
    environmentFiles: listOf(at("environmentFiles"), (file) => text(field(file, "value"))),
    environmentNames: listOf(at("environment"), (variable) =>
      mapKnown(text(field(variable, "name")), (name) => name ?? ""),
    ),
    repositoryCredentials: text(field(at("repositoryCredentials"), "credentialsParameter")),
    logConfiguration: optional(at("logConfiguration"), readLogConfiguration),
    firelens: optional(at("firelensConfiguration"), (firelens) => ({
      type: text(field(firelens, "type")),
      options: textMap(field(firelens, "options")),
    })),
    dependsOn: listOf(at("dependsOn"), (dependency) => ({
      containerName: text(field(dependency, "containerName")),
      condition: text(field(dependency, "condition")),
    })),
    healthCheck: optional(at("healthCheck"), (check) => ({
      command: texts(field(check, "command")),
      interval: number(field(check, "interval")),
      timeout: number(field(check, "timeout")),
      retries: number(field(check, "retries")),
      startPeriod: number(field(check, "startPeriod")),
    })),
    mountPoints: listOf(at("mountPoints"), (mount) => ({
      sourceVolume: text(field(mount, "sourceVolume")),
      containerPath: text(field(mount, "containerPath")),
    })),
    volumesFrom: listOf(at("volumesFrom"), (from) => text(field(from, "sourceContainer"))),
    links: texts(at("links")),
    ulimits: listOf(at("ulimits"), (ulimit) => ({
      name: text(field(ulimit, "name")),
      softLimit: number(field(ulimit, "softLimit")),
      hardLimit: number(field(ulimit, "hardLimit")),
    })),
    gpus: gpusOf(at("resourceRequirements")),
    privileged: flag(at("privileged")),
    user: text(at("user")),
    readonlyRootFilesystem: flag(at("readonlyRootFilesystem")),
    startTimeout: number(at("startTimeout")),
    stopTimeout: number(at("stopTimeout")),
    restartAttemptPeriod: number(field(at("restartPolicy"), "restartAttemptPeriod")),
    hostname: text(at("hostname")),
    disableNetworking: flag(at("disableNetworking")),
    dnsServers: texts(at("dnsServers")),
    dnsSearchDomains: texts(at("dnsSearchDomains")),
    usesExtraHosts: isGiven(at("extraHosts")),
    dockerSecurityOptions: texts(at("dockerSecurityOptions")),
    linuxParameters: optional(at("linuxParameters"), readLinuxParameters),
    entryPoint: commandLine(at("entryPoint")),
    command: commandLine(at("command")),
    systemControls: listOf(at("systemControls"), (control) => text(field(control, "namespace"))),
    credentialSpecs: texts(at("credentialSpecs")),
  };
}

/** `undefined` for what is absent or no object, so that half-written JSON never looks configured. */
export function optional<T>(value: unknown, read: (object: unknown) => T): Known<T | undefined> {
  if (isUnknown(value)) return value;
  return isObject(value) ? read(value) : undefined;
}

function readSecret(secret: unknown): SecretReference {
  return { name: text(field(secret, "name")), valueFrom: text(field(secret, "valueFrom")) };
}

function readLogConfiguration(log: unknown): LogConfiguration {
  return {
    driver: text(field(log, "logDriver")),
    options: textMap(field(log, "options")),
    secretOptions: listOf(field(log, "secretOptions"), readSecret),
  };
}

function readLinuxParameters(parameters: unknown): LinuxParameters {
  return {
    capabilitiesAdded: texts(field(field(parameters, "capabilities"), "add")),
    usesDevices: isGiven(field(parameters, "devices")),
    sharedMemorySize: number(field(parameters, "sharedMemorySize")),
    maxSwap: number(field(parameters, "maxSwap")),
    swappiness: number(field(parameters, "swappiness")),
    initProcessEnabled: flag(field(parameters, "initProcessEnabled")),
  };
}

function gpusOf(requirements: unknown): Known<number | undefined> {
  return mapKnown(list(requirements), (elements) => {
    const gpu = elements.find((element) => text(field(element, "type")) === "GPU");
    return gpu === undefined ? undefined : number(field(gpu, "value"));
  });
}

function commandLine(value: unknown): Known<readonly Known<string>[] | undefined> {
  if (isUnknown(value)) return value;
  return Array.isArray(value) && value.length > 0 ? texts(value) : undefined;
}
