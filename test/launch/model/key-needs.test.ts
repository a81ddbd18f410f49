import { executionRoleCanReadSecrets } from "../../../policies/rules/execution-role-can-read-secrets";
import { testRule, type RuleCase } from "../../support/judge";
import { allow, documentOf, inline } from "../../support/role-policies";
import { outputOf, type ResourceSpec } from "../../support/stack";

const SECRET = "aws:secretsmanager/secret:Secret";
const PARAMETER = "aws:ssm/parameter:Parameter";
const KEY = "aws:kms/key:Key";
const DB = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf";
const PARAM = "arn:aws:ssm:eu-west-1:123456789012:parameter/api/token";
const GET = "secretsmanager:GetSecretValue";
const KEY_ARN = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const uses = (...valueFrom: readonly unknown[]): NonNullable<RuleCase["container"]> => ({
  secrets: valueFrom.map((value, index) => ({ name: `S${index}`, valueFrom: value })),
});
/** A secret of this stack that exists, under a key of the user's. */
const encrypted = (
  key: Record<string, unknown> = {},
  secret: Record<string, unknown> = {},
): ResourceSpec[] => [
  {
    type: KEY,
    name: "key",
    id: "1234abcd-12ab-34cd-56ef-1234567890ab",
    outputs: { arn: KEY_ARN },
    inputs: key,
  },
  {
    type: SECRET,
    name: "db",
    outputs: { arn: DB },
    inputs: { name: "db", kmsKeyId: KEY_ARN, ...secret },
  },
];
const decrypt = (resource: string, condition?: object): object => ({
  ...allow("kms:Decrypt", resource),
  ...(condition !== undefined && { Condition: condition }),
});

testRule(executionRoleCanReadSecrets, [
  {
    name: "a key of one's own, which the role may not use",
    container: uses(DB),
    others: [...encrypted(), inline([allow(GET, DB)])],
    verdict: "unmet",
    says: ["kms:Decrypt", KEY_ARN, "Access to KMS"],
  },
  {
    name: "a key of one's own, which the role may use through Secrets Manager",
    container: uses(DB),
    others: [
      ...encrypted(),
      inline([
        allow(GET, DB),
        decrypt(KEY_ARN, { StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" } }),
      ]),
    ],
    verdict: "met",
  },
  {
    name: "the key only through Parameter Store",
    container: uses(DB),
    others: [
      ...encrypted(),
      inline([
        allow(GET, DB),
        decrypt(KEY_ARN, { StringEquals: { "kms:ViaService": "ssm.eu-west-1.amazonaws.com" } }),
      ]),
    ],
    verdict: "unmet",
    says: ["kms:ViaService"],
  },
  {
    name: "the alias of a key in a policy is not the key",
    container: uses(DB),
    others: [
      ...encrypted(),
      inline([allow(GET, DB), decrypt("arn:aws:kms:eu-west-1:123456789012:alias/db")]),
    ],
    verdict: "unmet",
    says: ["alias"],
  },
  {
    name: "a key whose policy lets the whole account decrypt through Secrets Manager",
    container: uses(DB),
    others: [
      ...encrypted({
        policy: documentOf({
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: "kms:Decrypt",
          Resource: "*",
          Condition: {
            StringEquals: {
              "kms:CallerAccount": "123456789012",
              "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com",
            },
          },
        }),
      }),
      inline([allow(GET, DB)]),
    ],
    verdict: "met",
  },
  {
    name: "a key whose policy does not leave it to IAM",
    container: uses(DB),
    others: [
      ...encrypted({
        policy: documentOf({
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::123456789012:role/admin" },
          Action: "kms:*",
          Resource: "*",
        }),
      }),
      inline([allow(GET, DB), decrypt("*")]),
    ],
    verdict: "unmet",
    says: ["the policy of key", "Principal"],
  },
  {
    name: "a key that is not in view may let the account through by its own policy",
    container: uses(DB),
    others: [
      { type: SECRET, name: "db", outputs: { arn: DB }, inputs: { name: "db", kmsKeyId: KEY_ARN } },
      inline([allow(GET, DB)]),
    ],
    verdict: "unknown",
    suspects: "kms:Decrypt",
  },
  {
    name: "the key of AWS needs no right",
    container: uses(DB),
    others: [
      {
        type: SECRET,
        name: "db",
        outputs: { arn: DB },
        inputs: { name: "db", kmsKeyId: "alias/aws/secretsmanager" },
      },
      inline([allow(GET, DB)]),
    ],
    verdict: "met",
  },
  {
    name: "an encrypted parameter under a key of one's own",
    container: uses("/api/token"),
    others: [
      ...encrypted(),
      {
        type: PARAMETER,
        name: "token",
        inputs: { name: "/api/token", type: "SecureString", keyId: outputOf(KEY, "key") },
      },
      inline([allow("ssm:GetParameters", PARAM)]),
    ],
    verdict: "unmet",
    says: ["kms:Decrypt"],
  },
  {
    name: "a plain parameter has no key",
    container: uses("/api/token"),
    others: [
      { type: PARAMETER, name: "token", inputs: { name: "/api/token", type: "String", keyId: KEY_ARN } },
      inline([allow("ssm:GetParameters", PARAM)]),
    ],
    verdict: "met",
  },
]);
