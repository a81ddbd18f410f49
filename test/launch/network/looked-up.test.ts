import * as assert from "node:assert/strict";
import { egressPathExists } from "../../../policies/rules/egress-path-exists";
import { RULES } from "../../../policies/registry";
import { fargateService, type ServicePatch } from "../../support/fargate-service";
import { judge, testRule } from "../../support/judge";
import { outputOf, stackOf, urnOf, type ResourceSpec } from "../../support/stack";
import { Unknown } from "../../../launch/known";
import * as net from "./network";

const network = RULES.filter(({ stage }) => stage === "network");

/** Everything that names the VPC names one that another stack made. */
const inOther = (specs: readonly ResourceSpec[]): ResourceSpec[] =>
  specs
    .filter(({ type }) => type !== net.VPC)
    .map((spec) =>
      spec.inputs?.["vpcId"] === undefined ? spec : { ...spec, inputs: { ...spec.inputs, vpcId: "vpc-1" } },
    );

/** Reasons of what is unknown, as often as they are said. */
function unknowns(patch: ServicePatch): string[] {
  const all = network.flatMap((rule) => judge(rule, stackOf(fargateService(patch))));
  assert.ok(!all.some(({ verdict }) => verdict.is === "unmet"), JSON.stringify(all, undefined, 2));
  return all.flatMap(({ verdict }) => (verdict.is === "unknown" ? [verdict.because] : []));
}

describe("a VPC that is looked up", () => {
  it("is told once, however many subnets and endpoints are in it", () => {
    assert.deepEqual(
      unknowns({
        ...net.placed(["a", "b"]),
        others: inOther([...net.isolated, ...net.table("second", undefined, "b"), ...net.allEndpoints]),
      }),
      ["the VPC of its subnets is not in view: VPC vpc-1 is not managed by this stack"],
    );
  });

  it("is told once where its subnets are looked up, too", () => {
    assert.deepEqual(
      unknowns({
        service: {
          networkConfiguration: {
            subnets: ["subnet-1", "subnet-2"],
            securityGroups: [outputOf(net.GROUP, "app")],
          },
        },
        others: inOther([net.group("app"), net.endpointGroup, net.endpoint("logs")]),
      }),
      ["subnet subnet-1 is not managed by this stack"],
    );
  });
});

/** The children of `awsx.ec2.Vpc`, as the engine has them: a VPC, subnets, tables and gateways of the provider. */
const COMPONENT = urnOf("awsx:ec2:Vpc", "shop");
const children = (created: boolean): ResourceSpec[] => [
  { type: "awsx:ec2:Vpc", name: "shop", remote: true, id: undefined },
  ...[
    ...net.base.slice(0, 3),
    net.group("app"),
    ...net.publicB,
    ...net.table("private", undefined, "a"),
    {
      type: net.ROUTE,
      name: "private",
      inputs: {
        routeTableId: outputOf(net.TABLE, "private"),
        destinationCidrBlock: "0.0.0.0/0",
        natGatewayId: outputOf(net.NAT, "nat"),
      },
    },
  ].map((spec) => ({
    ...spec,
    parent: COMPONENT,
    ...(created && spec.type === net.SUBNET ? { id: `subnet-${spec.name}` } : {}),
  })),
];
const inShop = (subnets: unknown): Readonly<Record<string, unknown>> => ({
  networkConfiguration: { subnets, securityGroups: [outputOf(net.GROUP, "app")] },
});

describe("awsx.ec2.Vpc", () =>
  testRule(egressPathExists, [
    {
      name: "at first which subnets its outputs hold is not known",
      service: inShop(new Unknown("shop is not created yet", [COMPONENT])),
      others: children(false),
      verdict: "unknown",
    },
    {
      name: "once it is deployed, its private subnets reach out through its NAT gateway",
      service: inShop(["subnet-a"]),
      others: children(true),
      verdict: "met",
      says: ["subnet a → route table private → NAT gateway nat in subnet b"],
    },
  ]));
