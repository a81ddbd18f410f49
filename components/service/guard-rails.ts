import { RunError } from "@pulumi/pulumi";
import { Unknown } from "../../launch/known";
import type { Requirement } from "../../launch/launch";
import { analyse, messageOf } from "../../policies/analysis";
import { RULES } from "../../policies/registry";
import type { PropertyMap, StackResource } from "../../policies/stack";
import { toCloudModel } from "../../policies/stack-model";

/** What a component is about to make; an `Unknown` wherever a value comes later. */
export interface Intended {
  /** Name of the component, which its parts carry too. */
  readonly name: string;
  readonly taskDefinition: PropertyMap;
  readonly service: PropertyMap;
  readonly region: string | undefined;
}

/** The arguments that a rule's finding leads to, where it is not the containers. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  "fargate-size-valid": "cpu, memory",
  "memory-limit-set": "memory",
  "network-configuration-matches": "network",
  "load-balancer-target-matches": "portMappings",
  "capacity-provider-available": "capacityProviderStrategies",
  "deployment-can-progress": "deploymentMinimumHealthyPercent, deploymentMaximumPercent",
};

/** The same for the rule that is about all of them, by what the requirement is about. */
const FEATURES: readonly (readonly [subject: RegExp, argument: string])[] = [
  [/ may have placement constraints$|^placement constraint /, "placementConstraints"],
  [/ may have placement strategies$/, "orderedPlacementStrategies"],
  [/^capacity provider strategy /, "launchType, capacityProviderStrategies"],
  [/ may be a daemon$/, "schedulingStrategy"],
  [/ may name a platform version$/, "platformVersion"],
  [/ Service Connect/, "serviceConnectConfiguration"],
  [/^service registry /, "serviceRegistries"],
  [/^ephemeral storage /, "ephemeralStorage"],
  [/^EBS volume /, "volumeConfiguration"],
  [/^volume /, "volumes"],
  [/^proxy /, "proxyConfiguration"],
  [/ may use an IPC mode$/, "ipcMode"],
  [/ may use the processes of the host$/, "pidMode"],
];

/**
 * Refuses what certainly can't start, in the words of the rules. What is not known passes.
 * @throws {RunError} with every fault at once
 */
export function refuseUnmet(intended: Intended): void {
  const faults = unmetOf(intended);
  if (faults.length === 0) return;
  throw new RunError(faults.map((fault) => describe(intended.name, fault)).join("\n\n"));
}

function unmetOf(intended: Intended): readonly Requirement[] {
  const taskDefinition = partOf(intended, "aws:ecs/taskDefinition:TaskDefinition", intended.taskDefinition);
  const service = partOf(intended, "aws:ecs/service:Service", {
    ...intended.service,
    taskDefinition: new Unknown("it is not registered yet", [taskDefinition.urn]),
  });
  const model = toCloudModel({
    project: "",
    name: "",
    resources: [taskDefinition, service],
    region: intended.region,
    account: undefined,
    hasPriorState: false,
  });
  return analyse(model, RULES).launches.flatMap(({ requirements }) =>
    requirements.filter(
      ({ verdict, kind, level }) => verdict.is === "unmet" && kind === "start" && level === "mandatory",
    ),
  );
}

/** A resource as the first preview shows it, with everything around it out of view. */
function partOf({ name }: Intended, type: string, inputs: PropertyMap): StackResource {
  const urn = `urn:pulumi:::::${type}::${name}`;
  return {
    urn,
    type,
    name,
    id: new Unknown(`${name} is not created yet`, [urn]),
    inputs,
    outputs: {},
    parent: undefined,
    dependencies: [],
    propertyDependencies: {},
    provider: undefined,
    ignoreChanges: [],
    location: undefined,
    remote: false,
    external: false,
  };
}

function describe(name: string, requirement: Requirement): string {
  const { rule, subject } = requirement;
  const feature = rule === "fargate-feature-supported" && FEATURES.find(([of]) => of.test(subject));
  const argument = feature === false ? ARGUMENTS[rule] : feature?.[1];
  return `EcsService ${name}, ${argument ?? "containers"}: ${messageOf(requirement)}\n${requirement.remedy} [${rule}]`;
}
