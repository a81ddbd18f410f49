import { Unknown } from "../../../launch/known";
import { subnetHasAddresses } from "../../../policies/rules/subnet-has-addresses";
import { SERVICE, TASK_DEFINITION } from "../../support/fargate-service";
import { ON_EC2 } from "../../support/instances";
import { testRule, type RuleCase } from "../../support/judge";
import { outputOf } from "../../support/stack";
import * as net from "../../launch/network/network";

/** 11 addresses: 16 without those that AWS keeps. */
const tiny = (name: string, inputs: Readonly<Record<string, unknown>> = {}) =>
  net.subnet(name, { cidrBlock: `10.0.${String(name.charCodeAt(0) - 96)}.0/28`, ...inputs });
const base = [net.vpc(), net.group("app"), tiny("a"), tiny("b"), net.subnet("c")];

/** Some tasks in some of three subnets, of which `a` and `b` are tiny. */
const tasks = (
  subnets: readonly string[],
  desiredCount: unknown,
  service: Readonly<Record<string, unknown>> = {},
): Pick<RuleCase, "service" | "others"> => ({
  service: { ...net.placed(subnets).service, desiredCount, ...service },
  others: base,
});

const STOPS_FIRST = { deploymentMinimumHealthyPercent: 50, deploymentMaximumPercent: 100 };

testRule(subnetHasAddresses, [
  {
    name: "old and new tasks have room",
    ...tasks(["a"], 5),
    verdict: "met",
    says: ["10 tasks", "11 addresses"],
  },
  {
    name: "more tasks than addresses",
    ...tasks(["a"], 12),
    verdict: "unmet",
    resource: "a",
    level: "advisory",
    kind: "start",
    says: ["at least 13 at a time", "11 addresses", "InsufficientFreeAddressesInSubnet"],
  },
  {
    name: "AWS keeps five addresses of a subnet",
    ...tasks(["a"], 12, STOPS_FIRST),
    verdict: "unmet",
    says: ["it runs 12 tasks"],
  },
  { name: "each task has the last address it may have", ...tasks(["a"], 11, STOPS_FIRST), verdict: "met" },
  {
    name: "all stay during a deployment, and one more finds no address",
    ...tasks(["a"], 11),
    verdict: "unmet",
    says: ["at least 12"],
  },
  {
    name: "a deployment finds room for some of the new tasks at a time",
    ...tasks(["a"], 8),
    verdict: "unknown",
    suspects: "runs up to 16 at a time, and there are 11 addresses",
  },
  {
    name: "the maximum percent is small enough",
    ...tasks(["a"], 8, { deploymentMaximumPercent: 125 }),
    verdict: "met",
  },
  {
    name: "two subnets together have room",
    ...tasks(["a", "b"], 11),
    verdict: "met",
    says: ["22 addresses"],
  },
  {
    name: "two subnets together are too small",
    ...tasks(["a", "b"], 23),
    verdict: "unmet",
    says: ["subnets a, b have an address"],
  },
  { name: "a big one makes up for a tiny one", ...tasks(["a", "c"], 60), verdict: "met" },
  {
    name: "blue and green run side by side",
    ...tasks(["a"], 6, { deploymentConfiguration: { strategy: "BLUE_GREEN" } }),
    verdict: "unmet",
    says: ["at least 12"],
  },
  {
    name: "CodeDeploy brings up a whole set beside the old one",
    ...tasks(["a"], 6, { deploymentController: { type: "CODE_DEPLOY" } }),
    verdict: "unmet",
  },
  {
    name: "another service in the same subnet takes the rest",
    ...tasks(["a"], 6, STOPS_FIRST),
    others: [
      ...base,
      {
        type: SERVICE,
        name: "worker",
        inputs: {
          ...net.placed(["a"]).service,
          taskDefinition: outputOf(TASK_DEFINITION, "api"),
          launchType: "FARGATE",
          desiredCount: 6,
          ...STOPS_FIRST,
        },
      },
    ],
    verdict: "unknown",
    suspects: "12 tasks run in them",
  },
  {
    name: "IPv6 alone has addresses for all",
    ...tasks(["six"], 500),
    others: [
      ...base,
      net.subnet("six", { cidrBlock: undefined, ipv6Native: true, ipv6CidrBlock: "2001:db8::/64" }),
    ],
    verdict: "met",
  },
  {
    name: "the range of the subnet comes later",
    ...tasks(["a"], 500),
    others: [...base.filter(({ name }) => name !== "a"), tiny("a", { cidrBlock: new Unknown("later") })],
    verdict: "unknown",
    says: ["later"],
  },
  {
    name: "which of two subnets is meant comes later, and neither would do",
    service: {
      desiredCount: 500,
      networkConfiguration: {
        subnets: new Unknown("later", [...outputOf(net.SUBNET, "a").from, ...outputOf(net.SUBNET, "b").from]),
      },
    },
    others: base,
    verdict: "unmet",
  },
  {
    name: "which of two subnets is meant comes later, and one would do",
    service: {
      desiredCount: 50,
      networkConfiguration: {
        subnets: new Unknown("later", [...outputOf(net.SUBNET, "a").from, ...outputOf(net.SUBNET, "c").from]),
      },
    },
    others: base,
    verdict: "unknown",
  },
  {
    name: "a subnet of elsewhere may have room",
    service: {
      desiredCount: 500,
      networkConfiguration: { subnets: ["subnet-0123456789abcdef0", outputOf(net.SUBNET, "a")] },
    },
    others: base,
    verdict: "unknown",
    says: ["subnet-0123456789abcdef0 is not managed by this stack"],
  },
  { name: "how many tasks comes later", ...tasks(["a"], new Unknown("later")), verdict: "unknown" },
  { name: "no tasks are wanted yet", ...tasks(["a"], 0), verdict: "met" },
  {
    name: "others make its task sets",
    ...tasks(["a"], 50, { deploymentController: { type: "EXTERNAL" } }),
    verdict: "none",
  },
  {
    name: "in bridge mode a task has no address of its own",
    ...tasks(["a"], 50),
    ...ON_EC2,
    verdict: "none",
  },
]);
