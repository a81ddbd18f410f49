import { isUnknown, type Known } from "../../launch/known";
import type { Launch } from "../../launch/launch";
import { fault, suspect, type Answer } from "../../launch/model/answer";
import type { CloudModel } from "../../launch/model/cloud-model";
import { fixedPorts } from "../../launch/model/fixed-ports";
import type { LaunchSite } from "../../launch/model/launch-site";
import { networkModeOf } from "../../launch/model/platform";
import { mostInstances, placementOf } from "../../launch/model/pools-of-launch";
import { rivalsOf } from "../../launch/model/port-rivals";
import { met, unknown } from "../../launch/verdict";
import { containerName, type Judgement, type Rule } from "../rule";

/** TCP ports that the agent itself listens on; those it reserves besides can be given free. */
const AGENT_PORTS: readonly number[] = [51678, 51679, 51680];
const RESERVED_PORTS: readonly number[] = [22, 2375, 2376];
const TAKEN = "RESOURCE:PORTS";

export const hostPortDynamic: Rule = {
  id: "host-port-dynamic",
  title: "Tasks do not compete for a port of their instance",
  stage: "place",
  kind: "start",
  level: "mandatory",
  severity: "medium",
  why: "A fixed host port is free once per instance, so in bridge and host mode each task needs an instance of its own, a new one during a deployment one more, and the ports of the agent are never free.",
  remedy:
    "Leave `hostPort` out (or set it to 0) in bridge mode, or use awsvpc; the load balancer learns the port that each task gets.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html",
  ],
  evidence: "documented",
  stoppedReasons: [TAKEN],
  decidedBy: "stack",
  *judge(launch, model) {
    const mode = networkModeOf(launch);
    const { launchType, taskDefinition } = launch;
    if (launchType === "FARGATE" || isUnknown(mode) || (mode !== "bridge" && mode !== "host")) return;
    if (launch.site === undefined && !isUnknown(launchType) && launchType === "EXTERNAL") return;
    const { containers } = taskDefinition;
    if (isUnknown(containers)) {
      yield {
        subject: `host ports of ${taskDefinition.ref.name} are free`,
        verdict: unknown(containers.because),
      };
      return;
    }
    const fixed = containers.flatMap((container) =>
      isUnknown(container)
        ? []
        : fixedPorts(container, mode).map((port) => ({ ...port, name: containerName(container) })),
    );
    for (const [index, { port, name, protocol }] of fixed.entries()) {
      const twice =
        fixed.findIndex((other) => other.port === port && other.protocol === fixed[index]?.protocol) < index;
      yield {
        subject: `host port ${port} of container ${name} is free on an instance`,
        ...judgePort(port, protocol, twice, mode),
      };
    }
    const [first] = fixed;
    if (first === undefined) return;
    yield* judgeReplicas(first.port, launch, model);
    for (const { site, port, answer } of rivalsOf(fixed, launch, model)) {
      const both = [launch.site?.ref.name, site.ref.name].sort().join(" and ");
      yield { subject: `tasks of ${both} find instances whose port ${port.port} is free`, ...answer };
    }
  },
};

function judgePort(port: number, protocol: string, twice: boolean, mode: string): Answer {
  const remedy = "Use another port, or leave `hostPort` out.";
  if (protocol === "tcp" && AGENT_PORTS.includes(port))
    return fault(`the ECS agent itself uses port ${port}`, { stoppedReason: TAKEN, remedy });
  if (protocol === "tcp" && RESERVED_PORTS.includes(port))
    return suspect(
      "an instance can be told to give it free",
      `the ECS agent reserves port ${port} of every instance`,
      remedy,
    );
  if (!twice) return { verdict: met("nothing of the instance or the task holds it") };
  const because = `two port mappings of the task ask for port ${port}`;
  return mode === "bridge"
    ? fault(because, { stoppedReason: TAKEN, remedy })
    : suspect("in host mode a mapping opens no port by itself", because, remedy);
}

/** How many tasks want the port at a time, and how many instances there can be. */
function* judgeReplicas(port: number, launch: Launch, model: CloudModel): Iterable<Judgement> {
  const { site } = launch;
  if (site?.kind !== "service" || site.schedulingStrategy === "DAEMON") return;
  const subject = `every task of ${site.ref.name} finds an instance whose port ${port} is free`;
  yield { subject, ...judgeRoom(port, site, launch, model) };
}

function judgeRoom(port: number, site: LaunchSite, launch: Launch, model: CloudModel): Answer {
  const { desiredCount, minimumHealthyPercent, schedulingStrategy } = site;
  const open = [schedulingStrategy, desiredCount, minimumHealthyPercent].find(isUnknown);
  if (isUnknown(open)) return { verdict: unknown(open.because) };
  const desired = valueOf(desiredCount, 0);
  if (desired === 0) return { verdict: met("it runs no tasks now") };
  const stay = Math.ceil((desired * valueOf(minimumHealthyPercent, 100)) / 100);
  const most = mostInstances(placementOf(launch, model));
  const one = `port ${port} is fixed, so that an instance runs one task of ${site.ref.name}`;
  if (isUnknown(most)) {
    return desired === 1 && stay === 0
      ? { verdict: met("its only task gives the port free before the next one takes it") }
      : suspect(
          most.because,
          `${one}, and ${stay < desired ? `${desired} of them need ${desired} instances` : `a deployment needs an instance more than the ${desired} that run it`}`,
        );
  }
  if (desired > most)
    return fault(`${one}; it wants ${desired} tasks, and there are ${most} instances at most`, {
      stoppedReason: TAKEN,
    });
  if (stay >= desired && most === desired)
    return fault(
      `${one}; all ${desired} stay during a deployment, and there are ${most} instances at most, so that no new one finds room`,
      { stoppedReason: TAKEN },
    );
  return { verdict: met(`there may be ${most} instances for ${desired} tasks`) };
}

const valueOf = (value: Known<number | undefined>, otherwise: number): number =>
  isUnknown(value) ? otherwise : (value ?? otherwise);
