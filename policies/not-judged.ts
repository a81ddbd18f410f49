import type { NotJudged } from "./analysis";
import type { Stack, StackResource } from "./stack";

/** Types that may start ECS tasks and that a reader understands, or that are known to start none by themselves. */
const READ =
  /^(aws:ecs\/|aws:cloudwatch\/|aws:scheduler\/|aws:ecr\/|ecs-preflight:index:(StartCanary|ServiceCanary)$|pulumi:)/;
const UNREAD_AWS = /^aws:(ecs\/expressGatewayService|batch\/jobDefinition):/;
const ECS_LIKE = /(^|[:/.-])(ecs|fargate)([:/.-]|(?=[A-Z]))|Fargate|EcsService|EC2Service/;

/** ECS-like resources that nobody judged, each with the reason: silence about them would look like success. */
export function notJudgedIn(stack: Stack): NotJudged[] {
  const parents = new Set(stack.resources.map(({ parent }) => parent));
  return stack.resources.flatMap((resource) => {
    const because = reasonOf(resource, parents.has(resource.urn));
    return because === undefined ? [] : [{ resource: resource.urn, type: resource.type, because }];
  });
}

function reasonOf(resource: StackResource, hasChildren: boolean): string | undefined {
  const { type, remote, external } = resource;
  if (UNREAD_AWS.test(type)) return "this resource type is not read: it makes its own task definitions";
  if (READ.test(type) || !ECS_LIKE.test(type)) return undefined;
  if (hasChildren) return undefined;
  if (remote)
    return "remote component: its parts are made by another process and are not in view here; `pulumi preview --policy-pack` sees them";
  if (external) return undefined;
  if (isProvider(type, "aws-native")) return "the provider aws-native is not read";
  return resource.id === undefined
    ? undefined
    : `resources of the provider ${type.split(":")[0] ?? type} are not read`;
}

const isProvider = (type: string, name: string): boolean => type.startsWith(`${name}:`);
