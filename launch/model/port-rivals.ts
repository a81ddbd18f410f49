import { isUnknown, knownOr, type Known } from "../known";
import type { Launch } from "../launch";
import { fault, suspect, type Answer } from "./answer";
import type { CloudModel } from "./cloud-model";
import { fixedPorts, type FixedPort } from "./fixed-ports";
import type { LaunchSite } from "./launch-site";
import { networkModeOf } from "./platform";
import { mostInstances, placementOf, type Placement } from "./pools-of-launch";

/** Another service whose tasks take a port of the same instances, and what comes of it. */
export interface Rival {
  readonly site: LaunchSite;
  readonly port: FixedPort;
  readonly answer: Answer;
}

const TAKEN = "RESOURCE:PORTS";

/**
 * Services of the same instances that take the same port; those that find room beside it are left out.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html
 */
export function* rivalsOf(ports: readonly FixedPort[], launch: Launch, model: CloudModel): Iterable<Rival> {
  const own = placementOf(launch, model);
  if (launch.site?.kind !== "service" || own === undefined || isUnknown(own)) return;
  for (const site of model.sites.items) {
    if (site.kind !== "service" || site.ref.id === launch.site.ref.id || site.launchType === "FARGATE")
      continue;
    const taskDefinition = model.taskDefinitions.resolve(site.taskDefinition);
    if (taskDefinition === undefined || isUnknown(taskDefinition)) continue;
    const other: Launch = { id: site.ref.id, taskDefinition, site, launchType: "EC2" };
    const port = sharedPort(ports, other);
    const placement = port && placementOf(other, model);
    if (port === undefined || placement === undefined || isUnknown(placement)) continue;
    const answer = judgePair(port.port, [launch.site, own, isFree(launch)], [site, placement, isFree(other)]);
    if (answer !== undefined) yield { site, port, answer };
  }
}

function sharedPort(ports: readonly FixedPort[], other: Launch): FixedPort | undefined {
  const mode = knownOr(networkModeOf(other), "awsvpc");
  const theirs = knownOr(other.taskDefinition.containers, []).flatMap((container) =>
    isUnknown(container) ? [] : fixedPorts(container, mode),
  );
  return ports.find(({ port, protocol }) =>
    theirs.some((their) => their.port === port && their.protocol === protocol),
  );
}

type Placed = readonly [site: LaunchSite, placement: Placement, free: boolean];

/** Whether no constraint, of the service or of its task definition, narrows the instances. */
const isFree = ({ site, taskDefinition }: Launch): boolean =>
  site?.usesPlacementConstraints === false && taskDefinition.usesPlacementConstraints === false;

function judgePair(port: number, one: Placed, two: Placed): Answer | undefined {
  const counts = [tasksOf(one[0]), tasksOf(two[0])];
  if (counts.includes(0)) return undefined;
  const daemon = [one, two].find(([{ schedulingStrategy }]) => schedulingStrategy === "DAEMON");
  if (daemon !== undefined) return besideDaemon(port, daemon, daemon === one ? two : one);
  const [first, second] = counts;
  const most = mostInstances(one[1]);
  if (typeof first !== "number" || typeof second !== "number" || isUnknown(most)) return undefined;
  if (!within(one[1], two[1]) || !within(two[1], one[1]) || isUnknown(mostInstances(two[1])))
    return undefined;
  if (first + second <= most) return undefined;
  return fault(
    `${one[0].ref.name} and ${two[0].ref.name} both take port ${port} of the instance; they want ${first + second} tasks together, and there are ${most} instances at most`,
    { stoppedReason: TAKEN, remedy: REMEDY },
  );
}

const REMEDY = "Give one of them another port, or leave `hostPort` out.";

/** A daemon runs on every instance of its cluster that its constraints let it run on. */
function besideDaemon(
  port: number,
  [daemon, theirs, free]: Placed,
  [site, placement, isOtherFree]: Placed,
): Answer | undefined {
  if (!placement.pools.some((pool) => theirs.pools.includes(pool))) return undefined;
  const because = `${daemon.ref.name} runs on every instance and takes port ${port} there, and ${site.ref.name} takes it, too`;
  const tasks = tasksOf(site);
  const open =
    !free || (site.schedulingStrategy === "DAEMON" && !isOtherFree)
      ? "placement constraints may keep them on different instances"
      : placement.open !== undefined
        ? placement.open
        : isUnknown(tasks)
          ? tasks.because
          : within(placement, theirs)
            ? undefined
            : `${site.ref.name} may find instances without ${daemon.ref.name}`;
  return open === undefined
    ? fault(because, { stoppedReason: TAKEN, remedy: REMEDY })
    : suspect(open, because, REMEDY);
}

/** Undefined for a daemon: as many as there are instances. */
function tasksOf({ schedulingStrategy, desiredCount }: LaunchSite): Known<number | undefined> {
  if (isUnknown(schedulingStrategy)) return schedulingStrategy;
  if (schedulingStrategy === "DAEMON") return undefined;
  return isUnknown(desiredCount) ? desiredCount : (desiredCount ?? 0);
}

const within = (inner: Placement, outer: Placement): boolean =>
  inner.pools.every((pool) => outer.pools.includes(pool));
