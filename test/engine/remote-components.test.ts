/** The plugin makes the components for programs in other languages, which know them by their token alone. */
import assert from "node:assert/strict";
import { ComponentResource, type Inputs, type Output } from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
import { execFileSync } from "node:child_process";
import * as path from "node:path";
import { withCanaryStack, type CanaryStack } from "./canary-stack";
import { describeWithEngine, engineAvailable } from "./support/engine";

const image = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/api@sha256:${"a".repeat(64)}`;

/** As a generated SDK declares it. */
class RemoteRole extends ComponentResource {
  declare readonly arn: Output<string>;
  declare readonly policy: Output<string>;

  constructor(name: string, inputs: Inputs) {
    super(
      "ecs-preflight:index:ExecutionRole",
      name,
      { arn: undefined, policy: undefined, ...inputs },
      {},
      true,
    );
  }
}

describeWithEngine("remote components on the real engine", function () {
  this.timeout(120_000);
  const withStack = (body: (stack: CanaryStack) => Promise<void>): Promise<void> =>
    withCanaryStack("http://127.0.0.1:1", "packages", body);

  it("is described by a schema that SDKs can be made from", () => {
    const cli = engineAvailable();
    assert.ok("pulumi" in cli);
    const schema = path.resolve(__dirname, "../../plugin/schema.json");
    const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    // An error ends it with a failure, a warning does not.
    const said = execFileSync(cli.pulumi, ["schema", "check", schema], { env, encoding: "utf8" });
    assert.doesNotMatch(said, /warning|error/i);
  });

  it("makes a role with its policies, and removes them", () =>
    withStack(async (stack) => {
      const outputs: string[] = [];
      const program = async (): Promise<void> => {
        const secret = new aws.secretsmanager.Secret("db");
        const containers = [{ name: "api", image, secrets: [{ name: "DB", valueFrom: secret.arn }] }];
        const role = new RemoteRole("api", { containerDefinitions: containers });
        role.policy.apply((policy) => outputs.push(policy));
        await Promise.resolve();
      };
      const preview = await stack.preview(program);
      assert.ok(preview.succeeded, preview.text);
      const up = await stack.up(program);
      assert.ok(up.succeeded, up.text);
      assert.equal(up.steps["api"], "create");
      const [policy = ""] = outputs.slice(-1);
      assert.match(policy, /"ecr:GetAuthorizationToken"/);
      assert.match(policy, /"secretsmanager:GetSecretValue".*arn:aws:secretsmanager:/);
      const again = await stack.up(program);
      assert.ok(again.succeeded, again.text);
      assert.deepEqual(
        Object.entries(again.steps).filter(([, step]) => step !== "same"),
        [],
      );
      const destroyed = await stack.destroy();
      assert.ok(destroyed.succeeded, destroyed.text);
    }));

  it("hands on what a component refuses", () =>
    withStack(async (stack) => {
      const refused = await stack.preview(async () => {
        new RemoteRole("api", { containerDefinitions: "[object Promise]" });
        await Promise.resolve();
      });
      assert.ok(!refused.succeeded);
      assert.match(
        [refused.text, ...refused.messages].join("\n"),
        /ExecutionRole api: containerDefinitions is not JSON \[container-definitions-resolved\]/,
      );
    }));

  it("names a component that there is none of", () =>
    withStack(async (stack) => {
      const refused = await stack.preview(async () => {
        new ComponentResource("ecs-preflight:index:EcsServic", "api", {}, {}, true);
        await Promise.resolve();
      });
      assert.ok(!refused.succeeded);
      assert.match([refused.text, ...refused.messages].join("\n"), /ecs-preflight has no component/);
    }));
});
