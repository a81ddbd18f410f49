import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import type { NetworkAnswer } from "../../../launch/network/result";
import type { Stack, StackResource } from "../../../policies/stack";
import { outputOf, type ResourceSpec } from "../../support/stack";
import * as net from "./network";
import { added, answersOf, EVERYWHERE, protocol, range, stacks, VPC_RANGE, withAccessList } from "./reaching";

const groupRule: fc.Arbitrary<ResourceSpec> = fc
  .record({
    group: fc.constantFrom("app", "endpoints", "other"),
    type: fc.constantFrom("egress", "ingress"),
    protocol,
    port: fc.constantFrom(443, 80),
    to: range,
    apart: fc.boolean(),
  })
  .map(({ group, type, protocol: of, port, to, apart }): ResourceSpec => {
    const securityGroupId = outputOf(net.GROUP, group);
    const ports = of === "-1" ? { fromPort: 0, toPort: 0 } : { fromPort: port, toPort: port };
    const kind = type === "egress" ? "Egress" : "Ingress";
    return apart
      ? {
          type: `aws:vpc/securityGroup${kind}Rule:SecurityGroup${kind}Rule`,
          name: "added",
          inputs: { securityGroupId, ipProtocol: of, ...ports, cidrIpv4: to },
        }
      : {
          type: "aws:ec2/securityGroupRule:SecurityGroupRule",
          name: "added",
          inputs: { securityGroupId, type, protocol: of, ...ports, cidrBlocks: [to] },
        };
  });

const listRule: fc.Arbitrary<ResourceSpec> = fc
  .record({
    // Between those that are there, before them and after them.
    ruleNumber: fc.constantFrom(1, 4.5, 10),
    egress: fc.boolean(),
    protocol,
    fromPort: fc.constantFrom(0, 443, 32768),
    toPort: fc.constantFrom(443, 60999, 65535),
    cidrBlock: range,
  })
  .map((rule) => ({
    type: "aws:ec2/networkAclRule:NetworkAclRule",
    name: "added",
    inputs: { networkAclId: outputOf(net.ACL, "acl"), ruleAction: "allow", ...rule },
  }));

const defaultRoute = fc
  .record({
    table: fc.constantFrom("one", "two", "private"),
    target: fc.constantFrom(
      { gatewayId: outputOf(net.IGW, "igw") },
      { natGatewayId: outputOf(net.NAT, "nat") },
      { transitGatewayId: "tgw-1" },
    ),
  })
  .map(({ table, target }): ResourceSpec & { readonly table: string } => ({
    table,
    type: net.ROUTE,
    name: "added",
    inputs: {
      routeTableId: outputOf(net.TABLE, table),
      destinationCidrBlock: EVERYWHERE,
      ...target,
    },
  }));

const welcome = net.group("welcome", {
  ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [VPC_RANGE] }],
});
const endpoint = fc.oneof(
  fc
    .constantFrom([], ["private"])
    .map((tables): ResourceSpec => ({ ...net.s3Gateway(...tables), name: "added" })),
  fc.constantFrom("ecr.api", "ecr.dkr", "logs", "sts").map((service): ResourceSpec => ({
    ...net.endpoint(service, { securityGroupIds: [outputOf(net.GROUP, "welcome")] }),
    name: "added",
  })),
);

describe("a network in which nothing is certainly broken", () => {
  it("is not broken by one more allowing rule of a security group", () => {
    holds(stacks, groupRule);
  });

  it("is not broken by one more allowing rule of a network ACL", () => {
    holds(withAccessList, listRule);
  });

  it("is not broken by a default route where there is none", () => {
    // Where a private range leads elsewhere, it is the default route that makes a fault certain.
    const isFair: IsFair<{ readonly table: string }> = (stack, { table }, before) =>
      mayHaveDefaultRoute(stack, table) && before.every(isMet);
    holds(stacks, defaultRoute, isFair);
  });

  // An endpoint takes its name over: tasks that may not speak to it, or to a VPC without host names, lose their way.
  it("is not broken by an endpoint that takes tasks in, where they may speak to it", () => {
    holds(stacks, endpoint, maySpeakToEndpoints, welcome);
  });
});

type IsFair<T> = (stack: Stack, addition: T, before: readonly NetworkAnswer[]) => boolean;

const isMet = ({ verdict }: NetworkAnswer): boolean => verdict.is === "met";
const isUnmet = ({ verdict }: NetworkAnswer): boolean => verdict.is === "unmet";

/** Whatever is added, no launch breaks that was not broken; many of them certainly reached all before. */
function holds<T extends ResourceSpec>(
  networks: fc.Arbitrary<Stack>,
  addition: fc.Arbitrary<T>,
  isFair: IsFair<T> = () => true,
  ...besides: readonly ResourceSpec[]
): void {
  let reaching = 0;
  fc.assert(
    fc.property(networks, addition, (stack, more) => {
      const before = answersOf(stack);
      fc.pre(!before.some(isUnmet) && isFair(stack, more, before));
      if (before.every(isMet)) reaching += 1;
      const broken = answersOf(added(stack, ...besides, more)).filter(isUnmet);
      assert.deepEqual(broken, [], JSON.stringify(before, undefined, 2));
    }),
    { numRuns: 150, maxSkipsPerRun: 1000 },
  );
  assert.ok(reaching > 20, `only ${reaching} launches reached everything before`);
}

const find = ({ resources }: Stack, type: string, name: string): StackResource | undefined =>
  resources.find((resource) => resource.type === type && resource.name === name);

/** AWS refuses a second route for the same range. */
function mayHaveDefaultRoute(stack: Stack, name: string): boolean {
  const table = find(stack, net.TABLE, name);
  return table !== undefined && !JSON.stringify(table.inputs["routes"] ?? []).includes(`"${EVERYWHERE}"`);
}

function maySpeakToEndpoints(stack: Stack): boolean {
  const egress = JSON.stringify(find(stack, net.GROUP, "app")?.inputs["egress"] ?? []);
  return (
    egress.includes(`"protocol":"-1"`) &&
    egress.includes(EVERYWHERE) &&
    find(stack, net.VPC, "main")?.inputs["enableDnsHostnames"] === true
  );
}
