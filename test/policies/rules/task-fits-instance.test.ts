import { Unknown } from "../../../launch/known";
import { taskFitsInstance } from "../../../policies/rules/task-fits-instance";
import { base64, instances, ON_EC2 } from "../../support/instances";
import { testRule, type RuleCase } from "../../support/judge";

/** An m5.large: 2 vCPU, 8192 MiB. */
const asks = (
  taskDefinition: Readonly<Record<string, unknown>>,
  container: Readonly<Record<string, unknown>> = {},
): Pick<RuleCase, "taskDefinition" | "service" | "container" | "others"> => ({
  taskDefinition: { ...ON_EC2.taskDefinition, ...taskDefinition },
  service: ON_EC2.service,
  container,
  others: instances(),
});
const types = (...overrides: readonly unknown[]): Pick<RuleCase, "others"> => ({
  others: instances(
    {},
    {
      launchTemplate: undefined,
      mixedInstancesPolicy: {
        launchTemplate: {
          launchTemplateSpecification: { launchTemplateName: "host" },
          overrides: overrides.map((instanceType) => ({ instanceType })),
        },
      },
    },
  ).map((spec) => (spec.name === "host" ? { ...spec, inputs: { ...spec.inputs, name: "host" } } : spec)),
});

testRule(taskFitsInstance, [
  { name: "Fargate has no instances", verdict: "none" },
  { name: "there is room", ...asks({}), verdict: "met" },
  {
    name: "more memory than the instance has",
    ...asks({ memory: "10240" }),
    verdict: "unmet",
    resource: "api",
    level: "mandatory",
    says: ["asks for 10240 MiB of memory, and fleet has m5.large with 8192 MiB", "RESOURCE:MEMORY"],
  },
  {
    name: "exactly the memory of the instance, which registers less",
    ...asks({ memory: "8192" }),
    verdict: "unmet",
  },
  {
    name: "nearly all of it",
    ...asks({ memory: "7900" }),
    verdict: "unknown",
    suspects: "registers less than it has",
  },
  {
    name: "more CPU than the instance has",
    ...asks({ cpu: "4096" }),
    verdict: "unmet",
    says: ["RESOURCE:CPU"],
  },
  {
    name: "the containers' reservations count where the task has no size",
    ...asks({ memory: undefined }, { memory: 12000, memoryReservation: 256 }),
    verdict: "met",
  },
  {
    name: "a container's limit is what is reserved without a reservation",
    ...asks({ memory: undefined }, { memory: 12000 }),
    verdict: "unmet",
  },
  {
    name: "a GPU where there is none",
    ...asks({}, { resourceRequirements: [{ type: "GPU", value: "1" }] }),
    verdict: "unmet",
    says: ["RESOURCE:GPU"],
  },
  {
    name: "one of several types is large enough",
    ...asks({ memory: "10240" }),
    ...types("m5.large", "m5.xlarge"),
    verdict: "met",
  },
  {
    name: "none of several types is large enough",
    ...asks({ memory: "20480" }),
    ...types("m5.large", "m5.xlarge"),
    verdict: "unmet",
  },
  {
    name: "a type that nobody knows may be large enough",
    ...asks({ memory: "10240" }),
    ...types("m5.large", "z99.huge"),
    verdict: "unknown",
  },
  {
    name: "the type comes later",
    ...asks({ memory: "10240" }),
    ...types("m5.large", new Unknown("later")),
    verdict: "unknown",
  },
  { name: "the memory comes later", ...asks({ memory: new Unknown("later") }), verdict: "unknown" },
  {
    name: "EC2 chooses by requirements",
    ...asks({}),
    others: instances({ instanceType: undefined, instanceRequirements: { vcpuCount: { min: 2 } } }),
    verdict: "unknown",
  },
  {
    name: "the user data keeps memory back",
    ...asks({}),
    others: instances({ userData: base64("echo ECS_CLUSTER=main-1a2b3c4\necho ECS_RESERVED_MEMORY=4096") }),
    verdict: "unknown",
  },
  {
    name: "launch type EC2 on the instances that name the cluster",
    ...asks({ memory: "10240" }),
    service: { launchType: "EC2", networkConfiguration: undefined },
    verdict: "unmet",
  },
  {
    name: "launch type EC2, and another group may join",
    ...asks({ memory: "10240" }),
    service: { launchType: "EC2", networkConfiguration: undefined },
    others: [
      ...instances(),
      { type: "aws:autoscaling/group:Group", name: "other", inputs: { launchTemplate: { id: "lt-1" } } },
    ],
    verdict: "unknown",
  },
  { name: "nothing is known of the instances", ...asks({}), others: [], verdict: "unknown" },
]);

/** So many tasks of little size on two instances of a type. */
const many = (
  desiredCount: unknown,
  instanceType: string,
  taskDefinition: Readonly<Record<string, unknown>> = {},
  group: Readonly<Record<string, unknown>> = {},
): Pick<RuleCase, "taskDefinition" | "service" | "others"> => ({
  taskDefinition: { ...ON_EC2.taskDefinition, networkMode: "awsvpc", memory: "128", ...taskDefinition },
  service: { ...ON_EC2.service, desiredCount },
  others: instances({ instanceType }, group),
});

testRule(taskFitsInstance, [
  {
    name: "an interface each is left on instances that know no trunk",
    ...many(4, "t3.small"),
    verdict: "met",
    says: ["room for 4 tasks"],
  },
  {
    name: "one task more than interfaces, on a type that knows no trunk",
    ...many(5, "t3.small"),
    verdict: "unmet",
    says: [
      "t3.small has 3 network interfaces, of which one is its own: 2 tasks in awsvpc mode",
      "fleet has 2 instances at most",
      "RESOURCE:ENI",
    ],
  },
  {
    name: "more than its interfaces, but no more than with a trunk",
    ...many(5, "m5.large"),
    verdict: "unknown",
    says: ["awsvpcTrunking"],
    suspects: "room for no more than 4",
  },
  {
    name: "more than even a trunk brings",
    ...many(21, "m5.large"),
    verdict: "unmet",
    says: ["10 with a trunk", "RESOURCE:ENI"],
  },
  {
    name: "in bridge mode tasks share the instance's interface",
    ...many(12, "t3.small", { networkMode: "bridge" }),
    verdict: "met",
  },
  {
    name: "memory for half of them",
    ...many(4, "m5.large", { networkMode: "bridge", memory: "6000" }),
    verdict: "unmet",
    says: ["m5.large has 8192 MiB of memory, and each asks for 6000", "RESOURCE:MEMORY"],
  },
  {
    name: "CPU for half of them",
    ...many(4, "m5.large", { networkMode: "bridge", cpu: "2048" }),
    verdict: "unmet",
    says: ["RESOURCE:CPU"],
  },
  {
    name: "two of half the memory each, of which an instance registers less",
    ...many(4, "m5.large", { networkMode: "bridge", memory: "4096" }),
    verdict: "unknown",
    says: ["how much memory an instance registers is not known"],
  },
  {
    name: "no instance is allowed at all",
    ...many(1, "m5.large", {}, { maxSize: 0, minSize: 0 }),
    verdict: "unmet",
    says: ["fleet has 0 instances at most"],
  },
  {
    name: "a schedule may let the group grow",
    ...many(21, "m5.large"),
    others: [...instances(), { type: "aws:autoscaling/schedule:Schedule", name: "night", inputs: {} }],
    verdict: "unknown",
    says: ["night"],
  },
  {
    name: "how many are wanted is known only once deployed",
    ...many(new Unknown("it is asked for later"), "t3.small"),
    verdict: "unknown",
  },
  { name: "none is wanted now", ...many(0, "t3.small"), verdict: "met" },
  {
    name: "a daemon runs once on each",
    ...many(undefined, "t3.small"),
    service: { ...ON_EC2.service, desiredCount: 9, schedulingStrategy: "DAEMON" },
    verdict: "met",
  },
]);
