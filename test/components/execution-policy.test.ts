import * as assert from "node:assert/strict";
import fc from "fast-check";
import {
  executionPolicy,
  PURPOSES,
  sketchExecutionPolicy,
  type ExecutionNeeds,
} from "../../components/execution-policy";
import { policyDocument, type PolicyStatement } from "../../components/policy-document";
import { Unknown, UnknownOutput, UnknownText } from "../../launch/known";
import type { Launch } from "../../launch/launch";
import { RoleAccess } from "../../launch/model/access";
import { Catalogue } from "../../launch/model/catalogue";
import type { CloudModel } from "../../launch/model/cloud-model";
import { emptyCloud } from "../../launch/model/empty-cloud";
import { fileNeeds } from "../../launch/model/file-needs";
import { nothingGuarded, type GuardedResource } from "../../launch/model/guarded";
import { logNeeds } from "../../launch/model/log-needs";
import { pullNeeds } from "../../launch/model/pull-needs";
import { readApiTaskDefinition } from "../../launch/model/read-task-definition";
import { joinNeeds, type RoleNeed } from "../../launch/model/role-need";
import { secretNeeds } from "../../launch/model/secret-needs";
import { literal } from "../../launch/reference";
import { DEFAULT_SETTINGS } from "../../launch/settings";

const ACCOUNT = "123456789012";
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const ENCRYPTED = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:encrypted-AbCdEf`;
const LOGIN = ["ecr:GetAuthorizationToken on *"];
const pull = (arn: string): string[] => [
  `ecr:BatchGetImage on ${arn}`,
  `ecr:GetDownloadUrlForLayer on ${arn}`,
];
const SECRET = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:db-AbCdEf`;
const GROUP = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/ecs/api`;
const awslogs = (options: Record<string, string>): object => ({
  logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/ecs/api", ...options } },
});
const writes = (stream: string): string[] => [
  `logs:CreateLogStream on ${stream}`,
  `logs:PutLogEvents on ${stream}`,
];

interface Case {
  /** Says the reason, not the input. */
  readonly name: string;
  readonly containers: readonly object[];
  readonly given?: Partial<ExecutionNeeds>;
  /** `action on resource`. */
  readonly allows: readonly string[];
}

const cases: readonly Case[] = [
  { name: "a public image needs nothing", containers: [{ image: "nginx:1.27" }], allows: [] },
  {
    name: "nor does one of ECR Public",
    containers: [{ image: "public.ecr.aws/nginx/nginx:1.27" }],
    allows: [],
  },
  {
    name: "a private image needs the login, which knows no resource, and its own repository",
    containers: [{ image: `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/team/api:1` }],
    allows: [...LOGIN, ...pull(`arn:aws:ecr:eu-west-1:${ACCOUNT}:repository/team/api`)],
  },
  {
    name: "an image of another account and region is pulled from there",
    containers: [{ image: "210987654321.dkr.ecr.us-east-1.amazonaws.com/api:1" }],
    allows: [...LOGIN, ...pull("arn:aws:ecr:us-east-1:210987654321:repository/api")],
  },
  {
    name: "China is a partition of its own",
    containers: [{ image: `${ACCOUNT}.dkr.ecr.cn-north-1.amazonaws.com.cn/api:1`, ...awslogs({}) }],
    given: { region: "cn-north-1" },
    allows: [
      ...LOGIN,
      ...pull(`arn:aws-cn:ecr:cn-north-1:${ACCOUNT}:repository/api`),
      ...writes(`arn:aws-cn:logs:cn-north-1:${ACCOUNT}:log-group:/ecs/api:log-stream:*`),
    ],
  },
  {
    name: "so is GovCloud",
    containers: [
      {
        image: `${ACCOUNT}.dkr.ecr.us-gov-west-1.amazonaws.com/api:1`,
        secrets: [{ name: "A", valueFrom: "/a" }],
      },
    ],
    given: { region: "us-gov-west-1" },
    allows: [
      ...LOGIN,
      ...pull(`arn:aws-us-gov:ecr:us-gov-west-1:${ACCOUNT}:repository/api`),
      `ssm:GetParameters on arn:aws-us-gov:ssm:us-gov-west-1:${ACCOUNT}:parameter/a`,
    ],
  },
  {
    name: "the first pull through a cache imports the image",
    containers: [{ image: `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/docker-hub/library/nginx:1` }],
    given: { pullThroughPrefixes: ["docker-hub"] },
    allows: [
      ...LOGIN,
      ...[
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
        "ecr:BatchImportUpstreamImage",
        "ecr:CreateRepository",
      ].map((action) => `${action} on arn:aws:ecr:eu-west-1:${ACCOUNT}:repository/docker-hub/library/nginx`),
    ],
  },
  {
    name: "repositories may be given for images that are not known",
    containers: [{ image: new Unknown("a pipeline chooses it") }],
    given: { repositories: [`arn:aws:ecr:eu-west-1:${ACCOUNT}:repository/api`] },
    allows: [...LOGIN, ...pull(`arn:aws:ecr:eu-west-1:${ACCOUNT}:repository/api`)],
  },
  {
    name: "JSON key, version stage and version id are no part of the secret's ARN",
    containers: [{ secrets: [{ name: "A", valueFrom: `${SECRET}:password:AWSCURRENT:` }] }],
    allows: [`secretsmanager:GetSecretValue on ${SECRET}`],
  },
  {
    name: "two containers read one secret",
    containers: [
      { secrets: [{ name: "A", valueFrom: `${SECRET}:user::` }] },
      { secrets: [{ name: "A", valueFrom: SECRET }] },
    ],
    allows: [`secretsmanager:GetSecretValue on ${SECRET}`],
  },
  {
    name: "a secret without its six characters may have any",
    containers: [{ secrets: [{ name: "A", valueFrom: SECRET.replace("-AbCdEf", "") }] }],
    allows: [`secretsmanager:GetSecretValue on ${SECRET.replace("AbCdEf", "??????")}`],
  },
  {
    name: "credentials of a registry may go by name",
    containers: [{ repositoryCredentials: { credentialsParameter: "registry" } }],
    allows: [
      `secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:registry-??????`,
    ],
  },
  {
    name: "a name elsewhere is a parameter, whose ARN has one slash",
    containers: [{ secrets: [{ name: "A", valueFrom: "/api/token" }] }],
    allows: [`ssm:GetParameters on arn:aws:ssm:eu-west-1:${ACCOUNT}:parameter/api/token`],
  },
  {
    name: "a parameter of another region goes by its ARN",
    containers: [
      { secrets: [{ name: "A", valueFrom: `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/api/token` }] },
    ],
    allows: [`ssm:GetParameters on arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/api/token`],
  },
  {
    name: "secret options of a log driver are read like secrets",
    containers: [
      {
        logConfiguration: {
          logDriver: "splunk",
          secretOptions: [{ name: "splunk-token", valueFrom: SECRET }],
        },
      },
    ],
    allows: [`secretsmanager:GetSecretValue on ${SECRET}`],
  },
  {
    name: "a key is used through the services that keep what it encrypts",
    containers: [
      {
        secrets: [
          { name: "A", valueFrom: SECRET },
          { name: "B", valueFrom: "/b" },
        ],
      },
    ],
    given: { keys: ["1234abcd", "alias/aws/secretsmanager", "", undefined] },
    allows: [
      `secretsmanager:GetSecretValue on ${SECRET}`,
      `ssm:GetParameters on arn:aws:ssm:eu-west-1:${ACCOUNT}:parameter/b`,
      `kms:Decrypt on arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd if kms:ViaService is secretsmanager.*.amazonaws.com, ssm.*.amazonaws.com`,
    ],
  },
  {
    name: "a key without anything that it encrypts is not used",
    containers: [{ image: "nginx" }],
    given: { keys: ["1234abcd"] },
    allows: [],
  },
  {
    name: "in China the names of services are not documented",
    containers: [{ secrets: [{ name: "B", valueFrom: "/b" }] }],
    given: { region: "cn-north-1", keys: ["1234abcd"] },
    allows: [
      `ssm:GetParameters on arn:aws-cn:ssm:cn-north-1:${ACCOUNT}:parameter/b`,
      `kms:Decrypt on arn:aws-cn:kms:cn-north-1:${ACCOUNT}:key/1234abcd`,
    ],
  },
  {
    name: "only the task's id is open in the name of a log stream",
    containers: [{ name: "api", ...awslogs({ "awslogs-stream-prefix": "web" }) }],
    allows: writes(`${GROUP}:log-stream:web/api/*`),
  },
  {
    name: "without a prefix the log stream is Docker's to name",
    containers: [{ name: "api", ...awslogs({}) }],
    allows: writes(`${GROUP}:log-stream:*`),
  },
  {
    name: "a log group that ECS makes",
    containers: [{ name: "api", ...awslogs({ "awslogs-create-group": "true" }) }],
    allows: [
      ...writes(`${GROUP}:log-stream:*`),
      `logs:CreateLogGroup on ${GROUP}`,
      `logs:CreateLogGroup on ${GROUP}:log-stream:`,
    ],
  },
  {
    name: "a log group of another region",
    containers: [{ name: "api", ...awslogs({ "awslogs-region": "us-east-1" }) }],
    allows: writes(`${GROUP.replace("eu-west-1", "us-east-1")}:log-stream:*`),
  },
  {
    name: "logs that a sidecar ships are the task role's business",
    containers: [{ logConfiguration: { logDriver: "awsfirelens", options: { Name: "firehose" } } }],
    allows: [],
  },
  {
    name: "an environment file, and where its bucket is; wildcards in its name are plain characters",
    containers: [{ environmentFiles: [{ type: "s3", value: "arn:aws:s3:::config/a*.env" }] }],
    allows: ["s3:GetObject on arn:aws:s3:::config/a${*}.env", "s3:GetBucketLocation on arn:aws:s3:::config"],
  },
  {
    name: "the configuration of FireLens on instances",
    containers: [firelens()],
    given: { launchType: "EC2" },
    allows: [
      "s3:GetObject on arn:aws:s3:::config/fluent.conf",
      "s3:GetBucketLocation on arn:aws:s3:::config",
    ],
  },
  {
    name: "which Fargate does not take from S3",
    containers: [firelens()],
    given: { launchType: "FARGATE" },
    allows: [],
  },
];

function firelens(): object {
  return {
    firelensConfiguration: {
      type: "fluentbit",
      options: { "config-file-type": "s3", "config-file-value": "arn:aws:s3:::config/fluent.conf" },
    },
  };
}

const rightsOf = (statements: readonly PolicyStatement[]): string[] =>
  statements.flatMap(({ Action, Resource, Condition }) => {
    const via = Condition?.["StringLike"]?.["kms:ViaService"];
    const condition = via === undefined ? "" : ` if kms:ViaService is ${[via].flat().join(", ")}`;
    return Action.flatMap((action) => Resource.map((resource) => `${action} on ${resource}${condition}`));
  });

describe("the policy of an execution role", () => {
  for (const { name, containers, given, allows } of cases) {
    it(name, () => {
      const { statements } = executionPolicy({
        containerDefinitions: containers,
        region: "eu-west-1",
        account: ACCOUNT,
        ...given,
      });
      assert.deepEqual(rightsOf(statements).sort(), [...allows].sort());
      const sids = statements.map(({ Sid }) => Sid);
      assert.equal(new Set(sids).size, sids.length);
    });
  }

  it("names what it cannot tell", () => {
    const { open } = executionPolicy({
      containerDefinitions: [{ secrets: [{ name: "A", valueFrom: new Unknown("it is known later") }] }],
      region: "eu-west-1",
      account: ACCOUNT,
    });
    assert.deepEqual(open, ["read the secrets of the task definition: it is known later"]);
  });

  it("takes no alias for a key", () => {
    const given = { containerDefinitions: [{ image: "nginx" }], region: "eu-west-1", account: ACCOUNT };
    assert.throws(() => executionPolicy({ ...given, keys: ["alias/db"] }), /alias\/db is the alias/);
  });

  it("is the same whatever the order of the containers", () => {
    fc.assert(
      fc.property(fc.array(container(), { minLength: 1, maxLength: 4 }), (containers) => {
        const of = (list: readonly object[]): string[] =>
          rightsOf(executionPolicy(needsOf(list)).statements).sort();
        assert.deepEqual(of(containers), of([...containers].reverse()));
      }),
    );
  });

  it("allows all that the rules ask for, and nothing without which they would still be content", () => {
    fc.assert(
      fc.property(fc.array(container(), { minLength: 1, maxLength: 3 }), (containers) => {
        const { statements, open } = executionPolicy(needsOf(containers));
        assert.deepEqual(open, []);
        const asked = needsAsked(containers);
        assert.deepEqual(notMet(asked, statements), []);
        for (const [left, what] of withoutOne(statements))
          assert.notDeepEqual(notMet(asked, left), [], `${what} is not needed`);
      }),
      { numRuns: 150 },
    );
  });

  it("is what its purposes allow, taken together", () => {
    fc.assert(
      fc.property(fc.array(container(), { minLength: 1, maxLength: 3 }), (containers) => {
        const parts = PURPOSES.flatMap(
          (purpose) => executionPolicy(needsOf(containers), [purpose]).statements,
        );
        const whole = executionPolicy(needsOf(containers)).statements;
        const plain = (rights: readonly string[]): string[] =>
          [...new Set(rights.map((right) => right.replace(/ if .*/, "")))].sort();
        assert.deepEqual(plain(rightsOf(parts)), plain(rightsOf(whole)));
      }),
    );
  });
});

describe("the sketch of the policy, before ARNs are known", () => {
  const arns: Readonly<Record<string, string>> = {
    secret: SECRET,
    parameter: `arn:aws:ssm:eu-west-1:${ACCOUNT}:parameter/made`,
    repository: `arn:aws:ecr:eu-west-1:${ACCOUNT}:repository/made`,
  };
  const texts: Readonly<Record<string, string>> = {
    ...arns,
    repository: `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/made`,
  };
  const made = (["secret", "parameter", "repository"] as const).map((kind) => ({ id: kind, kind }));
  const arnOf = (id: string): UnknownOutput => new UnknownOutput("it is later", id, "arn");

  /** A container with outputs in it, and what it is once they are known. */
  const both = fc
    .record({
      base: container(),
      secret: fc.constantFrom("secret", "parameter", "key", "none"),
      image: fc.boolean(),
    })
    .map(({ base, secret, image }) => {
      const id = secret === "key" ? "secret" : secret;
      const parts = [arnOf(id), ...(secret === "key" ? [":user::"] : [])];
      const later = parts.length === 1 ? parts[0] : new UnknownText("it is later", [id], parts);
      const url = new UnknownOutput("it is later", "repository", "repositoryUrl");
      const filled = (valueFrom: unknown, reference: unknown): object => ({
        ...base,
        ...(secret !== "none" && { secrets: [{ name: "A", valueFrom }] }),
        ...(image && { image: reference }),
      });
      return {
        before: filled(later, new UnknownText("it is later", ["repository"], [url, ":1"])),
        after: filled(
          `${texts[id] ?? ""}${secret === "key" ? ":user::" : ""}`,
          `${texts["repository"] ?? ""}:1`,
        ),
      };
    });

  it("is the policy itself, but for the ARNs", () => {
    fc.assert(
      fc.property(fc.array(both, { minLength: 1, maxLength: 3 }), (containers) => {
        const keys = [KEY];
        const sketch = sketchExecutionPolicy({
          ...needsOf(containers.map(({ before }) => before)),
          keys,
          made,
        });
        const policy = executionPolicy({ ...needsOf(containers.map(({ after }) => after)), keys });
        assert.deepEqual(sketch.open, []);
        const known = sketch.statements.map((statement) => ({
          ...statement,
          Resource: statement.Resource.map((arn) =>
            arn instanceof UnknownOutput ? (arns[arn.urn] ?? "") : (arn as string),
          ),
        }));
        const distinct = (statements: readonly PolicyStatement[]): string[] =>
          [...new Set(rightsOf(statements))].sort();
        assert.deepEqual(distinct(known), distinct(policy.statements));
      }),
    );
  });

  it("leaves open what is not the ARN of a resource", () => {
    const valueFrom = new UnknownOutput("it is later", "secret", "name");
    const { statements, open } = sketchExecutionPolicy({
      ...needsOf([{ secrets: [{ name: "A", valueFrom }] }]),
      made,
    });
    assert.deepEqual(statements, []);
    assert.equal(open.length, 1);
  });
});

const needsOf = (containerDefinitions: readonly object[]): ExecutionNeeds => ({
  containerDefinitions,
  region: "eu-west-1",
  account: ACCOUNT,
  keys: JSON.stringify(containerDefinitions).includes(ENCRYPTED) ? [KEY] : [],
});

function container(): fc.Arbitrary<object> {
  const valueFrom = fc.constantFrom(
    SECRET,
    `${SECRET}:user::`,
    `${ENCRYPTED}:password::`,
    `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:other-123456`,
    "/api/token",
    "token",
    `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/api/token`,
  );
  const secrets = fc.array(
    valueFrom.map((text) => ({ name: "A", valueFrom: text })),
    { maxLength: 3 },
  );
  const logs = fc.oneof(
    fc.constant(undefined),
    fc.record({ logDriver: fc.constant("splunk"), secretOptions: secrets }),
    fc.record({
      logDriver: fc.constant("awslogs"),
      options: fc.record(
        {
          "awslogs-group": fc.constantFrom("/ecs/a", "/ecs/b"),
          "awslogs-region": fc.constantFrom("eu-west-1", "us-east-1"),
          "awslogs-stream-prefix": fc.constantFrom("x", "y"),
        },
        { requiredKeys: ["awslogs-group"] },
      ),
    }),
  );
  return fc.record(
    {
      name: fc.constantFrom("api", "proxy"),
      image: fc.constantFrom(
        "nginx",
        `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/api:1`,
        `${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/team/api@sha256:${"a".repeat(64)}`,
      ),
      secrets,
      logConfiguration: logs,
      environmentFiles: fc.array(
        fc
          .constantFrom("a.env", "b/c.env")
          .map((key) => ({ type: "s3", value: `arn:aws:s3:::config/${key}` })),
        { maxLength: 2 },
      ),
      repositoryCredentials: fc.constantFrom({ credentialsParameter: SECRET }),
    },
    { requiredKeys: ["name", "image"] },
  );
}

function cloud(): CloudModel {
  const guarded = (arn: string, more: Partial<GuardedResource>): GuardedResource => ({
    ref: { id: arn, name: "mine" },
    name: arn.split(":").at(-1),
    arn,
    region: "eu-west-1",
    key: { text: undefined, from: [] },
    policies: [],
    incomplete: undefined,
    ...more,
  });
  const delegated = {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" },
    ],
  };
  const one = (item: GuardedResource): Catalogue<GuardedResource> =>
    new Catalogue([item], ({ arn }) => [arn]);
  return {
    ...emptyCloud(ACCOUNT),
    guarded: {
      ...nothingGuarded(),
      secrets: one(guarded(ENCRYPTED, { key: literal(KEY) })),
      keys: one(guarded(KEY, { policies: [{ label: "the key's policy", document: delegated }] })),
    },
  };
}

/** What the rules of the pack ask of the role. */
function needsAsked(containerDefinitions: readonly object[]): readonly RoleNeed[] {
  const ref = { id: "file:api.json", name: "api" };
  const launch: Launch = {
    id: "api",
    taskDefinition: readApiTaskDefinition({ containerDefinitions }, ref, "eu-west-1"),
    site: undefined,
    launchType: "FARGATE",
  };
  const model = cloud();
  const all = [pullNeeds, secretNeeds, logNeeds, fileNeeds].map((of) => of(launch, model));
  return joinNeeds(...all).known;
}

function notMet(needs: readonly RoleNeed[], statements: readonly PolicyStatement[]): string[] {
  const role = {
    ref: { id: "role", name: "exec" },
    name: "exec",
    arn: `arn:aws:iam::${ACCOUNT}:role/exec`,
    path: "/",
    trust: undefined,
    policies: [
      { label: "own", attachedBy: undefined, managedArn: undefined, document: policyDocument(statements) },
    ],
    incomplete: undefined,
    permissionsBoundary: undefined,
  };
  const access = new RoleAccess(
    statements.length === 0 ? { ...role, policies: [] } : role,
    cloud(),
    DEFAULT_SETTINGS,
    "eu-west-1",
  );
  return needs
    .map((need) => ({ need, verdict: access.judge(need.access).verdict }))
    .filter(({ verdict }) => verdict.is !== "met")
    .map(({ need, verdict }) => `${need.what}: ${verdict.is}, ${verdict.because}`);
}

/** The statements with an action or a resource less, in every way. */
function* withoutOne(statements: readonly PolicyStatement[]): Iterable<readonly [PolicyStatement[], string]> {
  for (const [index, statement] of statements.entries()) {
    for (const part of ["Action", "Resource"] as const) {
      for (const value of statement[part]) {
        const left = statement[part].filter((other) => other !== value);
        const smaller = left.length === 0 ? [] : [{ ...statement, [part]: left }];
        yield [statements.flatMap((other, at) => (at === index ? smaller : [other])), value];
      }
    }
  }
}
