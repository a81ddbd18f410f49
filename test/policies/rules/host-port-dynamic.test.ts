import { Unknown } from "../../../launch/known";
import { hostPortDynamic } from "../../../policies/rules/host-port-dynamic";
import { CLUSTER, SERVICE, TASK_DEFINITION } from "../../support/fargate-service";
import { instances, ON_EC2 } from "../../support/instances";
import { testRule, type RuleCase } from "../../support/judge";
import { outputOf } from "../../support/stack";

const maps = (
  mapping: Readonly<Record<string, unknown>>,
  service: Readonly<Record<string, unknown>> = {},
  taskDefinition: Readonly<Record<string, unknown>> = {},
): Pick<RuleCase, "taskDefinition" | "service" | "container" | "others"> => ({
  taskDefinition: { ...ON_EC2.taskDefinition, ...taskDefinition },
  service: { ...ON_EC2.service, ...service },
  container: { portMappings: [{ containerPort: 8080, ...mapping }] },
  others: instances(),
});

/** The service `api`, and a second one of the same instances. */
const beside = (
  other: Readonly<Record<string, unknown>>,
  mapping: Readonly<Record<string, unknown>> = { containerPort: 9100, hostPort: 80 },
  service: Readonly<Record<string, unknown>> = {},
): Pick<RuleCase, "taskDefinition" | "service" | "container" | "others"> => ({
  ...maps({ hostPort: 80 }, service),
  others: [
    ...instances(),
    {
      type: TASK_DEFINITION,
      name: "second",
      inputs: {
        family: "second",
        networkMode: "bridge",
        memory: "128",
        containerDefinitions: JSON.stringify([{ name: "second", image: "nginx", portMappings: [mapping] }]),
      },
    },
    {
      type: SERVICE,
      name: "second",
      inputs: {
        cluster: outputOf(CLUSTER, "main"),
        taskDefinition: outputOf(TASK_DEFINITION, "second"),
        desiredCount: 1,
        capacityProviderStrategies: ON_EC2.service.capacityProviderStrategies,
        ...other,
      },
    },
  ],
});
const DAEMON = { schedulingStrategy: "DAEMON", desiredCount: undefined };
const NO_STRATEGY = { capacityProviderStrategies: undefined, launchType: "EC2" };

testRule(hostPortDynamic, [
  {
    name: "two services of the same two instances want three tasks together",
    ...beside({ desiredCount: 2, deploymentMinimumHealthyPercent: 50 }),
    verdict: "unmet",
    says: ["they want 3 tasks together, and there are 2 instances at most", "RESOURCE:PORTS"],
  },
  {
    name: "two services share two instances, one task each",
    ...beside({ deploymentMinimumHealthyPercent: 0 }, undefined, { deploymentMinimumHealthyPercent: 0 }),
    verdict: "met",
  },
  {
    name: "the second service takes another port",
    ...beside({ deploymentMinimumHealthyPercent: 50 }, { containerPort: 9100, hostPort: 81 }),
    verdict: "met",
  },
  {
    name: "the second service takes the port for another protocol",
    ...beside({}, { containerPort: 9100, hostPort: 80, protocol: "udp" }),
    verdict: "met",
  },
  {
    name: "the second service runs no tasks",
    ...beside({ desiredCount: 0 }),
    verdict: "met",
  },
  {
    name: "a daemon takes the port on every instance",
    ...beside({ ...NO_STRATEGY, ...DAEMON }),
    verdict: "unmet",
    says: ["second runs on every instance and takes port 80 there, and api takes it, too"],
  },
  {
    name: "a daemon whose constraints may keep it off some instances",
    ...beside({
      ...NO_STRATEGY,
      ...DAEMON,
      placementConstraints: [{ type: "memberOf", expression: "attribute:role == edge" }],
    }),
    verdict: "unknown",
    suspects: "second runs on every instance",
  },
  {
    name: "a daemon with a dynamic port",
    ...beside({ ...NO_STRATEGY, ...DAEMON }, { containerPort: 80 }),
    verdict: "met",
  },
  {
    name: "two daemons of the same cluster",
    ...beside({ ...NO_STRATEGY, ...DAEMON }, undefined, { ...NO_STRATEGY, ...DAEMON }),
    verdict: "unmet",
    says: ["runs on every instance"],
  },

  { name: "awsvpc gives each task an address of its own", verdict: "none" },
  { name: "a dynamic port", ...maps({}), verdict: "none" },
  { name: "a dynamic port, spelled 0", ...maps({ hostPort: 0 }), verdict: "none" },
  { name: "one task, two instances", ...maps({ hostPort: 80 }), verdict: "met" },
  {
    name: "three tasks, two instances",
    ...maps({ hostPort: 80 }, { desiredCount: 3 }),
    verdict: "unmet",
    level: "mandatory",
    says: ["it wants 3 tasks, and there are 2 instances at most", "RESOURCE:PORTS"],
  },
  {
    name: "as many tasks as instances, and all stay during a deployment",
    ...maps({ hostPort: 80 }, { desiredCount: 2 }),
    verdict: "unmet",
    says: ["no new one finds room"],
  },
  {
    name: "as many tasks as instances, and one may stop first",
    ...maps({ hostPort: 80 }, { desiredCount: 2, deploymentMinimumHealthyPercent: 50 }),
    verdict: "met",
  },
  {
    name: "how many instances there are is not known",
    ...maps({ hostPort: 80 }, { desiredCount: 2 }),
    others: [],
    verdict: "unknown",
    suspects: "a deployment needs an instance more than the 2",
  },
  {
    name: "one task that stops before the next one starts",
    ...maps({ hostPort: 80 }, { deploymentMinimumHealthyPercent: 0 }),
    others: [],
    verdict: "met",
  },
  {
    name: "a daemon has one task per instance",
    ...maps({ hostPort: 80 }, { schedulingStrategy: "DAEMON" }),
    verdict: "met",
  },
  {
    name: "host mode takes the container's port",
    ...maps({}, { desiredCount: 3 }, { networkMode: "host" }),
    verdict: "unmet",
    says: ["port 8080 is fixed"],
  },
  {
    name: "a port of the agent",
    ...maps({ hostPort: 51678 }),
    verdict: "unmet",
    says: ["the ECS agent itself uses port 51678"],
  },
  {
    name: "the agent listens on TCP alone",
    ...maps({ hostPort: 51678, protocol: "udp" }),
    verdict: "met",
  },
  {
    name: "a port that the agent reserves",
    ...maps({ hostPort: 22 }),
    verdict: "unknown",
    suspects: "reserves port 22",
  },
  {
    name: "the same port twice in one task",
    ...maps({}),
    container: {
      portMappings: [
        { containerPort: 80, hostPort: 80 },
        { containerPort: 81, hostPort: 80 },
      ],
    },
    verdict: "unmet",
    says: ["two port mappings of the task ask for port 80"],
  },
  {
    name: "the same port for two protocols",
    ...maps({}),
    container: {
      portMappings: [
        { containerPort: 53, hostPort: 53, protocol: "tcp" },
        { containerPort: 54, hostPort: 53, protocol: "udp" },
      ],
    },
    verdict: "met",
  },
  {
    name: "how many tasks comes later",
    ...maps({ hostPort: 80 }, { desiredCount: new Unknown("later") }),
    verdict: "unknown",
  },
  {
    name: "containers come later",
    ...maps({}, {}, { containerDefinitions: new Unknown("later") }),
    verdict: "unknown",
  },
]);
