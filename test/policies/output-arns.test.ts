import * as assert from "node:assert/strict";
import { Unknown, UnknownJson, UnknownOutput, UnknownText, type Known } from "../../launch/known";
import { executionRoleCanWriteLogs } from "../../policies/rules/execution-role-can-write-logs";
import { CONTAINER, fargateService, LOG_GROUP } from "../support/fargate-service";
import { judge } from "../support/judge";
import { allow } from "../support/role-policies";
import { stackOf, urnOf } from "../support/stack";

const OTHER = new Unknown("the program learns it only from a deployment");
const output = (name: string, property: string): UnknownOutput =>
  new UnknownOutput(`it comes from ${name}, known only once deployed`, urnOf(LOG_GROUP, name), property);
const text = (...parts: readonly Known<string>[]): UnknownText =>
  new UnknownText(
    "it holds outputs",
    parts.flatMap((part) => (part instanceof Unknown ? part.from : [])),
    parts,
  );
const ARN = output("logs", "arn");
const NAME = output("logs", "name");

interface Case {
  readonly name: string;
  readonly resource: Known<string>;
  readonly group?: Known<string>;
  /** Of opening a stream. */
  readonly verdict: "met" | "unmet" | "unknown";
}

const cases: readonly Case[] = [
  { name: "the ARN followed by :* covers the streams", resource: text(ARN, ":*"), verdict: "met" },
  { name: "so does its star alone", resource: text(ARN, "*"), verdict: "met" },
  {
    name: "so does the prefix of the streams",
    resource: text(ARN, ":log-stream:api/*"),
    verdict: "met",
  },
  { name: "the bare ARN covers no stream", resource: ARN, verdict: "unmet" },
  {
    name: "streams of another prefix are others",
    resource: text(ARN, ":log-stream:web/*"),
    verdict: "unmet",
  },
  {
    name: "whether one stream is that of the task is open",
    resource: text(ARN, ":log-stream:api/api/0123"),
    verdict: "unknown",
  },
  { name: "what follows may not be known", resource: text(ARN, ":", OTHER), verdict: "unknown" },
  {
    name: "a policy variable is not filled in",
    resource: text(ARN, ":log-stream:${aws:PrincipalTag/team}"),
    verdict: "unknown",
  },
  {
    name: "another group may be the same",
    resource: text(output("others", "arn"), ":*"),
    verdict: "unknown",
  },
  { name: "the id of a group is no ARN", resource: text(output("logs", "id"), ":*"), verdict: "unknown" },
  {
    name: "the container names the group by its output",
    group: NAME,
    resource: text(ARN, ":*"),
    verdict: "met",
  },
  { name: "and its bare ARN covers no stream then", group: NAME, resource: ARN, verdict: "unmet" },
  {
    name: "what follows the name makes another group of it",
    group: text(NAME, "/api"),
    resource: text(ARN, ":*"),
    verdict: "unknown",
  },
];

describe("the ARN of a log group that is known only once deployed", () => {
  for (const { name, resource, group = "/ecs/api", verdict } of cases) {
    it(name, () => {
      const { options } = CONTAINER.logConfiguration;
      const logConfiguration = { logDriver: "awslogs", options: { ...options, "awslogs-group": group } };
      const content = [{ ...CONTAINER, logConfiguration }];
      const policy = new UnknownJson("it holds outputs", [], {
        Version: "2012-10-17",
        Statement: [{ ...allow(["logs:CreateLogStream", "logs:PutLogEvents"], "*"), Resource: [resource] }],
      });
      const stack = stackOf(
        fargateService({
          taskDefinition: { containerDefinitions: new UnknownJson("it holds outputs", [], content) },
          others: [
            { type: LOG_GROUP, name: "others", inputs: { region: "eu-west-1" } },
            {
              type: "aws:iam/rolePolicy:RolePolicy",
              name: "own",
              inputs: { role: "exec-1a2b3c4", policy },
            },
          ],
          without: ["exec-managed"],
        }),
      );
      const found = judge(executionRoleCanWriteLogs, stack)
        .filter(({ subject }) => !subject.includes("send log events"))
        .map((one) => one.verdict.is);
      assert.deepEqual(found, [verdict]);
    });
  }
});
