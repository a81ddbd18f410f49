import { partitionOf } from "../iam/arn";
import { policyOf } from "../iam/policy";
import { ownAccount, type ResourceSide } from "../iam/request";
import { joinText } from "../iam/text";
import { isUnknown, Unknown, UnknownOutput, UnknownText, type Known } from "../known";
import type { Launch } from "../launch";
import { partOf, prefixOf } from "./arn-prefix";
import type { CloudModel } from "./cloud-model";
import { unseenSide, type ResourcePolicy } from "./guarded";
import { imageReference, type EcrRegistry } from "./image";
import type { Repository } from "./registry";
import { distinct, type RoleNeed, type RoleNeeds } from "./role-need";
import type { Container, TaskDefinition } from "./task-definition";

/** What a pull from ECR asks of a role besides the login. `ecr:BatchCheckLayerAvailability` is for pushes. */
export const PULL_ACTIONS = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] as const;
export const LOGIN_ACTION = "ecr:GetAuthorizationToken";

/** A private ECR repository that a container's image is in. */
interface PulledRepository {
  readonly registry: EcrRegistry;
  readonly repository: string;
}

/**
 * What a pull of the launch's images from private repositories takes.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export function pullNeeds(launch: Launch, model: CloudModel): RoleNeeds {
  const { taskDefinition } = launch;
  const { known, made, open } = pulledRepositories(launch, model);
  const doubt = doubtOf(launch);
  const needs = [
    ...known.flatMap((pulled) => needsOf(pulled, launch, model)),
    ...made.flatMap((repository) => madeNeeds(repository, taskDefinition, model)),
  ];
  const unseen = open === undefined ? [] : unseenImages(launch, model, open);
  return distinct({
    known: [...needs, ...unseen].map((need) => ({
      ...need,
      ...(need.doubt === undefined && doubt !== undefined && { doubt }),
    })),
    open:
      open === undefined || unseen.length > 0
        ? []
        : [
            {
              what: `pull the images of ${taskDefinition.ref.name} that are not known yet`,
              because: open.because,
            },
          ],
  });
}

function needsOf(pulled: PulledRepository, launch: Launch, model: CloudModel): RoleNeed[] {
  const { registry, repository } = pulled;
  const managedPolicy = managedPolicyIn(registry.partition);
  const arn = repositoryArn(pulled);
  return [
    login(registry.region, managedPolicy),
    {
      what: `pull from ${arn}`,
      access: {
        actions: PULL_ACTIONS,
        resource: arn,
        side: sideOfRepository(pulled, model),
        region: registry.region,
      },
      stoppedReason: "CannotPullContainerError",
      managedPolicy,
    },
    ...cacheNeeds(pulled, repository, launch, model),
  ];
}

const managedPolicyIn = (partition: string): string =>
  `arn:${partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy`;

const login = (region: Known<string | undefined>, managedPolicy: string | undefined): RoleNeed => ({
  what: `call ${LOGIN_ACTION} on *`,
  access: { actions: [LOGIN_ACTION], resource: "*", region },
  stoppedReason: `ResourceInitializationError: unable to pull secrets or registry auth: … AccessDeniedException: … is not authorized to perform: ${LOGIN_ACTION}`,
  ...(managedPolicy !== undefined && { managedPolicy }),
});

/** ARN of a repository. */
function repositoryArn({ registry, repository }: PulledRepository): string {
  return `arn:${registry.partition}:ecr:${registry.region}:${registry.account}:repository/${repository}`;
}

/** The private repositories that the launch pulls from, and why there may be more. */
function pulledRepositories(
  { taskDefinition }: Launch,
  model: CloudModel,
): {
  readonly known: readonly PulledRepository[];
  /** Of this stack, where all that is known is that the image lies in it. */
  readonly made: readonly Repository[];
  readonly open: Unknown | undefined;
} {
  const { containers } = taskDefinition;
  if (isUnknown(containers)) return { known: [], made: [], open: containers };
  const pulled = containers.map((container) => (isUnknown(container) ? container : pulledBy(container)));
  const unknowns = pulled.filter(isUnknown).map((one) => ({ one, repository: repositoryIn(one, model) }));
  return {
    known: pulled.flatMap((one) => (one === undefined || isUnknown(one) ? [] : [one])),
    made: unknowns.flatMap(({ repository }) => repository ?? []),
    open: unknowns.find(({ repository }) => repository === undefined)?.one,
  };
}

/** The repository whose URL an image that is not known yet begins with. */
function repositoryIn(image: Unknown, model: CloudModel): Repository | undefined {
  const [url, ...rest] = image instanceof UnknownText ? image.parts : [image];
  if (!(url instanceof UnknownOutput) || url.property !== "repositoryUrl") return undefined;
  // After anything else than a tag or a digest it would be another repository.
  const [after] = rest;
  const ends = after === undefined || (typeof after === "string" && /^[:@]/.test(after));
  return ends ? model.repositories.byRef(url.urn) : undefined;
}

function pulledBy({ image }: Container): PulledRepository | Unknown | undefined {
  if (isUnknown(image)) return image;
  const reference = image === undefined ? undefined : imageReference(image);
  return reference?.registry.kind === "ecr"
    ? { registry: reference.registry, repository: reference.repository }
    : undefined;
}

/** The repository, where the stack makes it; one of another account is never in view. */
export function repositoryOf(
  { registry, repository }: PulledRepository,
  model: CloudModel,
): Repository | undefined {
  if (!isUnknown(model.account) && model.account !== registry.account) return undefined;
  return model.repositories.items.find(
    ({ name, region }) => name === repository && (isUnknown(region) || region === registry.region),
  );
}

function sideOfRepository(pulled: PulledRepository, model: CloudModel): ResourceSide {
  const found = repositoryOf(pulled, model);
  const { account } = pulled.registry;
  if (found === undefined) return unseenSide(account, `repository ${pulled.repository}`);
  return {
    accountId: account,
    policies: found.policies.map(asResourcePolicy),
    complete: found.incomplete === undefined ? true : new Unknown(found.incomplete),
  };
}

const asResourcePolicy = ({ label, document }: ResourcePolicy): ResourceSide["policies"][number] =>
  policyOf(label, document, "resource");

/**
 * The first pull through a cache imports the image, with rights of its own.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-iam.html
 */
function cacheNeeds(
  pulled: PulledRepository,
  repository: string,
  { taskDefinition }: Launch,
  model: CloudModel,
): RoleNeed[] {
  const { registry } = pulled;
  const cache = model.registry.pullThroughCaches.find(
    ({ prefix, region }) =>
      typeof prefix === "string" && repository.startsWith(`${prefix}/`) && region === registry.region,
  );
  if (cache === undefined || (!isUnknown(model.account) && model.account !== registry.account)) return [];
  const isNew = !cache.exists && model.firstDeployment;
  const madeHere = repositoryOf(pulled, model) !== undefined;
  const actions = ["ecr:BatchImportUpstreamImage", ...(madeHere ? [] : ["ecr:CreateRepository"])];
  return [
    {
      what: `import ${repository} through pull-through cache ${cache.ref.name}`,
      access: {
        actions,
        resource: repositoryArn(pulled),
        side: {
          accountId: registry.account,
          policies: model.registry.policies.map(asResourcePolicy),
          complete: true,
        },
        region: registry.region,
      },
      stoppedReason: "CannotPullContainerError",
      ...(!isNew && {
        doubt: `whether an image of ${taskDefinition.ref.name} is in the cache already is not in view`,
      }),
    },
  ];
}

/** Images that are not known yet and come from repositories of this stack: does the role pull what is there? */
function unseenImages({ taskDefinition }: Launch, model: CloudModel, open: Unknown): RoleNeed[] {
  const repositories = model.repositories.among(taskDefinition.containersFrom);
  if (repositories.length === 0) return [];
  const doubt = `${open.because}; the containers come from repository ${repositories.map(({ ref }) => ref.name).join(", ")}`;
  return repositories.flatMap((repository) =>
    madeNeeds(repository, taskDefinition, model).map((need) => ({ ...need, doubt })),
  );
}

/** What a pull from a repository of this stack takes, whatever its URL will be. */
function madeNeeds(
  { ref, name, region, policies, incomplete }: Repository,
  taskDefinition: TaskDefinition,
  model: CloudModel,
): RoleNeed[] {
  const resource = joinText(
    prefixOf("ecr", region, model),
    "repository/",
    partOf(name, "the name of the repository"),
  );
  const side = {
    accountId: ownAccount,
    policies: policies.map(asResourcePolicy),
    complete: incomplete === undefined ? (true as const) : new Unknown(incomplete),
  };
  const managed = typeof region === "string" ? { managedPolicy: managedPolicyIn(partitionOf(region)) } : {};
  return [
    login(region, managed.managedPolicy),
    {
      what: `pull what ${taskDefinition.ref.name} runs from repository ${ref.name}`,
      access: { actions: PULL_ACTIONS, resource, origin: { urn: ref.id }, side, region },
      stoppedReason: "CannotPullContainerError",
      ...managed,
    },
  ];
}

/**
 * On EC2 the agent pulls with the execution role since 1.16; for external instances the guide names the instance's own role.
 * https://github.com/aws/amazon-ecs-agent/blob/master/agent/engine/docker_task_engine.go
 */
function doubtOf({ launchType, taskDefinition }: Launch): string | undefined {
  const compatible = taskDefinition.requiresCompatibilities;
  const neverExternal =
    !isUnknown(compatible) &&
    compatible !== undefined &&
    compatible.length > 0 &&
    compatible.every((type) => type === "FARGATE" || type === "EC2");
  if (neverExternal) return undefined;
  if (launchType === "EXTERNAL") return "on external instances the instance's own credentials may pull";
  return isUnknown(launchType) ? launchType.because : undefined;
}
