import type { Network } from "../../launch/model/network";
import type { StackView } from "../view";
import { readAccessLists } from "./network/access-lists";
import { readEndpoints } from "./network/endpoints";
import { readInstanceNetworks } from "./network/instances";
import { readFileSystems, readLoadBalancers, readTargetGroups } from "./network/load-balancers";
import { NetworkReading } from "./network/reading";
import { readInternetGateways, readNatGateways } from "./network/gateways";
import { readRouteTables } from "./network/routes";
import { readSecurityGroups } from "./network/security-groups";
import { readSubnets, readVpcs } from "./network/vpcs";

/** What the stack says of its network, with everything joined that belongs together. */
export function readNetwork(stack: StackView): Network {
  const reading = new NetworkReading(stack);
  const endpoints = readEndpoints(reading);
  const accessLists = readAccessLists(reading);
  return {
    vpcs: readVpcs(reading, endpoints),
    subnets: readSubnets(reading, accessLists),
    routeTables: readRouteTables(reading),
    internetGateways: readInternetGateways(reading),
    natGateways: readNatGateways(reading),
    securityGroups: readSecurityGroups(reading),
    accessLists,
    endpoints,
    targetGroups: readTargetGroups(reading),
    loadBalancers: readLoadBalancers(reading),
    fileSystems: readFileSystems(reading),
    instances: readInstanceNetworks(reading),
    byText: reading.byText,
    named: reading.named,
    hasInstances: HOSTS.some((type) => stack.ofType(type).length > 0),
  };
}

const HOSTS = [
  "aws:ec2/instance:Instance",
  "aws:autoscaling/group:Group",
  "aws:ec2/launchTemplate:LaunchTemplate",
];
