import { Unknown } from "../../../launch/known";
import { containersFitTask } from "../../../policies/rules/containers-fit-task";
import { CONTAINER } from "../../support/fargate-service";
import { testRule } from "../../support/judge";

const EC2 = { requiresCompatibilities: ["EC2"] };
const two = (first: object, second: object): unknown[] => [
  { ...CONTAINER, ...first },
  { ...CONTAINER, name: "proxy", ...second },
];

testRule(containersFitTask, [
  { name: "containers that ask for nothing", verdict: "met" },
  {
    name: "exactly all of it",
    containers: two({ cpu: 200, memory: 256 }, { cpu: 56, memory: 256 }),
    verdict: "met",
  },
  {
    name: "more cpu than the task has",
    containers: two({ cpu: 200 }, { cpu: 100 }),
    verdict: "unmet",
    resource: "api",
    says: ["cpu is 300", "the task has 256", "sum of all container 'cpu'"],
  },
  {
    name: "the task's cpu in vCPU",
    containers: two({ cpu: 200 }, { cpu: 100 }),
    taskDefinition: { cpu: ".25 vCPU" },
    verdict: "unmet",
  },
  {
    name: "a container larger than the task",
    container: { memory: 1024 },
    verdict: "unmet",
    says: ["memory of container api", "'memory' setting for container 'api'"],
  },
  {
    name: "the task's memory in GB",
    container: { memory: 1025 },
    taskDefinition: { cpu: "256", memory: "1 GB" },
    verdict: "unmet",
  },
  {
    name: "reservations above the task's memory",
    containers: two({ memoryReservation: 400 }, { memoryReservation: 200 }),
    verdict: "unmet",
    says: ["memoryReservation is 600", "'memoryReservation' values"],
  },
  {
    name: "limits above the task's memory, while the reservations fit",
    containers: two({ memory: 512, memoryReservation: 100 }, { memory: 512, memoryReservation: 100 }),
    verdict: "met",
  },
  {
    name: "limits alone above the task's memory",
    containers: two({ memory: 512 }, { memory: 512 }),
    verdict: "unknown",
    suspects: /1024 MiB, and the task has 512/,
  },
  {
    name: "a limit below its reservation",
    container: { memory: 128, memoryReservation: 256 },
    verdict: "unmet",
    says: ["not below its reservation", "128", "256"],
  },
  {
    name: "a limit that equals its reservation",
    container: { memory: 256, memoryReservation: 256 },
    verdict: "met",
  },
  {
    name: "a known part that is too much already",
    taskDefinition: {
      containerDefinitions: two({ cpu: 512 }, { cpu: new Unknown("later") }),
    },
    verdict: "unmet",
    says: ["cpu is 512"],
  },
  {
    name: "a known part that leaves room",
    taskDefinition: { containerDefinitions: two({ cpu: 128 }, { cpu: new Unknown("later") }) },
    verdict: "unknown",
    says: ["later"],
  },
  {
    name: "a container that comes later",
    taskDefinition: { containerDefinitions: [CONTAINER, new Unknown("later")] },
    verdict: "unknown",
  },
  {
    name: "a container that comes later changes nothing about one that is too large",
    taskDefinition: { containerDefinitions: [{ ...CONTAINER, memory: 1024 }, new Unknown("later")] },
    verdict: "unmet",
  },
  {
    name: "the task's memory comes later",
    container: { memory: 64 },
    taskDefinition: { memory: new Unknown("later") },
    verdict: "unknown",
  },
  {
    name: "a limit below its reservation, whatever the task's memory",
    container: { memory: 64, memoryReservation: 128 },
    taskDefinition: { memory: new Unknown("later") },
    verdict: "unmet",
  },
  {
    name: "on EC2 a task without size holds any container",
    container: { cpu: 4096, memory: 8192 },
    taskDefinition: { ...EC2, cpu: undefined, memory: undefined },
    service: { launchType: "EC2" },
    verdict: "none",
  },
  {
    name: "on EC2 with a size",
    container: { memory: 1024 },
    taskDefinition: EC2,
    service: { launchType: "EC2" },
    verdict: "unmet",
  },
  {
    name: "Windows on EC2 ignores the task's size",
    container: { memory: 1024 },
    taskDefinition: { ...EC2, runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } },
    service: { launchType: "EC2" },
    verdict: "unknown",
  },
  { name: "zero is nothing", container: { cpu: 0, memory: 0, memoryReservation: 0 }, verdict: "met" },
  {
    name: "a task size that is none is reported elsewhere",
    taskDefinition: { cpu: "a lot" },
    container: { cpu: 1 },
    verdict: "unknown",
  },
  {
    name: "all comes later",
    taskDefinition: { containerDefinitions: new Unknown("later") },
    verdict: "unknown",
  },
]);
