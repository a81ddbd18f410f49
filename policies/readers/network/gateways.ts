import { isUnknown, Unknown, type Known } from "../../../launch/known";
import type { InternetGateway, NatGateway } from "../../../launch/model/network";
import { Attached, type NetworkReading } from "./reading";

/** Internet gateways by id, with the VPC they are attached to and the route table of what comes in. */
export function readInternetGateways(reading: NetworkReading): Map<string, InternetGateway> {
  const attachments = new Attached<Known<string | undefined>>();
  for (const view of reading.stack.ofType("aws:ec2/internetGatewayAttachment:InternetGatewayAttachment")) {
    const owners = reading.owners(view, "internetGatewayId", "internetGateway");
    attachments.add(owners, view.resource.name, reading.link(view, "vpcId", "vpc"));
  }
  const edges = edgeTables(reading);
  return new Map(
    reading.views("internetGateway").map((view) => {
      const { urn } = view.resource;
      const own = view.text("vpcId");
      const [separate] = attachments.of(urn);
      const open = reading.incompleteOf(view) ?? attachments.open(urn);
      const attached: Known<boolean> =
        isUnknown(own) || own !== undefined || attachments.of(urn).length > 0
          ? true
          : open === undefined
            ? false
            : new Unknown(open);
      const edge = edges.open(urn);
      return [
        urn,
        {
          ref: view.ref,
          attached,
          vpc: own === undefined ? separate : reading.link(view, "vpcId", "vpc"),
          edgeTable: edges.of(urn)[0] ?? (edge === undefined ? undefined : new Unknown(edge)),
        },
      ];
    }),
  );
}

/**
 * Tables that lead what comes in from the internet over an appliance first.
 * https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html
 */
function edgeTables(reading: NetworkReading): Attached<Known<string>> {
  const attached = new Attached<Known<string>>();
  for (const view of reading.stack.ofType("aws:ec2/routeTableAssociation:RouteTableAssociation")) {
    if (view.get("gatewayId") === undefined) continue;
    const owners = reading.owners(view, "gatewayId", "internetGateway");
    // A gateway that is named by id, or a virtual private one, is none of those of this stack.
    attached.add(
      { ...owners, open: undefined },
      view.resource.name,
      reading.owner(view, "routeTableId", "routeTable"),
    );
  }
  return attached;
}

/** NAT gateways by id. */
export function readNatGateways(reading: NetworkReading): Map<string, NatGateway> {
  return new Map(
    reading.views("natGateway").map((view) => {
      const kind = view.text("connectivityType");
      const mode = view.text("availabilityMode");
      return [
        view.resource.urn,
        {
          ref: view.ref,
          isPublic: isUnknown(kind) ? kind : kind !== "private",
          isRegional: isUnknown(mode) ? mode : mode === "regional",
          subnet: reading.link(view, "subnetId", "subnet"),
          vpc: reading.link(view, "vpcId", "vpc"),
        },
      ];
    }),
  );
}
