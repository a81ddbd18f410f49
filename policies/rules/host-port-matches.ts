import { isUnknown, type Known } from "../../launch/known";
import type { Launch } from "../../launch/launch";
import { fault, shown, suspect, worstOf, type Answer } from "../../launch/model/answer";
import { networkModeOf } from "../../launch/model/platform";
import { collision, isPort, portsTaken, readPortRange, type TakenPort } from "../../launch/model/ports";
import type { PortMapping } from "../../launch/model/task-definition";
import { met, unknown } from "../../launch/verdict";
import { eachContainer, type Judgement, type Rule } from "../rule";

export const hostPortMatches: Rule = {
  id: "host-port-matches",
  title: "Host ports fit the network mode",
  stage: "register",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "In the modes awsvpc and host a container port is the host port, and ECS rejects a mapping of one onto another.",
  remedy: "Leave `hostPort` out, or set it to the `containerPort`.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
    "https://github.com/kayac/ecspresso/blob/v2/verify.go",
  ],
  evidence: "observed",
  stoppedReasons: [
    "When networkMode=awsvpc, the host ports and container ports in port mappings must match.",
    "When networkMode=host, the host ports and container ports in port mappings must match.",
  ],
  decidedBy: "resource",
  *judge(launch) {
    const mode = networkModeOf(launch);
    yield* eachContainer(launch, "port mappings fit the network mode", function* (container, name) {
      const { portMappings } = container;
      if (isUnknown(portMappings)) {
        yield {
          subject: `port mappings of container ${name} are valid`,
          verdict: unknown(portMappings.because),
        };
        return;
      }
      if (portMappings.length === 0) return;
      const written = portMappings.map((mapping) => judgeWritten(mapping, name));
      yield {
        subject: `port mappings of container ${name} are valid`,
        ...worstOf(written, "each names a port"),
      };
      if (isUnknown(mode) || mode === "awsvpc" || mode === "host") {
        const answers = portMappings.map((mapping) => judgeHostPort(mapping, mode));
        yield {
          subject: `host ports of container ${name} are its container ports`,
          ...worstOf(answers, "none is mapped onto another"),
        };
      }
    });
    yield* noneTwice(launch, mode);
  },
};

function judgeWritten(mapping: Known<PortMapping>, container: string): Answer {
  if (isUnknown(mapping)) return { verdict: unknown(mapping.because) };
  const { containerPort, containerPortRange: range, hostPort } = mapping;
  const invalid = { stoppedReason: `Invalid 'containerPort' setting for container '${container}'.` };
  const remedy = "Set `containerPort` to a port from 1 to 65535.";
  if (isPresent(containerPort) && !isPort(containerPort)) {
    return fault(`container port ${containerPort} is none`, { ...invalid, remedy });
  }
  if (isPresent(hostPort) && hostPort !== 0 && !isPort(hostPort)) {
    return fault(`host port ${hostPort} is none`, {
      remedy: "Leave `hostPort` out.",
    });
  }
  if (isPresent(range) && (isPresent(containerPort) || isPresent(hostPort))) {
    return fault(`one mapping names the range ${range} and a single port`, {
      stoppedReason: `Invalid port mapping for container '${container}', cannot specify both single port and port range.`,
      remedy: "Make two mappings of it: one with `containerPortRange`, one with `containerPort`.",
    });
  }
  if (isPresent(range) && readPortRange(range) === undefined) {
    return fault(`${range} is no range of ports`, {
      remedy: "Write `containerPortRange` as the first and the last port, such as `8080-8090`.",
    });
  }
  if (containerPort === undefined && range === undefined) {
    return fault("a mapping names no container port", { ...invalid, remedy });
  }
  const open = [containerPort, range, hostPort].find(isUnknown);
  return open === undefined
    ? { verdict: met("it names a port") }
    : { verdict: unknown(isUnknown(open) ? open.because : "") };
}

function judgeHostPort(mapping: Known<PortMapping>, mode: Known<string>): Answer {
  if (isUnknown(mapping)) return { verdict: unknown(mapping.because) };
  const { containerPort, hostPort } = mapping;
  if (hostPort === undefined) return { verdict: met("no host port is asked for") };
  for (const part of [hostPort, containerPort])
    if (isUnknown(part)) return { verdict: unknown(part.because) };
  if (hostPort === containerPort || containerPort === undefined)
    return { verdict: met("host and container port are one") };
  if (isUnknown(mode)) return { verdict: unknown(mode.because) };
  if (hostPort === 0) {
    // Older documentation allows 0 here, and a rejection is on record, too (aws/amazon-ecs-cli issue 1014).
    return suspect(
      `whether ECS takes host port 0 in ${mode} mode is not certain`,
      `host port 0 asks for a dynamic port, which ${mode} mode does not have`,
      "Leave `hostPort` out.",
    );
  }
  return fault(
    `container port ${shown(containerPort)} is mapped to host port ${shown(hostPort)} in ${mode} mode`,
    {
      stoppedReason: `When networkMode=${mode}, the host ports and container ports in port mappings must match.`,
    },
  );
}

/** https://github.com/aws/amazon-ecs-agent/issues/1220 */
function* noneTwice(launch: Launch, mode: Known<string>): Iterable<Judgement> {
  const { taskDefinition } = launch;
  const isOwn = mode === "awsvpc";
  const { taken, open } = portsTaken(taskDefinition, isOwn ? "container" : "host");
  if (taken.length < 2) return;
  const subject = `no two port mappings of ${taskDefinition.ref.name} want the same port`;
  if (isUnknown(mode)) {
    yield { subject, verdict: unknown(mode.because) };
    return;
  }
  const pair = collision(taken);
  if (pair !== undefined) yield { subject, ...twice(pair, isOwn) };
  else if (open !== undefined) yield { subject, verdict: unknown(open.because) };
  else yield { subject, verdict: met("each port is mapped once") };
}

function twice([left, right]: readonly [TakenPort, TakenPort], isOwn: boolean): Answer {
  const protocol = left.protocol.toUpperCase();
  const [one, other] = [left.container, right.container].sort();
  const who = one === other ? `container ${one} maps it twice` : `containers ${one} and ${other} both map it`;
  return fault(`${protocol} ${isOwn ? "container" : "host"} port ${right.first}: ${who}`, {
    stoppedReason: isOwn
      ? `${protocol} container port '${right.first}' is used multiple times in task when networkMode=awsvpc.`
      : `${protocol} host port '${right.first}' is mapped multiple times in task.`,
    remedy: "Give each mapping a port of its own.",
  });
}

const isPresent = <T>(value: Known<T | undefined>): value is T => value !== undefined && !isUnknown(value);
