import { Unknown } from "../../../launch/known";
import { fargateSizeValid } from "../../../policies/rules/fargate-size-valid";
import { testRule } from "../../support/judge";

testRule(fargateSizeValid, [
  { name: "the smallest size", verdict: "met" },
  { name: "vCPU and GB are units too", taskDefinition: { cpu: ".5 vCPU", memory: "2 GB" }, verdict: "met" },
  {
    name: "the 8 vCPU sizes go in steps of 4 GiB",
    taskDefinition: { cpu: "8192", memory: "20480" },
    verdict: "met",
  },
  { name: "between two steps of 8 vCPU", taskDefinition: { cpu: "8192", memory: "17408" }, verdict: "unmet" },
  {
    name: "the 32 vCPU tier of the developer guide",
    taskDefinition: { cpu: "32 vCPU", memory: "249856" },
    verdict: "met",
  },
  {
    name: "a memory that the guide does not list for the tier it alone documents",
    taskDefinition: { cpu: "32768", memory: "131072" },
    verdict: "unknown",
    suspects: "the guide lists",
  },
  {
    name: "a unit that ECS does not know",
    taskDefinition: { cpu: "1 core" },
    verdict: "unmet",
    says: ["Invalid 'cpu' setting"],
  },
  { name: "numbers instead of texts", taskDefinition: { cpu: 1024, memory: 2048 }, verdict: "met" },
  {
    name: "memory too large for the cpu",
    taskDefinition: { memory: "4096" },
    verdict: "unmet",
    says: ["cpu 256 and memory 4096", "512, 1024, 2048"],
  },
  {
    name: "no such cpu, whatever the memory",
    taskDefinition: { cpu: "300", memory: new Unknown("later") },
    verdict: "unmet",
  },
  {
    name: "no memory at all",
    taskDefinition: { memory: undefined },
    verdict: "unmet",
    says: ["'memory' be defined"],
  },
  { name: "memory comes later", taskDefinition: { memory: new Unknown("later") }, verdict: "unknown" },
  {
    name: "a quarter vCPU exists for Linux only",
    taskDefinition: { runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } },
    verdict: "unmet",
  },
  {
    name: "EC2 knows no sizes",
    taskDefinition: { requiresCompatibilities: ["EC2"], cpu: "300" },
    service: { launchType: "EC2" },
    verdict: "none",
  },
  {
    name: "the service says Fargate where the task definition does not",
    taskDefinition: { requiresCompatibilities: undefined, cpu: "300" },
    verdict: "unmet",
  },
  {
    name: "no site and no compatibilities",
    taskDefinition: { requiresCompatibilities: undefined },
    service: null,
    verdict: "unknown",
  },
]);
