import packageJson from "../package.json";
import componentSchema from "./component-schema.json";
import type { ObjectSpec, PropertySpec, ResourceSpec } from "./package-schema-types";

const text = (description: string): PropertySpec => ({ type: "string", description });
const whole = (description: string): PropertySpec => ({ type: "integer", description });
const texts = (description: string): PropertySpec => ({
  type: "array",
  items: { type: "string" },
  description,
});
const ref = (name: string): string => `#/types/ecs-preflight:index:${name}`;

/** Object types, by name. */
export const TYPES = {
  CanaryNetwork: {
    type: "object",
    description: "The network of the task, as a service has it.",
    properties: {
      subnets: texts("Subnets of the task."),
      securityGroups: texts("Security groups of the task. Default: the VPC's own."),
      assignPublicIp: { type: "boolean", description: "Whether it gets a public address. Default: false." },
    },
    required: ["subnets"],
  },
  CanaryCapacityProvider: {
    type: "object",
    description: "A capacity provider, as a service has it.",
    properties: {
      capacityProvider: text("Name of the capacity provider."),
      weight: whole("Share of the tasks."),
      base: whole("Tasks that run there in any case."),
    },
    required: ["capacityProvider"],
  },
  CanaryExpectation: {
    type: "object",
    description: "When the task counts as started: one of runningSeconds, exitCode, logLine, openPort.",
    properties: {
      runningSeconds: whole("It is RUNNING (and HEALTHY, where it has a health check) for so many seconds."),
      exitCode: whole("Its container exits with this code."),
      logLine: text("Its log shows a line that matches this regular expression."),
      openPort: whole("This TCP port of its private address is open."),
      withinSeconds: whole("Time for logLine or openPort, counted from the start. Default: 30."),
      helper: {
        $ref: ref("CanaryHelper"),
        description:
          "For openPort: a task that looks from inside the network. Default: from where Pulumi runs.",
      },
    },
    required: [],
  },
  CanaryHelper: {
    type: "object",
    description: "A task of the same network that exits with 0 when the port is open.",
    properties: {
      taskDefinition: text("ARN of a task definition with a tool that can open a connection."),
      container: text("The container that gets the command. Default: the first essential one."),
      command: texts("Its command; {host} and {port} stand for the address."),
    },
    required: ["taskDefinition", "command"],
  },
} satisfies Record<string, ObjectSpec>;

const common: Readonly<Record<string, PropertySpec>> = {
  timeout: whole("Seconds for the whole run. customTimeouts shortens it."),
  logLines: whole("Log lines per container shown on failure, at most 100; 0 reads no log. Default: 20."),
  triggers: {
    type: "object",
    additionalProperties: { $ref: "pulumi.json#/Any" },
    description: "Values that make it run again when they change.",
  },
  region: text("Region, where taskDefinition is no ARN. Default: the environment's."),
  profile: text("Profile of the AWS configuration files. Default: the environment's."),
};

const results: Readonly<Record<string, PropertySpec>> = {
  summary: text("What was seen, in one line."),
};

const startInputs: Readonly<Record<string, PropertySpec>> = {
  cluster: text("Name or ARN of the cluster."),
  taskDefinition: text("ARN of the task definition, with its revision."),
  mode: text(
    "command: runs another command that exits at once; proves placement, role, pull, secrets and logs, never the image's own program. as-is: runs the task as the service does.",
  ),
  command: texts("The command of mode command. It replaces CMD, not ENTRYPOINT, which gets it as arguments."),
  container: text("The container that is watched, and gets the command. Default: the first essential one."),
  expect: {
    $ref: ref("CanaryExpectation"),
    description: "Default: exitCode 0 in mode command, runningSeconds 30 in mode as-is.",
  },
  launchType: text("FARGATE, EC2 or EXTERNAL."),
  capacityProviderStrategies: {
    type: "array",
    items: { $ref: ref("CanaryCapacityProvider") },
    description: "Instead of launchType.",
  },
  platformVersion: text("Fargate platform version. Default: LATEST."),
  networkConfiguration: { $ref: ref("CanaryNetwork"), description: "Needed for network mode awsvpc." },
  ...common,
};

const serviceInputs: Readonly<Record<string, PropertySpec>> = {
  cluster: text("Name or ARN of the cluster."),
  service: text("Name or ARN of the service."),
  taskDefinition: text("ARN of the task definition that must be in place, with its revision."),
  stableSeconds: whole("How long the completed rollout is watched. Default: 15."),
  ...common,
};

/** Resource types, by token. */
export const RESOURCES = {
  "ecs-preflight:index:StartCanary": {
    description: "Runs a task definition once, and fails when the task does not start.",
    inputProperties: startInputs,
    requiredInputs: ["cluster", "taskDefinition", "mode"],
    properties: {
      ...startInputs,
      ...results,
      task: text("ARN of the task that passed."),
    },
    required: ["cluster", "taskDefinition", "mode", "summary", "task"],
  },
  "ecs-preflight:index:ServiceCanary": {
    description: "Waits until a service runs a task definition, and fails when it does not.",
    inputProperties: serviceInputs,
    requiredInputs: ["cluster", "service", "taskDefinition"],
    properties: { ...serviceInputs, ...results },
    required: ["cluster", "service", "taskDefinition", "summary"],
  },
} satisfies Record<string, ResourceSpec>;

/** The schema of the package, as GetSchema answers and plugin/schema.json holds it. */
export const packageSchema = (): object => ({
  name: "ecs-preflight",
  version: packageJson.version,
  displayName: "ecs-preflight",
  description:
    "Will these ECS tasks start? Components whose tasks start, and canaries that run them and name the cause when they do not.",
  license: packageJson.license,
  keywords: packageJson.keywords,
  provider: { description: "ecs-preflight has no settings of its own." },
  types: {
    ...Object.fromEntries(Object.entries(TYPES).map(([name, type]) => [`ecs-preflight:index:${name}`, type])),
    ...componentSchema.types,
  },
  resources: { ...RESOURCES, ...componentSchema.resources },
});

/** Names of a component's outputs; undefined where there is no such component. */
export function componentOutputs(token: string): readonly string[] | undefined {
  const components: Readonly<Record<string, { readonly properties: object } | undefined>> =
    componentSchema.resources;
  const component = components[token];
  return component === undefined ? undefined : Object.keys(component.properties);
}
