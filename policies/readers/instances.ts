import { field, isGiven, listOf, number, text } from "../../launch/json";
import { isUnknown, mapKnown, Unknown, type Known } from "../../launch/known";
import type { CapacityProvider, InstancePool } from "../../launch/model/instances";
import type { Reference } from "../../launch/reference";
import type { ResourceView, StackView } from "../view";
import { decode, whyRefused } from "./user-data";

const PROVIDER = "aws:ecs/capacityProvider:CapacityProvider";
export const GROUP = "aws:autoscaling/group:Group";
export const INSTANCE = "aws:ec2/instance:Instance";
export const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const SCHEDULE = "aws:autoscaling/schedule:Schedule";
const PROFILE = "aws:iam/instanceProfile:InstanceProfile";
const CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration";

export function readCapacityProviders(stack: StackView): CapacityProvider[] {
  return stack.ofType(PROVIDER).map((view) => ({
    ref: view.ref,
    name: view.text("name") ?? view.outputText("name"),
    region: view.region,
    managed: managedBy(view, stack),
  }));
}

function managedBy(view: ResourceView, stack: StackView): CapacityProvider["managed"] {
  const property = "managedInstancesProvider";
  return mapKnown(view.block(property), (block): CapacityProvider["managed"] => {
    if (block === undefined) return undefined;
    const template = only(field(block, "instanceLaunchTemplate"));
    return {
      instanceRole: roleIn(view.referenceTo(field(template, "ec2InstanceProfileArn"), property), stack),
      infrastructureRole: view.referenceTo(field(block, "infrastructureRoleArn"), property),
    };
  });
}

export function readInstancePools(stack: StackView): InstancePool[] {
  return [
    ...stack.ofType(GROUP).map((view) => readGroup(view, stack)),
    ...stack.ofType(INSTANCE).map((view) => ({
      ref: view.ref,
      region: view.region,
      providers: [],
      most: 1,
      ...partsOf(view, "ami", stack),
      types: oneType(view.text("instanceType")),
    })),
  ];
}

const OTHER_MAKERS =
  /^aws:(?:ec2\/(?:fleet|spotFleetRequest|spotInstanceRequest)|cloudformation\/stack|batch\/)|^aws-native:(?:ec2|autoscaling|cloudformation):|^(?:command|pulumi-nodejs|pulumi-python|terraform):/;

/** Something else that may make instances: a fleet, a stack of CloudFormation, code of the user's, a component elsewhere. */
export function otherInstancesIn(stack: StackView): string | undefined {
  return stack.stack.resources.find(
    ({ type, remote }) =>
      OTHER_MAKERS.test(type) || (remote && !/^awsx:(?:ec2|ecr|ecs|lb|cloudtrail):/.test(type)),
  )?.name;
}

type Parts = Pick<
  InstancePool,
  "template" | "image" | "userData" | "refused" | "userDataFrom" | "profile" | "role"
>;

function readGroup(view: ResourceView, stack: StackView): InstancePool {
  const made = madeFrom(view, stack);
  const base = {
    ref: view.ref,
    region: view.region,
    providers: providersOf(view, stack),
    most: mostOf(view, stack),
  };
  if (made === undefined) {
    const hidden = new Unknown(`what the instances of ${view.resource.name} are made from is not in view`);
    return {
      ...base,
      template: view.ref,
      types: hidden,
      image: hidden,
      userData: hidden,
      userDataFrom: [],
      profile: { text: hidden, from: [] },
      role: hidden,
    };
  }
  const specification = only(field(view.block("mixedInstancesPolicy"), "launchTemplate"));
  const overrides = listOf(field(specification, "overrides"), (override) => typeOf(override));
  const own =
    isGiven(made.get("instanceRequirements")) === false ? made.text("instanceType") : BY_REQUIREMENTS;
  const types = mapKnown(overrides, (given) => (given.length > 0 ? given : oneType(own)));
  return { ...base, ...partsOf(made, "imageId", stack), types };
}

/** A schedule may set another maximum than the group's own. */
function mostOf(view: ResourceView, stack: StackView): InstancePool["most"] {
  const [schedule] = stack.ofType(SCHEDULE);
  return schedule === undefined
    ? number(view.get("maxSize"))
    : new Unknown(`schedule ${schedule.resource.name} may change how many instances there are`);
}

/** The launch template or configuration of an Auto Scaling group; `undefined`: it is not in view. */
export function madeFrom(group: ResourceView, stack: StackView): ResourceView | undefined {
  const mixed = group.block("mixedInstancesPolicy");
  const specification = only(field(mixed, "launchTemplate"));
  const [property, block]: readonly [string, unknown] =
    isGiven(mixed) === false
      ? ["launchTemplate", group.block("launchTemplate")]
      : ["mixedInstancesPolicy", only(field(specification, "launchTemplateSpecification"))];
  return (
    find(group.reference("launchConfiguration"), CONFIGURATION, stack) ??
    find(templateReference(group, property, block), TEMPLATE, stack)
  );
}

const BY_REQUIREMENTS = new Unknown("EC2 chooses the instance types by requirements");
const typeOf = (override: unknown): Known<string> => text(field(override, "instanceType")) ?? BY_REQUIREMENTS;
const only = (value: unknown): unknown => (Array.isArray(value) ? (value as unknown[])[0] : value);

function oneType(type: Known<string | undefined>): Known<readonly Known<string>[]> {
  return mapKnown(type, (known): Known<readonly string[]> =>
    known === undefined ? new Unknown("no instance type is named") : [known],
  );
}

function templateReference(view: ResourceView, property: string, block: unknown): Reference {
  const named =
    field(block, "id") ??
    field(block, "launchTemplateId") ??
    field(block, "name") ??
    field(block, "launchTemplateName");
  return view.referenceTo(named ?? (isUnknown(block) ? block : undefined), property);
}

function find(reference: Reference, type: string, stack: StackView): ResourceView | undefined {
  const origins = reference.from
    .map((urn) => stack.byUrn(urn))
    .filter((view) => view?.resource.type === type);
  if (origins.length === 1) return origins[0];
  const { text: named } = reference;
  if (typeof named !== "string") return undefined;
  return stack
    .ofType(type)
    .find((view) => [view.resource.id, view.text("name"), view.outputText("arn")].includes(named));
}

function partsOf(view: ResourceView, image: string, stack: StackView): Parts {
  const encoded = view.resource.type === TEMPLATE ? view.get("userData") : view.get("userDataBase64");
  const plain = view.resource.type === TEMPLATE ? undefined : view.text("userData");
  const block = view.block("iamInstanceProfile");
  const profile = view.referenceTo(
    typeof block === "string" || isUnknown(block) ? block : (field(block, "arn") ?? field(block, "name")),
    "iamInstanceProfile",
  );
  return {
    template: view.ref,
    image: text(view.get(image)),
    userData:
      plain ?? mapKnown(text(encoded), (base64) => (base64 === undefined ? undefined : decode(base64, view))),
    refused: whyRefused(encoded, view),
    userDataFrom: [...view.from("userData"), ...view.from("userDataBase64")],
    profile,
    role: roleIn(profile, stack),
  };
}

/** The role in an instance profile. */
function roleIn(profile: Reference, stack: StackView): Reference | Unknown {
  const { text: named, from } = profile;
  if (named === undefined) return new Unknown("the instances have no instance profile");
  const made = find(profile, PROFILE, stack);
  if (made !== undefined && !made.resource.external) return made.reference("role");
  return isUnknown(named)
    ? new Unknown(named.because, from)
    : new Unknown(`instance profile ${named} is not in view`);
}

function providersOf(group: ResourceView, stack: StackView): string[] {
  return stack
    .ofType(PROVIDER)
    .filter((provider) => {
      if (provider.from("autoScalingGroupProvider").includes(group.resource.urn)) return true;
      const arn = text(field(provider.block("autoScalingGroupProvider"), "autoScalingGroupArn"));
      return typeof arn === "string" && arn === group.outputText("arn");
    })
    .map(({ resource }) => resource.urn);
}
