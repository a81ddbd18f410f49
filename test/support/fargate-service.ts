import { outputOf, type ResourceSpec } from "./stack";

export const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
export const SERVICE = "aws:ecs/service:Service";
export const ROLE = "aws:iam/role:Role";
export const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
export const CLUSTER = "aws:ecs/cluster:Cluster";
export const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

const PINNED = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/api@sha256:${"a".repeat(64)}`;

export const TRUST = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
};

/** One good container; a case changes only what it is about. */
export const CONTAINER = {
  name: "api",
  image: PINNED,
  essential: true,
  portMappings: [{ containerPort: 8080 }],
  logConfiguration: {
    logDriver: "awslogs",
    options: { "awslogs-group": "/ecs/api", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "api" },
  },
};

export interface ServicePatch {
  /** Properties of the only container; `undefined` removes one. */
  readonly container?: Readonly<Record<string, unknown>>;
  /** All containers, instead of the only one. */
  readonly containers?: unknown;
  /** Properties of the task definition; `undefined` removes one. */
  readonly taskDefinition?: Readonly<Record<string, unknown>>;
  /** Properties of the service; `undefined` removes one; `null` leaves the service out. */
  readonly service?: Readonly<Record<string, unknown>> | null;
  /** Properties of the execution role. */
  readonly role?: Readonly<Record<string, unknown>>;
  /** More resources, or replacements of those of the same type and name. */
  readonly others?: readonly ResourceSpec[];
  /** Names of resources to leave out. */
  readonly without?: readonly string[];
}

/** A Fargate service that starts, as a first preview sees it, with the changes of the case at hand. */
export function fargateService(patch: ServicePatch = {}): ResourceSpec[] {
  const containers = patch.containers ?? [merge(CONTAINER, patch.container)];
  const resources: ResourceSpec[] = [
    { type: CLUSTER, name: "main", inputs: { name: "main-1a2b3c4" } },
    { type: LOG_GROUP, name: "logs", inputs: { name: "/ecs/api", region: "eu-west-1" } },
    {
      type: ROLE,
      name: "exec",
      inputs: merge({ name: "exec-1a2b3c4", assumeRolePolicy: JSON.stringify(TRUST) }, patch.role),
    },
    {
      type: ATTACHMENT,
      name: "exec-managed",
      inputs: {
        role: "exec-1a2b3c4",
        policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
      },
    },
    {
      type: TASK_DEFINITION,
      name: "api",
      inputs: merge(
        {
          family: "api",
          cpu: "256",
          memory: "512",
          networkMode: "awsvpc",
          requiresCompatibilities: ["FARGATE"],
          executionRoleArn: outputOf(ROLE, "exec"),
          containerDefinitions: typeof containers === "string" ? containers : JSON.stringify(containers),
        },
        patch.taskDefinition,
      ),
    },
  ];
  if (patch.service !== null) {
    resources.push({
      type: SERVICE,
      name: "api",
      inputs: merge(
        {
          cluster: outputOf(CLUSTER, "main"),
          taskDefinition: outputOf(TASK_DEFINITION, "api"),
          desiredCount: 1,
          launchType: "FARGATE",
          networkConfiguration: { subnets: ["subnet-0a"], securityGroups: ["sg-0a"], assignPublicIp: false },
        },
        patch.service,
      ),
    });
  }
  const others = patch.others ?? [];
  const replaced = (spec: ResourceSpec): boolean =>
    others.some(({ type, name }) => type === spec.type && name === spec.name);
  return [
    ...resources.filter((spec) => !replaced(spec) && patch.without?.includes(spec.name) !== true),
    ...others,
  ];
}

function merge(
  base: Readonly<Record<string, unknown>>,
  patch: Readonly<Record<string, unknown>> | undefined,
): Record<string, unknown> {
  const merged = { ...base, ...patch };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
}
