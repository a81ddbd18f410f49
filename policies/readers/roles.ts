import { field, text } from "../../launch/json";
import { isUnknown, Unknown, type Known } from "../../launch/known";
import type { AttachedPolicy, Role } from "../../launch/model/role";
import type { Reference } from "../../launch/reference";
import type { ResourceView, StackView } from "../view";

const ROLE = "aws:iam/role:Role";

/** The roles of the stack, each with the policies that the stack attaches to it. */
export function readRoles(stack: StackView): Role[] {
  const attachments = readAttachments(stack);
  return stack.ofType(ROLE).map((view) => {
    const name = nameOf(view);
    const attached = attachments.filter(({ role }) => isOf(role, view, name));
    const possibly = attachments.filter(({ role }) => !isOf(role, view, name) && mayBeOf(role, name, stack));
    return {
      ref: view.ref,
      name,
      arn: view.outputText("arn"),
      trust: view.get("assumeRolePolicy"),
      policies: [...inlineOf(view), ...managedOf(view, stack), ...attached.map(({ policy }) => policy)],
      incomplete: incompleteOf(view, possibly),
      permissionsBoundary: boundaryOf(view, stack),
    };
  });
}

/** `arn:…:role/path/name` is also `name`. */
export function spellingsOfRole(text: string): string[] {
  return [text, text.slice(text.lastIndexOf("/") + 1)];
}

interface Attachment {
  readonly role: Reference;
  readonly policy: AttachedPolicy;
}

function nameOf(view: ResourceView): Known<string | undefined> {
  return view.text("name") ?? view.outputText("name");
}

function isOf(reference: Reference, role: ResourceView, name: Known<string | undefined>): boolean {
  if (reference.from.includes(role.resource.urn)) return true;
  if (isUnknown(reference.text) || isUnknown(name) || name === undefined) return false;
  return reference.text !== undefined && spellingsOfRole(reference.text).includes(name);
}

/** An attachment that comes from no role of this stack may be meant for any whose name, or its own, is not known. */
function mayBeOf(reference: Reference, name: Known<string | undefined>, stack: StackView): boolean {
  if (!isUnknown(reference.text) && !isUnknown(name)) return false;
  return !reference.from.some((urn) => stack.byUrn(urn)?.resource.type === ROLE);
}

function incompleteOf(view: ResourceView, possibly: readonly Attachment[]): string | undefined {
  if (view.resource.external) return `role ${view.resource.name} is managed elsewhere`;
  for (const property of ["managedPolicyArns", "inlinePolicies"]) {
    const value = view.get(property);
    if (isUnknown(value)) return `${property} of role ${view.resource.name} is not known: ${value.because}`;
  }
  const [first] = possibly;
  return first === undefined
    ? undefined
    : `${first.policy.label} may be attached to role ${view.resource.name}`;
}

function inlineOf(view: ResourceView): AttachedPolicy[] {
  const inline = view.list("inlinePolicies");
  if (isUnknown(inline)) return [];
  return inline.flatMap((policy, index): AttachedPolicy[] => {
    const document = isUnknown(policy) ? policy : field(policy, "policy");
    if (document === undefined) return [];
    const name = text(field(policy, "name"));
    const label =
      typeof name === "string"
        ? `inline policy ${name}`
        : `inline policy ${index + 1} of ${view.resource.name}`;
    return [
      {
        label,
        attachedBy: undefined,
        managedArn: undefined,
        document: withOrigin(document, view.from("inlinePolicies")),
      },
    ];
  });
}

function managedOf(view: ResourceView, stack: StackView): AttachedPolicy[] {
  const arns = view.references("managedPolicyArns");
  return isUnknown(arns) ? [] : arns.map((arn) => customerOrAws(arn, stack, undefined));
}

function boundaryOf(view: ResourceView, stack: StackView): AttachedPolicy | undefined {
  const boundary = view.reference("permissionsBoundary");
  return boundary.text === undefined ? undefined : customerOrAws(boundary, stack, undefined);
}

function readAttachments(stack: StackView): Attachment[] {
  const single = stack.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map((view) => ({
    role: view.reference("role"),
    policy: customerOrAws(view.reference("policyArn"), stack, view.resource.urn),
  }));
  const several = stack.ofType("aws:iam/policyAttachment:PolicyAttachment").flatMap((view) => {
    const policy = customerOrAws(view.reference("policyArn"), stack, view.resource.urn);
    return referencesTo(view, "roles").map((role) => ({ role, policy }));
  });
  const inline = stack.ofType("aws:iam/rolePolicy:RolePolicy").map((view) => ({
    role: view.reference("role"),
    policy: {
      label: `policy ${view.resource.name}`,
      attachedBy: view.resource.urn,
      managedArn: undefined,
      document: withOrigin(view.get("policy"), view.from("policy")),
    },
  }));
  const exclusive = stack
    .ofType("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive")
    .flatMap((view) => {
      const role = view.reference("roleName");
      const arns = view.references("policyArns");
      return isUnknown(arns)
        ? []
        : arns.map((arn) => ({ role, policy: customerOrAws(arn, stack, view.resource.urn) }));
    });
  return [...single, ...several, ...inline, ...exclusive];
}

/** An unknown list may name any of the objects it comes from. */
function referencesTo(view: ResourceView, property: string): readonly Reference[] {
  const references = view.references(property);
  return isUnknown(references)
    ? view.from(property).map((urn) => ({ text: references, from: [urn] }))
    : references;
}

/** The policy behind an ARN: one of this stack with its document, else the managed policy of that ARN. */
function customerOrAws(arn: Reference, stack: StackView, attachedBy: string | undefined): AttachedPolicy {
  const own = arn.from
    .map((urn) => stack.byUrn(urn))
    .filter((view) => view?.resource.type === "aws:iam/policy:Policy");
  const [policy, ...others] = own;
  if (policy !== undefined && others.length === 0 && !policy.resource.external) {
    const document = withOrigin(policy.get("policy"), policy.from("policy"));
    return { label: `policy ${policy.resource.name}`, attachedBy, managedArn: undefined, document };
  }
  const text = arn.text ?? new Unknown("no policy ARN is given");
  if (isUnknown(text))
    return { label: "a policy that is not known yet", attachedBy, managedArn: text, document: text };
  const named = policyByArn(text, stack);
  const document = named ?? new Unknown(`the content of ${text} is not in this stack`);
  return { label: text.slice(text.lastIndexOf("/") + 1), attachedBy, managedArn: text, document };
}

function policyByArn(arn: string, stack: StackView): Known<unknown> {
  return stack
    .ofType("aws:iam/policy:Policy")
    .find((view) => view.outputText("arn") === arn)
    ?.get("policy");
}

/** An unknown document says which resources it will speak of. */
function withOrigin(document: Known<unknown>, from: readonly string[]): Known<unknown> {
  return isUnknown(document) && document.from.length === 0 ? new Unknown(document.because, from) : document;
}
