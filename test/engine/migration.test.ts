/** A stack of `awsx.ecs.FargateService` goes over to `EcsService`, as docs/ecs-service.md says: nothing of the service is replaced. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { EcsService } from "../../components";
import { describeWithEngine, withStack, type RunResult } from "./support/engine";

const PLACE = { cluster: "arn:aws:ecs:eu-west-1:123456789012:cluster/main", subnetIds: ["subnet-1"] };
const IMAGE = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/api@sha256:${"1".repeat(64)}`;
const GROUP = "sg-1";

/** A component of awsx with the resources that it makes, as its version 3.8.0 registers them. */
class Awsx extends pulumi.ComponentResource {
  constructor(type: string, name: string, options?: pulumi.ComponentResourceOptions) {
    super(`awsx:ecs:${type}`, name, {}, options);
  }
}

function before(): void {
  const whole = new Awsx("FargateService", "api");
  const task = new Awsx("FargateTaskDefinition", "api", { parent: whole });
  const parent = { parent: task };
  const logs = new aws.cloudwatch.LogGroup("api", {}, parent);
  const assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({ Service: "ecs-tasks.amazonaws.com" });
  const taskRole = new aws.iam.Role("api-task", { assumeRolePolicy }, parent);
  const executionRole = new aws.iam.Role("api-execution", { assumeRolePolicy }, parent);
  const taskDefinition = new aws.ecs.TaskDefinition(
    "api",
    {
      family: "api-0a1b2c3d",
      cpu: "256",
      memory: "512",
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      taskRoleArn: taskRole.arn,
      executionRoleArn: executionRole.arn,
      containerDefinitions: pulumi.jsonStringify([{ name: "api", image: IMAGE, group: logs.name }]),
    },
    parent,
  );
  new aws.ecs.Service(
    "api",
    {
      cluster: PLACE.cluster,
      desiredCount: 1,
      launchType: "FARGATE",
      networkConfiguration: { subnets: PLACE.subnetIds, securityGroups: [GROUP] },
      taskDefinition: taskDefinition.arn,
      waitForSteadyState: true,
    },
    { parent: whole },
  );
}

/** The log group stays, with its logs: it is declared beside the service, under its former URN. */
function after(): void {
  const awsx = `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::awsx:ecs:FargateService$awsx:ecs:FargateTaskDefinition`;
  const logGroup = new aws.cloudwatch.LogGroup(
    "api",
    {},
    { aliases: [`${awsx}$aws:cloudwatch/logGroup:LogGroup::api`] },
  );
  new EcsService(
    "api",
    {
      cluster: PLACE.cluster,
      network: { subnetIds: PLACE.subnetIds, securityGroupIds: [GROUP] },
      container: { image: IMAGE },
      logGroup,
    },
    { aliases: [{ type: "awsx:ecs:FargateService" }] },
  );
}

const changes = ({ resources }: RunResult): string[] =>
  resources
    .map(({ op, urn }) => {
      const [, , types = "", name = ""] = urn.split("::");
      return `${op} ${types.split(":").pop() ?? ""} ${name}`;
    })
    .sort();

describeWithEngine("moving from awsx.ecs.FargateService on the real engine", function () {
  this.timeout(180_000);

  it("updates the service, keeps the log group, and makes a new revision and new roles", async () => {
    let program = before;
    await withStack(
      () => {
        program();
        return Promise.resolve({});
      },
      {},
      async (stack) => {
        const made = await stack.up();
        assert.deepEqual([made.errors, made.succeeded], [[], true], made.stderr);
        program = after;
        const moved = await stack.up();
        assert.deepEqual([moved.errors, moved.succeeded], [[], true], moved.stderr);
        const all = changes(moved);
        assert.ok(all.includes("update Service api"), all.join("\n"));
        assert.ok(all.includes("same LogGroup api"), all.join("\n"));
        assert.deepEqual(
          all.filter((change) => /replace/.test(change)),
          [],
        );
        assert.deepEqual(
          changes(await stack.preview()).filter((change) => !change.startsWith("same ")),
          [],
        );
      },
    );
  });
});
