import { Unknown } from "../../../launch/known";
import { executionRoleCanReadSecrets } from "../../../policies/rules/execution-role-can-read-secrets";
import { ROLE } from "../../support/fargate-service";
import { testRule, type RuleCase } from "../../support/judge";
import {
  allow,
  attach,
  deny,
  documentOf,
  inline,
  ROLE_POLICY,
  serviceRole,
} from "../../support/role-policies";
import { outputOf } from "../../support/stack";

const SECRET = "aws:secretsmanager/secret:Secret";
const DB = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf";
const PARAM = "arn:aws:ssm:eu-west-1:123456789012:parameter/api/token";
const GET = "secretsmanager:GetSecretValue";

const uses = (...valueFrom: readonly unknown[]): NonNullable<RuleCase["container"]> => ({
  secrets: valueFrom.map((value, index) => ({ name: `S${index}`, valueFrom: value })),
});
const with_ = (name: string, verdict: RuleCase["verdict"], ...statements: readonly object[]): RuleCase => ({
  name,
  container: uses(DB),
  others: [inline(statements)],
  verdict,
});
testRule(executionRoleCanReadSecrets, [
  { name: "no secrets, no rights", verdict: "none" },
  {
    name: "Windows joins a file server with the account in a secret",
    taskDefinition: {
      requiresCompatibilities: ["EC2"],
      volumes: [
        {
          name: "share",
          fsxWindowsFileServerVolumeConfiguration: {
            fileSystemId: "fs-0a",
            rootDirectory: "share",
            authorizationConfig: { credentialsParameter: DB, domain: "corp.example" },
          },
        },
      ],
    },
    service: { launchType: "EC2" },
    verdict: "unmet",
    says: [DB],
  },
  {
    name: "the managed policy for task execution allows no secrets",
    container: uses(DB),
    verdict: "unmet",
    resource: "exec",
    level: "mandatory",
    kind: "start",
    says: [`{"Effect":"Allow","Action":"${GET}","Resource":"${DB}"}`, "role exec"],
  },
  with_("the secret's own ARN", "met", allow(GET, DB)),
  with_("the name with six characters left open", "met", allow(GET, DB.replace("AbCdEf", "??????"))),
  with_("every secret", "met", allow("secretsmanager:*", "*")),
  {
    ...with_("the ARN without its six characters", "unmet", allow(GET, DB.replace("-AbCdEf", ""))),
    says: ["six characters"],
  },
  {
    ...with_("the whole reference pasted into the policy", "unmet", allow(GET, `${DB}:password::`)),
    container: uses(`${DB}:password::`),
    says: ["`:key:stage:version` tail"],
  },
  {
    ...with_("a JSON key in the reference is no part of the ARN", "met", allow(GET, DB)),
    container: uses(`${DB}:password::`),
  },
  {
    ...with_("DescribeSecret reads no value", "unmet", allow("secretsmanager:DescribeSecret", DB)),
  },
  { ...with_("a deny wins", "unmet", allow(GET, "*"), deny(GET, DB)), says: ["denies", "Take"] },
  {
    ...with_("another region", "unmet", allow(GET, DB.replace("eu-west-1", "eu-central-1"))),
    says: ["region eu-central-1"],
  },
  with_("a condition on a tag that nobody here knows", "unknown", {
    ...allow(GET, DB),
    Condition: { StringEquals: { "secretsmanager:ResourceTag/team": "a" } },
  }),
  {
    name: "a partial ARN may match either way",
    container: uses(DB.replace("-AbCdEf", "")),
    others: [inline([allow(GET, DB.replace("AbCdEf", "??????"))])],
    verdict: "unknown",
  },
  {
    name: "a partial ARN, and every secret is allowed",
    container: uses(DB.replace("-AbCdEf", "")),
    others: [inline([allow(GET, "*")])],
    verdict: "met",
  },
  {
    name: "a policy that comes later from the secret says nothing yet",
    container: uses(DB),
    others: [
      { type: SECRET, name: "db", inputs: { name: "db" } },
      { type: ROLE_POLICY, name: "own", inputs: { role: "exec-1a2b3c4", policy: outputOf(SECRET, "db") } },
    ],
    verdict: "unknown",
    says: ["policy own"],
  },
  {
    name: "a policy that comes later does not matter beside a wildcard",
    container: uses(DB),
    others: [
      { type: ROLE_POLICY, name: "later", inputs: { role: "exec-1a2b3c4", policy: outputOf(SECRET, "db") } },
      inline([allow(GET, "*")]),
    ],
    verdict: "met",
  },
  {
    name: "containers that come later from a secret whose name the role may read",
    taskDefinition: { containerDefinitions: outputOf(SECRET, "db") },
    others: [
      { type: SECRET, name: "db", inputs: { name: "db" } },
      inline([allow(GET, DB.replace("AbCdEf", "*"))]),
    ],
    verdict: "unknown",
    says: ["the secrets of api"],
  },
  {
    name: "containers that come later from a secret that the role may not read",
    taskDefinition: { containerDefinitions: outputOf(SECRET, "db") },
    others: [{ type: SECRET, name: "db", inputs: { name: "db" } }],
    verdict: "unknown",
    suspects: "secret:db-…",
  },
  {
    name: "the application reads it with the task role",
    taskDefinition: { containerDefinitions: outputOf(SECRET, "db"), taskRoleArn: outputOf(ROLE, "task") },
    others: [
      { type: SECRET, name: "db", inputs: { name: "db" } },
      ...serviceRole("task", "ecs-tasks.amazonaws.com", allow(GET, "*")),
    ],
    verdict: "unknown",
    says: ["how api uses it"],
  },
  {
    name: "a parameter by name, read with GetParameters",
    container: uses("/api/token"),
    others: [inline([allow("ssm:GetParameters", PARAM)])],
    verdict: "met",
  },
  {
    name: "a parameter, and a policy that allows GetParameter",
    container: uses("/api/token"),
    others: [inline([allow("ssm:GetParameter", PARAM)])],
    verdict: "unmet",
    says: ["allows ssm:GetParameter, which is not ssm:GetParameters", PARAM],
  },
  {
    name: "two slashes after `parameter`",
    container: uses("/api/token"),
    others: [inline([allow("ssm:GetParameters", PARAM.replace("parameter/", "parameter//"))])],
    verdict: "unmet",
    says: ["two slashes"],
  },
  {
    name: "all parameters below a path",
    container: uses(PARAM),
    others: [inline([allow("ssm:Get*", PARAM.replace("token", "*"))])],
    verdict: "met",
  },
  {
    name: "the policy of AWS for reading Systems Manager",
    container: uses("/api/token"),
    others: [attach("exec", "arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess")],
    verdict: "met",
  },
  {
    name: "GetParametersByPath does not help",
    container: uses("/api/token"),
    others: [inline([allow("ssm:GetParametersByPath", "*")])],
    verdict: "unmet",
  },
  {
    name: "text that no parameter is named is not repeated: it may be the secret",
    container: uses("p@ss w0rd!"),
    verdict: "none",
  },
  {
    name: "a bare name is a parameter, and the rights are on a secret",
    container: uses("db"),
    others: [inline([allow(GET, "*")])],
    verdict: "unmet",
    says: ["ssm:GetParameters"],
  },
  {
    name: "the rights of the role are on a parameter in another account",
    container: uses("/api/token"),
    others: [inline([allow("ssm:GetParameters", PARAM.replace("123456789012", "210987654321"))])],
    verdict: "unmet",
    says: ["account 210987654321"],
  },
  {
    name: "secret options of the log driver are read, too",
    container: {
      logConfiguration: {
        logDriver: "splunk",
        options: {},
        secretOptions: [{ name: "splunk-token", valueFrom: DB }],
      },
    },
    verdict: "unmet",
    says: [DB],
  },
  {
    name: "credentials of a private registry",
    container: { image: "registry.example.com/api", repositoryCredentials: { credentialsParameter: DB } },
    verdict: "unmet",
  },
  {
    name: "credentials by name are a secret, not a parameter",
    container: { image: "registry.example.com/api", repositoryCredentials: { credentialsParameter: "db" } },
    others: [inline([allow(GET, DB.replace("AbCdEf", "??????"))])],
    verdict: "met",
  },
  {
    name: "the secret's own policy names the role",
    container: uses(DB),
    others: [
      {
        type: SECRET,
        name: "db",
        outputs: { arn: DB },
        inputs: { name: "db" },
      },
      {
        type: "aws:secretsmanager/secretPolicy:SecretPolicy",
        name: "open",
        inputs: {
          secretArn: outputOf(SECRET, "db"),
          policy: documentOf({
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::123456789012:role/exec-1a2b3c4" },
            Action: GET,
            Resource: "*",
          }),
        },
      },
    ],
    verdict: "met",
  },
  {
    name: "the secret's own policy denies everybody",
    container: uses(DB),
    others: [
      {
        type: SECRET,
        name: "db",
        outputs: { arn: DB },
        inputs: {
          name: "db",
          policy: documentOf({ Effect: "Deny", Principal: "*", Action: GET, Resource: "*" }),
        },
      },
      inline([allow(GET, "*")]),
    ],
    verdict: "unmet",
  },
  {
    name: "a secret of another account needs both sides, and one is not in view",
    container: uses(DB.replace("123456789012", "210987654321")),
    others: [inline([allow(GET, "*")])],
    verdict: "unknown",
  },
  {
    name: "a secret of another account without rights of one's own",
    container: uses(DB.replace("123456789012", "210987654321")),
    verdict: "unmet",
  },
  {
    name: "the boundary of the role has no secrets",
    container: uses(DB),
    role: { permissionsBoundary: "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly" },
    others: [inline([allow(GET, DB)])],
    verdict: "unmet",
    says: [
      "boundary",
      "Add to policy AmazonEC2ContainerRegistryReadOnly, the permissions boundary of role exec",
    ],
  },
  {
    name: "the organization may deny, if nobody takes for granted that it does not",
    container: uses(DB),
    others: [inline([allow(GET, DB)])],
    settings: {
      assume: {
        organizationAllows: false,
        unseenResourcePoliciesGrantNothing: true,
        unknownDocumentsDoNotDeny: true,
      },
    },
    verdict: "unknown",
  },
  {
    name: "an account that nothing names: the ARN's own counts",
    container: uses("/api/token"),
    stack: { account: undefined },
    others: [inline([allow("ssm:GetParameters", "arn:aws:ssm:eu-west-1:*:parameter/api/*")])],
    verdict: "met",
  },
  {
    name: "containers that come later",
    taskDefinition: { containerDefinitions: new Unknown("later") },
    verdict: "unknown",
  },
  {
    name: "a role of another stack",
    container: uses(DB),
    taskDefinition: { executionRoleArn: "arn:aws:iam::123456789012:role/other" },
    verdict: "unknown",
  },
  {
    name: "secrets on instances are read with the execution role, too",
    container: uses(DB),
    taskDefinition: { requiresCompatibilities: ["EC2"] },
    service: { launchType: "EC2" },
    verdict: "unmet",
  },
]);
