import { isUnknown, mapKnown, type Known } from "../known";
import type { Launch } from "../launch";
import type { ContainerFeature, Use } from "./feature";
import { networkModeOf } from "./platform";
import type { Container } from "./task-definition";

const IPC = [
  "kernel.msgmax",
  "kernel.msgmnb",
  "kernel.msgmni",
  "kernel.sem",
  "kernel.shmall",
  "kernel.shmmax",
  "kernel.shmmni",
  "kernel.shm_rmid_forced",
];
const isIpc = (name: string): boolean => IPC.includes(name) || name.startsWith("fs.mqueue.");
const isNet = (name: string): boolean => name.startsWith("net.");
// Names the container's own domain, which runc allows although ECS documents it nowhere.
const DOMAIN = "kernel.domainname";

/** How a container sets a kernel parameter of a kind; a slash separates as a dot does. */
function sets({ systemControls }: Container, is: (name: string) => boolean): Use {
  if (isUnknown(systemControls)) return systemControls;
  const names = systemControls.map((name) => (typeof name === "string" ? name.replaceAll("/", ".") : name));
  const found = names.find((name) => typeof name === "string" && is(name));
  return typeof found === "string" ? `systemControls sets ${found}` : names.find(isUnknown);
}

const onWindows = ({ taskDefinition }: Launch): Known<boolean> =>
  mapKnown(taskDefinition.operatingSystem, (system) => system?.startsWith("WINDOWS") ?? false);

/**
 * Kernel parameters that a container can't have for itself: the runtime refuses to make such a container.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SystemControl.html
 */
export const KERNEL_FEATURES: readonly ContainerFeature[] = [
  {
    what: "its kernel parameters",
    by: "a container has only those of its network and IPC namespaces for itself",
    rejects: () => true,
    use: (container) => sets(container, (name) => !isIpc(name) && !isNet(name) && name !== DOMAIN),
    stoppedReason: "is not in a separate kernel namespace",
    remedy:
      "Take it out of `systemControls`; set it on the instances (EC2), or turn off in the program what asks for it.",
  },
  {
    what: "kernel parameters of the network",
    by: "network mode host has none of its own",
    rejects: (launch) => mapKnown(networkModeOf(launch), (mode) => mode === "host"),
    use: (container) => sets(container, isNet),
    stoppedReason: "not allowed in host network namespace",
    remedy: "Take it out of `systemControls`, or choose another network mode.",
  },
  {
    what: "kernel parameters of IPC",
    by: "ipcMode host has none of its own",
    rejects: ({ taskDefinition }) => mapKnown(taskDefinition.ipcMode, (mode) => mode === "host"),
    use: (container) => sets(container, isIpc),
    stoppedReason: "is not allowed in the hosts ipc namespace",
    remedy: "Take it out of `systemControls`, or choose another `ipcMode`.",
  },
  {
    what: "its credential specification",
    by: "ECS takes one ARN, after `credentialspec:` or `credentialspecdomainless:`",
    rejects: () => true,
    use: credentialFault,
    stoppedReason: "ClientException",
    remedy: "Give one element, `credentialspec:` or `credentialspecdomainless:` and the ARN of the file.",
  },
  {
    what: "its mounts where they are",
    by: "Docker mounts at absolute paths below /, one mount at each",
    // What Fargate answers is not on record.
    rejects: (launch) => mapKnown(launch.launchType, (type) => type === "EC2" && onWindows(launch) === false),
    use: misplacedMount,
    stoppedReason: "CannotCreateContainerError",
    remedy: "Give each mount an absolute `containerPath` of its own.",
  },
];

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html (credentialSpecs) */
function credentialFault({ credentialSpecs }: Container): Use {
  if (isUnknown(credentialSpecs)) return credentialSpecs;
  if (credentialSpecs.length > 1) return `credentialSpecs has ${credentialSpecs.length} elements`;
  const [spec] = credentialSpecs;
  if (spec === undefined || isUnknown(spec)) return spec;
  return /^credentialspec(domainless)?:arn:/.test(spec) ? undefined : `credentialSpecs names ${spec}`;
}

function misplacedMount({ mountPoints }: Container): Use {
  if (isUnknown(mountPoints)) return mountPoints;
  const paths = mountPoints.map((mount) => (isUnknown(mount) ? mount : mount.containerPath));
  const known = paths.filter((path) => typeof path === "string").map((path) => path.replace(/(.)\/+$/, "$1"));
  const relative = known.find((path) => !path.startsWith("/"));
  if (relative !== undefined) return `containerPath is ${relative}`;
  if (known.includes("/")) return "containerPath is /";
  const twice = known.find((path, index) => known.indexOf(path) !== index);
  return twice === undefined ? paths.find(isUnknown) : `two mounts are at ${twice}`;
}
