import { isUnknown, type Unknown, type Known } from "../known";
import type { Launch } from "../launch";
import { imageReference } from "./image";
import type { Container } from "./task-definition";

/** A feature of a container that ECS serves with the execution role. */
export interface Need {
  /** As messages print it, such as "container api's image lies in ECR". */
  readonly what: string;
  readonly stoppedReason: string;
}

/**
 * What in a launch needs an execution role: met by any role here, whatever it may do. On EC2 the instance's own role
 * pulls from ECR and writes logs where the task has none.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export function executionRoleNeeds(
  { taskDefinition }: Launch,
  fargate: Known<boolean>,
): { readonly certain: readonly Need[]; readonly open: Unknown | undefined } {
  const { containers } = taskDefinition;
  if (isUnknown(containers)) return { certain: [], open: containers };
  const certain: Need[] = [];
  let open: Unknown | undefined;
  for (const container of containers) {
    if (isUnknown(container)) {
      open ??= container;
      continue;
    }
    for (const check of [...everywhere(container), ...(fargate === false ? [] : onFargate(container))]) {
      const holds =
        check.onFargateOnly && isUnknown(fargate) && check.given !== false ? fargate : check.given;
      if (isUnknown(holds)) open ??= holds;
      else if (holds) certain.push(check);
    }
  }
  return { certain, open };
}

interface Check extends Need {
  readonly given: Known<boolean>;
  readonly onFargateOnly: boolean;
}

function everywhere(container: Container): Check[] {
  const name = nameOf(container);
  const secrets =
    "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.";
  return [
    {
      what: `container ${name} has secrets`,
      stoppedReason: secrets,
      given: isFilled(container.secrets),
      onFargateOnly: false,
    },
    {
      what: `container ${name}'s log driver has secret options`,
      stoppedReason: secrets,
      given: hasSecretOptions(container),
      onFargateOnly: false,
    },
    {
      what: `container ${name}'s image lies in a private registry with credentials`,
      stoppedReason: "CannotPullContainerAuthError: engine docker private registry credentials: not found",
      given: isGiven(container.repositoryCredentials),
      onFargateOnly: false,
    },
    {
      what: `container ${name} has environment files`,
      stoppedReason: "environment file resource: unable to find execution role credentials",
      given: isFilled(container.environmentFiles),
      onFargateOnly: false,
    },
  ];
}

function onFargate(container: Container): Check[] {
  const name = nameOf(container);
  return [
    {
      what: `container ${name}'s image lies in ECR`,
      stoppedReason: "Fargate requires task definition to have execution role ARN to support ECR images.",
      given: isInEcr(container.image),
      onFargateOnly: true,
    },
    {
      what: `container ${name} logs through awslogs`,
      stoppedReason:
        "Fargate requires task definition to have execution role ARN to support log driver awslogs.",
      given: logsToCloudWatch(container),
      onFargateOnly: true,
    },
  ];
}

const nameOf = ({ name, index }: Container): string =>
  typeof name === "string" ? name : `number ${index + 1}`;

const isFilled = (list: Known<readonly unknown[]>): Known<boolean> =>
  isUnknown(list) ? list : list.length > 0;

const isGiven = (value: Known<string | undefined>): Known<boolean> =>
  isUnknown(value) ? value : value !== undefined;

function isInEcr(image: Known<string | undefined>): Known<boolean> {
  if (isUnknown(image)) return image;
  return image !== undefined && imageReference(image)?.registry.kind === "ecr";
}

function logsToCloudWatch({ logConfiguration }: Container): Known<boolean> {
  if (isUnknown(logConfiguration)) return logConfiguration;
  const driver = logConfiguration?.driver;
  return isUnknown(driver) ? driver : driver === "awslogs";
}

function hasSecretOptions({ logConfiguration }: Container): Known<boolean> {
  if (isUnknown(logConfiguration)) return logConfiguration;
  return logConfiguration === undefined ? false : isFilled(logConfiguration.secretOptions);
}
