import { isUnknown, Unknown } from "../known";
import type { Reference, ResourceRef } from "../reference";

/** Objects of one kind, found by the references that other objects hold. */
export class Catalogue<T extends { readonly ref: ResourceRef }> {
  private readonly byId = new Map<string, T>();
  private readonly byText = new Map<string, T[]>();
  private readonly named = new Map<T, boolean>();

  constructor(
    readonly items: readonly T[],
    /** What stands for an object in text: name, id, ARN. An unknown one is left out. */
    textsOf: (item: T) => readonly unknown[],
    /** Other spellings of a text to look for, such as the name at the end of an ARN. */
    private readonly spellings: (text: string) => readonly string[] = (text) => [text],
  ) {
    for (const item of items) {
      this.byId.set(item.ref.id, item);
      const texts = textsOf(item);
      this.named.set(
        item,
        texts.some((text) => typeof text === "string"),
      );
      for (const text of texts) {
        if (typeof text === "string") this.byText.set(text, [...(this.byText.get(text) ?? []), item]);
      }
    }
  }

  byRef(id: string): T | undefined {
    return this.byId.get(id);
  }

  /** Those of the items that a reference is made of. */
  among(from: readonly string[]): T[] {
    return [...new Set(from)].flatMap((id) => this.byId.get(id) ?? []);
  }

  /**
   * The object a reference leads to; unknown when it is not in view or not certain.
   * `undefined` when the reference is absent.
   */
  resolve(reference: Reference): T | Unknown | undefined {
    const candidates = this.among(reference.from);
    if (isUnknown(reference.text)) return this.single(candidates, reference.text);
    if (reference.text === undefined) return undefined;
    const spellings = this.spellings(reference.text);
    const matches = [...new Set(spellings.flatMap((spelling) => this.byText.get(spelling) ?? []))];
    if (matches.length === 1) return matches[0];
    const among = matches.length > 1 ? matches.filter((match) => candidates.includes(match)) : candidates;
    const unnamed =
      matches.length > 1 ? among : among.filter((candidate) => this.named.get(candidate) !== true);
    return this.single(unnamed, new Unknown(`${reference.text} is not managed by this stack`));
  }

  private single(candidates: readonly T[], otherwise: Unknown): T | Unknown {
    const [only, ...others] = candidates;
    if (only === undefined) return otherwise;
    return others.length === 0
      ? only
      : new Unknown(`it may be any of ${candidates.map(({ ref }) => ref.name).join(", ")}`);
  }
}
