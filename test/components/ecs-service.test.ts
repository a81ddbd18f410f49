import * as aws from "@pulumi/aws";
import { output, secret, type Input } from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import { EcsService } from "../../components/ecs-service";
import type { EcsServiceArgs } from "../../components/ecs-service-args";
import { made, one, type Made } from "./made";

const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const SERVICE = "aws:ecs/service:Service";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

const ARGS: EcsServiceArgs = {
  cluster: "main",
  network: { subnetIds: ["subnet-a", "subnet-b"], vpcId: "vpc-1" },
  container: { image: "nginx:1.27" },
};

const service = (args: Partial<EcsServiceArgs> = {}, name = "api"): Promise<readonly Made[]> =>
  made(() => new EcsService(name, { ...ARGS, ...args }));

const SPLUNK = {
  logDriver: "splunk",
  options: { "splunk-url": "https://splunk.example.com:8088", "splunk-token": "made-up" },
};

type Definition = Readonly<Record<string, unknown>>;
const definitionsIn = (resources: readonly Made[]): readonly Definition[] =>
  JSON.parse(String(one(resources, TASK_DEFINITION)["containerDefinitions"])) as Definition[];

describe("EcsService", function () {
  this.timeout(20_000);
  const region = process.env["AWS_REGION"];
  before(() => (process.env["AWS_REGION"] = "eu-west-1"));
  after(() => {
    if (region === undefined) delete process.env["AWS_REGION"];
    else process.env["AWS_REGION"] = region;
  });

  it("a few lines make all that a start needs", async () => {
    const resources = await service();
    assert.deepEqual(
      resources.map(({ type }) => type).sort(),
      [
        "aws:cloudwatch/logGroup:LogGroup",
        "aws:ec2/securityGroup:SecurityGroup",
        SERVICE,
        TASK_DEFINITION,
        "aws:iam/role:Role",
        "aws:iam/role:Role",
        "aws:iam/rolePolicy:RolePolicy",
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        "ecs-preflight:index:EcsService",
        "ecs-preflight:index:ExecutionRole",
        "pulumi:pulumi:Stack",
      ].sort(),
    );
    const { cpu, memory, networkMode, requiresCompatibilities, family } = one(resources, TASK_DEFINITION);
    assert.deepEqual(
      { cpu, memory, networkMode, requiresCompatibilities, family },
      {
        cpu: "256",
        memory: "512",
        networkMode: "awsvpc",
        requiresCompatibilities: ["FARGATE"],
        family: "shop-prod-api",
      },
    );
    assert.deepEqual(definitionsIn(resources), [
      {
        image: "nginx:1.27",
        name: "api",
        logConfiguration: {
          logDriver: "awslogs",
          options: {
            "awslogs-group": "/ecs/shop-prod-api",
            "awslogs-region": "eu-west-1",
            "awslogs-stream-prefix": "ecs",
          },
        },
      },
    ]);
    assert.deepEqual(one(resources, "aws:cloudwatch/logGroup:LogGroup"), {
      name: "/ecs/shop-prod-api",
      retentionInDays: 30,
    });
    const { launchType, desiredCount, deploymentCircuitBreaker, waitForSteadyState, networkConfiguration } =
      one(resources, SERVICE);
    assert.deepEqual(
      { launchType, desiredCount, deploymentCircuitBreaker, waitForSteadyState, networkConfiguration },
      {
        launchType: "FARGATE",
        desiredCount: 1,
        deploymentCircuitBreaker: { enable: true, rollback: true },
        waitForSteadyState: true,
        networkConfiguration: {
          subnets: ["subnet-a", "subnet-b"],
          securityGroups: ["api-id"],
          assignPublicIp: false,
        },
      },
    );
  });

  it("a role that is given is used, and none is made", async () => {
    const executionRole = "arn:aws:iam::123456789012:role/exec";
    const resources = await service({ executionRole, taskRole: executionRole });
    assert.equal(one(resources, TASK_DEFINITION)["executionRoleArn"], executionRole);
    assert.deepEqual(
      resources.filter(({ type }) => type.startsWith("aws:iam/")),
      [],
    );
  });

  it("ECS Exec gives the new task role its channels; where it is off, or the role is given, there is no policy", async () => {
    const execOf = (resources: readonly Made[]): readonly Made[] =>
      resources.filter(({ name }) => name === "api-exec");
    const [policy] = execOf(await service({ enableExecuteCommand: true }));
    assert.match(String(policy?.inputs["policy"]), /ssmmessages:OpenDataChannel/);
    assert.equal(execOf(await service({ enableExecuteCommand: output(true) })).length, 1);
    const taskRole = "arn:aws:iam::123456789012:role/task";
    for (const without of [{}, { enableExecuteCommand: false }, { enableExecuteCommand: true, taskRole }])
      assert.deepEqual(execOf(await service(without)), []);
  });

  it("the task role gets the policies that are given, and the execution role imports through the caches", async () => {
    const resources = await service({
      container: { image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/hub/library/nginx:1.27" },
      pullThroughCaches: ["hub"],
      taskPolicies: {
        read: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::shop/*" }],
        },
      },
    });
    const policyOf = (name: string) => one(resources, "aws:iam/rolePolicy:RolePolicy", name);
    assert.match(JSON.stringify(policyOf("api-task-read")["policy"]), /s3:GetObject/);
    assert.match(String(policyOf("api-pull")["policy"]), /ecr:BatchImportUpstreamImage/);
  });

  it("the circuit breaker is that of the controller ECS, named or not", async () => {
    const breakerOf = async (args: Partial<EcsServiceArgs>) =>
      one(await service(args), SERVICE)["deploymentCircuitBreaker"];
    assert.deepEqual(await breakerOf({ deploymentController: { type: "ECS" } }), {
      enable: true,
      rollback: true,
    });
    assert.equal(await breakerOf({ deploymentController: { type: "CODE_DEPLOY" } }), undefined);
  });

  it("the number of tasks follows the load within its bounds", async () => {
    const autoScaling = { minCapacity: 2, maxCapacity: 8, cpuPercent: 60, memoryPercent: 70 };
    const resources = await service({ autoScaling });
    const { minCapacity, maxCapacity, resourceId } = one(resources, "aws:appautoscaling/target:Target");
    assert.deepEqual([minCapacity, maxCapacity], [2, 8]);
    assert.match(String(resourceId), /^service\/main\//);
    const policies = resources.filter(({ type }) => type === "aws:appautoscaling/policy:Policy");
    assert.deepEqual(policies.map(({ name }) => name).sort(), ["api-cpuPercent", "api-memoryPercent"]);
    await assert.rejects(service({ autoScaling: { minCapacity: 1, maxCapacity: 2 } }), /autoScaling: give/);
  });

  it("several containers, named by their keys, each with its own log configuration or that of the service", async () => {
    const definitions = definitionsIn(
      await service({
        container: undefined,
        containers: {
          web: { image: "nginx:1.27", dependsOn: [{ containerName: "agent", condition: "START" }] },
          agent: { image: "busybox:1.36", logConfiguration: SPLUNK, essential: false },
        },
      }),
    );
    assert.deepEqual(
      definitions.map(({ name, logConfiguration }) => [name, (logConfiguration as Definition)["logDriver"]]),
      [
        ["web", "awslogs"],
        ["agent", "splunk"],
      ],
    );
  });

  it("where no container logs to it, no group is made", async () => {
    const resources = await service({
      container: { image: "nginx:1.27", logConfiguration: SPLUNK },
    });
    assert.equal(
      resources.some(({ type }) => type.includes("logGroup")),
      false,
    );
  });

  it("secrets by ARN, by resource, and by key; variables as a record or a list", async () => {
    const arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf";
    const [definition] = definitionsIn(
      await service({
        container: {
          image: "nginx:1.27",
          environment: { STAGE: "prod", HOST: output("db") },
          secrets: {
            ALL: arn,
            KEY: { secret: arn, key: "password" },
            STAGED: { secret: { arn: output(arn) }, key: "password", versionStage: "AWSPREVIOUS" },
            PARAMETER: { arn: "arn:aws:ssm:eu-west-1:123456789012:parameter/token" },
          },
        },
      }),
    );
    assert.deepEqual(definition?.["environment"], [
      { name: "STAGE", value: "prod" },
      { name: "HOST", value: "db" },
    ]);
    assert.deepEqual(definition["secrets"], [
      { name: "ALL", valueFrom: arn },
      { name: "KEY", valueFrom: `${arn}:password::` },
      { name: "STAGED", valueFrom: `${arn}:password:AWSPREVIOUS:` },
      { name: "PARAMETER", valueFrom: "arn:aws:ssm:eu-west-1:123456789012:parameter/token" },
    ]);
  });

  it("a target group names port and container, and the balancer gets in by that port", async () => {
    const resources = await made(() => {
      const targetGroup = new aws.lb.TargetGroup("web", { port: 8080, protocol: "HTTP", targetType: "ip" });
      new EcsService("api", {
        ...ARGS,
        network: { ...ARGS.network, loadBalancerSecurityGroupIds: ["sg-balancer"] },
        container: { image: "nginx:1.27", portMappings: [{ targetGroup }] },
      });
    });
    assert.deepEqual(definitionsIn(resources)[0]?.["portMappings"], [{ containerPort: 8080 }]);
    assert.deepEqual(one(resources, SERVICE)["loadBalancers"], [
      {
        containerName: "api",
        containerPort: 8080,
        targetGroupArn: "arn:aws:mock:eu-west-1:123456789012:web",
      },
    ]);
    assert.deepEqual(one(resources, INGRESS), {
      securityGroupId: "api-id",
      referencedSecurityGroupId: "sg-balancer",
      ipProtocol: "tcp",
      fromPort: 8080,
      toPort: 8080,
    });
  });

  it("a balancer's checks stop no task during the start period of the container behind it, unless the service says otherwise", async () => {
    const graceOf = async (startPeriod: Input<number>, args: Partial<EcsServiceArgs> = {}) => {
      const healthCheck = { command: ["CMD", "true"], startPeriod };
      const web = {
        image: "nginx:1.27",
        healthCheck,
        portMappings: [{ containerPort: 80, targetGroup: "arn" }],
      };
      const agent = { image: "busybox:1.36", healthCheck: { ...healthCheck, startPeriod: 200 } };
      const containers = { web, agent };
      const resources = await service({ container: undefined, containers, ...args });
      return one(resources, SERVICE)["healthCheckGracePeriodSeconds"];
    };
    assert.equal(await graceOf(60), 60);
    assert.equal(await graceOf(output(90)), 90);
    assert.equal(await graceOf(60, { healthCheckGracePeriodSeconds: 0 }), 0);
  });

  it("without a VPC it is that of the first subnet; with groups none is made", async () => {
    const found = await service({ network: { subnetIds: ["subnet-a"] } });
    assert.equal(one(found, "aws:ec2/securityGroup:SecurityGroup")["vpcId"], "vpc-of-subnet");
    const given = await service({ network: { subnetIds: ["subnet-a"], securityGroupIds: ["sg-own"] } });
    assert.equal(
      given.some(({ type }) => type.includes("securityGroup")),
      false,
    );
  });

  it("sizes that come from outputs are chosen when these are known", async () => {
    const resources = await service({ container: { image: "nginx:1.27", memory: output(3000) } });
    const { cpu, memory } = one(resources, TASK_DEFINITION);
    assert.deepEqual([cpu, memory], ["512", "3072"]);
  });

  it("a canary waits instead of the service", async () => {
    const resources = await service({ canary: { timeout: 120 } });
    assert.equal(one(resources, SERVICE)["waitForSteadyState"], false);
    const { timeout, service: watched } = one(resources, "ecs-preflight:index:ServiceCanary");
    assert.deepEqual([timeout, watched], [120, "api-id"]);
  });

  it("capacity providers of one's own run on instances, without public addresses or a size", async () => {
    const resources = await service({
      container: { image: "nginx:1.27", memory: 256 },
      capacityProviderStrategies: [{ capacityProvider: "spot", weight: 1 }],
    });
    const { requiresCompatibilities, cpu } = one(resources, TASK_DEFINITION);
    assert.deepEqual([requiresCompatibilities, cpu], [["EC2"], undefined]);
    const { launchType, networkConfiguration } = one(resources, SERVICE);
    assert.equal(launchType, undefined);
    assert.equal("assignPublicIp" in (networkConfiguration as object), false);
  });

  it("Fargate Spot is Fargate", async () => {
    const resources = await service({
      capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
    });
    assert.equal(one(resources, TASK_DEFINITION)["cpu"], "256");
  });

  describe("refuses what can't start, in the words of the rule", () => {
    const refused: readonly (readonly [rule: string, argument: string, args: Partial<EcsServiceArgs>])[] = [
      ["fargate-size-valid", "cpu, memory", { cpu: "256", memory: "4096" }],
      [
        "containers-fit-task",
        "containers",
        { cpu: "256", memory: "512", container: { image: "a", memory: 600 } },
      ],
      ["image-reference-valid", "containers", { container: { image: "Not An Image" } }],
      [
        "host-port-matches",
        "containers",
        { container: { image: "nginx", portMappings: [{ containerPort: 80, hostPort: 8080 }] } },
      ],
      [
        "container-dependencies-valid",
        "containers",
        { container: { image: "nginx", dependsOn: [{ containerName: "nobody", condition: "START" }] } },
      ],
      [
        "secret-reference-valid",
        "containers",
        {
          container: {
            image: "nginx",
            secrets: { A: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf:password" },
          },
        },
      ],
      [
        "health-check-valid",
        "containers",
        { container: { image: "nginx", healthCheck: { command: ["CMD", "true"], interval: 1 } } },
      ],
      ["memory-limit-set", "memory", { launchType: "EC2" }],
    ];
    for (const [rule, argument, args] of refused)
      it(rule, async () => {
        await assert.rejects(service(args), (error: Error) => {
          assert.match(
            error.message,
            new RegExp(`^EcsService api, ${argument}: .*Required: .*\\n.*\\[${rule}\\]$`, "s"),
          );
          return true;
        });
      });

    it("no container at all", () =>
      assert.rejects(service({ container: undefined }), /^Error: EcsService api: give `container`/));

    it("and tells no value of the environment", () =>
      assert.rejects(
        service({ container: { image: "Not An Image", environment: { TOKEN: secret("hunter2") } } }),
        (error: Error) => !error.message.includes("hunter2"),
      ));
  });
});
