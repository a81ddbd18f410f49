import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import * as path from "node:path";
import {
  describeWithEngine,
  withStack,
  type PolicyEvent,
  type RunResult,
  type StackOptions,
} from "./support/engine";

const ROOT = path.resolve(__dirname, "../..");
const FORMS = [
  { name: "as a directory", pack: ROOT },
  { name: "as an executable", pack: path.join(ROOT, "dist/ecs-preflight-pack.js") },
] as const;
const EXECUTABLE = FORMS[1].pack;
const SIZE = "fargate-size-valid";
const TRUST: aws.iam.PolicyDocument = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ecs-tasks.amazonaws.com" } },
  ],
};
const PINNED = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/api@sha256:${"a".repeat(64)}`;

interface Variant {
  readonly cpu?: pulumi.Input<string>;
  readonly image?: string;
}

/** A Fargate service that starts, with the changes of the case at hand. */
function service({ cpu = "256", image = PINNED }: Variant = {}): pulumi.Output<string> {
  const cluster = new aws.ecs.Cluster("main");
  const logs = new aws.cloudwatch.LogGroup("logs");
  const role = new aws.iam.Role("exec", { assumeRolePolicy: TRUST });
  new aws.iam.RolePolicyAttachment("exec", {
    role: role.name,
    policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
  });
  const task = new aws.ecs.TaskDefinition("api", {
    family: "api",
    cpu,
    memory: "512",
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    executionRoleArn: role.arn,
    containerDefinitions: logs.name.apply((group) =>
      JSON.stringify([
        {
          name: "api",
          image,
          portMappings: [{ containerPort: 8080 }],
          logConfiguration: {
            logDriver: "awslogs",
            options: {
              "awslogs-group": group,
              "awslogs-region": "eu-west-1",
              "awslogs-stream-prefix": "api",
            },
          },
        },
      ]),
    ),
  });
  new aws.ecs.Service("api", {
    cluster: cluster.arn,
    taskDefinition: task.arn,
    desiredCount: 1,
    launchType: "FARGATE",
    networkConfiguration: { subnets: ["subnet-0a"], securityGroups: ["sg-0a"] },
  });
  return task.arn;
}

const program = (variant?: Variant) => (): Promise<Record<string, unknown>> =>
  Promise.resolve({ task: service(variant) });

const mandatory = ({ policyEvents }: RunResult): string[] =>
  policyEvents
    .filter(({ enforcementLevel }) => enforcementLevel === "mandatory")
    .map(({ policyName }) => policyName);

const of = ({ policyEvents }: RunResult, policy: string): readonly PolicyEvent[] =>
  policyEvents.filter(({ policyName }) => policyName === policy);

const created = ({ resources }: RunResult): string[] => resources.map(({ type }) => type);

describeWithEngine("the pack under the real engine", () => {
  for (const { name, pack } of FORMS) {
    describe(name, () => {
      const options: StackOptions = { policyPacks: [pack] };

      it("stops the preview of a broken program, naming rule and resource", async () => {
        await withStack(program({ cpu: "300" }), options, async (stack) => {
          const run = await stack.preview();
          assert.equal(run.succeeded, false, run.stderr);
          assert.deepEqual(mandatory(run), [SIZE]);
          const [violation] = of(run, SIZE);
          assert.match(violation?.urn ?? "", /::aws:ecs\/taskDefinition:TaskDefinition::api$/);
          assert.match(
            violation?.message ?? "",
            /cpu 300[^]*\nTo do: [^]*docs\/rules\/fargate-size-valid\.md/,
          );
        });
      });

      it("lets its repaired twin through", async () => {
        await withStack(program(), options, async (stack) => {
          const run = await stack.preview();
          assert.equal(run.succeeded, true, run.stdout + run.stderr);
          assert.deepEqual([mandatory(run), of(run, SIZE)], [[], []]);
        });
      });
    });
  }

  it("stops an update without a preview before the task definition is made", async () => {
    await withStack(program({ cpu: "300" }), { policyPacks: [EXECUTABLE] }, async (stack) => {
      const run = await stack.up();
      assert.equal(run.succeeded, false);
      assert.deepEqual(mandatory(run), [SIZE]);
      const state = JSON.stringify(await stack.exportState());
      assert.ok(!state.includes("aws:ecs/taskDefinition:TaskDefinition"), created(run).join());
      assert.ok(!state.includes("aws:ecs/service:Service"));
    });
  });

  it("stops a preview, but no update, for what the organisation forbids", async () => {
    await withStack(
      program({ image: "public.ecr.aws/nginx/nginx:1.27" }),
      { policyPacks: [EXECUTABLE] },
      async (stack) => {
        const preview = await stack.preview();
        assert.deepEqual([preview.succeeded, mandatory(preview)], [false, ["image-pinned"]]);
        const update = await stack.up();
        assert.deepEqual([update.succeeded, mandatory(update)], [true, []], update.stderr);
        assert.equal(of(update, "image-pinned").length, 1);
      },
    );
  });

  it("agrees with the preview when it analyses the state", async () => {
    for (const { cpu, expected } of [
      { cpu: "300", expected: [SIZE] },
      { cpu: "256", expected: [] },
    ]) {
      await withStack(program({ cpu }), {}, async (stack) => {
        assert.equal((await stack.up()).succeeded, true);
        const analyzed = await stack.policyAnalyze(EXECUTABLE);
        assert.deepEqual(mandatory(analyzed), expected, analyzed.stderr);
        assert.equal(analyzed.succeeded, expected.length === 0);
      });
    }
  });

  it("costs an unknown one requirement, never a policy", async () => {
    const late = (): Promise<Record<string, unknown>> => {
      const repository = new aws.ecr.Repository("other");
      return Promise.resolve({ task: service({ cpu: repository.registryId }) });
    };
    await withStack(late, { policyPacks: [EXECUTABLE] }, async (stack) => {
      const run = await stack.preview();
      assert.deepEqual([mandatory(run), of(run, SIZE).length], [[], 0]);
      const [summary] = of(run, "launch-decided");
      assert.match(
        summary?.message ?? "",
        /it comes from other, known only once deployed \(fargate-size-valid/,
      );
    });
  });

  it("explains a task definition that the provider rejects", async () => {
    const rejected = (): Promise<Record<string, unknown>> => {
      const task = new aws.ecs.TaskDefinition("api", {
        family: "api",
        cpu: "300",
        memory: "512",
        networkMode: "awsvpc",
        requiresCompatibilities: ["FARGATE"],
        containerDefinitions: "[object Object]",
      });
      return Promise.resolve({ task: task.arn });
    };
    await withStack(rejected, { policyPacks: [EXECUTABLE] }, async (stack) => {
      const run = await stack.preview();
      assert.equal(run.succeeded, false);
      assert.ok(mandatory(run).includes(SIZE), run.stdout);
    });
  });

  it("reads its configuration", async () => {
    const policyPackConfig = { "ecs-preflight": { preset: "advisory" } };
    await withStack(
      program({ cpu: "300" }),
      { policyPacks: [EXECUTABLE], policyPackConfig },
      async (stack) => {
        const run = await stack.preview();
        assert.equal(run.succeeded, true, run.stderr);
        assert.deepEqual(
          of(run, SIZE).map(({ enforcementLevel }) => enforcementLevel),
          ["advisory"],
        );
      },
    );
  });

  it("refuses a configuration that says something impossible", async () => {
    const policyPackConfig = { "ecs-preflight": { presset: "advisory" } };
    await withStack(program(), { policyPacks: [EXECUTABLE], policyPackConfig }, async (stack) => {
      const run = await stack.preview();
      assert.equal(run.succeeded, false);
      assert.match(run.stdout + run.stderr + run.errors.join("\n"), /ecs-preflight\.presset is no setting/);
    });
  });
});
