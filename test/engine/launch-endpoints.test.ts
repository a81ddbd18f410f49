import * as aws from "@pulumi/aws";
import assert from "node:assert/strict";
import { LaunchEndpoints } from "../../components/launch-endpoints";
import { describeWithEngine, withStack, type RunResult } from "./support/engine";

/** Ids, the image and the secret are all unknown at the first preview. */
function program(logs: boolean): void {
  const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
  const subnet = new aws.ec2.Subnet("private", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
  const routes = new aws.ec2.RouteTable("private", { vpcId: vpc.id });
  const tasks = new aws.ec2.SecurityGroup("tasks", { vpcId: vpc.id });
  const repository = new aws.ecr.Repository("api");
  const secret = new aws.secretsmanager.Secret("db");
  const container = {
    name: "api",
    image: repository.repositoryUrl.apply((url) => `${url}:1.4.2`),
    secrets: [{ name: "PASSWORD", valueFrom: secret.arn }],
    ...(logs ? { logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/api" } } } : {}),
  };
  new LaunchEndpoints("net", {
    vpcId: vpc.id,
    subnetIds: [subnet.id],
    routeTableIds: [routes.id],
    securityGroupIds: [tasks.id],
    launches: [{ containerDefinitions: [container] }],
    tighten: true,
  });
}

/** Operations on the endpoints, by name. */
const onEndpoints = (run: RunResult): Record<string, string> =>
  Object.fromEntries(
    run.resources
      .filter(({ urn }) => urn.includes("vpcEndpoint"))
      .map(({ urn, op }) => [urn.split("::").pop() ?? "", op]),
  );

describeWithEngine("LaunchEndpoints on the real engine", function () {
  it("makes what its preview shows, once, and adds without replacing", async () => {
    const made = ["net-ecr.api", "net-ecr.dkr", "net-s3", "net-secretsmanager"];
    const all = (op: string): Record<string, string> => Object.fromEntries(made.map((name) => [name, op]));
    let logs = false;
    const run = (): Promise<void> => {
      program(logs);
      return Promise.resolve();
    };
    await withStack(run, {}, async (stack) => {
      const preview = await stack.preview();
      assert.deepEqual([preview.errors, onEndpoints(preview)], [[], all("create")]);
      const up = await stack.up();
      assert.deepEqual([up.errors, onEndpoints(up)], [[], all("create")]);
      const again = await stack.preview();
      assert.deepEqual(
        again.resources.map(({ op }) => op).filter((op) => op !== "same"),
        [],
      );
      logs = true;
      const more = await stack.up();
      assert.deepEqual([more.errors, onEndpoints(more)], [[], { ...all("same"), "net-logs": "create" }]);
      const destroyed = await stack.destroy();
      assert.deepEqual(
        [destroyed.errors, onEndpoints(destroyed)],
        [[], { ...all("delete"), "net-logs": "delete" }],
      );
    });
  });
});
