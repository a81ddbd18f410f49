import { isUnknown, type Known } from "../known";
import type { LaunchSite } from "../model/launch-site";
import type { Links, Network, Subnet } from "../model/network";
import type { ResourceRef } from "../reference";
import type { PublicAddress } from "./internet";
import { NAT_MEANS } from "./ways-out";
import { linksOf, linksTo, type Kind } from "./links";

/** Whose network interface asks for image, secrets and logs. */
export interface Caller {
  readonly who: "task" | "instance";
  readonly site: LaunchSite;
  /** The site, or the group of instances: what messages name. */
  readonly ref: ResourceRef;
  readonly subnets: Links;
  readonly groups: Links;
  /** Whether it gets a public address in a subnet. */
  readonly address: (subnet: Subnet) => PublicAddress;
}

/** The interface that a task in awsvpc mode has for itself. */
export function taskCaller(site: LaunchSite, network: Network): Known<Caller | undefined> {
  const { network: configuration } = site;
  if (isUnknown(configuration)) return configuration;
  // Without one the site is refused: `network-configuration-matches`.
  if (configuration === undefined) return undefined;
  const address = addressOf(site, configuration.assignPublicIp);
  const subnets = linksOf(configuration.subnets, [], kindOf("subnet", network));
  return {
    who: "task",
    site,
    ref: site.ref,
    subnets,
    groups: groupsOf(site, subnets, network),
    address: () => address,
  };
}

export function kindOf(
  noun: "subnet" | "security group" | "target group" | "file system",
  network: Network,
): Kind {
  const objects = {
    subnet: network.subnets,
    "security group": network.securityGroups,
    "target group": network.targetGroups,
    "file system": network.fileSystems,
  }[noun];
  return {
    has: (id) => objects.has(id),
    byText: network.byText,
    isNamed: (id) => network.named.has(id),
    noun,
    madeWith: (id, output = GROUP_OUTPUT) =>
      noun === "security group" && output === GROUP_OUTPUT ? network.vpcs.get(id)?.defaultGroup : undefined,
  };
}

const GROUP_OUTPUT = "defaultSecurityGroupId";

/** Without any, a task has the default group of its VPC. */
function groupsOf({ network: configuration }: LaunchSite, subnets: Links, network: Network): Links {
  if (configuration === undefined || isUnknown(configuration))
    return { certain: [], possible: [], open: "not known" };
  const { securityGroups } = configuration;
  const given = linksOf(securityGroups, [], kindOf("security group", network));
  if (isUnknown(securityGroups) || securityGroups.length > 0) return given;
  const vpcs = new Set([...subnets.certain, ...subnets.possible].map((id) => network.subnets.get(id)?.vpc));
  const [vpc] = vpcs;
  if (vpcs.size !== 1 || vpc === undefined || isUnknown(vpc))
    return { certain: [], possible: [], open: "the default security group of its VPC is not in view" };
  return linksTo(network.vpcs.get(vpc)?.defaultGroup ?? vpc);
}

function addressOf({ ref, kind }: LaunchSite, given: Known<boolean | undefined>): PublicAddress {
  const absence =
    given === undefined
      ? "assignPublicIp is left out, which means that there is no public one"
      : "assignPublicIp is false";
  return {
    given: isUnknown(given) ? given : given === true,
    resource: ref,
    absence,
    remedy: `Set \`assignPublicIp: true\` in the network configuration of ${kind === "service" ? "service " : ""}${ref.name}, which AWS charges by the hour, or run it in subnets whose default route leads to a NAT gateway (${NAT_MEANS}).`,
  };
}
