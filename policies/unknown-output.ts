/** Why a value that comes from other resources is not known in a preview; `isManaged` tells those of the stack. */
export function whyUnknown(from: readonly string[], isManaged: (urn: string) => boolean): string {
  const references = from.filter((urn) => typeIn(urn) === "pulumi:pulumi:StackReference");
  if (references.length > 0) {
    return `it is an output of stack ${names(references)}, which this preview does not read`;
  }
  const created = from.filter(isManaged);
  if (created.length > 0) return `it comes from ${names(created)}, known only once deployed`;
  if (from.length > 0) return `it comes from ${names(from)}, which exists outside this stack and is not read`;
  return "the program learns it only from a deployment";
}

/** The type token in a URN: the last of the chain of parents' types. */
export function typeIn(urn: string): string {
  const chain = urn.split("::")[2] ?? "";
  return chain.slice(chain.lastIndexOf("$") + 1);
}

/** The logical name in a URN. */
export function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function names(urns: readonly string[]): string {
  return [...new Set(urns.map(nameIn))].join(", ");
}
