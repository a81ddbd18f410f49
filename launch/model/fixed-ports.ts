import { isUnknown } from "../known";
import type { Container } from "./task-definition";

/** A port that a task takes of its instance. */
export interface FixedPort {
  readonly port: number;
  readonly protocol: string;
}

/** Those that are known; in host mode the container's port is the host's, in awsvpc mode there are none. */
export function fixedPorts({ portMappings }: Container, mode: string): FixedPort[] {
  if (isUnknown(portMappings) || (mode !== "bridge" && mode !== "host")) return [];
  return portMappings.flatMap((mapping): FixedPort[] => {
    if (isUnknown(mapping)) return [];
    const { hostPort, containerPort, protocol } = mapping;
    const port = mode === "host" ? (hostPort ?? containerPort) : hostPort;
    if (typeof port !== "number" || port === 0 || isUnknown(protocol)) return [];
    return [{ port, protocol: protocol ?? "tcp" }];
  });
}
