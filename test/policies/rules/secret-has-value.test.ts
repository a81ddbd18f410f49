import { Unknown } from "../../../launch/known";
import { secretHasValue } from "../../../policies/rules/secret-has-value";
import { testRule } from "../../support/judge";
import { outputOf, type ResourceSpec } from "../../support/stack";

const SECRET = "aws:secretsmanager/secret:Secret";
const ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db";

const secret = (more: Partial<ResourceSpec> = {}): ResourceSpec => ({
  type: SECRET,
  name: "db",
  ...more,
  inputs: { name: "shop/db", ...more.inputs },
});
const version = (
  inputs: Readonly<Record<string, unknown>> = {},
  more: Partial<ResourceSpec> = {},
): ResourceSpec => ({
  type: "aws:secretsmanager/secretVersion:SecretVersion",
  name: "value",
  ...more,
  inputs: { secretId: outputOf(SECRET, "db"), secretString: new Unknown("secret"), ...inputs },
});
const reads = (valueFrom: unknown): { container: Record<string, unknown> } => ({
  container: { secrets: [{ name: "PASSWORD", valueFrom }] },
});
const unseen = { taskDefinition: { containerDefinitions: outputOf(SECRET, "db") } };
const existing = { id: `${ARN}-AbCdEf`, outputs: { arn: `${ARN}-AbCdEf` } };
const parameter = (region: string): ResourceSpec => ({
  type: "aws:ssm/parameter:Parameter",
  name: "flag",
  inputs: { name: "/shop/flag", type: "String", region },
});

testRule(secretHasValue, [
  { name: "no secrets, nothing to ask", verdict: "none" },
  {
    name: "made here, and nothing puts a value",
    ...reads(ARN),
    others: [secret()],
    verdict: "unmet",
    resource: "db",
    level: "mandatory",
    says: ["nothing in it puts a value there", "staging label: AWSCURRENT"],
  },
  {
    name: "a version puts the value",
    ...reads(ARN),
    others: [secret(), version()],
    verdict: "met",
    says: ["value puts one"],
  },
  {
    name: "the containers come from the secret, which may only be named to the application",
    ...unseen,
    others: [secret()],
    verdict: "unknown",
    suspects: "nothing in it puts a value there",
  },
  {
    name: "the containers come from a secret with a version",
    ...unseen,
    others: [secret(), version()],
    verdict: "met",
  },
  {
    name: "it exists: people fill it",
    ...reads(`${ARN}-AbCdEf`),
    others: [secret(existing)],
    stack: { hasPriorState: true },
    verdict: "unknown",
    says: ["is not read"],
  },
  {
    name: "a command puts the value",
    ...reads(ARN),
    others: [
      secret(),
      { type: "command:local:Command", name: "put", inputs: { environment: { ID: outputOf(SECRET, "db") } } },
    ],
    verdict: "unknown",
    says: ["put may put a value into secret db"],
  },
  {
    name: "a script that may put the value",
    ...reads(ARN),
    others: [secret(), { type: "command:local:Command", name: "script", inputs: { create: "./seed.sh" } }],
    verdict: "unknown",
    suspects: "nothing in it puts a value",
  },
  {
    name: "a rotation puts the value",
    ...reads(ARN),
    others: [
      secret(),
      {
        type: "aws:secretsmanager/secretRotation:SecretRotation",
        name: "rotate",
        inputs: { secretId: outputOf(SECRET, "db") },
      },
    ],
    verdict: "unknown",
  },
  {
    name: "a role that may read it puts nothing",
    ...reads(ARN),
    others: [
      secret(),
      { type: "aws:iam/policy:Policy", name: "read", inputs: { policy: outputOf(SECRET, "db") } },
    ],
    verdict: "unmet",
  },
  {
    name: "a version of another secret",
    ...reads(ARN),
    others: [secret(), version({ secretId: "other" })],
    verdict: "unmet",
  },
  {
    name: "a version of nobody knows which secret",
    ...reads(ARN),
    others: [secret(), version({ secretId: new Unknown("later") })],
    verdict: "unknown",
  },
  {
    name: "a stage that no version has",
    ...reads(`${ARN}:password:AWSPREVIOUS:`),
    others: [secret(), version()],
    verdict: "unmet",
    says: ["no version of secret db in this program has stage AWSPREVIOUS", "staging label: AWSPREVIOUS"],
  },
  {
    name: "a stage of one's own",
    ...reads(`${ARN}:password:blue:`),
    others: [secret(), version({ versionStages: ["blue"] })],
    verdict: "met",
  },
  {
    name: "two versions one after the other leave the first as the previous",
    ...reads(`${ARN}:password:AWSPREVIOUS:`),
    others: [secret(), version(), version({}, { name: "second" })],
    verdict: "unknown",
  },
  {
    name: "the id of a version of a secret that is not made yet",
    ...reads(`${ARN}:::0123456789abcdef0123456789abcdef`),
    others: [secret(), version()],
    verdict: "unknown",
    suspects: "nobody can know the id of a version yet",
  },
  {
    name: "a secret of another stack",
    ...reads(`${ARN}-AbCdEf`),
    verdict: "unknown",
    says: ["is not made here"],
  },
  {
    name: "a parameter that this program makes",
    ...reads("/shop/flag"),
    others: [parameter("eu-west-1")],
    verdict: "met",
  },
  {
    name: "a parameter made in another region",
    ...reads("/shop/flag"),
    others: [parameter("us-east-1")],
    verdict: "unknown",
    suspects: "is made in us-east-1, and the task looks for it in eu-west-1",
  },
  {
    name: "a parameter of somebody else",
    ...reads("/other/flag"),
    verdict: "unknown",
    says: ["is not made here"],
  },
  {
    name: "the password of the registry",
    container: { repositoryCredentials: { credentialsParameter: ARN } },
    others: [secret()],
    verdict: "unmet",
  },
  {
    name: "nothing starts now",
    ...reads(ARN),
    service: { desiredCount: 0 },
    others: [secret()],
    verdict: "unknown",
    suspects: "nothing in it",
  },
  {
    name: "the configuration says that people fill it",
    ...reads(ARN),
    others: [secret()],
    settings: { managedElsewhere: ["db"] },
    verdict: "unknown",
  },
]);
