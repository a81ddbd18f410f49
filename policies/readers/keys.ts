import { isUnknown } from "../../launch/known";
import { Catalogue } from "../../launch/model/catalogue";
import type { GuardedResource } from "../../launch/model/guarded";
import { absent, type Reference } from "../../launch/reference";
import type { ResourceView, StackView } from "../view";
import { ownPolicy, ResourcePolicies } from "./resource-policies";

const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";

/** The keys of the stack, found by id, ARN or alias. */
export function readKeys(stack: StackView): Catalogue<GuardedResource> {
  const policies = new ResourcePolicies(stack, "aws:kms/keyPolicy:KeyPolicy", "keyId", [KEY]);
  const grants = new ResourcePolicies(stack, "aws:kms/grant:Grant", "keyId", [KEY]);
  const texts = new Map<GuardedResource, readonly unknown[]>();
  const aliases = aliasesByKey(stack);
  for (const view of stack.ofType(KEY)) {
    const arn = view.outputText("arn");
    const id = view.resource.id;
    const found = policies.of(view, [id, arn]);
    const granted = grants.of(view, [id, arn]).policies.length > 0;
    const key: GuardedResource = {
      ref: view.ref,
      name: id ?? view.outputText("keyId"),
      arn,
      region: view.region,
      key: absent,
      policies: [...ownPolicy(view), ...found.policies],
      incomplete:
        found.incomplete ?? (granted ? `a grant on ${view.resource.name} may allow more` : undefined),
    };
    texts.set(key, [id, arn, ...(aliases.get(view.resource.urn) ?? [])]);
  }
  return new Catalogue([...texts.keys()], (key) => texts.get(key) ?? []);
}

function aliasesByKey(stack: StackView): ReadonlyMap<string, readonly unknown[]> {
  const found = new Map<string, unknown[]>();
  for (const alias of stack.ofType(ALIAS)) {
    const target = targetOf(alias, stack);
    if (target === undefined) continue;
    const names = [alias.text("name"), alias.outputText("arn")];
    found.set(target, [...(found.get(target) ?? []), ...names]);
  }
  return found;
}

function targetOf(alias: ResourceView, stack: StackView): string | undefined {
  const [only, ...others] = alias
    .from("targetKeyId")
    .filter((urn) => stack.byUrn(urn)?.resource.type === KEY);
  if (others.length > 0) return undefined;
  if (only !== undefined) return only;
  const id = alias.text("targetKeyId");
  return isUnknown(id) || id === undefined
    ? undefined
    : stack.ofType(KEY).find((key) => key.resource.id === id || key.outputText("arn") === id)?.resource.urn;
}

/** Which key a property names, also through an alias of the stack. */
export class KeyReferences {
  constructor(private readonly stack: StackView) {}

  of(view: ResourceView, property: string): Reference {
    const { text, from } = view.reference(property);
    const through = from.map((urn) => {
      const origin = this.stack.byUrn(urn);
      return origin?.resource.type === ALIAS ? (targetOf(origin, this.stack) ?? urn) : urn;
    });
    return { text, from: through };
  }
}
