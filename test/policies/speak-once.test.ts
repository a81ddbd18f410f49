import * as assert from "node:assert/strict";
import { DEFAULT_SETTINGS } from "../../launch/settings";
import { analyse } from "../../policies/analysis";
import { RULES } from "../../policies/registry";
import { toCloudModel } from "../../policies/stack-model";
import * as net from "../launch/network/network";
import { CLUSTER, fargateService, SERVICE, TASK_DEFINITION } from "../support/fargate-service";
import { allow, inline } from "../support/role-policies";
import { outputOf, stackOf, urnOf, type ResourceSpec } from "../support/stack";

const ORDER = "start-order-declared";
const DB = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf";

/** The service, which waits for the managed policy of its role and nothing else. */
const service = (inputs: Readonly<Record<string, unknown>>): ResourceSpec => ({
  type: SERVICE,
  name: "api",
  inputs: {
    cluster: outputOf(CLUSTER, "main"),
    taskDefinition: outputOf(TASK_DEFINITION, "api"),
    desiredCount: 1,
    launchType: "FARGATE",
    ...inputs,
  },
  dependencies: [CLUSTER, TASK_DEFINITION].map((type) => urnOf(type, type === CLUSTER ? "main" : "api")),
});
const endpoints: readonly ResourceSpec[] = [
  service(net.placed(["a"]).service ?? {}),
  net.vpc(),
  net.subnet("a"),
  net.group("app"),
  ...net.table("private", undefined, "a"),
  ...net.allEndpoints,
];
const spot = (capacityProvider: string): ResourceSpec[] => [
  service({ launchType: undefined, capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT" }] }),
  {
    type: "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
    name: "providers",
    inputs: { clusterName: outputOf(CLUSTER, "main"), capacityProviders: [capacityProvider] },
  },
];

describe("a cause that two rules see", () => {
  const cases: readonly {
    readonly name: string;
    readonly patch: Parameters<typeof fargateService>[0];
    /** Part of the subject of the wait. */
    readonly wait: string;
    /** Rule that the configuration exempts. */
    readonly exempt?: string;
    /** The rule that owns the deeper cause, and a part of its remedy; undefined: the wait is a finding of its own. */
    readonly deeper?: readonly [rule: string, remedy: string];
  }[] = [
    {
      name: "endpoints that are all there are only late",
      patch: { others: endpoints },
      wait: "the VPC endpoints",
    },
    {
      name: "with one missing, all would come in vain",
      patch: { others: endpoints.filter(({ name }) => name !== "logs") },
      wait: "the VPC endpoints",
      deeper: ["endpoint-set-complete", "dependsOn: [ecr.api, ecr.dkr, s3]"],
    },
    {
      name: "endpoints that admit no task",
      patch: {
        others: [...endpoints.filter(({ name }) => name !== "endpoints"), net.group("endpoints", {})],
      },
      wait: "the VPC endpoints",
      deeper: ["endpoint-accepts-tasks", "dependsOn: [ecr.api, ecr.dkr, logs, s3]"],
    },
    { name: "a provider that is only late", patch: { others: spot("FARGATE_SPOT") }, wait: "the capacity" },
    {
      name: "a provider that the cluster does not get",
      patch: { others: spot("FARGATE") },
      wait: "the capacity",
      deeper: ["capacity-provider-available", "dependsOn: [providers]"],
    },
    {
      name: "a policy of the role that is only late",
      patch: { others: [service({})] },
      wait: "the policies of its execution role",
    },
    {
      name: "a policy of the role that is late, and gives too little",
      patch: {
        container: { secrets: [{ name: "DB", valueFrom: DB }] },
        others: [service({}), inline([allow("ssm:GetParameters", "*")])],
      },
      wait: "the policies of its execution role",
      deeper: ["execution-role-can-read-secrets", "dependsOn: [exec-managed]"],
    },
    {
      name: "a deeper cause that the configuration exempts leaves the wait to be told",
      patch: {
        container: { secrets: [{ name: "DB", valueFrom: DB }] },
        others: [service({}), inline([allow("ssm:GetParameters", "*")])],
      },
      exempt: "execution-role-can-read-secrets",
      wait: "the policies of its execution role",
    },
  ];
  for (const { name, patch, wait, exempt, deeper } of cases) {
    it(name, () => {
      const exemptions =
        exempt === undefined ? [] : [{ rule: exempt, resource: "*", reason: "known", until: undefined }];
      const settings = { ...DEFAULT_SETTINGS, exemptions };
      const { launches } = analyse(toCloudModel(stackOf(fargateService(patch))), RULES, settings);
      const unmet = launches
        .flatMap(({ requirements }) => requirements)
        .filter(({ verdict }) => verdict.is === "unmet");
      const orders = unmet.filter(({ rule, subject }) => rule === ORDER && subject.includes(wait));
      const told = JSON.stringify(
        unmet.map(({ rule, remedy }) => [rule, remedy]),
        undefined,
        1,
      );
      assert.equal(orders.length, deeper === undefined ? 1 : 0, told);
      if (deeper === undefined) return;
      const [rule, remedy] = deeper;
      assert.ok(
        unmet.some((each) => each.rule === rule && each.remedy.includes(remedy)),
        told,
      );
    });
  }
});
