import { Unknown } from "../../../launch/known";
import { deploymentCanProgress } from "../../../policies/rules/deployment-can-progress";
import { testRule, type RuleCase } from "../../support/judge";

const percents = (
  desiredCount: unknown,
  minimum: unknown,
  maximum: unknown,
  verdict: RuleCase["verdict"],
  name: string,
  more: Readonly<Record<string, unknown>> = {},
): RuleCase => ({
  name,
  service: {
    desiredCount,
    deploymentMinimumHealthyPercent: minimum,
    deploymentMaximumPercent: maximum,
    ...more,
  },
  verdict,
});

testRule(deploymentCanProgress, [
  percents(1, undefined, undefined, "met", "the defaults, 100 and 200"),
  {
    ...percents(1, 100, 100, "unmet", "100 and 100 are refused when the service is made"),
    level: "mandatory",
    says: ["Both maximumPercent and minimumHealthyPercent cannot be 100"],
  },
  percents(new Unknown("later"), 100, 100, "unmet", "100 and 100 are refused, whatever the desired count"),
  percents(1, 100, new Unknown("later"), "unknown", "whether both are 100 comes later"),
  percents(1, 50, 99, "unmet", "less than 100 at most leaves no task of one"),
  { ...percents(2, 150, 200, "unmet", "more than all must stay"), level: "mandatory" },
  {
    level: "advisory",
    kind: "start",
    ...percents(1, 50, 100, "unmet", "half of one task rounds up to one"),
    says: ["at least 1 (50 %) stay and at most 1 (100 %)", "deploymentMaximumPercent` of api to 200"],
  },
  percents(1, 100, 150, "unmet", "one and a half tasks round down to one"),
  {
    ...percents(3, 100, 130, "unmet", "3.9 tasks round down to three"),
    says: ["to 134 or more", "to 66 or less"],
  },
  percents(3, 100, 134, "met", "4.02 tasks round down to four"),
  percents(3, 67, 100, "unmet", "2.01 tasks round up to three"),
  percents(3, 66, 100, "met", "1.98 tasks round up to two"),
  percents(1, 0, 100, "met", "the only task may stop first"),
  percents(0, 50, 100, "met", "nothing to replace"),
  percents(undefined, 50, 100, "met", "a desired count that is left out is 0"),
  percents(new Unknown("later"), 50, 100, "unknown", "the desired count comes later"),
  percents(2, 100, new Unknown("later"), "unknown", "the maximum comes later"),
  percents(7, 86, 114, "unmet", "6.02 tasks round up to seven, and 7.98 down to seven"),
  percents(7, 85, 114, "met", "5.95 tasks round up to six of seven"),
  percents(10, 91, 109, "unmet", "9.1 tasks round up to ten, and 10.9 down to ten"),
  percents(10, 90, 109, "met", "nine of ten may stay"),
  percents(10, 91, 110, "met", "eleven of ten may run"),
  percents(3, 33, 100, "met", "0.99 tasks round up to one"),
  percents(1, 1, 199, "unmet", "one per cent of a task is a task, and 199 % of it is one"),
  {
    ...percents(undefined, undefined, undefined, "unknown", "a daemon whose minimum is left out", {
      schedulingStrategy: "DAEMON",
    }),
    suspects: "is left out, which the provider sends as 100",
  },
  percents(undefined, 0, undefined, "met", "a daemon that may stop first", { schedulingStrategy: "DAEMON" }),
  percents(undefined, 50, 100, "unknown", "half of a daemon's tasks, of how many nobody knows", {
    schedulingStrategy: "DAEMON",
  }),
  percents(undefined, 100, 100, "unknown", "a daemon that starts no second task", {
    schedulingStrategy: "DAEMON",
  }),
  percents(1, 100, 100, "none", "CodeDeploy makes a new set", {
    deploymentController: { type: "CODE_DEPLOY" },
  }),
  percents(1, 100, 100, "none", "blue/green makes a new set", {
    deploymentConfiguration: { strategy: "BLUE_GREEN" },
  }),
  {
    ...percents(2, 50, 100, "unmet", "rebalancing needs room above", {
      availabilityZoneRebalancing: "ENABLED",
    }),
    level: "mandatory",
  },
  {
    ...percents(2, 50, new Unknown("later"), "unmet", "rebalancing behind a Classic load balancer", {
      availabilityZoneRebalancing: "ENABLED",
      loadBalancers: [{ elbName: "old", containerName: "api", containerPort: 8080 }],
    }),
    says: ["Classic load balancer"],
  },
  {
    ...percents(2, 50, undefined, "met", "a maximum that is left out leaves room for rebalancing", {
      availabilityZoneRebalancing: "ENABLED",
    }),
  },
  percents(2, 50, 150, "met", "rebalancing has room above", { availabilityZoneRebalancing: "ENABLED" }),
  percents(2, 50, 100, "met", "no rebalancing is asked for", { availabilityZoneRebalancing: "DISABLED" }),
  { name: "no service", service: null, verdict: "none" },
]);
