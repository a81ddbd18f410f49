import { Unknown } from "../../../launch/known";
import { memoryFloor } from "../../../policies/rules/memory-floor";
import { CONTAINER } from "../../support/fargate-service";
import { testRule } from "../../support/judge";

const EC2 = { requiresCompatibilities: ["EC2"], cpu: undefined, memory: undefined };
const onEc2 = { launchType: "EC2" };
const WINDOWS = { runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } };

testRule(memoryFloor, [
  { name: "an own image without a limit has no floor", verdict: "none" },
  {
    name: "a small image with a small limit",
    container: { image: "nginx:1.27", memory: 16 },
    verdict: "met",
  },
  {
    name: "less than a container takes",
    container: { image: "mysql", memory: 5 },
    verdict: "unmet",
    kind: "start",
    level: "mandatory",
    says: ["at least 6 MiB", "it is 5 MiB", "Minimum memory limit allowed"],
  },
  { name: "as much as a container takes", container: { memory: 6 }, verdict: "met" },
  {
    name: "on Windows the agent raises it",
    container: { memory: 4 },
    taskDefinition: WINDOWS,
    verdict: "unknown",
  },
  {
    name: "the operating system comes later",
    container: { memory: 4 },
    taskDefinition: { runtimePlatform: { operatingSystemFamily: new Unknown("later") } },
    verdict: "unknown",
  },
  {
    name: "the JVM in 128 MiB",
    container: { image: "eclipse-temurin:21-jre", memory: 128 },
    verdict: "unmet",
    kind: "policy",
    level: "mandatory",
    says: ["the JVM needs 256 MiB", "its limit is 128 MiB", "container api"],
  },
  { name: "the JVM in 256 MiB", container: { image: "eclipse-temurin:21-jre", memory: 256 }, verdict: "met" },
  {
    name: "the same image through a mirror",
    container: { image: "public.ecr.aws/docker/library/eclipse-temurin:21", memory: 128 },
    verdict: "unmet",
  },
  {
    name: "the same image through a pull-through cache",
    container: {
      image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/docker-hub/library/tomcat:10",
      memory: 128,
    },
    verdict: "unmet",
  },
  {
    name: "a name that only contains another",
    container: { image: "team/tomcat-exporter:1", memory: 32 },
    verdict: "met",
    says: ["at least 6 MiB"],
  },
  {
    name: "Spring Boot by the name of its repository",
    container: { image: "team/orders-spring-boot:1", memory: 256 },
    verdict: "unmet",
    says: ["Spring Boot needs 512 MiB"],
  },
  {
    name: "without a limit of its own a container has its task's memory",
    container: { image: "mcr.microsoft.com/mssql/server:2022-latest" },
    taskDefinition: { cpu: "256", memory: "1024" },
    verdict: "unmet",
    says: ["2000 MiB", "its task has 1024 MiB"],
  },
  {
    name: "a reservation alone limits nothing on EC2",
    container: { image: "tomcat:10", memoryReservation: 64 },
    taskDefinition: EC2,
    service: onEc2,
    verdict: "met",
  },
  {
    name: "the organisation's floor comes first",
    container: { image: "team/api:1", memory: 256 },
    settings: { memoryFloors: [{ image: "team/*", memory: 300 }] },
    verdict: "unmet",
    kind: "policy",
    says: ["team/* needs 300 MiB"],
  },
  {
    name: "the organisation switches a floor off",
    container: { image: "tomcat:10", memory: 64 },
    settings: { memoryFloors: [{ image: "tomcat:*", memory: 0 }] },
    verdict: "met",
    says: ["at least 6 MiB"],
  },
  {
    name: "the limit comes later",
    taskDefinition: {
      containerDefinitions: [{ ...CONTAINER, image: "tomcat", memory: new Unknown("later") }],
    },
    verdict: "unknown",
  },
  {
    name: "the image comes later, and some images need more",
    taskDefinition: { containerDefinitions: [{ ...CONTAINER, image: new Unknown("later"), memory: 512 }] },
    verdict: "unknown",
  },
  {
    name: "the image comes later, and none needs more",
    taskDefinition: {
      cpu: "1024",
      memory: "4096",
      containerDefinitions: [{ ...CONTAINER, image: new Unknown("later"), memory: 4096 }],
    },
    verdict: "met",
  },
  {
    name: "all comes later",
    taskDefinition: { containerDefinitions: new Unknown("later") },
    verdict: "unknown",
  },
]);
