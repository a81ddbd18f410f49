import type { Waits } from "../../launch/model/order";
import { nameIn, typeIn } from "../unknown-output";
import type { StackView } from "../view";

/** The engine's own bookkeeping, which waits for nothing of the program's. */
const BOOKKEEPING = /^pulumi:(pulumi:Stack$|providers:)/;

/**
 * What each resource waits for: the sources of its properties, its `dependsOn`, and what its parent waits for.
 * Who depends on a component depends on its children.
 * https://www.pulumi.com/docs/iac/concepts/options/dependson/
 */
export function waitsIn(stack: StackView): (urn: string) => Waits {
  const children = childrenIn(stack);
  const found = new Map<string, Waits>();
  return (urn) => {
    const known = found.get(urn);
    if (known !== undefined) return known;
    const waits = waitsOf(urn, stack, children);
    found.set(urn, waits);
    return waits;
  };
}

function childrenIn(stack: StackView): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, string[]>();
  for (const { urn, parent } of stack.stack.resources) {
    if (parent === undefined) continue;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [urn]);
    else siblings.push(urn);
  }
  return children;
}

function waitsOf(urn: string, stack: StackView, children: ReadonlyMap<string, readonly string[]>): Waits {
  const on = new Set<string>();
  let open: string | undefined;
  const queue = directOf(urn, stack);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (on.has(next)) continue;
    on.add(next);
    const resource = stack.byUrn(next)?.resource;
    if (resource === undefined) {
      if (!BOOKKEEPING.test(typeIn(next))) open ??= `${nameIn(next)} is not in view`;
      continue;
    }
    queue.push(...directOf(next, stack));
    // A component has no id of its own; what it makes is what there is to wait for.
    if (resource.id === undefined && !BOOKKEEPING.test(resource.type)) {
      queue.push(...(children.get(next) ?? []));
    }
  }
  on.delete(urn);
  return { on, open };
}

/** Ancestors count by what they wait for; a component's other children are not waited for. */
function directOf(urn: string, stack: StackView): string[] {
  const resource = stack.byUrn(urn)?.resource;
  if (resource === undefined) return [];
  const own = [...resource.dependencies, ...Object.values(resource.propertyDependencies).flat()];
  const { parent } = resource;
  if (parent === undefined) return own;
  const above = stack.byUrn(parent)?.resource;
  if (above === undefined) return [...own, parent];
  const isComponent = above.id === undefined;
  return isComponent ? [...own, ...directOf(parent, stack)] : [...own, parent];
}
