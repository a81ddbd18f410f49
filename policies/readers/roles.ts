import { field, text } from "../../launch/json";
import { isUnknown, Unknown, type Known } from "../../launch/known";
import type { AttachedPolicy, Role } from "../../launch/model/role";
import type { Reference } from "../../launch/reference";
import type { ResourceView, StackView } from "../view";
import {
  readAttachments,
  readExclusiveLists,
  ROLE,
  type Attachment,
  type ExclusiveList,
} from "./role-attachments";
import { RoleIndex } from "./role-index";
import { CustomerPolicies, withOrigin } from "./role-policies";

/** The roles of the stack, each with the policies that the stack attaches to it. */
export function readRoles(stack: StackView, account: Known<string>): Role[] {
  const policies = new CustomerPolicies(stack, account);
  const views = stack.ofType(ROLE);
  const names = new Map(views.map((view) => [view, nameOf(view)]));
  const index = new RoleIndex(names);
  const attachments = index.assign(readAttachments(stack, policies));
  const lists = index.assign(readExclusiveLists(stack));
  return views.map((view) => {
    const attached = attachments.of(view);
    const exclusive = lists.of(view).sure;
    return {
      ref: view.ref,
      name: names.get(view),
      path: view.text("path"),
      arn: view.outputText("arn"),
      trust: withOrigin(view.get("assumeRolePolicy"), view.from("assumeRolePolicy")),
      policies: [
        ...inlineOf(view),
        ...managedOf(view, policies),
        ...attached.sure.map((attachment) => unlessTakenAway(attachment, exclusive)),
      ],
      incomplete: incompleteOf(view, attached, exclusive),
      permissionsBoundary: boundaryOf(view, policies),
    };
  });
}

/** `arn:…:role/path/name` is also `name`. */
export function spellingsOfRole(text: string): string[] {
  return [text, text.slice(text.lastIndexOf("/") + 1)];
}

const nameOf = (view: ResourceView): Known<string | undefined> =>
  view.text("name") ?? view.outputText("name");

function incompleteOf(
  view: ResourceView,
  attached: { readonly sure: readonly Attachment[]; readonly possible: Attachment | undefined },
  lists: readonly ExclusiveList[],
): string | undefined {
  const { name } = view.resource;
  if (view.resource.external) return `role ${name} is managed elsewhere`;
  for (const property of ["managedPolicyArns", "inlinePolicies"]) {
    const value = view.get(property);
    if (isUnknown(value)) return `${property} of role ${name} is not known: ${value.because}`;
  }
  if (attached.possible !== undefined)
    return `${attached.possible.policy.label} may be attached to role ${name}`;
  const foreign = lists.find((list) => list.kind === "inline" && listsMore(list, attached.sure));
  return foreign === undefined
    ? undefined
    : `${foreign.by} lists a policy of role ${name} that is made elsewhere`;
}

function listsMore({ listed }: ExclusiveList, attached: readonly Attachment[]): boolean {
  if (isUnknown(listed)) return false;
  const names = new Set(attached.filter(({ kind }) => kind === "inline").map((one) => one.listedAs.text));
  if ([...names].some(isUnknown)) return false;
  return listed.some(({ text: name }) => typeof name === "string" && !names.has(name));
}

/** A resource that lists all policies of a role takes away what it does not list. */
function unlessTakenAway(attachment: Attachment, lists: readonly ExclusiveList[]): AttachedPolicy {
  const { policy } = attachment;
  const taker = lists.find((list) => list.kind === attachment.kind && leavesOut(list, attachment));
  if (taker === undefined) return policy;
  const because = new Unknown(`${taker.by} does not list ${policy.label} and takes it away from the role`);
  return { ...policy, managedArn: undefined, document: because };
}

function leavesOut({ listed }: ExclusiveList, { listedAs }: Attachment): boolean {
  if (isUnknown(listed) || listed.some(({ text: name }) => isUnknown(name))) return false;
  return typeof listedAs.text === "string" && !listed.some(({ text: name }) => name === listedAs.text);
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
    const from = view.from("inlinePolicies");
    return [{ label, attachedBy: undefined, managedArn: undefined, document: withOrigin(document, from) }];
  });
}

function managedOf(view: ResourceView, policies: CustomerPolicies): AttachedPolicy[] {
  const arns = view.references("managedPolicyArns");
  return isUnknown(arns) ? [] : arns.map((arn) => policies.attached(arn, undefined));
}

function boundaryOf(view: ResourceView, policies: CustomerPolicies): AttachedPolicy | undefined {
  const boundary: Reference = view.reference("permissionsBoundary");
  return boundary.text === undefined ? undefined : policies.attached(boundary, undefined);
}
