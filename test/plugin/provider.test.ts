import assert from "node:assert/strict";
import * as fs from "node:fs";
import { canaryPolicy } from "../../components/canary-policy";
import type { Surroundings } from "../../plugin/canary/ports";
import { Provider, type ApplyRequest } from "../../plugin/provider";
import { RESOURCES } from "../../plugin/package-schema";
import { startedByOf } from "../../plugin/start-canary-resource";
import { isObject, UNKNOWN, type Properties } from "../../plugin/values";
import { COMPONENT_SCHEMA_FILE, componentSchemaText } from "../../tools/component-schema";
import { SCHEMA_FILE, schemaText } from "../../tools/plugin-schema";

const START = "ecs-preflight:index:StartCanary";
const SERVICE = "ecs-preflight:index:ServiceCanary";
const URN = `urn:pulumi:dev::shop::${START}::starts`;
const task = "arn:aws:ecs:eu-west-1:123456789012:task-definition/api:3";
const good: Properties = { cluster: "main", taskDefinition: task, mode: "as-is" };

const nothingOutside = (): Surroundings => {
  throw new Error("a canary must not run here");
};

function provider(): { readonly provider: Provider; readonly said: string[] } {
  const said: string[] = [];
  const say = (_urn: string, line: string): void => void said.push(line);
  return { provider: new Provider({ progress: say, info: say, warning: say }, nothingOutside), said };
}

describe("the provider plugin", () => {
  const checks: readonly { name: string; token?: string; inputs: Properties; refused: readonly string[] }[] =
    [
      { name: "the least", inputs: good, refused: [] },
      { name: "nothing", inputs: {}, refused: ["cluster", "taskDefinition", "mode"] },
      { name: "an unknown task definition", inputs: { ...good, taskDefinition: UNKNOWN }, refused: [] },
      {
        name: "unknowns everywhere",
        inputs: { ...good, mode: UNKNOWN, expect: UNKNOWN, timeout: UNKNOWN },
        refused: [],
      },
      {
        name: "an unknown within",
        inputs: { ...good, networkConfiguration: { subnets: [UNKNOWN] } },
        refused: [],
      },
      {
        name: "a family without revision",
        inputs: { ...good, taskDefinition: "api" },
        refused: ["taskDefinition"],
      },
      { name: "another mode", inputs: { ...good, mode: "dry" }, refused: ["mode"] },
      { name: "mode command without one", inputs: { ...good, mode: "command" }, refused: ["command"] },
      { name: "mode as-is with one", inputs: { ...good, command: ["true"] }, refused: ["command"] },
      { name: "an input that is none", inputs: { ...good, tasks: 2 }, refused: ["tasks"] },
      { name: "a text for a number", inputs: { ...good, timeout: "60" }, refused: ["timeout"] },
      { name: "no time", inputs: { ...good, timeout: 0 }, refused: ["timeout"] },
      {
        name: "a wrong list",
        inputs: { ...good, networkConfiguration: { subnets: "a" } },
        refused: ["networkConfiguration.subnets"],
      },
      {
        name: "two expectations",
        inputs: { ...good, expect: { exitCode: 0, openPort: 80 } },
        refused: ["expect"],
      },
      { name: "no expectation", inputs: { ...good, expect: { withinSeconds: 3 } }, refused: ["expect"] },
      { name: "a broken pattern", inputs: { ...good, expect: { logLine: "(" } }, refused: ["expect"] },
      {
        name: "a launch type and capacity providers",
        inputs: { ...good, launchType: "EC2", capacityProviderStrategies: [{ capacityProvider: "FARGATE" }] },
        refused: ["launchType"],
      },
      { name: "too many log lines", inputs: { ...good, logLines: 1000 }, refused: ["logLines"] },
      {
        name: "a service",
        token: SERVICE,
        inputs: { cluster: "main", service: "web", taskDefinition: task },
        refused: [],
      },
      {
        name: "a service of the past",
        token: SERVICE,
        inputs: { cluster: "main", service: "web", taskDefinition: task, stableSeconds: -1 },
        refused: ["stableSeconds"],
      },
    ];
  for (const { name, token = START, inputs, refused } of checks)
    it(`check ${refused.length === 0 ? "takes" : "refuses"} ${name}`, () => {
      const failures = provider().provider.check(token, inputs);
      assert.deepEqual(
        failures.map(({ property }) => property),
        refused,
        JSON.stringify(failures),
      );
    });

  const diffs: readonly { name: string; change: Properties; again: readonly string[] }[] = [
    { name: "nothing", change: {}, again: [] },
    { name: "only its time", change: { timeout: 5 }, again: [] },
    { name: "only what it shows", change: { logLines: 0 }, again: [] },
    { name: "only who asks", change: { profile: "ci" }, again: [] },
    {
      name: "the task definition",
      change: { taskDefinition: task.replace(":3", ":4") },
      again: ["taskDefinition"],
    },
    {
      name: "a task definition that is not known yet",
      change: { taskDefinition: UNKNOWN },
      again: ["taskDefinition"],
    },
    { name: "a trigger", change: { triggers: { image: "2" } }, again: ["triggers"] },
    { name: "the expectation", change: { expect: { exitCode: 0 } }, again: ["expect"] },
  ];
  for (const { name, change, again } of diffs)
    it(`runs ${again.length === 0 ? "not " : ""}again when it changes: ${name}`, () =>
      assert.deepEqual(provider().provider.diff(good, { ...good, ...change }), again));

  it("sees no change in the order of members", () => {
    const one = { ...good, triggers: { a: 1, b: 2 } };
    assert.deepEqual(provider().provider.diff(one, { ...good, triggers: { b: 2, a: 1 } }), []);
  });

  const request = (change: Partial<ApplyRequest>): ApplyRequest => ({
    token: START,
    urn: URN,
    inputs: good,
    before: undefined,
    preview: true,
    customTimeout: 0,
    ...change,
  });
  const never = new AbortController().signal;

  it("runs nothing in a preview, and says what it will do", async () => {
    const previews: readonly { change: Partial<ApplyRequest>; says: RegExp }[] = [
      {
        change: {},
        says: /will run task definition api:3 once in cluster main, as the service runs it, for at most 300 s/,
      },
      { change: { customTimeout: 20 }, says: /for at most 20 s/ },
      { change: { inputs: { ...good, timeout: 30 }, customTimeout: 900 }, says: /for at most 30 s/ },
      { change: { customTimeout: 900 }, says: /for at most 900 s/ },
      {
        change: { inputs: { ...good, cluster: UNKNOWN, mode: "command" } },
        says: /cluster \(known once deployed\), with a command that exits at once/,
      },
    ];
    for (const { change, says } of previews) {
      const { provider: plugin, said } = provider();
      const outputs = await plugin.apply(request(change), never);
      assert.match(said.join(), says);
      assert.deepEqual([outputs["task"], outputs["summary"]], [UNKNOWN, UNKNOWN]);
      assert.equal(outputs["taskDefinition"], task);
    }
  });

  it("keeps what it found when nothing that it tests has changed", async () => {
    const before = { inputs: good, outputs: { ...good, task: "arn:task", summary: "it ran" } };
    const inputs = { ...good, timeout: 10 };
    const outputs = await provider().provider.apply(request({ before, inputs, preview: false }), never);
    assert.deepEqual(outputs, { ...good, timeout: 10, task: "arn:task", summary: "it ran" });
  });

  it("marks its tasks the same in every run, and otherwise for every resource", () => {
    assert.match(startedByOf(URN), /^ecs-preflight-[0-9a-f]{16}$/);
    assert.equal(startedByOf(URN), startedByOf(URN));
    assert.notEqual(startedByOf(URN), startedByOf(`${URN}2`));
  });

  it("has a schema file that is current: npx ts-node -T tools/plugin-schema.ts", async () =>
    assert.equal(fs.readFileSync(SCHEMA_FILE, "utf8"), await schemaText()));

  it("has a schema of its components that their types agree with: npm run docs", async () =>
    assert.equal(fs.readFileSync(COMPONENT_SCHEMA_FILE, "utf8"), await componentSchemaText()));

  it("refers in its schema only to types that it has", async () => {
    const text = await schemaText();
    const { types } = JSON.parse(text) as { types: Properties };
    for (const [, name = ""] of text.matchAll(/"#\/types\/([^"]+)"/g)) assert.ok(isObject(types[name]), name);
    for (const { requiredInputs, inputProperties } of Object.values(RESOURCES))
      for (const name of requiredInputs) assert.ok(name in inputProperties, name);
  });

  it("allows the deployer what the canaries call, and no more", () => {
    const all = canaryPolicy().Statement.flatMap(({ Action }) => Action);
    assert.deepEqual([...all].sort(), [
      "ecs:DescribeServices",
      "ecs:DescribeTaskDefinition",
      "ecs:DescribeTasks",
      "ecs:ListTasks",
      "ecs:RunTask",
      "ecs:StopTask",
      "iam:PassRole",
      "logs:GetLogEvents",
    ]);
    const cluster = "arn:aws:ecs:eu-west-1:123456789012:cluster/main";
    const logGroup = "arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/api";
    const narrow = canaryPolicy({
      cluster,
      roles: ["arn:aws:iam::123456789012:role/exec"],
      logGroups: [`${logGroup}:*`],
    });
    const bySid = new Map(narrow.Statement.map((statement) => [statement.Sid, statement]));
    assert.deepEqual(bySid.get("RunAndWatch")?.Condition, { ArnEquals: { "ecs:cluster": cluster } });
    assert.deepEqual(bySid.get("PassRoles")?.Resource, ["arn:aws:iam::123456789012:role/exec"]);
    assert.deepEqual(bySid.get("ReadLogs")?.Resource, [`${logGroup}:log-stream:*`]);
  });
});
