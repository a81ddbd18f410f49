import { Unknown } from "../../../launch/known";
import { healthCheckValid } from "../../../policies/rules/health-check-valid";
import { CONTAINER } from "../../support/fargate-service";
import { testRule, type RuleCase } from "../../support/judge";

const command = ["CMD-SHELL", "wget -qO- http://127.0.0.1:8080/ || exit 1"];
const check = (change: Readonly<Record<string, unknown>>): { container: { healthCheck: unknown } } => ({
  container: { healthCheck: { command, ...change } },
});
const behind = (grace: unknown): Readonly<Record<string, unknown>> => ({
  healthCheckGracePeriodSeconds: grace,
  loadBalancers: [{ targetGroupArn: "tg", containerName: "api", containerPort: 8080 }],
});

/** Of each number the least and the most that ECS takes, and one beyond. */
const EDGES: readonly (readonly [string, number, number])[] = [
  ["interval", 5, 300],
  ["timeout", 2, 60],
  ["retries", 1, 10],
  ["startPeriod", 0, 300],
];
const edges = EDGES.flatMap(([what, least, most]): RuleCase[] => [
  { name: `${what} of ${least} is the least`, ...check({ [what]: least }), verdict: "met" },
  { name: `${what} of ${most} is the most`, ...check({ [what]: most }), verdict: "met" },
  { name: `${what} of ${least - 1} is too little`, ...check({ [what]: least - 1 }), verdict: "unmet" },
  {
    name: `${what} of ${most + 1} is too much`,
    ...check({ [what]: most + 1 }),
    verdict: "unmet",
    says: [`${what} is ${most + 1}, and ECS takes ${least} to ${most}`],
  },
]);

testRule(healthCheckValid, [
  ...edges,
  { name: "a shell line", ...check({ command: ["CMD-SHELL", "exit 0"] }), verdict: "met" },
  { name: "a program alone", ...check({ command: ["CMD", "/healthcheck"] }), verdict: "met" },
  {
    name: "nothing after CMD-SHELL",
    ...check({ command: ["CMD-SHELL"] }),
    verdict: "unknown",
    suspects: "nothing follows CMD-SHELL",
  },
  { name: "an empty command", ...check({ command: [] }), verdict: "unmet", says: ["has no command"] },
  {
    name: "CMD in small letters",
    ...check({ command: ["cmd-shell", "exit 0"] }),
    verdict: "unknown",
    suspects: "begins with another word",
  },
  { name: "no health check", verdict: "none" },
  { name: "all defaults", ...check({}), verdict: "met" },
  {
    name: "the outermost numbers",
    ...check({ interval: 300, timeout: 60, retries: 10, startPeriod: 300 }),
    verdict: "met",
  },
  {
    name: "an interval of a second",
    ...check({ interval: 1 }),
    verdict: "unmet",
    says: ["interval is 1", "5 to 300"],
    resource: "api",
  },
  { name: "a timeout of five minutes", ...check({ timeout: 300 }), verdict: "unmet" },
  { name: "eleven retries", ...check({ retries: 11 }), verdict: "unmet" },
  { name: "ten minutes to start", ...check({ startPeriod: 600 }), verdict: "unmet", says: ["startPeriod"] },
  {
    name: "a timeout longer than the interval is allowed",
    ...check({ interval: 5, timeout: 30 }),
    verdict: "met",
  },
  { name: "no command", ...check({ command: undefined }), verdict: "unmet" },
  {
    name: "a program and its arguments",
    ...check({ command: ["CMD", "curl", "-f", "http://localhost/"] }),
    verdict: "met",
  },
  // The ADOT collector's own check, as its documentation and Copilot write it, registers and runs.
  {
    name: "a single program without CMD harms nothing",
    ...check({ command: ["/healthcheck"] }),
    verdict: "unknown",
  },
  {
    name: "a line without CMD-SHELL",
    ...check({ command: ["curl -f http://localhost/ || exit 1"] }),
    verdict: "unknown",
    suspects: "never report healthy",
  },
  {
    name: "a whole line as the name of a program",
    ...check({ command: ["CMD", "curl -f http://localhost/"] }),
    verdict: "unknown",
    suspects: "name of one program",
  },
  {
    name: "a shell gets one line, not arguments",
    ...check({ command: ["CMD-SHELL", "curl", "-f", "http://localhost/"] }),
    verdict: "unknown",
    suspects: "first element",
  },
  {
    name: "another container waits for a check that does not run",
    containers: [
      { ...CONTAINER, dependsOn: [{ containerName: "adot", condition: "HEALTHY" }] },
      { ...CONTAINER, name: "adot", portMappings: [], healthCheck: { command: ["/healthcheck"] } },
    ],
    verdict: "unknown",
    suspects: "never report healthy",
  },
  {
    name: "the load balancer gives less time than the container asks for",
    ...check({ startPeriod: 120 }),
    service: behind(30),
    verdict: "unmet",
    kind: "policy",
    level: "advisory",
    resource: "api",
    says: ["30 s", "120 s"],
  },
  {
    name: "a grace period that suffices",
    ...check({ startPeriod: 60 }),
    service: behind(60),
    verdict: "met",
  },
  {
    name: "a grace period that comes later",
    ...check({ startPeriod: 60 }),
    service: behind(new Unknown("later")),
    verdict: "unknown",
  },
  {
    name: "containers come later",
    taskDefinition: { containerDefinitions: new Unknown("later") },
    verdict: "unknown",
  },
]);
