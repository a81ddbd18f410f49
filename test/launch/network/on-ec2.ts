import type { ServicePatch } from "../../support/fargate-service";
import { instances, ON_EC2 } from "../../support/instances";
import { outputOf, type ResourceSpec } from "../../support/stack";
import * as net from "./network";

export type Inputs = Readonly<Record<string, unknown>>;

export const base: readonly ResourceSpec[] = [
  net.vpc(),
  net.subnet("a"),
  net.subnet("b"),
  net.group("app"),
  net.group("hosts"),
];

/** A way out for private subnet a, through public subnet b. */
export const withNat: readonly ResourceSpec[] = [...net.publicB, ...net.table("private", net.toNat, "a")];

/** Subnet a leads nowhere. */
export const isolated: readonly ResourceSpec[] = net.table("private", undefined, "a");

/** Endpoints for what the agent calls. */
export const forAgent: readonly ResourceSpec[] = ["ecs", "ecs-agent", "ecs-telemetry"].map((name) =>
  net.endpoint(name),
);

const zones = (...names: readonly string[]): Inputs => ({
  vpcZoneIdentifiers: names.map((name) => outputOf(net.SUBNET, name)),
});

/** A service on instances in these subnets, in the network that `around` makes. */
export function onEc2(
  subnets: readonly string[],
  around: readonly ResourceSpec[],
  template: Inputs = {},
  group: Inputs = {},
): ServicePatch {
  const host = { vpcSecurityGroupIds: [outputOf(net.GROUP, "hosts")], ...template };
  return { ...ON_EC2, others: [...base, ...around, ...instances(host, { ...zones(...subnets), ...group })] };
}

/** The same with tasks in awsvpc mode, in subnet `a` without any way out. */
export const inAwsvpc = (patch: ServicePatch): ServicePatch => ({
  ...patch,
  taskDefinition: { ...ON_EC2.taskDefinition, networkMode: "awsvpc" },
  service: { ...ON_EC2.service, ...net.placed(["a"]).service },
});

/** An instance that stands by itself in subnet a. */
export function single(): ResourceSpec {
  return {
    type: "aws:ec2/instance:Instance",
    name: "host-1",
    inputs: {
      ami: "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
      instanceType: "m5.large",
      subnetId: outputOf(net.SUBNET, "a"),
      vpcSecurityGroupIds: [outputOf(net.GROUP, "hosts")],
      userData: "echo ECS_CLUSTER=main-1a2b3c4 >> /etc/ecs/ecs.config",
      iamInstanceProfile: "ecs",
    },
  };
}
