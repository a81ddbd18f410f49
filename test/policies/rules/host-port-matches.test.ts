import { Unknown } from "../../../launch/known";
import { hostPortMatches } from "../../../policies/rules/host-port-matches";
import { CONTAINER } from "../../support/fargate-service";
import { testRule } from "../../support/judge";

const ports = (...portMappings: unknown[]): { container: { portMappings: unknown[] } } => ({
  container: { portMappings },
});
const bridge = { taskDefinition: { networkMode: "bridge", requiresCompatibilities: ["EC2"] } };
const two = (left: unknown, right: unknown): { containers: unknown } => ({
  containers: [
    { ...CONTAINER, portMappings: [left] },
    { ...CONTAINER, name: "proxy", portMappings: [right] },
  ],
});

testRule(hostPortMatches, [
  { name: "no host port", verdict: "met" },
  { name: "the same host port", ...ports({ containerPort: 80, hostPort: 80 }), verdict: "met" },
  {
    name: "container port mapped to another host port in awsvpc",
    ...ports({ containerPort: 8080, hostPort: 80 }),
    verdict: "unmet",
    says: ["container port 8080 is mapped to host port 80", "networkMode=awsvpc"],
    resource: "api",
  },
  {
    name: "the same fault in host mode",
    ...ports({ containerPort: 8080, hostPort: 80 }),
    taskDefinition: { networkMode: "host", requiresCompatibilities: ["EC2"] },
    verdict: "unmet",
    says: ["networkMode=host"],
  },
  {
    name: "bridge maps as it likes",
    ...ports({ containerPort: 8080, hostPort: 80 }),
    ...bridge,
    verdict: "met",
  },
  {
    name: "no network mode is bridge",
    ...ports({ containerPort: 8080, hostPort: 80 }),
    taskDefinition: { networkMode: undefined },
    verdict: "met",
  },
  {
    name: "the mode comes later",
    ...ports({ containerPort: 8080, hostPort: 80 }),
    taskDefinition: { networkMode: new Unknown("later") },
    verdict: "unknown",
  },
  {
    name: "one host port is right in every mode",
    ...ports({ containerPort: 80, hostPort: 80 }),
    taskDefinition: { networkMode: new Unknown("later") },
    verdict: "met",
  },
  {
    name: "host port 0 in awsvpc: documents and sightings differ",
    ...ports({ containerPort: 80, hostPort: 0 }),
    verdict: "unknown",
    suspects: "dynamic",
  },
  {
    name: "host port 0 in bridge is dynamic",
    ...ports({ containerPort: 80, hostPort: 0 }),
    ...bridge,
    verdict: "met",
  },
  { name: "a range of ports", ...ports({ containerPortRange: "8000-8010" }), verdict: "met" },
  { name: "a range that runs backwards", ...ports({ containerPortRange: "8010-8000" }), verdict: "unmet" },
  {
    name: "a range and a port",
    ...ports({ containerPortRange: "8000-8010", containerPort: 8000 }),
    verdict: "unmet",
    says: ["both single port and port range"],
  },
  {
    name: "a mapping without a port",
    ...ports({ protocol: "tcp" }),
    verdict: "unmet",
    says: ["'containerPort'"],
  },
  { name: "a port beyond the last", ...ports({ containerPort: 70000 }), verdict: "unmet" },
  {
    name: "two containers on one port share the interface",
    ...two({ containerPort: 80 }, { containerPort: 80 }),
    verdict: "unmet",
    says: ["containers api and proxy", "used multiple times in task"],
  },
  {
    name: "one port by two protocols",
    ...ports({ containerPort: 53 }, { containerPort: 53, protocol: "udp" }),
    verdict: "met",
  },
  {
    name: "two containers on one port in bridge mode, each with a dynamic host port",
    ...two({ containerPort: 80, hostPort: 0 }, { containerPort: 80 }),
    ...bridge,
    verdict: "met",
  },
  {
    name: "two containers on one host port",
    ...two({ containerPort: 80, hostPort: 3000 }, { containerPort: 81, hostPort: 3000 }),
    ...bridge,
    verdict: "unmet",
    says: ["TCP host port '3000' is mapped multiple times in task."],
  },
  {
    name: "ranges that overlap",
    ...ports({ containerPortRange: "80-90" }, { containerPort: 85 }),
    verdict: "unmet",
  },
  { name: "no ports at all", ...ports(), verdict: "none" },
  {
    name: "containers come later",
    taskDefinition: { containerDefinitions: new Unknown("later") },
    verdict: "unknown",
  },
]);
