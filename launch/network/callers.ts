import { isUnknown, Unknown, type Known } from "../known";
import type { Launch } from "../launch";
import type { CloudModel } from "../model/cloud-model";
import type { InstancePool } from "../model/instances";
import type { LaunchSite } from "../model/launch-site";
import type { InstanceNetwork, Subnet } from "../model/network";
import { placementOf } from "../model/pools-of-launch";
import { taskCaller, type Caller } from "./caller";
import { reachDoubt, pullDoubt } from "./instance-doubts";
import type { PublicAddress } from "./internet";
import { needsOf, needsOfAgent } from "./needs";
import type { Needs, Service } from "./services";

/** Network interfaces that ask for something, and what. */
export interface Call {
  readonly caller: Caller;
  readonly needs: Needs;
}

/** All that a launch has to reach, by who asks. */
export interface Calls {
  readonly tasks: readonly Call[];
  /** One per group of instances, of which any may run the task. */
  readonly instances: readonly Call[];
  /** Why instances may run it that are not in view. */
  readonly open: string | undefined;
}

/**
 * On Fargate it is the task's own interface that asks for image, secrets and logs; on EC2 the instance's, whatever the
 * network mode. ECS Exec speaks from the network that the containers are in.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
 * https://github.com/aws/amazon-ecs-agent/blob/master/ecs-init/docker/docker.go (the agent is in the host's network)
 *
 * @returns `undefined` where nothing is asked in AWS's network; unknown when it is not known who asks
 */
export function callsOf(launch: Launch, model: CloudModel): Known<Calls | undefined> {
  const { site, launchType } = launch;
  if (site === undefined || launchType === "EXTERNAL") return undefined;
  if (isUnknown(launchType)) return launchType;
  const needs = needsOf(launch, model);
  const task = taskCaller(site, model.network);
  if (launchType === "FARGATE") {
    if (task === undefined || isUnknown(task)) return task;
    return { tasks: [{ caller: task, needs }], instances: [], open: undefined };
  }
  const placement = placementOf(launch, model);
  if (placement === undefined || isUnknown(placement)) return placement;
  const { pools, open } = placement;
  if (pools.length === 0)
    return new Unknown(open ?? `the instances that ${site.ref.name} runs on are not in view`);
  const inTask = launch.taskDefinition.networkMode === "awsvpc";
  const isExec = ({ name }: Service): boolean => name === "ssmmessages";
  const exec = needs.services.filter(isExec);
  const calls = pools.flatMap((pool) => {
    const network = model.network.instances.get(pool.ref.id);
    if (network === undefined) return [];
    const services = needs.services.filter((service) => !inTask || !isExec(service));
    return [
      {
        caller: instanceCaller(pool, network, site),
        needs: { ...needs, services: servicesOf(services, pool, pools, launch, model) },
      },
    ];
  });
  const own =
    inTask && exec.length > 0 && task !== undefined && !isUnknown(task)
      ? [{ caller: { ...task, address: () => neverOnEc2(site) }, needs: { ...needs, services: exec } }]
      : [];
  return { tasks: own, instances: calls, open };
}

/** With why one may not be needed after all. */
function servicesOf(
  services: readonly Service[],
  pool: InstancePool,
  pools: readonly InstancePool[],
  { taskDefinition, site }: Launch,
  model: CloudModel,
): readonly Service[] {
  const reach = reachDoubt(pool, pools, model);
  const pull = reach ?? pullDoubt(pool);
  const region = site?.region ?? taskDefinition.region;
  return [...needsOfAgent(region), ...services].map((service) => {
    const doubt = isPulled(service) ? pull : reach;
    return doubt === undefined ? service : { ...service, perhaps: service.perhaps ?? doubt };
  });
}

const isPulled = ({ kind, name, reader }: Service): boolean =>
  kind !== "aws" || name.startsWith("ecr.") || (name === "s3" && !reader.startsWith("the environment files"));

function instanceCaller(pool: InstancePool, network: InstanceNetwork, site: LaunchSite): Caller {
  const { subnets, groups } = network;
  return {
    who: "instance",
    site,
    ref: pool.ref,
    subnets,
    groups,
    address: (subnet) => addressOf(pool, network, subnet),
  };
}

function addressOf(
  { template }: InstancePool,
  { publicAddress, otherAddress }: InstanceNetwork,
  subnet: Subnet,
): PublicAddress {
  const asked = publicAddress ?? subnet.givesAddresses;
  const absence =
    publicAddress === undefined
      ? `mapPublicIpOnLaunch of subnet ${subnet.ref.name} is false or left out, which means false`
      : `associatePublicIpAddress of ${template.name} is false`;
  return {
    given: asked === false && otherAddress !== undefined ? new Unknown(otherAddress) : asked,
    resource: template,
    absence,
    remedy: `Set \`associatePublicIpAddress: true\` in the network interface of ${template.name} or \`mapPublicIpOnLaunch: true\` on its subnets, or put the instances into subnets whose default route leads to a NAT gateway.`,
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html */
function neverOnEc2({ ref }: LaunchSite): PublicAddress {
  return {
    given: false,
    resource: ref,
    absence: "tasks in awsvpc mode on EC2 never get a public address",
    remedy: `Run ${ref.name} in subnets whose default route leads to a NAT gateway.`,
  };
}
