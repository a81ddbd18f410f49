import { egressPathExists } from "../../../policies/rules/egress-path-exists";
import { testRule } from "../../support/judge";
import * as net from "./network";

const base = [net.vpc(), net.subnet("a"), net.subnet("b"), net.group("app"), net.gateway];
const inA = net.placed(["a"]);

const beyond: Readonly<Record<string, string>> = {
  transitGatewayId: "tgw-1",
  vpcPeeringConnectionId: "pcx-1",
  networkInterfaceId: "eni-1",
  vpcEndpointId: "vpce-1",
  carrierGatewayId: "cagw-1",
  localGatewayId: "lgw-1",
  coreNetworkArn: "arn:aws:networkmanager::111122223333:core-network/c-1",
  gatewayId: "vgw-1",
};
describe("what is not in view behind a default route", () =>
  testRule(
    egressPathExists,
    Object.entries(beyond).map(([target, id]) => ({
      name: `${target} as the default route`,
      ...inA,
      others: [...base, ...net.table("private", [{ cidrBlock: "0.0.0.0/0", [target]: id }], "a")],
      verdict: "unknown" as const,
    })),
  ));
