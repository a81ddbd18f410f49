/** The life of a service that `EcsService` makes, with all that is around it. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import * as path from "node:path";
import { EcsService } from "../../components";
import { describeWithEngine, withStack, type RunResult } from "./support/engine";

const PACK = path.resolve(__dirname, "../../dist/ecs-preflight-pack.js");

interface Release {
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly desiredCount: number;
}

/** A service that is reached through a balancer and gets out through an internet gateway. */
function shop({ image, environment, desiredCount }: Release): Record<string, unknown> {
  const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
  const gateway = new aws.ec2.InternetGateway("main", { vpcId: vpc.id });
  const routes = new aws.ec2.RouteTable("public", {
    vpcId: vpc.id,
    routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
  });
  const subnets = ["a", "b"].map(
    (zone, index) =>
      new aws.ec2.Subnet(zone, {
        vpcId: vpc.id,
        cidrBlock: `10.0.${index}.0/24`,
        availabilityZone: `eu-west-1${zone}`,
      }),
  );
  const associations = subnets.map(
    (subnet, index) =>
      new aws.ec2.RouteTableAssociation(`public-${index}`, { subnetId: subnet.id, routeTableId: routes.id }),
  );
  const subnetIds = subnets.map(({ id }) => id);
  const front = new aws.ec2.SecurityGroup("front", {
    vpcId: vpc.id,
    egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
  });
  const balancer = new aws.lb.LoadBalancer("front", { subnets: subnetIds, securityGroups: [front.id] });
  const targetGroup = new aws.lb.TargetGroup("api", {
    vpcId: vpc.id,
    targetType: "ip",
    protocol: "HTTP",
    port: 8080,
  });
  const listener = new aws.lb.Listener("http", {
    loadBalancerArn: balancer.arn,
    protocol: "HTTP",
    port: 80,
    defaultActions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
  });
  const secret = new aws.secretsmanager.Secret("db");
  const value = new aws.secretsmanager.SecretVersion("db", {
    secretId: secret.id,
    secretString: pulumi.secret("hunter2"),
  });
  const { taskDefinitionArn } = new EcsService("api", {
    cluster: new aws.ecs.Cluster("main"),
    network: { vpcId: vpc.id, subnetIds, assignPublicIp: true, loadBalancerSecurityGroupIds: [front.id] },
    container: { image, environment, portMappings: [{ targetGroup }], secrets: { DB: secret } },
    desiredCount,
    waitFor: [listener, value, ...associations],
  });
  return { taskDefinitionArn };
}

const imageOf = (digit: string): string =>
  `123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/api@sha256:${digit.repeat(64)}`;

/** What was done to resources that did not stay the same, as `<operation> <type> <name>`. */
const changes = ({ resources }: RunResult): string[] =>
  resources
    .filter(({ op }) => op !== "same")
    .map(({ op, urn }) => {
      const [, , types = "", name = ""] = urn.split("::");
      return `${op} ${types.split(":").pop() ?? ""} ${name}`;
    })
    .sort();

describeWithEngine("EcsService on the real engine", function () {
  this.timeout(180_000);

  it("is made, released again, scaled and removed", async () => {
    let release: Release = { image: imageOf("1"), environment: { MODE: "calm" }, desiredCount: 1 };
    const program = (): Promise<Record<string, unknown>> => Promise.resolve(shop(release));
    await withStack(program, { policyPacks: [PACK] }, async (stack) => {
      const done = async (operation: "preview" | "up" | "destroy"): Promise<string[]> => {
        const run = await stack[operation]();
        assert.deepEqual([run.errors, run.succeeded], [[], true], run.stderr);
        // What the ARN of the new secret will be is open at first.
        assert.deepEqual(
          run.policyEvents.filter(({ policyName }) => policyName !== "launch-decided"),
          [],
        );
        return changes(run);
      };
      const created = await done("preview");
      assert.deepEqual(
        created.filter((change) => !change.startsWith("create ")),
        [],
      );
      assert.deepEqual(await done("up"), created);
      assert.deepEqual(await done("preview"), []);

      const released = [
        "create-replacement TaskDefinition api",
        "delete-replaced TaskDefinition api",
        "replace TaskDefinition api",
        "update Service api",
      ];
      release = { ...release, image: imageOf("2") };
      assert.deepEqual(await done("up"), released, "another image");
      release = { ...release, environment: { MODE: "brisk" } };
      assert.deepEqual(await done("up"), released, "another environment");
      release = { ...release, desiredCount: 3 };
      assert.deepEqual(await done("up"), ["update Service api"], "another count");
      assert.deepEqual(await done("preview"), []);

      assert.deepEqual(
        await done("destroy"),
        created.map((change) => change.replace("create", "delete")),
      );
      const { deployment } = (await stack.exportState()) as { deployment: { resources?: unknown } };
      assert.equal(deployment.resources, undefined);
    });
  });
});
