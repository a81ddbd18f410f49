import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ExecutionRole, type ExecutionRoleArgs } from "../../components";
import type { PolicyDocument } from "../../components/policy-document";
import { ACCOUNT, register, type Registered } from "./mocks";

const IMAGE = `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/api:1`;
const SECRET = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:db-AbCdEf`;
const LOG = {
  logDriver: "awslogs",
  options: { "awslogs-group": "/ecs/api", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "api" },
};
const FULL = {
  name: "api",
  image: IMAGE,
  secrets: [{ name: "PASSWORD", valueFrom: `${SECRET}:password::` }],
  logConfiguration: LOG,
};

const made = (args: ExecutionRoleArgs, options: Parameters<typeof register>[1] = {}): Promise<Registered[]> =>
  register(() => new ExecutionRole("api", args), options);

const policiesIn = (registered: readonly Registered[]): Registered[] =>
  registered.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
const namesIn = (registered: readonly Registered[]): string[] =>
  policiesIn(registered).map(({ name }) => name);
const actionsOf = (registered: Registered | undefined): string[] =>
  (JSON.parse(registered?.inputs["policy"] as string) as PolicyDocument).Statement.flatMap(
    ({ Action }) => Action,
  );
const roleIn = (registered: readonly Registered[]): Registered["inputs"] =>
  registered.find(({ type }) => type === "aws:iam/role:Role")?.inputs ?? {};

describe("ExecutionRole", () => {
  it("makes a role and one policy for each purpose", async () => {
    const registered = await made({ containerDefinitions: [FULL] });
    assert.deepEqual(namesIn(registered), ["api-pull", "api-secrets", "api-logs"]);
    assert.deepEqual(policiesIn(registered).flatMap(actionsOf), [
      "ecr:GetAuthorizationToken",
      "ecr:BatchGetImage",
      "ecr:GetDownloadUrlForLayer",
      "secretsmanager:GetSecretValue",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
    ]);
  });

  it("makes the same of JSON text", async () => {
    const list = await made({ containerDefinitions: [FULL] });
    assert.deepEqual(await made({ containerDefinitions: JSON.stringify([FULL]) }), list);
  });

  it("makes no policy where nothing is needed", async () => {
    assert.deepEqual(namesIn(await made({ containerDefinitions: [{ name: "web", image: "nginx" }] })), []);
  });

  for (const [region, partition] of [
    ["eu-west-1", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
    ["us-iso-east-1", "aws-iso"],
    ["eusc-de-east-1", "aws-eusc"],
  ] as const) {
    it(`lets ECS alone assume it, for this account and region, in partition ${partition}`, async () => {
      const registered = await made({ containerDefinitions: [FULL] }, { region });
      const trust = JSON.parse(roleIn(registered)["assumeRolePolicy"] as string) as { Statement: object[] };
      assert.deepEqual(trust.Statement, [
        {
          Effect: "Allow",
          Principal: { Service: "ecs-tasks.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": ACCOUNT },
            ArnLike: { "aws:SourceArn": `arn:${partition}:ecs:${region}:${ACCOUNT}:*` },
          },
        },
      ]);
    });
  }

  it("passes on what the role is to be like, and nothing that is not given", async () => {
    const settings = {
      name: "exec",
      path: "/ecs/",
      description: "starts api",
      permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/boundary`,
      tags: { team: "shop" },
    };
    const { assumeRolePolicy, ...others } = roleIn(await made({ containerDefinitions: [FULL], ...settings }));
    assert.equal(typeof assumeRolePolicy, "string");
    assert.deepEqual(others, settings);
    assert.deepEqual(Object.keys(roleIn(await made({ containerDefinitions: [FULL] }))), ["assumeRolePolicy"]);
  });

  describe("with values that are known later", () => {
    const later = (): ExecutionRoleArgs => {
      const secret = new aws.secretsmanager.Secret("db");
      const valueFrom = pulumi.interpolate`${secret.arn}:password::`;
      return { containerDefinitions: [{ ...FULL, secrets: [{ name: "PASSWORD", valueFrom }] }] };
    };

    it("makes the same resources at a first preview, and leaves open only what comes of them", async () => {
      const program = (): ExecutionRole => new ExecutionRole("api", later());
      const preview = await register(program, { preview: true });
      const deployment = await register(program);
      assert.deepEqual(namesIn(preview), namesIn(deployment));
      const open = policiesIn(preview).filter(({ inputs }) => typeof inputs["policy"] !== "string");
      assert.deepEqual(
        open.map(({ name }) => name),
        ["api-secrets"],
      );
    });

    it("looks at no environment: it may be secret, and known later", async () => {
      const environment = [{ name: "TOKEN", value: pulumi.secret("hush") }];
      const registered = await made({ containerDefinitions: [{ ...FULL, environment }] });
      assert.doesNotMatch(JSON.stringify(registered), /hush/);
      assert.ok(policiesIn(registered).every(({ inputs }) => typeof inputs["policy"] === "string"));
    });

    it("makes one policy where not even the list of containers is known", async () => {
      const registered = await made({ containerDefinitions: pulumi.output([FULL]) });
      assert.deepEqual(namesIn(registered), ["api-start"]);
      assert.equal(actionsOf(policiesIn(registered)[0]).length, 6);
    });

    it("makes one that denies where nothing turns out to be needed: IAM takes no empty policy", async () => {
      const containerDefinitions = pulumi.jsonStringify([{ name: "web", image: pulumi.output("nginx") }]);
      const registered = await made({ containerDefinitions });
      const { Statement } = JSON.parse(
        policiesIn(registered)[0]?.inputs["policy"] as string,
      ) as PolicyDocument;
      assert.deepEqual(
        Statement.map(({ Effect }) => Effect),
        ["Deny"],
      );
    });

    it("takes repositories, keys and caches as resources", async () => {
      const registered = await register(() => {
        const repository = new aws.ecr.Repository("own");
        const key = new aws.kms.Key("key");
        const cache = new aws.ecr.PullThroughCacheRule("cache", {
          ecrRepositoryPrefix: "api",
          upstreamRegistryUrl: "registry-1.docker.io",
        });
        const image = IMAGE.replace("/api:1", "/api/nginx:1");
        return new ExecutionRole("api", {
          containerDefinitions: [{ ...FULL, image }],
          repositories: [repository],
          keys: [key],
          pullThroughCaches: [cache],
        });
      });
      const text = policiesIn(registered)
        .map(({ inputs }) => String(inputs["policy"]))
        .join("\n");
      assert.match(text, /arn:of:own/);
      assert.match(text, /arn:of:key/);
      assert.match(text, /BatchImportUpstreamImage/);
    });
  });

  it("hands out its ARN when the policies are attached", async () => {
    const order: string[] = [];
    await register(() => {
      const role = new ExecutionRole("api", { containerDefinitions: [FULL] });
      for (const { id } of role.policies) id.apply((known) => order.push(known));
      role.arn.apply((arn) => order.push(arn));
      role.name.apply((known) => assert.equal(known, "api-1a2b3c4"));
      role.policy.apply((text) => assert.equal((JSON.parse(text) as PolicyDocument).Statement.length, 4));
    });
    assert.equal(order.at(-1), "arn:of:api");
    assert.equal(order.length, 4);
  });

  for (const [what, containerDefinitions, says] of [
    ["text that is no JSON", "[object Object]", /containerDefinitions is not JSON/],
    ["JSON that is no list", "{}", /not a list of containers/],
    ["no container", [], /not a list of containers/],
  ] as const) {
    it(`refuses ${what}, with the rule that says why`, async () => {
      await register(() => {
        assert.throws(
          () => new ExecutionRole("api", { containerDefinitions }),
          (error) =>
            pulumi.RunError.isInstance(error) &&
            says.test(error.message) &&
            /ExecutionRole api.*\[container-definitions-resolved\]/.test(error.message),
        );
      });
    });
  }
});
