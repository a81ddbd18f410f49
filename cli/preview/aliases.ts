import type { Alias } from "@pulumi/pulumi/proto/alias_pb";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { makeUrn, parseUrn } from "./urn";

/** The other URNs a resource may have had before, as its `aliases` say. */
export function aliasUrns(
  request: RegisterResourceRequest,
  aliases: readonly Alias[],
  stack: string,
  project: string,
  urn: string,
): string[] {
  const own = parseUrn(urn);
  const structured = aliases.map((alias) => {
    const spec = alias.getSpec();
    if (alias.hasUrn() || spec === undefined) return alias.getUrn();
    const parent = spec.getNoparent() ? "" : spec.getParenturn() || request.getParent();
    return makeUrn(
      spec.getStack() || stack,
      spec.getProject() || project,
      parent,
      spec.getType() || own.type,
      spec.getName() || own.name,
    );
  });
  // Before structured aliases, the SDK worked the URNs out itself.
  return [...structured, ...request.getAliasurnsList()];
}
