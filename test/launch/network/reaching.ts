import * as fc from "fast-check";
import { networkAnswers } from "../../../launch/network/judge";
import type { NetworkAnswer } from "../../../launch/network/result";
import { DEFAULT_SETTINGS } from "../../../launch/settings";
import { launchesOf } from "../../../policies/launches";
import type { Stack } from "../../../policies/stack";
import { toCloudModel } from "../../../policies/stack-model";
import { fargateService } from "../../support/fargate-service";
import { outputOf, stackOf, type ResourceSpec } from "../../support/stack";
import { networkStacks } from "./generate";
import * as net from "./network";

export const EVERYWHERE = "0.0.0.0/0";
export const VPC_RANGE = "10.0.0.0/16";
export const range = fc.constantFrom(EVERYWHERE, VPC_RANGE, "10.0.1.0/24", "52.0.0.0/8");
export const protocol = fc.constantFrom("tcp", "-1", "udp");

/** Networks through which most launches certainly reach all: three subnets, and a way out, endpoints or both. */
export const reachingStacks: fc.Arbitrary<Stack> = fc
  .record({
    routes: fc.constantFrom([], [], net.toNat, net.toInternet),
    endpoints: fc.constantFrom(net.allEndpoints, net.allEndpoints, []),
    subnets: fc.subarray(["a", "b", "c"], { minLength: 1 }),
    assignPublicIp: fc.constantFrom(true, true, undefined),
  })
  .map(({ routes, endpoints, subnets, assignPublicIp }) =>
    stackOf(
      fargateService({
        ...net.placed(subnets, { assignPublicIp }),
        others: [
          net.vpc(),
          ...["a", "b", "c"].map((name) => net.subnet(name)),
          net.group("app"),
          net.group("other", { egress: [] }),
          net.gateway,
          net.nat("c"),
          ...net.table("private", routes, "a", "b"),
          ...net.table("public", net.toInternet, "c"),
          ...endpoints,
        ],
      }),
    ),
  );
/** Most of them reach all: those that do not are no start of an addition. */
export const stacks = fc.oneof(
  { weight: 1, arbitrary: networkStacks },
  { weight: 3, arbitrary: reachingStacks },
);

const aclRule = fc.record({
  ruleNo: fc.integer({ min: 2, max: 9 }),
  action: fc.constantFrom("allow", "allow", "deny"),
  protocol,
  fromPort: fc.constantFrom(0, 443, 1024),
  toPort: fc.constantFrom(443, 65535),
  cidrBlock: range,
});
const aclRules = fc.oneof(
  fc.constant([
    { ruleNo: 5, action: "allow", protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: EVERYWHERE },
  ]),
  fc.uniqueArray(aclRule, { selector: ({ ruleNo }) => ruleNo, maxLength: 3 }),
);

/** Some of the subnets in a network ACL of their own. */
export const withAccessList: fc.Arbitrary<Stack> = fc
  .record({
    stack: stacks,
    subnets: fc.subarray(["a", "b", "c"]),
    egress: aclRules,
    ingress: aclRules,
  })
  .map(({ stack, subnets, egress, ingress }) =>
    added(stack, {
      type: net.ACL,
      name: "acl",
      inputs: {
        vpcId: net.inVpc,
        subnetIds: subnets.map((name) => outputOf(net.SUBNET, name)),
        egress,
        ingress,
      },
    }),
  );

/** The stack with more resources. */
export function added(stack: Stack, ...specs: readonly ResourceSpec[]): Stack {
  return { ...stack, resources: [...stack.resources, ...stackOf([...specs]).resources] };
}

/** What the judge says of all launches of a stack. */
export function answersOf(stack: Stack): NetworkAnswer[] {
  const model = toCloudModel(stack);
  return launchesOf(model).flatMap((launch) => [...networkAnswers(launch, model, DEFAULT_SETTINGS)]);
}
