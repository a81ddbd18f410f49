import { isUnknown, Unknown, type Known } from "../../../launch/known";
import type { PublicAccess } from "../../../launch/model/network";
import type { ResourceView } from "../../view";
import { Attached, isDefaultVpc, type NetworkReading } from "./reading";

type Passing = Pick<PublicAccess, "direct" | "throughNat">;

/**
 * What each mode leaves of the ways through an internet gateway.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcBlockPublicAccessOptions.html
 */
const BY_MODE: Readonly<Record<string, Passing | undefined>> = {
  off: undefined,
  "block-ingress": { direct: false, throughNat: true },
  "block-bidirectional": { direct: false, throughNat: false },
};

/** Reads what VPC Block Public Access, which holds for a region of the account, means for a subnet. */
export function publicAccessReader(
  reading: NetworkReading,
): (subnet: ResourceView, vpc: Known<string>) => PublicAccess | undefined {
  const options = reading.stack.ofType("aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions");
  const excluded = exclusions(reading);
  return (subnet, vpc) => {
    for (const option of options) {
      const same = sharesRegion(option, subnet);
      if (same === false) continue;
      const passing =
        same === true ? passingOf(option) : notCertain(`${option.resource.name} may hold for it`);
      if (passing === undefined) continue;
      const spared = sparedOf(subnet, vpc, excluded, reading);
      if (spared === "all") continue;
      return { ref: option.ref, ...(spared === undefined ? passing : narrowed(passing, spared)) };
    }
    return undefined;
  };
}

function passingOf(option: ResourceView): Passing | undefined {
  const { name, external } = option.resource;
  const mode = option.text("internetGatewayBlockMode");
  if (typeof mode !== "string" || external || !(mode in BY_MODE))
    return notCertain(`how far ${name} blocks internet gateways is not known`);
  return BY_MODE[mode];
}

/** `undefined`: not known. */
function sharesRegion(left: ResourceView, right: ResourceView): boolean | undefined {
  if (
    left.resource.provider === right.resource.provider &&
    left.resource.inputs["region"] === right.resource.inputs["region"]
  )
    return true;
  const [one, other] = [left.region, right.region];
  return typeof one === "string" && typeof other === "string" && one !== other ? false : undefined;
}

interface Exclusions {
  readonly ofSubnet: Attached<Known<string | undefined>>;
  readonly ofVpc: Attached<Known<string | undefined>>;
}

function exclusions(reading: NetworkReading): Exclusions {
  const found: Exclusions = { ofSubnet: new Attached(), ofVpc: new Attached() };
  for (const view of reading.stack.ofType(
    "aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion",
  )) {
    const mode = view.text("internetGatewayExclusionMode");
    const { name } = view.resource;
    if (view.get("subnetId") !== undefined)
      found.ofSubnet.add(reading.owners(view, "subnetId", "subnet"), name, mode);
    if (view.get("vpcId") !== undefined) found.ofVpc.add(reading.owners(view, "vpcId", "vpc"), name, mode);
  }
  return found;
}

/** What an exclusion lets through nevertheless; `undefined`: there is none. */
function sparedOf(
  subnet: ResourceView,
  vpc: Known<string>,
  { ofSubnet, ofVpc }: Exclusions,
  reading: NetworkReading,
): "all" | Passing | undefined {
  const { urn, name } = subnet.resource;
  const of = isUnknown(vpc) ? undefined : reading.stack.byUrn(vpc);
  const modes = [...ofSubnet.of(urn), ...(of === undefined ? [] : ofVpc.of(of.resource.urn))];
  if (modes.includes("allow-bidirectional")) return "all";
  const egress = new Unknown(
    `whether an exclusion for egress alone lets ${name} out without NAT is not known`,
  );
  if (modes.includes("allow-egress")) return { direct: egress, throughNat: true };
  const open = modes.find(isUnknown)?.because ?? ofSubnet.open(urn) ?? unseen(of, ofVpc, reading);
  return open === undefined ? undefined : notCertain(open);
}

/** What already exists may have been excluded by others. */
function unseen(
  vpc: ResourceView | undefined,
  ofVpc: Exclusions["ofVpc"],
  reading: NetworkReading,
): string | undefined {
  if (vpc === undefined) return "its VPC is not in view";
  const { urn, id, name } = vpc.resource;
  const isNew = isUnknown(id) && !isDefaultVpc(reading.stack, urn);
  return (
    ofVpc.open(urn) ??
    reading.incompleteOf(vpc) ??
    (isNew ? undefined : `${name} exists already and may be excluded from Block Public Access`)
  );
}

/** Blocked, but for what an exclusion spares. */
const narrowed = (passing: Passing, spared: Passing): Passing => ({
  direct: passing.direct === true ? true : spared.direct,
  throughNat: passing.throughNat === true ? true : spared.throughNat,
});

const notCertain = (because: string): Passing => {
  const open = new Unknown(because);
  return { direct: open, throughNat: open };
};
