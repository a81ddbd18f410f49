import { isUnknown } from "../../launch/known";
import type { PullThroughCache, Registry, Repository } from "../../launch/model/registry";
import type { StackView } from "../view";
import { ResourcePolicies } from "./resource-policies";
import { withOrigin } from "./role-policies";

export const REPOSITORY = "aws:ecr/repository:Repository";

export function readRepositories(stack: StackView): Repository[] {
  const policies = new ResourcePolicies(stack, "aws:ecr/repositoryPolicy:RepositoryPolicy", "repository", [
    REPOSITORY,
  ]);
  return stack.ofType(REPOSITORY).map((view) => {
    const name = view.text("name") ?? view.outputText("name");
    const tagMutability = view.text("imageTagMutability");
    return { ref: view.ref, name, region: view.region, tagMutability, ...policies.of(view, [name]) };
  });
}

export function readRegistry(stack: StackView): Registry {
  return {
    pullThroughCaches: stack
      .ofType("aws:ecr/pullThroughCacheRule:PullThroughCacheRule")
      .map((view): PullThroughCache => ({
        ref: view.ref,
        prefix: view.text("ecrRepositoryPrefix"),
        region: view.region,
        exists: !isUnknown(view.resource.id),
      })),
    policies: stack.ofType("aws:ecr/registryPolicy:RegistryPolicy").map((view) => ({
      label: `policy ${view.resource.name}`,
      document: withOrigin(view.get("policy"), view.from("policy")),
    })),
  };
}
