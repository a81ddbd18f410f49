import { field, text } from "../../launch/json";
import { isUnknown, Unknown, type Known } from "../../launch/known";
import type { InstanceGroup } from "../../launch/model/instance-group";
import type { Reference } from "../../launch/reference";
import type { ResourceView, StackView } from "../view";

const GROUP = "aws:autoscaling/group:Group";
const LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const LAUNCH_CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration";
const PROFILE = "aws:iam/instanceProfile:InstanceProfile";

/** The instances behind each capacity provider of the stack, as far as their role can be followed. */
export function readInstanceGroups(stack: StackView): InstanceGroup[] {
  return stack.ofType("aws:ecs/capacityProvider:CapacityProvider").flatMap((view): InstanceGroup[] => {
    const name = view.text("name") ?? view.outputText("name");
    const base = { ref: view.ref, name, region: view.region };
    const managed = view.block("managedInstancesProvider");
    if (!isUnknown(managed) && managed !== undefined) {
      const property = "managedInstancesProvider";
      const template = only(field(managed, "instanceLaunchTemplate"));
      return [
        {
          ...base,
          isManaged: true,
          instanceRole: roleOf(view.referenceTo(field(template, "ec2InstanceProfileArn"), property), stack),
          infrastructureRole: view.referenceTo(field(managed, "infrastructureRoleArn"), property),
        },
      ];
    }
    const provider = view.block("autoScalingGroupProvider");
    if (isUnknown(provider) || provider === undefined) return [];
    const arn = view.referenceTo(field(provider, "autoScalingGroupArn"), "autoScalingGroupProvider");
    return [
      { ...base, isManaged: false, instanceRole: roleOfGroup(arn, stack), infrastructureRole: undefined },
    ];
  });
}

const only = (value: unknown): unknown => (Array.isArray(value) ? (value as unknown[])[0] : value);

function roleOfGroup(arn: Reference, stack: StackView): Reference | Unknown {
  const group = find(arn, GROUP, ["arn", "name"], stack);
  if (isUnknown(group)) return group;
  const template = firstOf([
    ["launchTemplate", group.block("launchTemplate")],
    [
      "mixedInstancesPolicy",
      field(
        only(field(group.block("mixedInstancesPolicy"), "launchTemplate")),
        "launchTemplateSpecification",
      ),
    ],
  ]);
  if (template !== undefined) {
    const [property, block] = template;
    const id = field(only(block), "id") ?? field(only(block), "launchTemplateId");
    const reference = group.referenceTo(id ?? field(only(block), "name"), property);
    const view = find(reference, LAUNCH_TEMPLATE, ["name"], stack);
    if (isUnknown(view)) return view;
    const profile = view.block("iamInstanceProfile");
    return roleOf(
      view.referenceTo(field(profile, "arn") ?? field(profile, "name"), "iamInstanceProfile"),
      stack,
    );
  }
  const view = find(group.reference("launchConfiguration"), LAUNCH_CONFIGURATION, ["name"], stack);
  return isUnknown(view) ? view : roleOf(view.reference("iamInstanceProfile"), stack);
}

function firstOf(blocks: readonly (readonly [string, unknown])[]): readonly [string, unknown] | undefined {
  return blocks.find(([, block]) => block !== undefined && block !== null);
}

/** The role in an instance profile. */
function roleOf(profile: Reference, stack: StackView): Reference | Unknown {
  if (profile.text === undefined) return new Unknown("the instances have no instance profile");
  const view = find(profile, PROFILE, ["arn", "name"], stack);
  return isUnknown(view) ? view : view.reference("role");
}

/** The resource of one type that a reference leads to. */
function find(
  { text: named, from }: Reference,
  type: string,
  properties: readonly string[],
  stack: StackView,
): ResourceView | Unknown {
  const [origin, ...others] = from
    .map((urn) => stack.byUrn(urn))
    .filter((view) => view?.resource.type === type);
  if (typeof named === "string") {
    const byText = stack
      .ofType(type)
      .find((view) => [view.resource.id, ...properties.map((key) => textOf(view, key))].includes(named));
    if (byText !== undefined) return byText;
  }
  if (origin !== undefined && others.length === 0 && !origin.resource.external) return origin;
  return isUnknown(named)
    ? named
    : new Unknown(`${named ?? "what the instances are made from"} is not in view`);
}

const textOf = (view: ResourceView, property: string): Known<string | undefined> =>
  text(view.resource.inputs[property]) ?? view.outputText(property);
