import { mayDo, type Decision, type PoliciesInForce } from "../iam/evaluate";
import { policyOf } from "../iam/policy";
import type { AccessRequest, ResourceSide } from "../iam/request";
import type { Text } from "../iam/text";
import { isUnknown, Unknown, type Known } from "../known";
import type { Launch } from "../launch";
import type { Settings } from "../settings";
import { all, type Verdict } from "../verdict";
import type { CloudModel } from "./cloud-model";
import { imageReference, type EcrRegistry } from "./image";
import type { Role } from "./role";
import { assumptionsOf, callContext, callerOf, policiesOf } from "./role-access";
import type { Container } from "./task-definition";

/** What a pull from ECR asks of a role besides the login. `ecr:BatchCheckLayerAvailability` is for pushes. */
export const PULL_ACTIONS = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] as const;
export const LOGIN_ACTION = "ecr:GetAuthorizationToken";

/** A private ECR repository that a container's image is in. */
export interface PulledRepository {
  readonly registry: EcrRegistry;
  readonly repository: string;
}

/** The private repositories that the launch pulls from, and why there may be more. */
export function pulledRepositories({ taskDefinition }: Launch): {
  readonly known: readonly PulledRepository[];
  readonly open: Unknown | undefined;
} {
  const { containers } = taskDefinition;
  if (isUnknown(containers)) return { known: [], open: containers };
  const known = new Map<string, PulledRepository>();
  let open: Unknown | undefined;
  for (const container of containers) {
    const pulled = isUnknown(container) ? container : pulledBy(container);
    if (isUnknown(pulled)) open ??= pulled;
    else if (pulled !== undefined)
      known.set(`${pulled.registry.account}.${pulled.registry.region}/${pulled.repository}`, pulled);
  }
  return { known: [...known.values()], open };
}

function pulledBy({ image }: Container): Known<PulledRepository | undefined> {
  if (isUnknown(image)) return image;
  const reference = image === undefined ? undefined : imageReference(image);
  return reference?.registry.kind === "ecr"
    ? { registry: reference.registry, repository: reference.repository }
    : undefined;
}

/** ARN of a repository, with what is not known left open. */
export function repositoryArn({ registry, repository }: PulledRepository): string {
  return `arn:${registry.partition}:ecr:${registry.region}:${registry.account}:repository/${repository}`;
}

/** What one role may do for the launch. */
export class PullAccess {
  private readonly policies: Pick<PoliciesInForce, "identity" | "complete" | "boundary">;

  constructor(
    private readonly role: Role,
    private readonly launch: Launch,
    private readonly model: CloudModel,
    private readonly settings: Settings,
  ) {
    this.policies = policiesOf(role, settings);
  }

  login(): Decision {
    return this.decide(LOGIN_ACTION, "*", undefined);
  }

  /** Both actions on one repository. */
  pull(pulled: PulledRepository): Decision {
    const side = this.resourceSide(pulled);
    const decisions = PULL_ACTIONS.map((action) => this.decide(action, repositoryArn(pulled), side));
    const verdict = joined(decisions);
    return {
      ...(decisions.find((decision) => decision.verdict.because === verdict.because) ?? decisions[0]),
      verdict,
      malformed: [],
    };
  }

  /** Both actions on any repository of the own account. */
  pullAnythingOwn(): Verdict {
    const open: Text = new Unknown("the repository is not known yet");
    const own: ResourceSide = { accountId: "own", policies: [], complete: true };
    const decisions = PULL_ACTIONS.map((action) => this.decide(action, open, own));
    return joined([this.login(), ...decisions]);
  }

  private decide(action: string, resource: Text, side: ResourceSide | undefined): Decision {
    const { role, launch, model, settings } = this;
    const request: AccessRequest = {
      action,
      resource,
      role: callerOf(role, model.account),
      context: callContext(role, model, launch.taskDefinition.region),
    };
    return mayDo(
      request,
      { ...this.policies, ...(side === undefined ? {} : { resource: side }) },
      assumptionsOf(settings),
    );
  }

  /** The repository's own policy, where the repository is in view; that of another account never is. */
  private resourceSide(pulled: PulledRepository): ResourceSide {
    const { registry, repository } = pulled;
    const found = this.model.repositories.items.find(
      ({ name, region }) => name === repository && (isUnknown(region) || region === registry.region),
    );
    const policies = (found?.policies ?? []).map(({ label, document }) =>
      policyOf(label, document, "resource"),
    );
    const unseen = new Unknown(`the policy of repository ${repository} is not in view`);
    if (found === undefined || found.incomplete !== undefined)
      return { accountId: registry.account, policies, complete: unseen };
    return { accountId: registry.account, policies, complete: true };
  }
}

function joined(decisions: readonly Decision[]): Verdict {
  return all(decisions.map(({ verdict }) => verdict));
}
