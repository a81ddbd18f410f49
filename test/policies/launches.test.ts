import * as assert from "node:assert/strict";
import { Unknown, isUnknown } from "../../launch/known";
import { launchesOf } from "../../policies/launches";
import { toCloudModel } from "../../policies/stack-model";
import type { Stack } from "../../policies/stack";
import {
  CLUSTER,
  fargateService,
  SERVICE,
  TASK_DEFINITION,
  type ServicePatch,
} from "../support/fargate-service";
import { outputOf, stackOf } from "../support/stack";

interface Case extends ServicePatch {
  readonly name: string;
  /** Ids of the launches, with their launch types. */
  readonly launches: readonly string[];
  readonly stack?: Partial<Stack>;
}

const taskDefinition = outputOf(TASK_DEFINITION, "api");
const providers = (name: string) => ({
  type: "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
  name: "providers",
  inputs: { clusterName: "main-1a2b3c4", defaultCapacityProviderStrategies: [{ capacityProvider: name }] },
});

const cases: readonly Case[] = [
  {
    name: "a service with its task definition, joined by property dependency",
    launches: ["api@api FARGATE"],
  },
  {
    name: "joined by family and revision",
    service: { taskDefinition: "api:3" },
    launches: ["api@api FARGATE"],
  },
  {
    name: "joined by ARN",
    service: { taskDefinition: "arn:aws:ecs:eu-west-1:123456789012:task-definition/api:3" },
    launches: ["api@api FARGATE"],
  },
  {
    name: "a task definition of another stack is judged as far as the service goes",
    service: { taskDefinition: "arn:aws:ecs:eu-west-1:123456789012:task-definition/other:3" },
    launches: ["arn:aws:ecs:eu-west-1:123456789012:task-definition/other:3@api FARGATE", "api@none FARGATE"],
  },
  { name: "a task definition alone", service: null, launches: ["api@none FARGATE"] },
  {
    name: "a task definition alone that fits two launch types",
    service: null,
    taskDefinition: { requiresCompatibilities: ["EC2", "FARGATE"] },
    launches: ["api@none ?"],
  },
  {
    name: "desired count 0 is a launch like any other",
    service: { desiredCount: 0 },
    launches: ["api@api FARGATE"],
  },
  {
    name: "one task definition at several sites",
    others: [
      {
        type: "aws:cloudwatch/eventTarget:EventTarget",
        name: "nightly",
        inputs: {
          arn: outputOf(CLUSTER, "main"),
          ecsTarget: { taskDefinitionArn: taskDefinition, launchType: "FARGATE" },
        },
      },
      {
        type: "aws:scheduler/schedule:Schedule",
        name: "hourly",
        inputs: {
          target: {
            arn: outputOf(CLUSTER, "main"),
            ecsParameters: { taskDefinitionArn: taskDefinition, launchType: "EC2" },
          },
        },
      },
      {
        type: "ecs-preflight:index:StartCanary",
        name: "canary",
        inputs: { taskDefinition, cluster: outputOf(CLUSTER, "main"), launchType: "FARGATE" },
      },
    ],
    launches: ["api@api FARGATE", "api@nightly FARGATE", "api@hourly EC2", "api@canary FARGATE"],
  },
  {
    name: "an event target that starts something else",
    others: [
      {
        type: "aws:cloudwatch/eventTarget:EventTarget",
        name: "queue",
        inputs: { arn: "arn:aws:sqs:eu-west-1:123456789012:q" },
      },
    ],
    launches: ["api@api FARGATE"],
  },
  {
    name: "an external controller launches through task sets",
    service: { deploymentController: { type: "EXTERNAL" }, taskDefinition: undefined },
    others: [
      {
        type: "aws:ecs/taskSet:TaskSet",
        name: "blue",
        inputs: { taskDefinition, launchType: "FARGATE", service: outputOf(SERVICE, "api") },
      },
    ],
    launches: ["api@blue FARGATE"],
  },
  {
    name: "CodeDeploy starts from the task definition of the service",
    service: { deploymentController: { type: "CODE_DEPLOY" } },
    launches: ["api@api FARGATE"],
  },
  {
    name: "a Fargate strategy",
    service: { launchType: undefined, capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT" }] },
    launches: ["api@api FARGATE"],
  },
  {
    name: "a strategy of one's own capacity",
    service: { launchType: undefined, capacityProviderStrategies: [{ capacityProvider: "asg" }] },
    launches: ["api@api EC2"],
  },
  {
    name: "no launch type in a cluster without default strategy is EC2",
    service: { launchType: undefined },
    launches: ["api@api EC2"],
  },
  {
    name: "the default strategy of the cluster",
    service: { launchType: undefined },
    others: [providers("FARGATE")],
    launches: ["api@api FARGATE"],
  },
  {
    name: "no launch type in a cluster that is not in view",
    service: { launchType: undefined, cluster: "elsewhere" },
    launches: ["api@api ?"],
  },
  {
    name: "a launch type that comes later",
    service: { launchType: new Unknown("later") },
    launches: ["api@api ?"],
  },
];

describe("launches", () => {
  for (const example of cases) {
    it(example.name, () => {
      const launches = launchesOf(toCloudModel(stackOf(fargateService(example), example.stack)));
      const found = launches.map(({ id, launchType }) => `${id} ${isUnknown(launchType) ? "?" : launchType}`);
      assert.deepEqual(found, example.launches);
    });
  }

  const ARN = "arn:aws:ecs:eu-west-1:123456789012:service/main/api";
  for (const [what, id, expected] of [
    [
      "a service that is being made gets what the program says, even under ignoreChanges",
      undefined,
      "api FARGATE 1",
    ],
    ["one that exists may run another task definition, elsewhere, and more of it", ARN, "? ? ?"],
  ] as const)
    it(what, () => {
      const stack = stackOf(fargateService());
      const ignoreChanges = ["taskDefinition", "launchType", "desiredCount"];
      const resources = stack.resources.map((spec) =>
        spec.type === SERVICE ? { ...spec, id: id ?? spec.id, ignoreChanges } : spec,
      );
      const [launch] = launchesOf(toCloudModel({ ...stack, resources }));
      const { taskDefinition, launchType, site } = launch ?? {};
      const shown = [
        taskDefinition?.inView === true ? taskDefinition.ref.name : "?",
        ...[launchType, site?.desiredCount].map((value) => (isUnknown(value) ? "?" : String(value))),
      ];
      assert.equal(shown.join(" "), expected);
    });
});
