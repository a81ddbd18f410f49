import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import * as path from "node:path";
import { ExecutionRole } from "../../components";
import type { PolicyDocument } from "../../components/policy-document";
import { describeWithEngine, withStack } from "./support/engine";

const PACK = path.resolve(__dirname, "../../dist/ecs-preflight-pack.js");

/** A task definition whose image, secret, key and log group are made with the role. */
function program(): Promise<Record<string, unknown>> {
  const key = new aws.kms.Key("key");
  const secret = new aws.secretsmanager.Secret("db", { kmsKeyId: key.arn });
  new aws.secretsmanager.SecretVersion("db", { secretId: secret.id, secretString: "{}" });
  const repository = new aws.ecr.Repository("api");
  const logs = new aws.cloudwatch.LogGroup("logs", { name: "/ecs/api" });
  const containerDefinitions = [
    {
      name: "api",
      image: pulumi.interpolate`${repository.repositoryUrl}@sha256:${"a".repeat(64)}`,
      secrets: [{ name: "DB", valueFrom: secret.arn }],
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": "/ecs/api",
          "awslogs-region": "eu-west-1",
          "awslogs-stream-prefix": "ecs",
        },
      },
    },
  ];
  const role = new ExecutionRole("exec", { containerDefinitions, keys: [key] });
  new aws.ecs.TaskDefinition(
    "api",
    {
      family: "api",
      cpu: "256",
      memory: "512",
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      executionRoleArn: role.arn,
      containerDefinitions: pulumi.jsonStringify(containerDefinitions),
    },
    { dependsOn: logs },
  );
  return Promise.resolve({
    policy: role.policy,
    secret: secret.arn,
    key: key.arn,
    repository: repository.arn,
  });
}

describeWithEngine("ExecutionRole under the real engine", () => {
  it("is made with nothing to find, stays as it is, and goes", async () => {
    await withStack(program, { policyPacks: [PACK] }, async (stack) => {
      const preview = await stack.preview();
      assert.equal(preview.succeeded, true, preview.stdout + preview.stderr);
      const about = preview.policyEvents.filter(({ policyName }) => /role/.test(policyName));
      assert.deepEqual(about, []);
      // What stayed unknown is the plain task definition's, not what the role may do.
      const [decided] = preview.policyEvents.filter(({ policyName }) => policyName === "launch-decided");
      assert.doesNotMatch(decided?.message ?? "", /execution-role-can-pull|policy exec-\w+ is not known/);
      const types = preview.resources.map(({ type, op }) => `${op} ${type}`);
      assert.equal(types.filter((each) => each === "create aws:iam/rolePolicy:RolePolicy").length, 3);

      const update = await stack.up();
      assert.equal(update.succeeded, true, update.stderr);
      const text = JSON.stringify(await stack.exportState());
      const { policy, ...arns } = outputsIn(text);
      const { Statement } = JSON.parse(policy ?? "{}") as PolicyDocument;
      const resources = Statement.flatMap(({ Resource }) => Resource);
      for (const arn of Object.values(arns)) assert.ok(resources.includes(arn), `${arn} in ${policy ?? ""}`);

      const again = await stack.preview();
      assert.deepEqual(
        again.resources.filter(({ op }) => op !== "same"),
        [],
        again.stdout,
      );
      assert.equal((await stack.destroy()).succeeded, true);
    });
  });
});

/** Outputs of the stack, from its exported state. */
function outputsIn(state: string): Readonly<Record<string, string>> {
  const { deployment } = JSON.parse(state) as {
    readonly deployment: {
      readonly resources: readonly { type: string; outputs?: Record<string, string> }[];
    };
  };
  return deployment.resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};
}
