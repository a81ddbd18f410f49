import { isUnknown, mapKnown, type Known } from "../known";
import type { Launch } from "../launch";
import type { ContainerFeature, Use } from "./feature";
import { networkModeOf, registersForFargate } from "./platform";
import type { Container, LinuxParameters } from "./task-definition";

const onFargate = (launch: Launch): Known<boolean> => registersForFargate(launch);
const inAwsvpc = (launch: Launch): Known<boolean> =>
  mapKnown(networkModeOf(launch), (mode) => mode === "awsvpc");
const everywhere = (): boolean => true;

function useOf<T>(value: Known<T>, describe: (known: T) => string | undefined): Use {
  return isUnknown(value) ? value : describe(value);
}

function listUse(value: Known<readonly Known<string>[]>, what: string): Use {
  return useOf(value, (list) =>
    list.length === 0 ? undefined : `${what} ${list.length === 1 ? "names one" : `names ${list.length}`}`,
  );
}

function linuxUse({ linuxParameters }: Container, describe: (parameters: LinuxParameters) => Use): Use {
  return isUnknown(linuxParameters) || linuxParameters === undefined
    ? linuxParameters
    : describe(linuxParameters);
}

function outside(value: Known<number | undefined>, what: string, least: number, most: number): Use {
  return useOf(value, (seconds) =>
    seconds === undefined || (seconds >= least && seconds <= most) ? undefined : `${what} is ${seconds}`,
  );
}

function forbiddenCapability({ capabilitiesAdded }: LinuxParameters): Use {
  if (isUnknown(capabilitiesAdded)) return capabilitiesAdded;
  const known = capabilitiesAdded.find((name) => typeof name === "string" && name !== "SYS_PTRACE");
  const open = capabilitiesAdded.find(isUnknown);
  return typeof known === "string" ? `capabilities add ${known}` : open;
}

function softAboveHard({ ulimits }: Container): Use {
  if (isUnknown(ulimits)) return ulimits;
  let open: Use;
  for (const ulimit of ulimits) {
    if (isUnknown(ulimit)) open ??= ulimit;
    else if (isUnknown(ulimit.softLimit)) open ??= ulimit.softLimit;
    else if (isUnknown(ulimit.hardLimit)) open ??= ulimit.hardLimit;
    // A negative limit stands for no limit.
    else if ((ulimit.hardLimit ?? -1) >= 0 && (ulimit.softLimit ?? 0) > (ulimit.hardLimit ?? 0)) {
      const name = typeof ulimit.name === "string" ? ulimit.name : "without a name";
      return `ulimit ${name} has soft limit ${ulimit.softLimit ?? 0} above hard limit ${ulimit.hardLimit ?? 0}`;
    }
  }
  return open;
}

const MOST_OPEN_FILES = 1_048_576;

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html */
function tooManyOpenFiles({ ulimits }: Container): Use {
  if (isUnknown(ulimits)) return ulimits;
  let open: Use;
  for (const ulimit of ulimits) {
    if (isUnknown(ulimit)) open ??= ulimit;
    else if (isUnknown(ulimit.name)) open ??= ulimit.name;
    else if (ulimit.name === "nofile") {
      const limits = [ulimit.softLimit, ulimit.hardLimit];
      const above = limits.find((limit) => typeof limit === "number" && limit > MOST_OPEN_FILES);
      if (typeof above === "number") return `ulimit nofile is ${above}`;
      open ??= limits.find(isUnknown);
    }
  }
  return open;
}

function namesTwice({ secrets, environmentNames }: Container): Use {
  if (isUnknown(secrets)) return secrets;
  if (secrets.length === 0) return undefined;
  if (isUnknown(environmentNames)) return environmentNames;
  const names = secrets.map((secret) => (isUnknown(secret) ? secret : secret.name));
  const twice = names.find((name) => typeof name === "string" && environmentNames.includes(name));
  if (typeof twice === "string") return `${twice} is both a secret and an environment variable`;
  return environmentNames.length === 0
    ? undefined
    : (names.find(isUnknown) ?? environmentNames.find(isUnknown));
}

const fargateDoesNot = (what: string): string => `Fargate compatible task definitions do not support ${what}`;
const FARGATE = { by: "Fargate does not support it", rejects: onFargate };
const AWSVPC = { by: "network mode awsvpc does not support it", rejects: inAwsvpc };

/**
 * Rejected at registration. AWS's answers are on record, except for GPU and the timeouts (documented).
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
 */
export const CONTAINER_FEATURES: readonly ContainerFeature[] = [
  {
    what: "privileged mode",
    ...FARGATE,
    use: ({ privileged }) => useOf(privileged, (is) => (is === true ? "privileged is true" : undefined)),
    stoppedReason: "Fargate requires that the 'privileged' setting be 'false'",
    remedy: "Take `privileged` out, or run the task on EC2.",
  },
  {
    what: "GPUs",
    ...FARGATE,
    use: ({ gpus }) =>
      useOf(gpus, (count) => (count === undefined ? undefined : `it asks for ${count} GPUs`)),
    stoppedReason: "Tasks using the Fargate launch type do not support GPU resource requirements",
    remedy: "Run the task on EC2 instances with GPUs.",
  },
  {
    what: "devices",
    ...FARGATE,
    use: (container) =>
      linuxUse(container, ({ usesDevices }) =>
        useOf(usesDevices, (uses) => (uses ? "devices are given" : undefined)),
      ),
    stoppedReason: fargateDoesNot("devices"),
    remedy: "Take `linuxParameters.devices` out, or run the task on EC2.",
  },
  {
    what: "a shared memory size",
    ...FARGATE,
    use: (container) =>
      linuxUse(container, ({ sharedMemorySize }) =>
        useOf(sharedMemorySize, (size) => (size === undefined ? undefined : `sharedMemorySize is ${size}`)),
      ),
    stoppedReason: fargateDoesNot("sharedMemorySize"),
    remedy: "Take `linuxParameters.sharedMemorySize` out, or run the task on EC2.",
  },
  {
    what: "swap",
    ...FARGATE,
    use: (container) =>
      linuxUse(container, ({ maxSwap }) =>
        useOf(maxSwap, (size) => (size === undefined ? undefined : `maxSwap is ${size}`)),
      ),
    stoppedReason: fargateDoesNot("maxSwap"),
    remedy: "Take `linuxParameters.maxSwap` out, or run the task on EC2.",
  },
  {
    what: "Linux capabilities besides SYS_PTRACE",
    ...FARGATE,
    use: (container) => linuxUse(container, forbiddenCapability),
    stoppedReason: "is not allowed on Fargate.",
    remedy: "Add no capability but SYS_PTRACE, or run the task on EC2.",
  },
  {
    what: "Docker security options",
    ...FARGATE,
    use: ({ dockerSecurityOptions }) => listUse(dockerSecurityOptions, "dockerSecurityOptions"),
    stoppedReason: fargateDoesNot("dockerSecurityOptions"),
    remedy: "Take `dockerSecurityOptions` out, or run the task on EC2.",
  },
  {
    what: "its stop timeout",
    by: "Fargate waits for 120 s at most",
    rejects: onFargate,
    use: ({ stopTimeout }) => outside(stopTimeout, "stopTimeout", -Infinity, 120),
    stoppedReason: "ClientException",
    remedy: "Set `stopTimeout` to 120 or less.",
  },
  {
    what: "its start timeout",
    by: "Fargate waits for 2 to 120 s",
    rejects: onFargate,
    use: ({ startTimeout }) => outside(startTimeout, "startTimeout", 2, 120),
    stoppedReason: "ClientException",
    remedy: "Set `startTimeout` to 2 to 120.",
  },
  {
    what: "links",
    ...AWSVPC,
    use: ({ links }) => listUse(links, "links"),
    stoppedReason: "Links are not supported when networkMode=awsvpc",
    remedy: "Take `links` out: containers of one awsvpc task reach each other at localhost.",
  },
  {
    what: "a host name",
    ...AWSVPC,
    use: ({ hostname }) =>
      useOf(hostname, (name) => (name === undefined ? undefined : `hostname is ${name}`)),
    stoppedReason: "hostname is not supported on container when networkMode=awsvpc.",
    remedy: "Take `hostname` out.",
  },
  {
    what: "extra hosts",
    ...AWSVPC,
    use: ({ usesExtraHosts }) => useOf(usesExtraHosts, (uses) => (uses ? "extraHosts are given" : undefined)),
    stoppedReason: "Extra hosts are not supported on container when networkMode=awsvpc.",
    remedy: "Take `extraHosts` out.",
  },
  {
    what: "DNS servers",
    ...AWSVPC,
    use: ({ dnsServers }) => listUse(dnsServers, "dnsServers"),
    stoppedReason: "DNS servers are not supported on container when networkMode=awsvpc.",
    remedy: "Take `dnsServers` out: the task uses those of the VPC.",
  },
  {
    what: "DNS search domains",
    ...AWSVPC,
    use: ({ dnsSearchDomains }) => listUse(dnsSearchDomains, "dnsSearchDomains"),
    stoppedReason: "ClientException",
    remedy: "Take `dnsSearchDomains` out: the task uses those of the VPC.",
  },
  {
    what: "its network switched off",
    ...AWSVPC,
    use: ({ disableNetworking }) =>
      useOf(disableNetworking, (is) => (is === true ? "disableNetworking is true" : undefined)),
    stoppedReason: "Disable Networking is not supported on container when networkMode=awsvpc",
    remedy: "Take `disableNetworking` out.",
  },
  {
    what: "its resource limits",
    by: "a soft limit cannot be above its hard limit",
    rejects: everywhere,
    use: softAboveHard,
    stoppedReason: "Soft limit exceeds hard limit for ulimit",
    remedy: "Set `softLimit` to at most `hardLimit`.",
  },
  {
    what: "its number of open files",
    by: "Fargate takes 1048576 at most",
    rejects: onFargate,
    use: tooManyOpenFiles,
    stoppedReason: "ClientException",
    remedy: "Set the `nofile` limits to 1048576 or less.",
  },
  {
    what: "its secrets",
    by: "a secret's name must not be that of an environment variable",
    rejects: everywhere,
    use: namesTwice,
    stoppedReason:
      "The secret name must be unique and not shared with any new or existing environment variables set on the container",
    remedy: "Take the variable out of `environment`, or give the secret another name.",
  },
  {
    what: "its restart policy",
    by: "restartAttemptPeriod is 60 to 1800",
    rejects: everywhere,
    use: ({ restartAttemptPeriod }) => outside(restartAttemptPeriod, "restartAttemptPeriod", 60, 1800),
    stoppedReason: "The 'restartAttemptPeriod' setting for container",
    remedy: "Set `restartAttemptPeriod` to 60 to 1800.",
  },
];
