import { Unknown } from "../../../launch/known";
import { secretReferenceValid } from "../../../policies/rules/secret-reference-valid";
import { CONTAINER } from "../../support/fargate-service";
import { testRule } from "../../support/judge";
import { outputOf, urnOf } from "../../support/stack";

const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf";
const PARAMETER = "arn:aws:ssm:eu-west-1:123456789012:parameter";
const VERSION = "1234567890ab-cdef-1234-5678-90abcdef";
const secret = (valueFrom: unknown): Record<string, unknown> => ({ secrets: [{ name: "DB", valueFrom }] });
const credentials = (credentialsParameter: string): Record<string, unknown> => ({
  repositoryCredentials: { credentialsParameter },
});

testRule(secretReferenceValid, [
  { name: "no secrets", verdict: "none" },
  { name: "a whole ARN", container: secret(SECRET), verdict: "met" },
  { name: "a JSON key", container: secret(`${SECRET}:password::`), verdict: "met" },
  { name: "a version stage", container: secret(`${SECRET}::AWSPREVIOUS:`), verdict: "met" },
  { name: "a version id", container: secret(`${SECRET}:password::${VERSION}`), verdict: "met" },
  {
    name: "another partition",
    container: secret(SECRET.replace("arn:aws:", "arn:aws-cn:").replace("eu-west-1", "cn-north-1")),
    verdict: "met",
  },
  {
    name: "another region is legal by ARN",
    container: secret(SECRET.replace("eu-west-1", "us-east-1")),
    verdict: "met",
  },
  {
    name: "a bare name is a parameter",
    container: secret("db-password"),
    verdict: "met",
    says: ["parameter"],
  },
  { name: "the path of a parameter", container: secret("/prod/db/password"), verdict: "met" },
  { name: "a parameter with its version", container: secret("/prod/db/password:3"), verdict: "met" },
  { name: "the ARN of a parameter", container: secret(`${PARAMETER}/prod/db`), verdict: "met" },
  {
    name: "a JSON key without the colons behind it",
    container: secret(`${SECRET}:password`),
    verdict: "unmet",
    resource: "api",
    says: ["8 fields", "secret DB of container api"],
  },
  {
    name: "one colon behind a JSON key",
    container: secret(`${SECRET}:password:`),
    verdict: "unmet",
    says: ["9 fields"],
  },
  { name: "a colon too many", container: secret(`${SECRET}:a:::`), verdict: "unmet", says: ["11 fields"] },
  {
    name: "a stage where the version id belongs",
    container: secret(`${SECRET}:password::AWSCURRENT`),
    verdict: "unmet",
    says: ["10 characters", "32 to 64"],
  },
  {
    name: "stage and version id may name the same version",
    container: secret(`${SECRET}::AWSCURRENT:${VERSION}`),
    verdict: "unknown",
    suspects: "same version",
  },
  {
    name: "an ARN built from the secret's name",
    container: secret("arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db"),
    verdict: "unknown",
    suspects: "prod/db lacks the suffix",
  },
  { name: "empty", container: secret(""), verdict: "unmet", says: ["missing or empty"] },
  { name: "absent", container: { secrets: [{ name: "DB" }] }, verdict: "unmet" },
  {
    name: "an ARN of another service",
    container: secret("arn:aws:s3:::bucket/key"),
    verdict: "unmet",
    says: ["an ARN of s3"],
  },
  {
    name: "an ARN without account",
    container: secret("arn:aws:ssm:eu-west-1::parameter/a"),
    verdict: "unmet",
    says: ["account"],
  },
  {
    name: "an ARN without region",
    container: secret("arn:aws:ssm::123456789012:parameter/a"),
    verdict: "unmet",
    says: ["region"],
  },
  {
    name: "a parameter's ARN of something else",
    container: secret(PARAMETER),
    verdict: "unmet",
    says: ["names no parameter"],
  },
  {
    name: "a path put behind parameter/ with its slash",
    container: secret(`${PARAMETER}//prod/db`),
    verdict: "unknown",
    suspects: "one slash",
  },
  { name: "a placeholder", container: secret("<secret arn>"), verdict: "unmet" },
  {
    name: "what may be the secret itself is not printed",
    container: secret("correct horse battery staple"),
    verdict: "unmet",
    says: [/^(?!.*horse)/s],
  },
  {
    name: "a JSON key behind a bare name",
    container: secret("prod/db:password::"),
    verdict: "unknown",
    suspects: "whole ARN",
  },
  {
    name: "a URN is reported elsewhere",
    container: secret(urnOf("aws:ssm/parameter:Parameter", "db")),
    verdict: "unknown",
  },
  { name: "a lost Promise is reported elsewhere", container: secret({}), verdict: "unknown" },
  {
    name: "of a log option",
    container: {
      logConfiguration: {
        logDriver: "splunk",
        secretOptions: [{ name: "splunk-token", valueFrom: `${SECRET}:token` }],
      },
    },
    verdict: "unmet",
    says: ["log option splunk-token"],
  },
  { name: "registry credentials by name", container: credentials("dockerhub"), verdict: "met" },
  { name: "registry credentials by ARN", container: credentials(SECRET), verdict: "met" },
  {
    name: "registry credentials in a parameter",
    container: credentials(`${PARAMETER}/dockerhub`),
    verdict: "unmet",
    says: ["registry credentials"],
  },
  {
    name: "registry credentials with a JSON key",
    container: credentials(`${SECRET}:key::`),
    verdict: "unknown",
    suspects: "part of it",
  },
  {
    name: "the ARN comes with the secret",
    taskDefinition: {
      containerDefinitions: [
        {
          ...CONTAINER,
          secrets: [{ name: "DB", valueFrom: outputOf("aws:secretsmanager/secret:Secret", "db") }],
        },
      ],
    },
    verdict: "unknown",
  },
  {
    name: "the secrets come later",
    taskDefinition: { containerDefinitions: [{ ...CONTAINER, secrets: new Unknown("later") }] },
    verdict: "unknown",
  },
  {
    name: "all comes later",
    taskDefinition: { containerDefinitions: new Unknown("later") },
    verdict: "unknown",
  },
]);
