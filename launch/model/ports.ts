import { isUnknown, type Known, type Unknown } from "../known";
import type { PortMapping, TaskDefinition } from "./task-definition";

/** Ports from `first` to `last`, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

export const isPort = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= 65535;

/** A `containerPortRange` such as `8080-8090`; `undefined` when it is none. */
export function readPortRange(written: string): PortRange | undefined {
  const parts = /^(\d{1,5})-(\d{1,5})$/.exec(written.trim());
  if (parts === null) return undefined;
  const range = { first: Number(parts[1]), last: Number(parts[2]) };
  return isPort(range.first) && isPort(range.last) && range.first <= range.last ? range : undefined;
}

/** A port that a container takes, with the name of the container. */
export interface TakenPort extends PortRange {
  readonly container: string;
  readonly protocol: string;
}

/** What the mappings of a task take, and whether more may be taken that is not known yet. */
export interface TakenPorts {
  readonly taken: readonly TakenPort[];
  readonly open: Unknown | undefined;
}

/** The container ports of all containers, or the host ports where `side` says so. */
export function portsTaken(taskDefinition: TaskDefinition, side: "container" | "host"): TakenPorts {
  const { containers } = taskDefinition;
  if (isUnknown(containers)) return { taken: [], open: containers };
  const taken: TakenPort[] = [];
  let open: Unknown | undefined;
  for (const container of containers) {
    const mappings = isUnknown(container) ? container : container.portMappings;
    if (isUnknown(container) || isUnknown(mappings)) {
      open ??= isUnknown(mappings) ? mappings : undefined;
      continue;
    }
    const name = typeof container.name === "string" ? container.name : `number ${container.index + 1}`;
    for (const mapping of mappings) {
      const port = portOf(mapping, side);
      if (isUnknown(port)) open ??= port;
      else if (port !== undefined) taken.push({ ...port, container: name });
    }
  }
  return { taken, open };
}

function portOf(
  mapping: Known<PortMapping>,
  side: "container" | "host",
): Known<Omit<TakenPort, "container"> | undefined> {
  if (isUnknown(mapping)) return mapping;
  const { protocol } = mapping;
  const range = rangeOf(mapping, side);
  if (range === undefined || isUnknown(range)) return range;
  if (isUnknown(protocol)) return protocol;
  return { ...range, protocol: (protocol ?? "tcp").toLowerCase() };
}

function rangeOf(mapping: PortMapping, side: "container" | "host"): Known<PortRange | undefined> {
  const { containerPort, hostPort, containerPortRange } = mapping;
  if (side === "host") {
    if (isUnknown(hostPort)) return hostPort;
    return hostPort === undefined || hostPort === 0 ? undefined : { first: hostPort, last: hostPort };
  }
  if (isUnknown(containerPort)) return containerPort;
  if (containerPort !== undefined) return { first: containerPort, last: containerPort };
  if (isUnknown(containerPortRange)) return containerPortRange;
  return containerPortRange === undefined ? undefined : readPortRange(containerPortRange);
}

/** The first two that want the same port. */
export function collision(taken: readonly TakenPort[]): readonly [TakenPort, TakenPort] | undefined {
  const sorted = [...taken].sort(
    (left, right) => left.protocol.localeCompare(right.protocol) || left.first - right.first,
  );
  for (const [index, next] of sorted.entries()) {
    const before = sorted[index - 1];
    if (before !== undefined && before.protocol === next.protocol && before.last >= next.first)
      return [before, next];
  }
  return undefined;
}
