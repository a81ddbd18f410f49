import { isUnknown } from "../../launch/known";
import type { Waits } from "../../launch/model/order";
import type { ResourceView, StackView } from "../view";

/** Who may put content into an object that this stack makes, such as a value into a secret. */
export interface Filler {
  readonly name: string;
  /** It refers to the object or waits for it; otherwise it only runs code that could. */
  readonly related: boolean;
}

/** Types that put content nowhere, whatever they refer to. */
const INERT =
  /^aws:(?:acm|alb|appautoscaling|applicationloadbalancing|cloudwatch|ecs|elasticloadbalancingv2|iam|kms|lb|route53|servicediscovery|vpc)\/|^aws:ecr\/(?:lifecyclePolicy|registryPolicy|repositoryPolicy|repository):|^aws:secretsmanager\/(?:secretPolicy|secret):|^aws:ssm\/parameter:|^aws:ec2\/(?:vpc|subnet|securityGroup|routeTable|route|natGateway|eip|internetGateway)/;
/** Types that run code of the user's, which could do anything. */
const RUNS_CODE =
  /^(?:command|null|local|pulumi-nodejs|pulumi-python|dynamic|docker|docker-build|dockerbuild|kubernetes|terraform):|^aws:(?:cloudformation|codebuild|codepipeline|imagebuilder)\/|^aws:(?:lambda\/invocation|ssm\/association|ec2\/instance|batch\/)/;
/** Remote components that fill nothing but what they make themselves. */
const HARMLESS_COMPONENT = /^awsx:(?:ec2|ecs|lb|cloudtrail):|^awsx:ecr:Repository$/;

/** The first resource that may fill `target`; those that surely do so are left to the caller by `except`. */
export function fillerOf(
  target: ResourceView,
  stack: StackView,
  waitsOf: (urn: string) => Waits,
  except: (view: ResourceView) => boolean,
): Filler | undefined {
  let unrelated: Filler | undefined;
  for (const { urn, type, name, remote, id } of stack.stack.resources) {
    const view = stack.byUrn(urn);
    if (view === undefined || urn === target.resource.urn || INERT.test(type) || except(view)) continue;
    if (type.startsWith("pulumi:") || (remote && HARMLESS_COMPONENT.test(type))) continue;
    // The parts of a component made in this process are in view themselves.
    if (id === undefined && !remote) continue;
    if (waitsOf(urn).on.has(target.resource.urn) || mentions(view.resource.inputs, namesOf(target)))
      return { name, related: true };
    if (remote || RUNS_CODE.test(type)) unrelated ??= { name, related: false };
  }
  return unrelated;
}

function namesOf(target: ResourceView): string[] {
  const name = target.text("name");
  return typeof name === "string" && name.length > 2 ? [name] : [];
}

function mentions(value: unknown, names: readonly string[]): boolean {
  if (typeof value === "string") return names.some((name) => value.includes(name));
  if (isUnknown(value) || value === null || typeof value !== "object") return false;
  return Object.values(value).some((element) => mentions(element, names));
}
