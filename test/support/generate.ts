import * as fc from "fast-check";
import { Unknown } from "../../launch/known";
import type { Stack, StackResource } from "../../policies/stack";
import { CONTAINER, fargateService, TRUST, type ServicePatch } from "./fargate-service";
import { stackOf } from "./stack";

/** Values that turn up in real programs, good and bad, for the properties that rules read. */
const containerProperties: Readonly<Record<string, readonly unknown[]>> = {
  image: [
    CONTAINER.image,
    "nginx",
    "nginx:latest",
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
  logConfiguration: [
    undefined,
    CONTAINER.logConfiguration,
    { logDriver: "awslogs", options: { "awslogs-group": "/ecs/api" } },
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
  taskRoleArn: [undefined, "arn:aws:iam::123456789012:role/task"],
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
};

const roleProperties: Readonly<Record<string, readonly unknown[]>> = {
  assumeRolePolicy: [
    JSON.stringify(TRUST),
    JSON.stringify({
      ...TRUST,
      Statement: [{ ...TRUST.Statement[0], Principal: { Service: "ec2.amazonaws.com" } }],
    }),
  ],
};

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
});

export const stacks: fc.Arbitrary<Stack> = servicePatches.map((patch) => stackOf(fargateService(patch)));

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

const ATTACHED = /Attachment|RolePolicy/;

/** Takes one object out of view, with everything attached to it: what names it stays, as an unknown. */
export function cutOne(stack: Stack, choice: number): Stack {
  // An attachment is part of what it is attached to: cut alone it would change the object, not hide it.
  const objects = stack.resources.filter(({ type }) => !ATTACHED.test(type));
  const cut = objects[choice % objects.length];
  if (cut === undefined) return stack;
  const gone = new Set([cut.urn]);
  for (const { urn, inputs, type } of stack.resources) {
    if (
      /Attachment|RolePolicy/.test(type) &&
      Object.values(inputs).some((value) => value === cut.inputs["name"])
    )
      gone.add(urn);
  }
  return { ...stack, resources: stack.resources.filter(({ urn }) => !gone.has(urn)) };
}
