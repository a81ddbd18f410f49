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
    ...percents(1, 100, 100, "unmet", "one task may neither stop nor get company"),
    level: "advisory",
    kind: "start",
  },
  {
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
  percents(0, 100, 100, "met", "nothing to replace"),
  percents(undefined, 100, 100, "met", "a desired count that is left out is 0"),
  percents(new Unknown("later"), 100, 100, "unknown", "the desired count comes later"),
  percents(2, 100, new Unknown("later"), "unknown", "the maximum comes later"),
  percents(1, 100, 100, "none", "a daemon replaces by instance", { schedulingStrategy: "DAEMON" }),
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
  percents(2, 50, 150, "met", "rebalancing has room above", { availabilityZoneRebalancing: "ENABLED" }),
  percents(2, 50, 100, "met", "no rebalancing is asked for", { availabilityZoneRebalancing: "DISABLED" }),
  { name: "no service", service: null, verdict: "none" },
]);
