import { isUnknown, type Known } from "../../launch/known";
import type { ResourcePolicy } from "../../launch/model/guarded";
import type { ResourceView, StackView } from "../view";
import { withOrigin } from "./role-policies";

/** Resources of one type that give other resources their policies, found in time linear in both. */
export class ResourcePolicies {
  private readonly byText = new Map<string, ResourceView[]>();
  private readonly byUrn = new Map<string, ResourceView[]>();
  private anywhere: ResourceView | undefined;

  /**
   * @param type of the resources that hold a policy, such as `aws:ecr/repositoryPolicy:RepositoryPolicy`
   * @param target the property that names what it is for
   * @param targets types of what it is for
   */
  constructor(stack: StackView, type: string, target: string, targets: readonly string[]) {
    for (const view of stack.ofType(type)) {
      const { text, from } = view.reference(target);
      if (!isUnknown(text) && text !== undefined) push(this.byText, text, view);
      const origins = from.filter((urn) => targets.includes(stack.byUrn(urn)?.resource.type ?? ""));
      for (const urn of origins) push(this.byUrn, urn, view);
      if (isUnknown(text) && origins.length !== 1) this.anywhere ??= view;
    }
  }

  /** Those of one resource, which `texts` (name, id, ARN) may stand for. */
  of(
    target: ResourceView,
    texts: readonly unknown[],
  ): { readonly policies: readonly ResourcePolicy[]; readonly incomplete: string | undefined } {
    const named = texts.filter((text) => typeof text === "string");
    const views = new Set(named.flatMap((text) => this.byText.get(text) ?? []));
    for (const view of this.byUrn.get(target.resource.urn) ?? []) views.add(view);
    const { name } = target.resource;
    const incomplete = target.resource.external
      ? `${name} is managed elsewhere`
      : this.anywhere !== undefined && !views.has(this.anywhere)
        ? `policy ${this.anywhere.resource.name} may be that of ${name}`
        : undefined;
    return {
      policies: [...views].map((view) => ({
        label: `policy ${view.resource.name}`,
        document: withOrigin(view.get("policy"), view.from("policy")),
      })),
      incomplete,
    };
  }
}

/** The policy that is written in the resource itself. */
export function ownPolicy(view: ResourceView): ResourcePolicy[] {
  const document: Known<unknown> = view.get("policy");
  return document === undefined || view.resource.external
    ? []
    : [
        {
          label: `the policy of ${view.resource.name}`,
          document: withOrigin(document, view.from("policy")),
        },
      ];
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
