import { isUnknown } from "../../launch/known";
import type { TargetGroup } from "../../launch/model/load-balancer";
import type { Waits } from "../../launch/model/order";
import type { ResourceView, StackView } from "../view";

/** The provider has each type under several names. */
const MODULES = ["lb", "alb", "elasticloadbalancingv2", "applicationloadbalancing"];
const typesOf = (name: string): string[] =>
  MODULES.map((module) => `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`);

const ATTACHING: Readonly<Record<string, string>> = Object.fromEntries<string>([
  ...typesOf("Listener").map((type) => [type, "defaultActions"] as const),
  ...typesOf("ListenerRule").map((type) => [type, "actions"] as const),
]);
/** Types that lead no traffic to a target group, whatever they say of it. */
const NO_LISTENER =
  /^aws:(?:appautoscaling|autoscaling|cloudwatch|codedeploy|ec2|ecs|iam|route53|sns|ssm)\/|^aws:[a-z0-9]+\/(?:targetGroup|loadBalancer)/i;

export function readTargetGroups(stack: StackView, waitsOf: (urn: string) => Waits): TargetGroup[] {
  const attaching = stack.ofType(...Object.keys(ATTACHING));
  return stack.ofType(...typesOf("TargetGroup")).map((view) => ({
    ref: view.ref,
    name: view.text("name") ?? view.outputText("name"),
    arn: view.outputText("arn"),
    targetType: view.text("targetType"),
    attachedBy: attaching.filter((listener) => leadsTo(listener, view)).map(({ ref }) => ref),
    open: openOf(view, attaching, stack, waitsOf),
    isNew: view.isBeingCreated,
  }));
}

const actionsOf = (listener: ResourceView): string => ATTACHING[listener.resource.type] ?? "";

function leadsTo(listener: ResourceView, group: ResourceView): boolean {
  if (listener.from(actionsOf(listener)).includes(group.resource.urn)) return true;
  const arn = group.outputText("arn");
  return typeof arn === "string" && holds(listener.get(actionsOf(listener)), arn);
}

function holds(value: unknown, text: string): boolean {
  if (typeof value === "string") return value === text;
  if (isUnknown(value) || value === null || typeof value !== "object") return false;
  return Object.values(value).some((element) => holds(element, text));
}

function openOf(
  group: ResourceView,
  attaching: readonly ResourceView[],
  stack: StackView,
  waitsOf: (urn: string) => Waits,
): string | undefined {
  if (group.resource.external) return `target group ${group.resource.name} is managed elsewhere`;
  const blind = attaching.find((listener) => isBlind(listener));
  if (blind !== undefined) return `what ${blind.resource.name} leads to is not known yet`;
  const other = stack.stack.resources.find(
    ({ urn, type, id, remote }) =>
      ATTACHING[type] === undefined &&
      !NO_LISTENER.test(type) &&
      !type.startsWith("pulumi:") &&
      (id !== undefined || remote) &&
      directlyNames(urn, group, stack, waitsOf),
  );
  return other === undefined ? undefined : `${other.name} may lead to target group ${group.resource.name}`;
}

/** Its actions hold a value that comes from nowhere in view. */
function isBlind(listener: ResourceView): boolean {
  const property = actionsOf(listener);
  return listener.from(property).length === 0 && hasUnknown(listener.get(property));
}

function hasUnknown(value: unknown): boolean {
  if (isUnknown(value)) return value.from.length === 0;
  return value !== null && typeof value === "object" && Object.values(value).some(hasUnknown);
}

function directlyNames(
  urn: string,
  group: ResourceView,
  stack: StackView,
  waitsOf: (urn: string) => Waits,
): boolean {
  const resource = stack.byUrn(urn)?.resource;
  if (resource === undefined) return false;
  if (Object.values(resource.propertyDependencies).some((from) => from.includes(group.resource.urn)))
    return true;
  return resource.remote && waitsOf(urn).on.has(group.resource.urn);
}
