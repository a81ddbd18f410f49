import { Unknown } from "../../../launch/known";
import { containerDefinitionsResolved } from "../../../policies/rules/container-definitions-resolved";
import { testRule } from "../../support/judge";
import { CONTAINER, TASK_DEFINITION } from "../../support/fargate-service";
import { urnOf } from "../../support/stack";

const OUTPUT = "Calling [toString] on an [Output<T>] is not supported.\n\nTo get the value …";

testRule(containerDefinitionsResolved, [
  { name: "every value is there", verdict: "met" },
  {
    name: "the whole text comes later",
    taskDefinition: { containerDefinitions: new Unknown("image is not created yet") },
    verdict: "unknown",
    says: ["image is not created yet"],
  },
  {
    name: "one image comes later",
    taskDefinition: { containerDefinitions: [{ ...CONTAINER, image: new Unknown("later") }] },
    verdict: "unknown",
  },
  {
    name: "a lost image does not wait for another that comes later",
    taskDefinition: {
      containerDefinitions: [
        { ...CONTAINER, image: {} },
        { ...CONTAINER, name: "b", image: new Unknown("later") },
      ],
    },
    verdict: "unmet",
    kind: "start",
  },
  {
    name: "JSON.stringify of a Promise for the image",
    container: { image: {} },
    verdict: "unmet",
    kind: "start",
    level: "mandatory",
    resource: "api",
    says: ["image of container api is {}", "containerDefinitions[0].image of api"],
  },
  {
    name: "a template string of an Output",
    container: { image: `${OUTPUT}:latest` },
    verdict: "unmet",
    kind: "start",
    says: [/error text of an Output/],
  },
  {
    name: "the own program gets a wrong value, but starts",
    container: { environment: [{ name: "QUEUE", value: OUTPUT }] },
    verdict: "unmet",
    kind: "policy",
    says: ["environment[0].value of container api"],
  },
  {
    name: "containerDefinitions is the Output's error text",
    containers: OUTPUT,
    verdict: "unmet",
    kind: "start",
  },
  {
    name: "containerDefinitions is no JSON",
    containers: "[{",
    verdict: "unmet",
    kind: "start",
    says: ["not JSON"],
  },
  {
    name: "one container without its list",
    containers: JSON.stringify(CONTAINER),
    verdict: "unmet",
    says: ["object"],
  },
  { name: "no containers", containers: [], verdict: "unmet", says: ["empty list"] },
  {
    name: "the execution role is an object as text",
    taskDefinition: { executionRoleArn: "[object Object]" },
    verdict: "unmet",
    kind: "start",
    says: ["executionRoleArn of api"],
  },
  {
    name: "the execution role is named by its URN",
    taskDefinition: { executionRoleArn: urnOf("aws:iam/role:Role", "exec") },
    verdict: "unmet",
    kind: "start",
  },
  {
    name: "the task role's account is missing",
    taskDefinition: { taskRoleArn: "arn:aws:iam::undefined:role/app" },
    verdict: "unmet",
    kind: "start",
  },
  {
    name: "a family called after nothing",
    taskDefinition: { family: "api-undefined" },
    verdict: "unmet",
    kind: "policy",
  },
  {
    name: "a family whose name has the letters",
    taskDefinition: { family: "nullify-apinan" },
    verdict: "met",
  },
  { name: "a cpu that is not a number", taskDefinition: { cpu: "NaN" }, verdict: "unmet", kind: "start" },
  {
    name: "a file system named by its URN",
    taskDefinition: {
      volumes: [
        {
          name: "data",
          efsVolumeConfiguration: { fileSystemId: urnOf("aws:efs/fileSystem:FileSystem", "data") },
        },
      ],
    },
    verdict: "unmet",
    kind: "start",
    says: ["volumes[0]"],
  },
  {
    name: "nothing of a task definition elsewhere is known",
    service: { taskDefinition: "shop:3" },
    without: ["api"],
    others: [
      {
        type: "aws:ecs/service:Service",
        name: "shop",
        inputs: { taskDefinition: "shop:3", launchType: "FARGATE" },
      },
    ],
    verdict: "unknown",
  },
  {
    name: "under ignoreChanges",
    others: [
      {
        type: TASK_DEFINITION,
        name: "api",
        inputs: { family: "api", containerDefinitions: JSON.stringify([{ ...CONTAINER, image: {} }]) },
        ignoreChanges: ["containerDefinitions"],
      },
    ],
    verdict: "unknown",
  },
]);
