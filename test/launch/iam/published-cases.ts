/**
 * What AWS's guides say by example, in words of our own; each case names the page it stands on, below
 * https://docs.aws.amazon.com/.
 */
export interface Example {
  readonly page: string;
  readonly name: string;
  readonly action: string;
  readonly on: string;
  readonly identity?: readonly object[];
  readonly boundary?: readonly object[];
  /** Statements of the resource's own policy; absent: it has none. */
  readonly resource?: readonly object[];
  /** Account of the resource. Default: the role's. */
  readonly account?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly is: "met" | "unmet" | "unknown";
}

export const Version = "2012-10-17";
export const OWN = "111122223333";
export const FOREIGN = "444455556666";
export const ROLE = `arn:aws:iam::${OWN}:role/exec`;
const allow = (Action: unknown, Resource: unknown = "*", Condition?: object): object => ({
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition !== undefined && { Condition }),
});
const deny = (Action: unknown, Resource: unknown = "*", Condition?: object): object => ({
  ...allow(Action, Resource, Condition),
  Effect: "Deny",
});
const to = (principal: unknown, statement: object): object => ({ ...statement, Principal: principal });

const LOGIC = "IAM/latest/UserGuide/reference_policies_evaluation-logic.html";
const DENY_ALLOW = "IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html";
const BASICS = "IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html";
const CROSS = "IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html";
const BOUNDARIES = "IAM/latest/UserGuide/access_policies_boundaries.html";
const NOT_ACTION = "IAM/latest/UserGuide/reference_policies_elements_notaction.html";
const NOT_RESOURCE = "IAM/latest/UserGuide/reference_policies_elements_notresource.html";
const MULTIPLE =
  "IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html";
const SETS = "IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html";
const VARIABLES = "IAM/latest/UserGuide/reference_policies_variables.html";
const KEY_POLICIES = "kms/latest/developerguide/key-policy-default.html";
const ECR = "AmazonECR/latest/userguide/repository-policies.html";
const SECRETS = "secretsmanager/latest/userguide/auth-and-access_iam-policies.html";

const OBJECT = "arn:aws:s3:::carlossalazar-logs/day1";
const get = { action: "s3:GetObject", on: OBJECT } as const;

export const EXAMPLES: readonly Example[] = [
  { page: LOGIC, name: "without any policy a request is refused", ...get, is: "unmet" },
  {
    page: LOGIC,
    name: "an Allow in a role's policy lets it through",
    ...get,
    identity: [allow("s3:*")],
    is: "met",
  },
  {
    page: DENY_ALLOW,
    name: "a Deny beats an Allow, wherever either stands",
    ...get,
    identity: [allow("s3:*"), deny("*", "arn:aws:s3:::carlossalazar-logs/*")],
    is: "unmet",
  },
  {
    page: DENY_ALLOW,
    name: "a Deny of the bucket alone spares what is in it",
    ...get,
    identity: [allow("s3:*"), deny("*", "arn:aws:s3:::carlossalazar-logs")],
    is: "met",
  },
  {
    page: BASICS,
    name: "in one account the resource's policy alone suffices for a role that it names",
    ...get,
    resource: [to({ AWS: ROLE }, allow("s3:GetObject"))],
    is: "met",
  },
  {
    page: BASICS,
    name: "in one account the role's policy alone suffices",
    ...get,
    identity: [allow("s3:GetObject")],
    resource: [to({ AWS: `arn:aws:iam::${OWN}:role/other` }, allow("s3:*"))],
    is: "met",
  },
  {
    page: BASICS,
    name: "a resource's policy that names the account leaves it to the role's policies",
    ...get,
    resource: [to({ AWS: OWN }, allow("s3:GetObject"))],
    is: "unmet",
  },
  {
    page: BASICS,
    name: "a Deny in the resource's policy beats the role's Allow",
    ...get,
    identity: [allow("*")],
    resource: [to("*", deny("s3:GetObject"))],
    is: "unmet",
  },
  {
    page: CROSS,
    name: "across accounts both sides must allow, and do",
    ...get,
    account: FOREIGN,
    identity: [allow("s3:GetObject")],
    resource: [to({ AWS: `arn:aws:iam::${OWN}:root` }, allow("s3:GetObject"))],
    is: "met",
  },
  {
    page: CROSS,
    name: "across accounts the resource's policy alone does not suffice",
    ...get,
    account: FOREIGN,
    resource: [to({ AWS: ROLE }, allow("s3:GetObject"))],
    is: "unmet",
  },
  {
    page: CROSS,
    name: "across accounts the role's policy alone does not suffice",
    ...get,
    account: FOREIGN,
    identity: [allow("*")],
    resource: [],
    is: "unmet",
  },
  {
    page: BOUNDARIES,
    name: "a boundary limits what the role's policies give",
    action: "iam:CreateUser",
    on: `arn:aws:iam::${OWN}:user/x`,
    identity: [allow("iam:CreateUser")],
    boundary: [allow(["s3:*", "cloudwatch:*", "ec2:*"])],
    is: "unmet",
  },
  {
    page: BOUNDARIES,
    name: "a boundary gives nothing itself",
    ...get,
    boundary: [allow("s3:*")],
    is: "unmet",
  },
  {
    page: BOUNDARIES,
    name: "what both allow is allowed",
    ...get,
    identity: [allow("*")],
    boundary: [allow("s3:*")],
    is: "met",
  },
  {
    page: NOT_ACTION,
    name: "an Allow with NotAction lets everything else through",
    ...get,
    identity: [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }],
    is: "met",
  },
  {
    page: NOT_ACTION,
    name: "an Allow with NotAction gives nothing of what it names",
    action: "iam:ListUsers",
    on: "*",
    identity: [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }],
    is: "unmet",
  },
  {
    page: NOT_RESOURCE,
    name: "a Deny with NotResource refuses all other objects",
    ...get,
    identity: [
      allow("s3:*"),
      { Effect: "Deny", Action: "s3:*", NotResource: ["arn:aws:s3:::hrbucket", "arn:aws:s3:::hrbucket/*"] },
    ],
    is: "unmet",
  },
  {
    page: MULTIPLE,
    name: "several keys must all hold, of several values one",
    ...get,
    identity: [
      allow("s3:*", "*", {
        StringEquals: { "aws:RequestedRegion": ["eu-west-1", "eu-central-1"] },
        Bool: { "aws:SecureTransport": "true" },
      }),
    ],
    context: { "aws:RequestedRegion": ["eu-central-1"], "aws:SecureTransport": ["true"] },
    is: "met",
  },
  {
    page: MULTIPLE,
    name: "one key that fails is enough to fail",
    ...get,
    identity: [
      allow("s3:*", "*", {
        StringEquals: { "aws:RequestedRegion": "eu-west-1" },
        Bool: { "aws:SecureTransport": "true" },
      }),
    ],
    context: { "aws:RequestedRegion": ["eu-central-1"], "aws:SecureTransport": ["true"] },
    is: "unmet",
  },
  {
    page: MULTIPLE,
    name: "of several values under a negated operator none may match",
    ...get,
    identity: [
      allow("s3:*", "*", { StringNotEquals: { "aws:RequestedRegion": ["us-east-1", "eu-west-1"] } }),
    ],
    context: { "aws:RequestedRegion": ["eu-west-1"] },
    is: "unmet",
  },
  {
    page: SETS,
    name: "ForAllValues holds where the key is absent",
    ...get,
    identity: [allow("s3:*", "*", { "ForAllValues:StringEquals": { "aws:TagKeys": ["a"] } })],
    context: { "aws:TagKeys": [] },
    is: "met",
  },
  {
    page: SETS,
    name: "ForAnyValue does not hold where the key is absent",
    ...get,
    identity: [allow("s3:*", "*", { "ForAnyValue:StringEquals": { "aws:TagKeys": ["a"] } })],
    context: { "aws:TagKeys": [] },
    is: "unmet",
  },
  {
    page: VARIABLES,
    name: "a variable stands for the value of its key",
    ...get,
    identity: [allow("s3:GetObject", "arn:aws:s3:::carlossalazar-logs/${aws:PrincipalTag/day}")],
    context: { "aws:PrincipalTag/day": ["day1"] },
    is: "met",
  },
  {
    page: KEY_POLICIES,
    name: "a key's policy that leaves it to the account lets IAM policies count",
    action: "kms:Decrypt",
    on: `arn:aws:kms:eu-west-1:${OWN}:key/1`,
    identity: [allow("kms:Decrypt")],
    resource: [to({ AWS: `arn:aws:iam::${OWN}:root` }, allow("kms:*"))],
    is: "met",
  },
  {
    page: KEY_POLICIES,
    name: "a key's policy that does not name the account leaves IAM policies without effect",
    action: "kms:Decrypt",
    on: `arn:aws:kms:eu-west-1:${OWN}:key/1`,
    identity: [allow("kms:*")],
    resource: [to({ AWS: `arn:aws:iam::${OWN}:role/admin` }, allow("kms:*"))],
    is: "unmet",
  },
  {
    page: ECR,
    name: "a repository's policy for another account still needs that account's own Allow",
    action: "ecr:BatchGetImage",
    on: `arn:aws:ecr:eu-west-1:${FOREIGN}:repository/api`,
    account: FOREIGN,
    resource: [to({ AWS: `arn:aws:iam::${OWN}:root` }, { Effect: "Allow", Action: "ecr:BatchGetImage" })],
    is: "unmet",
  },
  {
    page: SECRETS,
    name: "six question marks cover the characters behind a secret's name",
    action: "secretsmanager:GetSecretValue",
    on: `arn:aws:secretsmanager:eu-west-1:${OWN}:secret:MySecret-a1b2c3`,
    identity: [
      allow(
        "secretsmanager:GetSecretValue",
        `arn:aws:secretsmanager:eu-west-1:${OWN}:secret:MySecret-??????`,
      ),
    ],
    is: "met",
  },
  {
    page: SECRETS,
    name: "six question marks do not cover a longer name",
    action: "secretsmanager:GetSecretValue",
    on: `arn:aws:secretsmanager:eu-west-1:${OWN}:secret:MySecret-prod-a1b2c3`,
    identity: [
      allow(
        "secretsmanager:GetSecretValue",
        `arn:aws:secretsmanager:eu-west-1:${OWN}:secret:MySecret-??????`,
      ),
    ],
    is: "unmet",
  },
];
