import { isUnknown, Unknown, type Known } from "../../launch/known";
import type { AttachedPolicy } from "../../launch/model/role";
import type { Reference } from "../../launch/reference";
import type { ResourceView, StackView } from "../view";
import { withOrigin, type CustomerPolicies } from "./role-policies";

export const ROLE = "aws:iam/role:Role";

/** A policy, the role it goes to, and how it is named where another resource lists all that may be there. */
export interface Attachment {
  readonly role: Reference;
  readonly policy: AttachedPolicy;
  readonly kind: "inline" | "managed";
  /** Name of an inline policy, ARN of a managed one. */
  readonly listedAs: Reference;
}

/** A resource that allows a role these policies alone, and takes others away. */
export interface ExclusiveList {
  readonly role: Reference;
  readonly kind: "inline" | "managed";
  readonly listed: Known<readonly Reference[]>;
  readonly by: string;
}

/** Every resource that attaches a policy to a role. */
export function readAttachments(stack: StackView, policies: CustomerPolicies): Attachment[] {
  const managed = (view: ResourceView, role: Reference, arn: Reference): Attachment => ({
    role,
    policy: policies.attached(arn, view.resource.urn),
    kind: "managed",
    listedAs: arn,
  });
  return [
    ...stack
      .ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .map((view) => managed(view, view.reference("role"), view.reference("policyArn"))),
    ...stack.ofType("aws:iam/policyAttachment:PolicyAttachment").flatMap((view) => {
      const arn = view.reference("policyArn");
      return namedRoles(view, stack).map((role) => managed(view, role, arn));
    }),
    ...stack.ofType(EXCLUSIVE_MANAGED).flatMap((view) => {
      const arns = view.references("policyArns");
      const role = view.reference("roleName");
      return isUnknown(arns)
        ? [managed(view, role, { text: arns, from: [] })]
        : arns.map((arn) => managed(view, role, arn));
    }),
    ...stack.ofType("aws:iam/rolePolicy:RolePolicy").map((view): Attachment => ({
      role: view.reference("role"),
      policy: {
        label: `policy ${view.resource.name}`,
        attachedBy: view.resource.urn,
        managedArn: undefined,
        document: withOrigin(view.get("policy"), view.from("policy")),
      },
      kind: "inline",
      listedAs: { text: view.text("name"), from: [view.resource.urn] },
    })),
  ];
}

const EXCLUSIVE_MANAGED = "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive";
const EXCLUSIVE_INLINE = "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive";

export function readExclusiveLists(stack: StackView): ExclusiveList[] {
  return [
    ...stack.ofType(EXCLUSIVE_INLINE).map((view): ExclusiveList => ({
      role: view.reference("roleName"),
      kind: "inline",
      listed: view.references("policyNames"),
      by: view.resource.name,
    })),
    ...stack.ofType(EXCLUSIVE_MANAGED).map((view): ExclusiveList => ({
      role: view.reference("roleName"),
      kind: "managed",
      listed: view.references("policyArns"),
      by: view.resource.name,
    })),
  ];
}

/**
 * The roles of a list. The engine says which resources a list comes from, not which element comes from which: as many
 * unknown elements as roles name all of them, fewer may name any.
 */
function namedRoles(view: ResourceView, stack: StackView): readonly Reference[] {
  const references = view.references("roles");
  const from = view.from("roles").filter((urn) => stack.byUrn(urn)?.resource.type === ROLE);
  if (isUnknown(references)) return [{ text: references, from: view.from("roles") }];
  const open = references.filter(({ text }) => isUnknown(text));
  const known = references.filter(({ text }) => !isUnknown(text));
  const names = new Set(known.map(({ text }) => text));
  const unnamed = from.filter((urn) => !names.has(knownName(stack.byUrn(urn))));
  if (open.length < unnamed.length) return references;
  const why = new Unknown("the names of the roles are known after the deployment");
  const spare = open.slice(unnamed.length).map(({ text }) => ({ text, from: [] }));
  return [...known, ...unnamed.map((urn) => ({ text: why, from: [urn] })), ...spare];
}

function knownName(role: ResourceView | undefined): string | undefined {
  const name = role?.text("name") ?? role?.outputText("name");
  return typeof name === "string" ? name : undefined;
}
