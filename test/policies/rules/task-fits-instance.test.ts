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
