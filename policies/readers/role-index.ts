import { isUnknown, type Known } from "../../launch/known";
import type { Reference } from "../../launch/reference";
import type { ResourceView } from "../view";

/** What hangs on one role for certain, and the first thing that may. */
export interface OfRole<T> {
  readonly sure: readonly T[];
  readonly possible: T | undefined;
}

/** Finds the roles that attachments speak of, in time linear in both. */
export class RoleIndex {
  private readonly byName = new Map<string, ResourceView[]>();
  private readonly byUrn = new Map<string, ResourceView>();
  private readonly unnamed: ReadonlySet<ResourceView>;

  constructor(names: ReadonlyMap<ResourceView, Known<string | undefined>>) {
    for (const [view, name] of names) {
      this.byUrn.set(view.resource.urn, view);
      if (typeof name !== "string") continue;
      const same = this.byName.get(name);
      if (same === undefined) this.byName.set(name, [view]);
      else same.push(view);
    }
    this.unnamed = new Set([...names].filter(([, name]) => typeof name !== "string").map(([view]) => view));
  }

  assign<T extends { readonly role: Reference }>(items: readonly T[]): { of(view: ResourceView): OfRole<T> } {
    const sure = new Map<ResourceView, T[]>();
    const possible = new Map<ResourceView, T>();
    let forAny: T | undefined;
    let forUnnamed: T | undefined;
    for (const item of items) {
      const found = this.find(item.role);
      if (found === "any") forAny ??= item;
      else if (found === "any unnamed") forUnnamed ??= item;
      else if (found.length === 1)
        for (const view of found) {
          const list = sure.get(view);
          if (list === undefined) sure.set(view, [item]);
          else list.push(item);
        }
      else for (const view of found) if (!possible.has(view)) possible.set(view, item);
    }
    return {
      of: (view) => ({
        sure: sure.get(view) ?? [],
        possible: possible.get(view) ?? forAny ?? (this.unnamed.has(view) ? forUnnamed : undefined),
      }),
    };
  }

  /** The role, several of which it is one, or a word for more than can be listed. */
  private find({ text, from }: Reference): readonly ResourceView[] | "any" | "any unnamed" {
    if (text === undefined) return [];
    const origins = [...new Set(from)].flatMap((urn) => this.byUrn.get(urn) ?? []);
    if (isUnknown(text)) return origins.length > 0 ? origins : "any";
    const named = this.byName.get(text.slice(text.lastIndexOf("/") + 1)) ?? [];
    if (named.length === 1) return named;
    if (named.length > 1) {
      const narrowed = named.filter((view) => origins.includes(view));
      return narrowed.length > 0 ? narrowed : named;
    }
    const unnamed = origins.filter((view) => this.unnamed.has(view));
    return unnamed.length > 0 ? unnamed : this.unnamed.size > 0 ? "any unnamed" : [];
  }
}
