import { isUnknown } from "../known";
import type { InternetGateway, Network, PublicAccess, Subnet } from "../model/network";
import type { ResourceRef } from "../reference";
import { met, unknown, unmet, type Verdict } from "../verdict";
import { overlap, parseRange } from "./address";

/** The way to public IPv4 addresses, up to where it breaks. */
export interface Way {
  readonly verdict: Verdict;
  readonly rule: "egress-path-exists" | "public-ip-assigned";
  /** What has to change. */
  readonly resource: ResourceRef;
  readonly remedy: string | undefined;
  /** Subnet of the NAT gateway that it leads through. */
  readonly natSubnet?: Subnet;
  /** The table that has no route out, as a message names it. */
  readonly lacksRoute?: string;
  /** As AWS made it, which may have been changed since: never met nor unmet. */
  readonly asMade?: boolean;
}

/** Through an internet gateway: with a public address of one's own, or with that of a NAT gateway in `subnet`. */
export function reachesInternet(
  id: string | undefined,
  path: string,
  subnet: Subnet,
  network: Network,
  by: "direct" | "throughNat",
): Way {
  const gateway = id === undefined ? undefined : network.internetGateways.get(id);
  const name = gateway === undefined ? "an internet gateway" : `internet gateway ${gateway.ref.name}`;
  const here = `${path} → ${name}`;
  const blocked = blockedBy(subnet.publicAccess, by, here);
  if (blocked !== undefined) return blocked;
  if (gateway === undefined) return way(met(here), subnet.ref);
  return (
    notAttached(gateway, here, subnet) ??
    diverted(gateway, here, subnet, network) ??
    way(met(here), gateway.ref)
  );
}

/** Where VPC Block Public Access stops it. */
export function blockedBy(
  access: PublicAccess | undefined,
  by: "direct" | "throughNat",
  path: string,
): Way | undefined {
  const passes = access?.[by];
  if (access === undefined || passes === true || passes === undefined) return undefined;
  const { ref } = access;
  if (isUnknown(passes))
    return open(ref, passes.because, `${ref.name} may keep internet gateways from passing anything`);
  return {
    verdict: unmet(
      `${path}, and ${ref.name} keeps internet gateways from passing ${by === "direct" && access.throughNat !== false ? "what does not come through a NAT gateway" : "anything"}`,
    ),
    rule: "egress-path-exists",
    resource: ref,
    remedy: `Make an \`aws.ec2.VpcBlockPublicAccessExclusion\` for the VPC, or make endpoints for what is needed in it.`,
  };
}

function notAttached({ ref, attached, vpc }: InternetGateway, path: string, subnet: Subnet): Way | undefined {
  if (isUnknown(attached)) return open(ref, attached.because);
  const rule = "egress-path-exists";
  if (!attached)
    return {
      verdict: unmet(`${path}, which is attached to no VPC`),
      rule,
      resource: ref,
      remedy: `Give ${ref.name} the \`vpcId\` of the VPC, or make an \`aws.ec2.InternetGatewayAttachment\`.`,
    };
  if (typeof vpc !== "string" || isUnknown(subnet.vpc) || vpc === subnet.vpc) return undefined;
  return {
    verdict: unmet(
      `${path}, which is attached to another VPC than that of ${subnet.ref.name}: AWS refuses the route`,
    ),
    rule,
    resource: subnet.ref,
    remedy: "Lead the route to the internet gateway of the same VPC.",
  };
}

/** A route table of the gateway's own may lead the answers over an appliance. */
function diverted(
  { ref, edgeTable }: InternetGateway,
  path: string,
  { cidr, ref: subnet }: Subnet,
  network: Network,
): Way | undefined {
  if (edgeTable === undefined) return undefined;
  if (isUnknown(edgeTable)) return open(ref, edgeTable.because);
  const table = network.routeTables.get(edgeTable);
  if (table === undefined) return open(ref, `${path}: the route table of what comes in is not in view`);
  const own = typeof cidr === "string" ? parseRange(cidr) : undefined;
  const mayLeadAway = table.routes.some(({ destination, target }) => {
    if (target.kind === "local") return false;
    const range = isUnknown(destination) ? undefined : parseRange(destination);
    return range === undefined || own === undefined || overlap(range, own);
  });
  if (mayLeadAway)
    return open(
      table.ref,
      `${path}: its route table ${table.ref.name} leads the answers for ${subnet.name} elsewhere, and what lies there is not in view`,
    );
  return table.incomplete === undefined ? undefined : open(table.ref, table.incomplete);
}

export const way = (verdict: Verdict, resource: ResourceRef): Way => ({
  verdict,
  rule: "egress-path-exists",
  resource,
  remedy: undefined,
});

export const open = (resource: ResourceRef, because: string, suspicion?: string): Way =>
  way(unknown(because, suspicion), resource);
