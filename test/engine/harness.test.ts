import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { makeRecorder, readSeen, type Seen } from "./support/recorder-pack";
import { describeWithEngine, previewProject, withStack, type RunResult } from "./support/engine";

const CONTAINERS = [
  {
    name: "web",
    image: "nginx:1.27",
    notAField: true,
    environment: [
      { name: "B", value: "<2>" },
      { name: "A", value: "1" },
    ],
  },
];

function program(
  retentionInDays: number,
  containerDefinitions = JSON.stringify(CONTAINERS),
): () => Promise<void> {
  return () => {
    new aws.cloudwatch.LogGroup("logs", { retentionInDays });
    const role = new aws.iam.Role("execution", {
      assumeRolePolicy: {
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ecs-tasks.amazonaws.com" } },
        ],
      },
    });
    const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
    const group = new aws.ec2.SecurityGroup("group", { vpcId: vpc.id });
    new aws.ec2.RouteTable("routes", {
      vpcId: vpc.id,
      routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }],
    });
    new aws.ecr.Repository("images");
    const task = new aws.ecs.TaskDefinition("task", {
      family: "web",
      cpu: 256 as unknown as string,
      executionRoleArn: role.arn,
      containerDefinitions,
    });
    new aws.ecs.Service("service", {
      taskDefinition: task.arn,
      networkConfiguration: { subnets: ["subnet-1"], securityGroups: [group.id] },
    });
    return Promise.resolve();
  };
}

function ops(run: RunResult): Record<string, string> {
  return Object.fromEntries(run.resources.map(({ urn, op }) => [urn.split("::").pop() ?? "", op]));
}

describeWithEngine("the real engine", function () {
  let pack = "";

  before(() => {
    pack = makeRecorder();
  });

  after(() => {
    if (pack !== "") fs.rmSync(pack, { recursive: true, force: true });
  });

  const seen = (): Seen => readSeen(pack);

  for (const [kind, file] of [
    ["a folder", "."],
    ["an executable", "run"],
  ] as const)
    it(`reports the violations of a pack that is ${kind}`, async () => {
      const policyPacks = [path.join(pack, file)];
      const broken = await withStack(program(0), { policyPacks }, (run) => run.preview());
      assert.equal(broken.succeeded, false);
      const violation = broken.policyEvents.find(({ policyName }) => policyName === "log-retention");
      assert.equal(violation?.enforcementLevel, "mandatory");
      assert.equal(violation.urn, "urn:pulumi:dev::test::aws:cloudwatch/logGroup:LogGroup::logs");
      assert.equal(violation.severity, "high");
      assert.match(violation.message, /retentionInDays is below 1/);

      const repaired = await withStack(program(7), { policyPacks }, (run) => run.preview());
      assert.deepEqual(repaired.errors, []);
      assert.equal(repaired.succeeded, true);
      assert.deepEqual(
        repaired.policyEvents.map(({ policyName }) => policyName),
        ["record-stack"],
      );
    });

  it("shows a pack checked inputs, and unknowns for what AWS fills in", async () => {
    const run = await withStack(program(7), { policyPacks: [pack] }, (stack) => stack.preview());
    assert.deepEqual(run.errors, []);
    const { inputs, outputs, dryRun } = seen();
    assert.equal(dryRun, "true");

    assert.match(String(inputs["execution"]?.["name"]), /^execution-[0-9a-f]{7}$/);
    assert.equal(typeof inputs["execution"]?.["assumeRolePolicy"], "string");
    assert.equal(inputs["service"]?.["schedulingStrategy"], "REPLICA");
    assert.equal(inputs["service"]["region"], "eu-west-1");
    assert.equal(inputs["task"]?.["cpu"], "256");
    assert.equal("egress" in (inputs["group"] ?? {}), false);

    const unknown: readonly [resource: string, property: string][] = [
      ["execution", "arn"],
      ["execution", "inlinePolicies"],
      ["execution", "managedPolicyArns"],
      ["vpc", "enableDnsHostnames"],
      ["group", "egress"],
      ["group", "ingress"],
      ["service", "launchType"],
      ["service", "platformVersion"],
      ["task", "networkMode"],
      ["task", "executionRoleArn"],
    ];
    for (const [resource, property] of unknown)
      assert.equal(outputs[resource]?.[property], "UNKNOWN", `${resource}.${property}`);

    assert.equal(outputs["service"]?.["desiredCount"], null);
    assert.deepEqual(outputs["service"]["loadBalancers"], []);
    assert.equal(
      (outputs["service"]["networkConfiguration"] as { assignPublicIp: unknown }).assignPublicIp,
      false,
    );
    assert.equal((outputs["routes"]?.["routes"] as { natGatewayId: unknown }[])[0]?.natGatewayId, "");
    assert.equal(
      outputs["task"]?.["containerDefinitions"],
      '[{"environment":[{"name":"A","value":"1"},{"name":"B","value":"\\u003c2\\u003e"}],"image":"nginx:1.27","name":"web"}]',
    );
  });

  it("creates, sees no change afterwards, analyzes the state and destroys", async () => {
    await withStack(
      program(7),
      { policyPacks: [pack], policyPackConfig: { "log-retention": { days: 5 } } },
      async (run) => {
        const up = await run.up();
        assert.deepEqual(up.errors, []);
        assert.equal(ops(up)["service"], "create");
        const { outputs, dryRun } = seen();
        assert.equal(dryRun, "false");
        assert.match(
          String(outputs["task"]?.["arn"]),
          /^arn:aws:ecs:eu-west-1:123456789012:task-definition\/web:\d+$/,
        );
        assert.match(
          String(outputs["execution"]?.["arn"]),
          /^arn:aws:iam::123456789012:role\/execution-[0-9a-f]{7}$/,
        );
        assert.match(String(outputs["group"]?.["vpcId"]), /^vpc-0[0-9a-f]{16}$/);
        assert.match(
          String(outputs["images"]?.["repositoryUrl"]),
          /^123456789012\.dkr\.ecr\.eu-west-1\.amazonaws\.com\/images-[0-9a-f]{7}$/,
        );
        assert.deepEqual(outputs["group"]?.["egress"], []);

        assert.deepEqual(new Set(Object.values(ops(await run.preview()))), new Set(["same"]));

        const analyzed = await run.policyAnalyze(pack);
        assert.equal(analyzed.succeeded, true);
        assert.deepEqual(
          analyzed.policyEvents.map(({ policyName }) => policyName),
          ["record-stack"],
        );

        const destroyed = await run.destroy();
        assert.equal(destroyed.succeeded, true);
        assert.equal(ops(destroyed)["service"], "delete");
      },
    );
  });

  it("stops an update before the resource is created", async () => {
    await withStack(program(0), { policyPacks: [pack] }, async (run) => {
      const up = await run.up();
      assert.equal(up.succeeded, false);
      const state = (await run.exportState()) as { deployment: { resources?: { type: string }[] } };
      const types = (state.deployment.resources ?? []).map(({ type }) => type);
      assert.equal(types.includes("aws:cloudwatch/logGroup:LogGroup"), false);
    });
  });

  const rejected: readonly { name: string; definitions: string; reason: RegExp }[] = [
    { name: "an array joined into text", definitions: "[object Object]", reason: /invalid character 'o'/ },
    {
      name: "text for a number",
      definitions: JSON.stringify([{ name: "web", image: "nginx", cpu: "256" }]),
      reason: /cannot unmarshal string into Go struct field ContainerDefinition\.cpu/,
    },
    {
      name: "a number as the value of a variable",
      definitions: JSON.stringify([
        { name: "web", image: "nginx", environment: [{ name: "PORT", value: 80 }] },
      ]),
      reason: /cannot unmarshal number into Go struct field KeyValuePair\.value/,
    },
  ];
  for (const { name, definitions, reason } of rejected)
    it(`refuses container definitions with ${name}`, async () => {
      const run = await withStack(program(7, definitions), {}, (stack) => stack.preview());
      assert.equal(run.succeeded, false);
      assert.match(run.errors.join("\n"), reason);
    });

  it("answers functions", async () => {
    let document = "";
    const run = await withStack(
      async () => {
        const { region } = await aws.getRegion({});
        const { accountId } = await aws.getCallerIdentity({});
        const { partition } = await aws.getPartition({});
        const { names } = await aws.getAvailabilityZones({});
        const base = {
          sid: "logs",
          actions: ["logs:PutLogEvents"],
          resources: [`arn:${partition}:logs:${region}:${accountId}:*`],
        };
        const source = await aws.iam.getPolicyDocument({ statements: [{ ...base, effect: "Deny" }] });
        const merged = await aws.iam.getPolicyDocument({
          sourcePolicyDocuments: [source.json],
          statements: [
            base,
            {
              actions: ["ecr:B", "ecr:A"],
              resources: ["*"],
              principals: [{ type: "*", identifiers: ["*"] }],
            },
          ],
        });
        document = merged.minifiedJson;
        return { zones: names };
      },
      { config: { "aws:region": "us-east-1" } },
      (stack) => stack.preview(),
    );
    assert.deepEqual(run.errors, []);
    assert.deepEqual(JSON.parse(document), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "logs",
          Effect: "Allow",
          Action: "logs:PutLogEvents",
          Resource: "arn:aws:logs:us-east-1:123456789012:*",
        },
        { Effect: "Allow", Action: ["ecr:B", "ecr:A"], Resource: "*", Principal: "*" },
      ],
    });
  });

  it("previews the program of a folder, with its configuration, as often as asked", async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "ecs-preflight-project-"));
    try {
      fs.symlinkSync(path.resolve(__dirname, "../../node_modules"), path.join(folder, "node_modules"));
      fs.writeFileSync(path.join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\nmain: src/\n");
      fs.writeFileSync(
        path.join(folder, "Pulumi.dev.yaml"),
        "config:\n  aws:region: eu-central-1\n  retention: 3\n",
      );
      fs.mkdirSync(path.join(folder, "src"));
      fs.writeFileSync(path.join(folder, "src", "days.ts"), "export const factor: number = 10;\n");
      fs.writeFileSync(
        path.join(folder, "src", "index.ts"),
        `import * as aws from "@pulumi/aws";
         import * as pulumi from "@pulumi/pulumi";
         import { factor } from "./days";
         const days = new pulumi.Config().requireNumber("retention") * factor;
         export const logs = new aws.cloudwatch.LogGroup("logs", { retentionInDays: days }).name;`,
      );
      for (const days of [30, 70]) {
        const config = days === 30 ? {} : { "shop:retention": "7" };
        const run = await previewProject(folder, { policyPacks: [pack], config });
        assert.deepEqual(run.errors, []);
        assert.equal(seen().inputs["logs"]?.["retentionInDays"], days);
        assert.equal(seen().inputs["logs"]?.["region"], "eu-central-1");
      }
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });

  it("reports the error of a program that throws", async () => {
    const failing = async (): Promise<void> => {
      await Promise.resolve();
      throw new pulumi.RunError("no such environment");
    };
    const run = await withStack(failing, {}, (stack) => stack.preview());
    assert.equal(run.succeeded, false);
    assert.match(run.errors.join("\n") + run.stderr, /no such environment/);
  });
});
