import * as assert from "node:assert/strict";
import pc from "picocolors";
import { toResult, type Result } from "../../../cli/report/result";
import { renderTree } from "../../../cli/report/tree";
import { DEFAULT_SETTINGS } from "../../../launch/settings";
import { analyse } from "../../../policies/analysis";
import { RULES } from "../../../policies/registry";
import { toCloudModel } from "../../../policies/stack-model";
import type { Settings } from "../../../launch/settings";
import { fargateService, TASK_DEFINITION, type ServicePatch } from "../../support/fargate-service";
import { outputOf, stackOf } from "../../support/stack";
import * as net from "../../launch/network/network";

/** Enough for a tree with several stages; rules to come do not change it. */
const SHOWN: ReadonlySet<string> = new Set([
  "container-definitions-resolved",
  "image-reference-valid",
  "fargate-size-valid",
  "containers-fit-task",
  "host-port-matches",
  "container-dependencies-valid",
  "health-check-valid",
  "log-configuration-complete",
  "execution-role-assumable",
  "image-pinned",
  "log-group-exists",
]);
const rules = RULES.filter(({ id }) => SHOWN.has(id));

function resultOf(patch: ServicePatch, settings: Partial<Settings> = {}, judged = rules): Result {
  const analysis = analyse(toCloudModel(stackOf(fargateService(patch))), judged, {
    ...DEFAULT_SETTINGS,
    ...settings,
  });
  return toResult(analysis, { locate: () => ({ file: "index.ts", line: 7 }), secrets: new Set() });
}

const tree = (patch: ServicePatch, settings?: Partial<Settings>): string =>
  renderTree(resultOf(patch, settings), pc.createColors(false));

const TOO_SMALL: ServicePatch = { taskDefinition: { memory: "300" } };

/** Out through a NAT gateway, to logs and S3 through endpoints. */
const throughNetwork = {
  rules: RULES.filter(({ stage }) => stage === "network"),
  patch: {
    ...net.placed(["a", "b"]),
    others: [
      net.vpc(),
      ...["a", "b", "c"].map((name) => net.subnet(name)),
      net.group("app"),
      net.gateway,
      net.nat("c"),
      ...net.table("public", net.toInternet, "c"),
      ...net.table("private", net.toNat, "a", "b"),
      net.s3Gateway("private"),
      net.endpointGroup,
      net.endpoint("logs"),
    ],
  },
};

describe("the tree", () => {
  it("shows what was proved, stage by stage", () => {
    const text = tree({});
    assert.match(text, /^task definition api at service api, on Fargate\n {2}register {5}✔ /);
    assert.match(
      text,
      /\n {15}✔ log options of container api are complete\n {2}assume-role {2}✔ ECS may assume role exec\n {2}pull {9}✔ /,
    );
    assert.match(text, /\n\nEverything that was checked holds\. \d+ met, 0 unmet, 0 unknown\.\n$/);
  });

  it("says of a fault what is wrong, what is required, what ECS answers, what to do, and where", () => {
    assert.ok(
      tree(TOO_SMALL).includes(
        [
          "✘ Fargate has no tasks with cpu 256 and memory 300",
          "required: cpu and memory of api are a size that Fargate has",
          "ECS answers: No Fargate configuration exists for given values",
          "to do: Set `memory` to one of 512, 1024, 2048, or choose another `cpu`.",
          "index.ts:7 fargate-size-valid",
        ].join("\n                   "),
      ),
      tree(TOO_SMALL),
    );
    assert.match(tree(TOO_SMALL), /\nThis will not start\. /);
  });

  it("says a reason once for all that it leaves unknown at a stage", () => {
    const text = tree({
      taskDefinition: { containerDefinitions: outputOf("aws:ecr/repository:Repository", "api") },
    });
    const register = text.slice(0, text.indexOf("assume-role"));
    assert.ok(register.split("\n").filter((line) => line.includes("? ")).length > 5, register);
    assert.equal(register.split("unknown: ").length, 2, register);
    assert.match(text, /Nothing that certainly stops the start was found\./);
  });

  it("shows a suspicion as one", () => {
    const name = "api-3f9c2d1";
    const text = tree({
      container: {
        logConfiguration: {
          logDriver: "awslogs",
          options: { "awslogs-group": "api", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "x" },
        },
      },
      others: [
        { type: "aws:cloudwatch/logGroup:LogGroup", name: "api", inputs: { name, region: "eu-west-1" } },
      ],
      without: ["logs"],
    });
    assert.match(text, /\n {2}logs {9}\? perhaps a fault: .*api-3f9c2d1\n {19}required: /);
  });

  it("shows each path through the network hop by hop, also where it is met", () => {
    const { rules: judged, patch } = throughNetwork;
    const text = renderTree(resultOf(patch, {}, judged), pc.createColors(false));
    const said = text.replace(/\s+/g, " ");
    for (const part of [
      "✔ subnets a and b reach ecr.api and ecr.dkr in eu-west-1 subnet a → route table private → NAT gateway nat in subnet c → route table public → internet gateway igw subnet b → ",
      "✔ main has the endpoints through which subnets a and b reach logs in eu-west-1 subnet a → private DNS of main → endpoint logs",
    ])
      assert.ok(said.includes(part), text);
    assert.match(text, /\n {19}subnet a → route table private → endpoint s3\n/);
  });

  it("counts the launches that are hit where there are several", () => {
    const text = tree({
      ...TOO_SMALL,
      others: [
        {
          type: TASK_DEFINITION,
          name: "other",
          inputs: {
            family: "other",
            cpu: "256",
            memory: "512",
            networkMode: "awsvpc",
            requiresCompatibilities: ["FARGATE"],
            containerDefinitions: JSON.stringify([{ name: "x", image: `nginx@sha256:${"a".repeat(64)}` }]),
          },
        },
      ],
    });
    assert.match(text, /task definition other, used by nothing here, on Fargate/);
    assert.match(text, /\n1 of 2 launches will not start\. /);
  });

  it("names what is exempted, with the reason", () => {
    const reason = "agreed with the platform team";
    const exemptions = [{ rule: "fargate-size-valid", resource: "*", reason, until: undefined }];
    const text = tree(TOO_SMALL, { exemptions });
    assert.match(text, /exempted: agreed with the platform team/);
    assert.match(text, /Nothing that certainly stops the start was found\. .*, 1 exempted\.\n$/);
  });

  it("keeps its lines within the width of a terminal", () => {
    for (const patch of [{}, TOO_SMALL, { container: { image: `${"x".repeat(80)}/${"y".repeat(20)}:1` } }])
      for (const line of tree(patch).split("\n")) assert.ok(line.length <= 130, line);
  });

  it("colours marks only where colours are wanted", () => {
    const escape = "\u001b[";
    assert.ok(!tree(TOO_SMALL).includes(escape));
    assert.ok(renderTree(resultOf(TOO_SMALL), pc.createColors(true)).includes(`${escape}31m✘`));
  });

  it("says that there is nothing to judge", () => {
    const nothing: Result = {
      version: 1,
      launches: [],
      findings: [],
      notJudged: [],
      summary: { met: 0, unmet: 0, unknown: 0, mandatory: 0, advisory: 0 },
    };
    assert.match(renderTree(nothing, pc.createColors(false)), /^There is nothing to judge\. /);
  });
});
