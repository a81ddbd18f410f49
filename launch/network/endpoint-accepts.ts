import { isUnknown, type Known } from "../known";
import type { Links, Network, Subnet, Vpc, VpcEndpoint } from "../model/network";
import type { ResourceRef } from "../reference";
import type { Settings } from "../settings";
import { met, unknown, unmet, type Verdict } from "../verdict";
import type { Caller } from "./caller";
import { groupsAllow } from "./groups";
import type { Service } from "./services";
import { listed } from "./result";
import { completedElsewhere } from "./settings";

interface Acceptance {
  readonly verdict: Verdict;
  readonly resource: ResourceRef;
  readonly remedy: string;
}

/** Whether the security groups of an interface endpoint admit the caller. */
export function accepts(
  service: Service,
  endpoint: VpcEndpoint,
  caller: Caller,
  subnet: Subnet,
  vpc: Vpc,
  network: Network,
  settings: Settings,
): Acceptance {
  const { groups } = endpoint;
  const peers = { kind: "interfaces", groups: caller.groups, ranges: rangesOf(subnet, vpc) } as const;
  const connection = { direction: "ingress", port: service.port, peers, ipv6: false } as const;
  const truth = groupsAllow(groups, connection, network, settings);
  const names = namesOf(groups, network);
  const resource = resourceOf(endpoint, network);
  const here = `endpoint ${endpoint.ref.name} has ${names}`;
  const remedy = `Admit TCP 443 from ${namesOf(caller.groups, network)} in the security group of ${endpoint.ref.name}.`;
  const incomplete = endpoint.incomplete ?? completedElsewhere(endpoint.ref, settings);
  if (truth === true)
    return { verdict: met(`${here}, which admits 443 from subnet ${subnet.ref.name}`), resource, remedy };
  if (isUnknown(truth)) return { verdict: unknown(truth.because), resource, remedy };
  if (incomplete !== undefined) return { verdict: unknown(incomplete), resource, remedy };
  return {
    verdict: unmet(
      `${here}, and no rule of it admits TCP 443 from ${namesOf(caller.groups, network)} or ${placeOf(subnet)}`,
    ),
    resource,
    remedy,
  };
}

/** The subnet's own range; while it is not known, those of its VPC, which hold it. */
export function rangesOf({ cidr }: Subnet, vpc: Vpc): readonly Known<string | undefined>[] {
  return isUnknown(cidr) || cidr === undefined ? vpc.cidrs : [cidr];
}

const placeOf = ({ cidr, ref }: Subnet): string =>
  isUnknown(cidr) || cidr === undefined ? `subnet ${ref.name}` : `subnet ${ref.name} (${cidr})`;

/** "security group api", "security groups a and b". */
export function namesOf({ certain, possible }: Links, network: Network): string {
  const names = [...certain, ...possible].map((id) => {
    const group = network.securityGroups.get(id);
    return group === undefined ? id : group.ref.name;
  });
  if (names.length === 0) return "security groups that are not in view";
  const [only = ""] = names;
  if (names.length === 1)
    return only.startsWith("default security group") ? `the ${only}` : `security group ${only}`;
  return `security groups ${listed(names)}`;
}

/** The group, where it is one of the program's own; the endpoint where nobody gave it one. */
function resourceOf({ groups, ref }: VpcEndpoint, network: Network): ResourceRef {
  const [first] = groups.certain.length > 0 ? groups.certain : groups.possible;
  const group = first === undefined ? undefined : network.securityGroups.get(first);
  return group === undefined || group.isDefault ? ref : group.ref;
}
