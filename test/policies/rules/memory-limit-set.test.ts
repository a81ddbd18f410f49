import { Unknown } from "../../../launch/known";
import { memoryLimitSet } from "../../../policies/rules/memory-limit-set";
import { CONTAINER } from "../../support/fargate-service";
import { testRule } from "../../support/judge";

const EC2 = { requiresCompatibilities: ["EC2"], cpu: undefined, memory: undefined };
const service = { launchType: "EC2" };

testRule(memoryLimitSet, [
  { name: "of the task", taskDefinition: { ...EC2, memory: "512" }, service, verdict: "met" },
  {
    name: "a limit of the container",
    taskDefinition: EC2,
    container: { memory: 128 },
    service,
    verdict: "met",
  },
  {
    name: "a reservation alone",
    taskDefinition: EC2,
    container: { memoryReservation: 128 },
    service,
    verdict: "met",
  },
  {
    name: "none at all",
    taskDefinition: EC2,
    service,
    verdict: "unmet",
    resource: "api",
    says: ["container api", "setting for container 'api'"],
  },
  {
    name: "EXTERNAL is no other",
    taskDefinition: { ...EC2, requiresCompatibilities: ["EXTERNAL"] },
    service: { launchType: "EXTERNAL" },
    verdict: "unmet",
  },
  {
    name: "one container of two",
    taskDefinition: EC2,
    containers: [
      { ...CONTAINER, memory: 128 },
      { ...CONTAINER, name: "proxy" },
    ],
    service,
    verdict: "unmet",
    says: ["container proxy"],
  },
  {
    name: "registration asks before any site does",
    taskDefinition: { ...EC2, requiresCompatibilities: undefined },
    service: null,
    verdict: "unmet",
  },
  { name: "Fargate requires it of the task", taskDefinition: { memory: undefined }, verdict: "none" },
  {
    name: "Fargate beside EC2",
    taskDefinition: { requiresCompatibilities: ["EC2", "FARGATE"], memory: undefined },
    verdict: "none",
  },
  {
    name: "the compatibilities come later",
    taskDefinition: { ...EC2, requiresCompatibilities: new Unknown("later") },
    service,
    verdict: "unknown",
  },
  {
    name: "the task's memory comes later",
    taskDefinition: { ...EC2, memory: new Unknown("later") },
    service,
    verdict: "unknown",
  },
  {
    name: "the container's memory comes later",
    taskDefinition: { ...EC2, containerDefinitions: [{ ...CONTAINER, memory: new Unknown("later") }] },
    service,
    verdict: "unknown",
  },
  {
    name: "a reservation holds, whatever the limit will be",
    taskDefinition: {
      ...EC2,
      containerDefinitions: [{ ...CONTAINER, memory: new Unknown("later"), memoryReservation: 64 }],
    },
    service,
    verdict: "met",
  },
  { name: "zero", taskDefinition: EC2, container: { memory: 0 }, service, verdict: "unknown" },
  {
    name: "a lost amount is reported elsewhere",
    taskDefinition: EC2,
    container: { memory: {} },
    service,
    verdict: "unknown",
  },
  {
    name: "all comes later",
    taskDefinition: { ...EC2, containerDefinitions: new Unknown("later") },
    service,
    verdict: "unknown",
  },
]);
