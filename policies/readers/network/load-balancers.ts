import { field, text } from "../../../launch/json";
import { isUnknown, Unknown } from "../../../launch/known";
import type {
  FileSystem,
  Links,
  LoadBalancer,
  MountTarget,
  TargetGroup,
} from "../../../launch/model/network";
import { linksTo } from "../../../launch/network/links";
import type { ResourceView } from "../../view";
import { Attached, type NetworkReading } from "./reading";

export function readLoadBalancers(reading: NetworkReading): Map<string, LoadBalancer> {
  return new Map(
    reading.views("loadBalancer").map((view) => {
      const kind = view.text("loadBalancerType");
      const subnets = view.get("subnetMappings");
      const balancer: LoadBalancer = {
        ref: view.ref,
        kind:
          kind ??
          (view.resource.external
            ? new Unknown(`${view.resource.name} is managed elsewhere`)
            : "application"),
        subnets:
          subnets === undefined
            ? reading.links(view, "subnets", "subnet")
            : reading.linksIn(view, subnetsIn(subnets), "subnetMappings", "subnet"),
        groups: orOpen(reading.links(view, "securityGroups", "securityGroup"), view),
      };
      return [view.resource.urn, balancer];
    }),
  );
}

const subnetsIn = (mappings: unknown): unknown =>
  Array.isArray(mappings)
    ? mappings.map((mapping: unknown) => (isUnknown(mapping) ? mapping : field(mapping, "subnetId")))
    : mappings;

function orOpen(links: Links, view: ResourceView): Links {
  return view.resource.external ? { ...links, open: `${view.resource.name} is managed elsewhere` } : links;
}

/** Target groups by id, with the load balancers whose listeners forward to them. */
export function readTargetGroups(reading: NetworkReading): Map<string, TargetGroup> {
  const forwards = readForwards(reading);
  return new Map(
    reading.views("targetGroup").map((view) => {
      const { urn } = view.resource;
      const check = view.block("healthCheck");
      const group: TargetGroup = {
        ref: view.ref,
        protocol: view.text("protocol"),
        healthPort: isUnknown(check) ? check : text(field(check, "port")),
        loadBalancers: { certain: [...new Set(forwards.of(urn))], possible: [], open: forwards.open(urn) },
      };
      return [urn, group];
    }),
  );
}

function readForwards(reading: NetworkReading): Attached<string> {
  const forwards = new Attached<string>();
  const byListener = new Map<string, string>();
  for (const view of reading.views("listener")) {
    const balancer = reading.link(view, "loadBalancerArn", "loadBalancer");
    if (typeof balancer !== "string") continue;
    byListener.set(view.resource.urn, balancer);
    for (const group of targetsOf(view, "defaultActions", reading))
      forwards.add(linksTo(group), view.resource.name, balancer);
  }
  const rules = reading.stack.ofType(
    "aws:lb/listenerRule:ListenerRule",
    "aws:alb/listenerRule:ListenerRule",
    "aws:elasticloadbalancingv2/listenerRule:ListenerRule",
    "aws:applicationloadbalancing/listenerRule:ListenerRule",
  );
  for (const view of rules) {
    const listener = reading.link(view, "listenerArn", "listener");
    const balancer = typeof listener === "string" ? byListener.get(listener) : undefined;
    if (balancer === undefined) continue;
    for (const group of targetsOf(view, "actions", reading))
      forwards.add(linksTo(group), view.resource.name, balancer);
  }
  return forwards;
}

/** Every target group that the actions are made from: whichever of them an action names, all are forwarded to. */
function targetsOf(view: ResourceView, property: string, reading: NetworkReading): readonly string[] {
  const kind = reading.kind("targetGroup");
  const texts = textsIn(view.get(property)).flatMap((each) => kind.byText.get(each) ?? []);
  return [...new Set([...texts, ...view.from(property)])].filter(kind.has);
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object" || isUnknown(value)) return [];
  return Object.values(value).flatMap(textsIn);
}

export function readFileSystems(reading: NetworkReading): Map<string, FileSystem> {
  const targets = new Attached<MountTarget>();
  for (const view of reading.stack.ofType("aws:efs/mountTarget:MountTarget")) {
    const subnet = reading.link(view, "subnetId", "subnet");
    const subnets: Links =
      typeof subnet === "string"
        ? linksTo(subnet)
        : {
            certain: [],
            possible: isUnknown(subnet) ? subnet.from : [],
            open: subnet?.because ?? "it names no subnet",
          };
    targets.add(reading.owners(view, "fileSystemId", "fileSystem"), `mount target ${view.resource.name}`, {
      ref: view.ref,
      subnets,
      groups: mountGroups(view, subnet, reading),
    });
  }
  return new Map(
    reading.views("fileSystem").map((view) => {
      const { urn } = view.resource;
      return [
        urn,
        {
          ref: view.ref,
          incomplete: reading.incompleteOf(view) ?? targets.open(urn),
          isNew: isUnknown(view.resource.id) && !view.resource.external,
          mountTargets: targets.of(urn),
        },
      ];
    }),
  );
}

/** Without any, a mount target has the default group of its VPC. */
function mountGroups(view: ResourceView, subnet: unknown, reading: NetworkReading): Links {
  const groups = reading.links(view, "securityGroups", "securityGroup");
  if (groups.certain.length > 0 || groups.possible.length > 0 || groups.open !== undefined) return groups;
  const of = typeof subnet === "string" ? reading.stack.byUrn(subnet) : undefined;
  const vpc = of === undefined ? undefined : reading.link(of, "vpcId", "vpc");
  return typeof vpc === "string"
    ? linksTo(reading.madeWith(vpc, "securityGroup"))
    : { ...groups, open: "its security groups are not in view" };
}
