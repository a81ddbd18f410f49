import * as fc from "fast-check";
import { Unknown } from "../../launch/known";
import type { Stack, StackResource } from "../../policies/stack";
import { CONTAINER, fargateService, ROLE, TRUST, type ServicePatch } from "./fargate-service";
import { allow, deny, documentOf, inline } from "./role-policies";
import { outputOf, stackOf, type ResourceSpec } from "./stack";

/** Values that turn up in real programs, good and bad, for the properties that rules read. */
const containerProperties: Readonly<Record<string, readonly unknown[]>> = {
  image: [
    CONTAINER.image,
    "nginx",
    "nginx:latest",
    "arm64v8/nginx:1.27",
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1",
    "public.ecr.aws/docker/library/redis:7",
    "123456789012.dkr.ecr.us-east-1.amazonaws.com/api:1",
    "https://example.com/x",
    "UPPER/case",
    "undefined/api:1",
    {},
    "",
  ],
  memory: [undefined, 4, 128, 256, 512, 1024, 4096, "256"],
  memoryReservation: [undefined, 128, 512, 2048],
  cpu: [undefined, 0, 128, 256, 1024],
  essential: [undefined, true, false],
  portMappings: [
    undefined,
    [],
    [{ containerPort: 80 }],
    [{ containerPort: 80, hostPort: 8080 }],
    [{ containerPort: 80, hostPort: 80 }],
  ],
  secrets: [
    undefined,
    [{ name: "A", valueFrom: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf" }],
    [{ name: "A", valueFrom: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf:key" }],
    [{ name: "A", valueFrom: "/api/key" }],
  ],
  repositoryCredentials: [
    undefined,
    { credentialsParameter: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf" },
    { credentialsParameter: "db" },
  ],
  environmentFiles: [undefined, [{ type: "s3", value: "arn:aws:s3:::settings/api.env" }]],
  logConfiguration: [
    undefined,
    CONTAINER.logConfiguration,
    { logDriver: "awslogs", options: { "awslogs-group": "/ecs/api" } },
    { logDriver: "awslogs", options: { "awslogs-group": "/ecs/new", "awslogs-create-group": "true" } },
    {
      logDriver: "splunk",
      options: {},
      secretOptions: [{ name: "splunk-token", valueFrom: "/splunk/token" }],
    },
    { logDriver: "awsfirelens" },
    { logDriver: "gelf" },
  ],
  healthCheck: [undefined, { command: ["CMD-SHELL", "true"] }, { command: ["true"], interval: 1 }],
  dependsOn: [
    undefined,
    [{ containerName: "api", condition: "START" }],
    [{ containerName: "init", condition: "SUCCESS" }],
  ],
  privileged: [undefined, true],
};

const taskProperties: Readonly<Record<string, readonly unknown[]>> = {
  cpu: ["256", "512", "300", "1 vCPU", undefined],
  memory: ["512", "1024", "2 GB", "300", undefined],
  networkMode: ["awsvpc", "bridge", "host", "none", undefined],
  requiresCompatibilities: [["FARGATE"], ["EC2"], ["EXTERNAL"], ["EC2", "FARGATE"], undefined],
  taskRoleArn: [undefined, "arn:aws:iam::123456789012:role/task", outputOf(ROLE, "task")],
  pidMode: [undefined, "host", "task"],
  ephemeralStorage: [undefined, { sizeInGib: 20 }, { sizeInGib: 30 }],
  runtimePlatform: [
    undefined,
    { cpuArchitecture: "ARM64" },
    { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" },
  ],
};

const serviceProperties: Readonly<Record<string, readonly unknown[]>> = {
  launchType: ["FARGATE", "EC2", "EXTERNAL", undefined],
  networkConfiguration: [
    undefined,
    { subnets: ["subnet-0a"] },
    { subnets: ["subnet-0a"], assignPublicIp: true },
  ],
  platformVersion: [undefined, "LATEST", "1.3.0"],
  desiredCount: [undefined, 0, 1, 3],
  deploymentMinimumHealthyPercent: [undefined, 0, 50, 100],
  deploymentMaximumPercent: [undefined, 100, 150, 200],
  waitForSteadyState: [undefined, true],
  loadBalancers: [
    undefined,
    [
      {
        targetGroupArn: outputOf("aws:lb/targetGroup:TargetGroup", "web"),
        containerName: "api",
        containerPort: 80,
      },
    ],
    [
      {
        targetGroupArn: outputOf("aws:lb/targetGroup:TargetGroup", "web"),
        containerName: "web",
        containerPort: 80,
      },
    ],
  ],
  capacityProviderStrategies: [
    undefined,
    [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
    [{ capacityProvider: "fleet-1a2b3c4", weight: 1 }],
  ],
  enableExecuteCommand: [undefined, true, false],
};

const roleProperties: Readonly<Record<string, readonly unknown[]>> = {
  assumeRolePolicy: [
    JSON.stringify(TRUST),
    JSON.stringify({
      ...TRUST,
      Statement: [{ ...TRUST.Statement[0], Principal: { Service: "ec2.amazonaws.com" } }],
    }),
  ],
  permissionsBoundary: [
    undefined,
    "arn:aws:iam::aws:policy/PowerUserAccess",
    "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly",
    "arn:aws:iam::123456789012:policy/boundary",
  ],
  inlinePolicies: [undefined, [{}], [{ name: "all", policy: documentOf(allow("*", "*")) }]],
  managedPolicyArns: [undefined, ["arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess"]],
};

/** Statements as people write them for what ECS reads, right and nearly right. */
const statements: readonly object[] = [
  allow("ecr:GetAuthorizationToken", "*"),
  allow(["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], "arn:aws:ecr:*:123456789012:repository/*"),
  allow("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-??????"),
  allow(
    "secretsmanager:GetSecretValue",
    "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf:key::",
  ),
  allow("ssm:GetParameter*", "arn:aws:ssm:*:*:parameter/api/*"),
  allow("ssm:GetParameter", "*"),
  allow(
    ["logs:CreateLogStream", "logs:PutLogEvents"],
    "arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/api:*",
  ),
  allow("logs:*", "arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/api"),
  allow("s3:Get*", "arn:aws:s3:::settings/*"),
  allow("kms:Decrypt", "arn:aws:kms:eu-west-1:123456789012:key/1"),
  allow("ssmmessages:*", "*"),
  { Effect: "Allow", NotAction: "iam:*", NotResource: "arn:aws:s3:::*" },
  { ...allow("*", "*"), Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } },
  { ...deny("*", "*"), Condition: { Bool: { "aws:SecureTransport": "false" } } },
  { Effect: "Permit", Action: "*", Resource: "*" },
];

/** Whether a document that is hidden denies is taken for granted, unless the settings say otherwise. */
const denials: readonly object[] = [
  deny("ecr:BatchGetImage", "*"),
  deny("kms:*", "arn:aws:kms:*:*:key/1"),
  deny(["logs:*", "ssm:*"], "*"),
];

const rolePolicy = (role: string, more: readonly object[]): fc.Arbitrary<ResourceSpec> =>
  fc.subarray([...more, ...statements], { minLength: 1, maxLength: 4 }).map((chosen) => ({
    ...inline(chosen, `${role}-1a2b3c4`),
    name: `${role}-own`,
  }));

const trusted = (name: string): ResourceSpec => ({
  type: ROLE,
  name,
  inputs: { name: `${name}-1a2b3c4`, assumeRolePolicy: JSON.stringify(TRUST) },
});

const SECRET_ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf";
const KEY_ARN = "arn:aws:kms:eu-west-1:123456789012:key/1";

/** What a service is placed on, pulls from and is reached by. */
const platform: readonly ResourceSpec[] = [
  { type: "aws:ecr/repository:Repository", name: "shop", inputs: { name: "shop", region: "eu-west-1" } },
  { type: "command:local:Command", name: "seed", inputs: { create: "./seed.sh" } },
  { type: "aws:lb/targetGroup:TargetGroup", name: "web", inputs: { name: "web-1a2b3c4", targetType: "ip" } },
  {
    type: "aws:lb/listener:Listener",
    name: "http",
    inputs: { defaultActions: [{ targetGroupArn: outputOf("aws:lb/targetGroup:TargetGroup", "web") }] },
  },
  {
    type: "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
    name: "providers",
    inputs: { clusterName: "main-1a2b3c4", capacityProviders: ["FARGATE", "fleet-1a2b3c4"] },
  },
  {
    type: "aws:ecs/capacityProvider:CapacityProvider",
    name: "fleet",
    inputs: {
      name: "fleet-1a2b3c4",
      autoScalingGroupProvider: { autoScalingGroupArn: outputOf("aws:autoscaling/group:Group", "fleet") },
    },
  },
  {
    type: "aws:autoscaling/group:Group",
    name: "fleet",
    inputs: { maxSize: 2, launchTemplate: { id: outputOf("aws:ec2/launchTemplate:LaunchTemplate", "host") } },
  },
  {
    type: "aws:ec2/launchTemplate:LaunchTemplate",
    name: "host",
    inputs: {
      imageId: "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
      instanceType: "t3.micro",
      userData: Buffer.from("echo ECS_CLUSTER=main-1a2b3c4").toString("base64"),
    },
  },
];

/** Roles' policies, and a secret under a key of the user's. */
const surroundings = (more: readonly object[] = []): fc.Arbitrary<readonly ResourceSpec[]> =>
  fc
    .tuple(
      fc.option(rolePolicy("exec", more), { nil: undefined }),
      fc.option(rolePolicy("task", more), { nil: undefined }),
      fc.subarray<ResourceSpec>([
        trusted("task"),
        {
          type: "aws:secretsmanager/secret:Secret",
          name: "db",
          outputs: { arn: SECRET_ARN },
          inputs: { name: "db", kmsKeyId: KEY_ARN },
        },
        { type: "aws:kms/key:Key", name: "key", id: "1", outputs: { arn: KEY_ARN }, inputs: {} },
        { type: "aws:ssm/parameter:Parameter", name: "key", inputs: { name: "/api/key", type: "String" } },
        ...platform,
      ]),
    )
    .map(([own, others, more]) => [own, others, ...more].filter((spec) => spec !== undefined));

function someOf(table: Readonly<Record<string, readonly unknown[]>>): fc.Arbitrary<Record<string, unknown>> {
  const choices = Object.entries(table).map(([key, values]) => [
    key,
    fc.option(fc.constantFrom(...values.map((value) => ({ value }))), { nil: undefined }),
  ]);
  return fc
    .record(Object.fromEntries(choices) as Record<string, fc.Arbitrary<{ value: unknown } | undefined>>)
    .map((chosen) =>
      Object.fromEntries(
        Object.entries(chosen).flatMap(([key, choice]) =>
          choice === undefined ? [] : [[key, choice.value]],
        ),
      ),
    );
}

/** Changes to the good service, as a program with a fault or two would have them. */
export const servicePatches: fc.Arbitrary<ServicePatch> = fc.record({
  container: someOf(containerProperties),
  taskDefinition: someOf(taskProperties),
  service: fc.oneof(
    { weight: 8, arbitrary: someOf(serviceProperties) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  role: someOf(roleProperties),
  without: fc.subarray(["exec-managed", "logs", "exec"]),
  others: surroundings(),
});

export const stacks: fc.Arbitrary<Stack> = servicePatches.map((patch) => stackOf(fargateService(patch)));

/** Stacks in which policies deny, too. */
export const denyingStacks: fc.Arbitrary<Stack> = fc
  .tuple(servicePatches, surroundings(denials))
  .map(([patch, others]) => stackOf(fargateService({ ...patch, others })));

/** Hides one value, however deep; JSON texts become unknown as a whole, as they do in an engine. */
export function maskOne(stack: Stack, choice: number): Stack {
  const spots = stack.resources.flatMap((resource, index) =>
    pathsOf(resource.inputs).map((path) => ({ index, path })),
  );
  const spot = spots[choice % Math.max(spots.length, 1)];
  if (spot === undefined) return stack;
  return {
    ...stack,
    resources: stack.resources.map((resource, index) =>
      index === spot.index ? masked(resource, spot.path) : resource,
    ),
  };
}

function masked(resource: StackResource, path: readonly string[]): StackResource {
  const from = resource.propertyDependencies[path[0] ?? ""] ?? [];
  return {
    ...resource,
    inputs: replaceAt(resource.inputs, path, new Unknown("it is hidden", from)) as StackResource["inputs"],
  };
}

function pathsOf(value: unknown, path: readonly string[] = []): string[][] {
  const own = path.length === 0 ? [] : [[...path]];
  if (value === null || typeof value !== "object" || value instanceof Unknown) return own;
  return [...own, ...Object.entries(value).flatMap(([key, element]) => pathsOf(element, [...path, key]))];
}

function replaceAt(value: unknown, path: readonly string[], replacement: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return replacement;
  if (Array.isArray(value))
    return value.map((element: unknown, index) =>
      String(index) === key ? replaceAt(element, rest, replacement) : element,
    );
  const object = value as Record<string, unknown>;
  return { ...object, [key]: replaceAt(object[key], rest, replacement) };
}

/** Parts of what they are attached to, and what fills objects with content. */
const ATTACHED = /Attachment|RolePolicy|lb\/listener:|ClusterCapacityProviders|SecretVersion|^command:/;

/** Takes one object out of view, with everything attached to it: what names it stays, as an unknown. */
export function cutOne(stack: Stack, choice: number): Stack {
  // An attachment is part of what it is attached to: cut alone it would change the object, not hide it.
  const objects = stack.resources.filter(({ type }) => !ATTACHED.test(type));
  const cut = objects[choice % objects.length];
  if (cut === undefined) return stack;
  const gone = new Set([cut.urn]);
  for (const { urn, inputs, type, propertyDependencies } of stack.resources) {
    const named = Object.values(inputs).some((value) => value === cut.inputs["name"]);
    const from = Object.values(propertyDependencies).some((sources) => sources.includes(cut.urn));
    if (ATTACHED.test(type) && (named || from)) gone.add(urn);
  }
  return { ...stack, resources: stack.resources.filter(({ urn }) => !gone.has(urn)) };
}
