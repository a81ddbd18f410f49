import { isUnknown, Unknown, type Known } from "../../launch/known";
import type { ResourceView } from "../view";

const SERVICE_CANARY = "ecs-preflight:index:ServiceCanary";
const COMPONENT = "ecs-preflight:index:EcsService";
const EVENT_RULE = "aws:cloudwatch/eventRule:EventRule";

/** Canaries of the service, and rules for the events that ECS sends of deployments, services and tasks. */
export function watchersOf(view: ResourceView): Known<readonly string[]> {
  const canaries = view.stack.ofType(SERVICE_CANARY).filter((canary) => watches(canary, view));
  const rules = view.stack.ofType(EVENT_RULE);
  const watching = rules.filter((rule) => {
    const pattern = rule.text("eventPattern");
    return (
      typeof pattern === "string" && /aws\.ecs/.test(pattern) && /ECS (Deployment|Service|Task)/.test(pattern)
    );
  });
  const names = [...canaries, ...watching].map(({ resource }) => resource.name);
  if (names.length > 0) return names;
  const open = rules.find((rule) => isUnknown(rule.text("eventPattern")));
  return open === undefined
    ? names
    : new Unknown(`which events ${open.resource.name} is for is known after the deployment`);
}

/** A canary that is told of the service by its output or its name, or that stands beside it in one component. */
function watches(canary: ResourceView, service: ResourceView): boolean {
  const { urn, parent } = service.resource;
  if (Object.values(canary.resource.propertyDependencies).some((from) => from.includes(urn))) return true;
  const named = canary.text("service");
  const name = service.text("name");
  if (typeof named === "string" && typeof name === "string" && named.split("/").at(-1) === name) return true;
  return (
    parent !== undefined &&
    canary.resource.parent === parent &&
    service.stack.byUrn(parent)?.resource.type === COMPONENT
  );
}
