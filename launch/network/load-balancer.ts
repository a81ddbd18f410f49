import { isUnknown, type Known } from "../known";
import type { Launch } from "../launch";
import type { CloudModel } from "../model/cloud-model";
import type { LaunchSite, LoadBalancerTarget } from "../model/launch-site";
import type { Links, LoadBalancer, Network, TargetGroup } from "../model/network";
import type { ResourceRef } from "../reference";
import type { Settings } from "../settings";
import { met, unknown, unmet, type Verdict } from "../verdict";
import { kindOf, taskCaller, type Caller } from "./caller";
import { namesOf } from "./endpoint-accepts";
import { groupsAllow, type Peers } from "./groups";
import { linkOf } from "./links";
import type { NetworkAnswer } from "./result";

const RULE = "load-balancer-reaches-task";
const STOPPED = "Task failed ELB health checks in (target-group …)";

/** Whether the load balancers of a site reach its tasks, on the port of the container and of the health check. */
export function* loadBalancerAnswers(
  launch: Launch,
  model: CloudModel,
  settings: Settings,
): Iterable<NetworkAnswer> {
  const { site } = launch;
  if (site === undefined || isUnknown(site.loadBalancers) || site.loadBalancers.length === 0) return;
  const caller = launch.taskDefinition.networkMode === "awsvpc" ? taskCaller(site, model.network) : undefined;
  // In other modes the instance answers, on ports that are its own.
  if (caller === undefined) return;
  for (const target of site.loadBalancers) {
    if (isUnknown(caller)) yield open(site, target, caller.because);
    else yield* judgeTarget(target, caller, model.network, settings);
  }
}

function open(site: LaunchSite, { containerPort }: LoadBalancerTarget, because: string): NetworkAnswer {
  const port = typeof containerPort === "number" ? ` on port ${containerPort}` : "";
  return {
    rule: RULE,
    subject: `the load balancer of ${site.ref.name} reaches its tasks${port}`,
    resource: site.ref,
    verdict: unknown(because),
  };
}

function* judgeTarget(
  target: LoadBalancerTarget,
  caller: Caller,
  network: Network,
  settings: Settings,
): Iterable<NetworkAnswer> {
  const link = linkOf(target.targetGroup, kindOf("target group", network));
  if (link === undefined) return;
  const group = isUnknown(link) ? undefined : network.targetGroups.get(link);
  if (group === undefined) {
    yield open(caller.site, target, isUnknown(link) ? link.because : "its target group is not in view");
    return;
  }
  const { certain, open: why } = group.loadBalancers;
  if (certain.length === 0) {
    yield open(
      caller.site,
      target,
      why ?? `no listener of this stack leads to target group ${group.ref.name}`,
    );
    return;
  }
  for (const id of certain) {
    const found = network.loadBalancers.get(id);
    if (found === undefined) continue;
    const balancer = withDefaultGroup(found, network);
    for (const port of portsOf(target, group)) yield* judgePort(port, balancer, caller, network, settings);
  }
}

/** An application load balancer made without groups has the default one of its VPC; a network load balancer has none. */
function withDefaultGroup(balancer: LoadBalancer, network: Network): LoadBalancer {
  const { kind, subnets } = balancer;
  if (hasGroups(balancer) || kind === "network") return balancer;
  const [first] = subnets.certain;
  const vpc = first === undefined ? undefined : network.subnets.get(first)?.vpc;
  const group =
    typeof vpc === "string" && kind === "application" ? network.vpcs.get(vpc)?.defaultGroup : undefined;
  const why = "the security groups of the load balancer are not in view";
  const groups: Links =
    group === undefined
      ? { certain: [], possible: [], open: why }
      : { certain: [group], possible: [], open: undefined };
  return { ...balancer, groups };
}

interface Port {
  readonly number: Known<number | undefined>;
  /** ECS waits for the health check; traffic that does not arrive stops no start. */
  readonly isChecked: boolean;
}

/** The port of the health check, and that of the traffic where it is another. Health checks are TCP always. */
function portsOf({ containerPort }: LoadBalancerTarget, { healthPort, protocol }: TargetGroup): Port[] {
  if (isUnknown(healthPort)) return [{ number: healthPort, isChecked: true }];
  const own = healthPort === undefined || healthPort === "traffic-port" ? undefined : Number(healthPort);
  if (own === undefined || own === containerPort) return [{ number: containerPort, isChecked: true }];
  const isTcp = protocol === undefined || (!isUnknown(protocol) && !/^(UDP|QUIC)$/i.test(protocol));
  const traffic = { number: containerPort, isChecked: false };
  return [{ number: own, isChecked: true }, ...(isTcp ? [traffic] : [])];
}

function* judgePort(
  { number: port, isChecked }: Port,
  balancer: LoadBalancer,
  caller: Caller,
  network: Network,
  settings: Settings,
): Iterable<NetworkAnswer> {
  const named = typeof port === "number" ? `port ${port}` : "the container's port";
  const tasks = `tasks of ${caller.site.ref.name}`;
  const from: Peers = {
    kind: "interfaces",
    groups: balancer.groups,
    ranges: rangesOf(balancer.subnets, network),
  };
  const to: Peers = { kind: "interfaces", groups: caller.groups, ranges: rangesOf(caller.subnets, network) };
  const admitted = groupsAllow(
    caller.groups,
    { direction: "ingress", port, peers: from, ipv6: true },
    network,
    settings,
  );
  yield answer(
    isChecked,
    `${tasks} admit ${balancer.ref.name} on ${named}`,
    refOf(caller.groups, network, caller.site.ref),
    admitted,
    `${namesOf(caller.groups, network)} admits it`,
    `no ingress rule of ${namesOf(caller.groups, network)} admits TCP ${named} from ${sourceOf(balancer, network)}`,
    `Admit TCP ${named} from ${sourceOf(balancer, network)} in ${namesOf(caller.groups, network)}.`,
  );
  // A network load balancer made without groups has none.
  if (!hasGroups(balancer)) return;
  const sent = groupsAllow(
    balancer.groups,
    { direction: "egress", port, peers: to, ipv6: true },
    network,
    settings,
  );
  yield answer(
    isChecked,
    `${balancer.ref.name} is let out to the ${tasks} on ${named}`,
    refOf(balancer.groups, network, balancer.ref),
    sent,
    `${namesOf(balancer.groups, network)} lets it out`,
    `no egress rule of ${namesOf(balancer.groups, network)} lets TCP ${named} out to the ${tasks}`,
    `Let TCP ${named} out to ${namesOf(caller.groups, network)} in ${namesOf(balancer.groups, network)}.`,
  );
}

const hasGroups = ({ groups }: LoadBalancer): boolean =>
  groups.certain.length > 0 || groups.possible.length > 0 || groups.open !== undefined;

const sourceOf = (balancer: LoadBalancer, network: Network): string =>
  hasGroups(balancer) ? namesOf(balancer.groups, network) : `the subnets of ${balancer.ref.name}`;

function rangesOf(
  { certain, possible, open: why }: Links,
  network: Network,
): readonly Known<string | undefined>[] {
  if (why !== undefined) return [];
  return [...certain, ...possible].map((id) => network.subnets.get(id)?.cidr);
}

function refOf({ certain, possible }: Links, network: Network, otherwise: ResourceRef): ResourceRef {
  const [first] = certain.length > 0 ? certain : possible;
  return (first === undefined ? undefined : network.securityGroups.get(first)?.ref) ?? otherwise;
}

function answer(
  isChecked: boolean,
  subject: string,
  resource: ResourceRef,
  truth: Known<boolean>,
  allowed: string,
  refused: string,
  remedy: string,
): NetworkAnswer {
  const verdict: Verdict = isUnknown(truth) ? unknown(truth.because) : truth ? met(allowed) : unmet(refused);
  const found = { rule: RULE, subject, resource, verdict, remedy };
  return isChecked ? { ...found, stoppedReason: STOPPED } : { ...found, level: "advisory", kind: "policy" };
}
