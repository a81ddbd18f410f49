import { Unknown } from "../../../launch/known";
import { containerDependenciesValid } from "../../../policies/rules/container-dependencies-valid";
import { CONTAINER } from "../../support/fargate-service";
import { testRule } from "../../support/judge";

const check = { command: ["CMD-SHELL", "true"] };
type Part = Readonly<Record<string, unknown>>;
const containers = (api: Part, ...others: readonly Part[]): { containers: unknown } => ({
  containers: [
    { ...CONTAINER, ...api },
    ...others.map((other) => ({ ...CONTAINER, portMappings: [], ...other })),
  ],
});
const on = (containerName: string, condition?: string): Part => ({
  dependsOn: [{ containerName, condition }],
});

testRule(containerDependenciesValid, [
  { name: "no container waits", verdict: "none" },
  { name: "a sidecar starts first", ...containers(on("log", "START"), { name: "log" }), verdict: "met" },
  {
    name: "a container that is not there",
    ...containers(on("lgo", "START"), { name: "log" }),
    verdict: "unmet",
    says: ["no container lgo", "api, log", "does not exist"],
    resource: "api",
  },
  {
    name: "an init container that ends",
    ...containers(on("init", "SUCCESS"), { name: "init", essential: false }),
    verdict: "met",
  },
  {
    name: "an init container is essential unless it says otherwise",
    ...containers(on("init", "SUCCESS"), { name: "init", essential: undefined }),
    verdict: "unmet",
    says: ["essential: false"],
  },
  {
    name: "COMPLETE of an essential container",
    ...containers(on("init", "COMPLETE"), { name: "init" }),
    verdict: "unmet",
  },
  {
    name: "health that is checked",
    ...containers(on("db", "HEALTHY"), { name: "db", healthCheck: check }),
    verdict: "met",
  },
  {
    name: "health that nobody checks",
    ...containers(on("db", "HEALTHY"), { name: "db" }),
    verdict: "unmet",
    says: ["must have health check configured", "does not read the image's HEALTHCHECK"],
  },
  {
    name: "an invented condition",
    ...containers(on("db", "READY"), { name: "db" }),
    verdict: "unmet",
    says: ["READY"],
  },
  { name: "no condition", ...containers(on("db"), { name: "db" }), verdict: "unmet" },
  {
    name: "a condition in small letters",
    ...containers(on("db", "healthy"), { name: "db", healthCheck: check }),
    verdict: "unknown",
    suspects: "HEALTHY",
  },
  { name: "waiting for itself", ...containers(on("api", "START")), verdict: "unmet", says: ["api → api"] },
  {
    name: "a circle of three",
    ...containers(on("b", "START"), { name: "b", ...on("c", "START") }, { name: "c", ...on("api", "START") }),
    verdict: "unmet",
    says: ["api → b → c → api"],
  },
  {
    name: "a diamond is no circle",
    ...containers(
      {
        dependsOn: [
          { containerName: "b", condition: "START" },
          { containerName: "c", condition: "START" },
        ],
      },
      { name: "b", ...on("d", "START") },
      { name: "c", ...on("d", "START") },
      { name: "d" },
    ),
    verdict: "met",
  },
  {
    name: "links go round",
    ...containers({ links: ["db"] }, { name: "db", links: ["api:app"] }),
    verdict: "unmet",
    says: ["links go round"],
  },
  { name: "a link with an alias", ...containers({ links: ["db:database"] }, { name: "db" }), verdict: "met" },
  { name: "a link to nobody", ...containers({ links: ["cache"] }), verdict: "unmet" },
  {
    name: "volumes of nobody",
    ...containers({ volumesFrom: [{ sourceContainer: "data" }] }),
    verdict: "unmet",
    says: ["Invalid 'volumesFrom' setting. Unknown container: 'data'."],
  },
  {
    name: "a circle of different kinds",
    ...containers({ ...on("b", "START") }, { name: "b", volumesFrom: [{ sourceContainer: "api" }] }),
    verdict: "unknown",
    suspects: "go round",
  },
  {
    name: "containers come later",
    taskDefinition: { containerDefinitions: new Unknown("later") },
    verdict: "unknown",
  },
]);
