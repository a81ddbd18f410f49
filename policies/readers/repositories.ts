import { isUnknown } from "../../launch/known";
import type { Repository } from "../../launch/model/registry";
import type { ResourceView, StackView } from "../view";

export const REPOSITORY = "aws:ecr/repository:Repository";

export function readRepositories(stack: StackView): Repository[] {
  const policies = stack.ofType("aws:ecr/repositoryPolicy:RepositoryPolicy");
  return stack.ofType(REPOSITORY).map((view) => {
    const name = view.text("name") ?? view.outputText("name");
    const own = policies.filter((policy) => isOf(policy, view, name));
    return {
      ref: view.ref,
      name,
      region: view.region,
      policies: own.map((policy) => ({
        label: `policy ${policy.resource.name}`,
        document: policy.get("policy"),
      })),
      incomplete: view.resource.external
        ? `repository ${view.resource.name} is managed elsewhere`
        : undefined,
    };
  });
}

function isOf(policy: ResourceView, repository: ResourceView, name: unknown): boolean {
  if (policy.from("repository").includes(repository.resource.urn)) return true;
  const named = policy.text("repository");
  return !isUnknown(named) && named !== undefined && named === name;
}
