import { isUnknown, mapKnown, type Known } from "../../launch/known";
import { field, flag, isGiven, list, listOf, number, text } from "../../launch/json";
import { absent, unseen, type Reference } from "../../launch/reference";
import type {
  CapacityProviderItem,
  LaunchSite,
  LoadBalancerTarget,
  NetworkConfiguration,
  SiteKind,
} from "../../launch/model/launch-site";
import { noOverrides } from "../../launch/model/task-overrides";
import { readConstraint } from "../../launch/model/read-task-definition";
import type { ResourceView, StackView } from "../view";
import {
  asList,
  first,
  infrastructureRolesOf,
  lifecycleHooksOf,
  readConnectService,
  readEbsVolume,
  registriesOf,
} from "./service-options";
import { overridesOf } from "./task-overrides";
import { watchersOf } from "./watchers";

export const SERVICE = "aws:ecs/service:Service";

/** Type token -> how its launches are read. A new kind of launch site is one more line. */
const SITES: Readonly<Record<string, { kind: SiteKind; block?: string }>> = {
  [SERVICE]: { kind: "service" },
  "aws:ecs/taskSet:TaskSet": { kind: "task-set" },
  "aws:cloudwatch/eventTarget:EventTarget": { kind: "event-target", block: "ecsTarget" },
  "aws:scheduler/schedule:Schedule": { kind: "schedule", block: "target" },
  "ecs-preflight:index:StartCanary": { kind: "start-canary" },
};

export function readLaunchSites(stack: StackView): LaunchSite[] {
  return Object.entries(SITES).flatMap(([type, { kind, block }]) =>
    stack.ofType(type).flatMap((view) => {
      const parts = partsOf(view, kind, block);
      return parts === undefined ? [] : [readSite(view, kind, parts)];
    }),
  );
}

/** Where the ECS properties of the site stand: in the resource itself or in a block of it. */
interface Parts {
  readonly get: (property: string) => unknown;
  readonly reference: (property: string) => Reference;
  readonly property: (property: string) => string;
}

function partsOf(view: ResourceView, kind: SiteKind, block: string | undefined): Parts | undefined {
  if (block === undefined) {
    return {
      get: (property) => view.get(property),
      reference: (property) => view.reference(property),
      property: (property) => property,
    };
  }
  const outer = view.block(block);
  const ecs = kind === "schedule" ? first(field(outer, "ecsParameters")) : outer;
  // A target without ECS parameters launches something else.
  if (ecs === undefined) return undefined;
  const get = (property: string): unknown => field(ecs, property);
  return { get, reference: (property) => view.referenceTo(get(property), block), property: () => block };
}

function readSite(view: ResourceView, kind: SiteKind, parts: Parts): LaunchSite {
  const { get, reference } = parts;
  const controller = text(field(first(get("deploymentController")), "type"));
  return {
    ref: view.ref,
    kind,
    taskDefinition: reference(
      kind === "event-target" || kind === "schedule" ? "taskDefinitionArn" : "taskDefinition",
    ),
    cluster: clusterOf(view, kind, reference),
    launchType: text(get("launchType")),
    capacityProviderStrategy: strategyOf(
      get("capacityProviderStrategies") ?? get("capacityProviderStrategy"),
      view,
      parts,
    ),
    platformVersion: text(get("platformVersion")),
    schedulingStrategy: text(get("schedulingStrategy")),
    desiredCount: number(get("desiredCount")),
    deploymentController: controller,
    deploymentStrategy: text(field(first(get("deploymentConfiguration")), "strategy")),
    network: networkOf(first(get("networkConfiguration")), view, parts.property("networkConfiguration")),
    loadBalancers: loadBalancersOf(get("loadBalancers"), view, parts.property("loadBalancers")),
    enableExecuteCommand: flag(get("enableExecuteCommand")),
    healthCheckGracePeriod: number(get("healthCheckGracePeriodSeconds")),
    minimumHealthyPercent: number(get("deploymentMinimumHealthyPercent")),
    maximumPercent: number(get("deploymentMaximumPercent")),
    circuitBreaker: mapKnown(first(get("deploymentCircuitBreaker")), (breaker) =>
      breaker === undefined
        ? undefined
        : { enable: flag(field(breaker, "enable")), rollback: flag(field(breaker, "rollback")) },
    ),
    waitForSteadyState: flag(get("waitForSteadyState")),
    availabilityZoneRebalancing: text(get("availabilityZoneRebalancing")),
    watchedBy: watchersOf(view),
    serviceConnectEnabled: mapKnown(
      flag(field(first(get("serviceConnectConfiguration")), "enabled")),
      (enabled) => enabled ?? false,
    ),
    serviceConnectServices: listOf(
      field(first(get("serviceConnectConfiguration")), "services"),
      readConnectService,
    ),
    serviceConnectNamespace: text(field(first(get("serviceConnectConfiguration")), "namespace")),
    serviceRegistries: registriesOf(get("serviceRegistries")),
    usesPlacementConstraints: isGiven(get("placementConstraints")),
    placementConstraints: listOf(get("placementConstraints"), readConstraint),
    usesPlacementStrategies: isGiven(get("orderedPlacementStrategies")),
    managedVolumes: listOf(asList(get("volumeConfiguration")), (volume) => text(field(volume, "name"))),
    ebsVolumes: listOf(asList(get("volumeConfiguration")), readEbsVolume),
    latticePorts: mapKnown(list(get("vpcLatticeConfigurations")), (targets) =>
      targets.map((target) => (isUnknown(target) ? target : text(field(target, "portName")))),
    ),
    lifecycleHooks: lifecycleHooksOf(get("deploymentConfiguration"), view),
    serviceRole: reference("iamRole"),
    launcherRole: launcherRoleOf(view, kind),
    overrides:
      kind === "schedule"
        ? overridesOf(field(view.block("target"), "input"), view, "target")
        : kind === "event-target"
          ? overridesOf(view.get("input"), view, "input")
          : noOverrides,
    infrastructureRoles: infrastructureRolesOf(view, get),
    dependencies: view.resource.dependencies,
    region: view.region,
  };
}

function clusterOf(
  view: ResourceView,
  kind: SiteKind,
  reference: (property: string) => Reference,
): Reference {
  if (kind === "event-target") return view.reference("arn");
  if (kind === "schedule") return view.referenceTo(field(view.block("target"), "arn"), "target");
  return reference("cluster");
}

function launcherRoleOf(view: ResourceView, kind: SiteKind): Reference {
  if (kind === "event-target") return view.reference("roleArn");
  if (kind === "schedule") return view.referenceTo(field(view.block("target"), "roleArn"), "target");
  return absent;
}

function strategyOf(
  value: unknown,
  view: ResourceView,
  parts: Parts,
): Known<readonly CapacityProviderItem[]> {
  const property = parts.property("capacityProviderStrategies");
  return mapKnown(list(value), (items) =>
    items.map((item): CapacityProviderItem => ({
      provider: view.referenceTo(isUnknown(item) ? item : field(item, "capacityProvider"), property),
      weight: number(field(item, "weight")),
      base: number(field(item, "base")),
    })),
  );
}

function networkOf(
  value: Known<unknown>,
  view: ResourceView,
  property: string,
): Known<NetworkConfiguration | undefined> {
  return mapKnown(value, (outer) => {
    // Scheduler's API nests once more.
    const network = first(field(outer, "awsvpcConfiguration")) ?? outer;
    if (network === undefined || network === null) return undefined;
    const publicIp = field(network, "assignPublicIp");
    return {
      subnets: view.referencesIn(field(network, "subnets"), property),
      securityGroups: view.referencesIn(field(network, "securityGroups"), property),
      assignPublicIp: publicIp === "ENABLED" ? true : publicIp === "DISABLED" ? false : flag(publicIp),
    };
  });
}

function loadBalancersOf(
  value: unknown,
  view: ResourceView,
  property: string,
): Known<readonly LoadBalancerTarget[]> {
  return mapKnown(list(value), (balancers) =>
    balancers.map((balancer): LoadBalancerTarget => ({
      targetGroup: isUnknown(balancer)
        ? unseen(balancer.because, view.from(property))
        : view.referenceTo(field(balancer, "targetGroupArn"), property),
      alternateGroup: isUnknown(balancer)
        ? unseen(balancer.because, view.from(property))
        : view.referenceTo(
            field(first(field(balancer, "advancedConfiguration")), "alternateTargetGroupArn"),
            property,
          ),
      classicName: text(field(balancer, "elbName")),
      containerName: text(field(balancer, "containerName")),
      containerPort: number(field(balancer, "containerPort")),
    })),
  );
}
