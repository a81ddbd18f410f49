import { Unknown } from "../../../launch/known";
import { executionRoleSet } from "../../../policies/rules/execution-role-set";
import { ROLE } from "../../support/fargate-service";
import { testRule } from "../../support/judge";
import { outputOf } from "../../support/stack";

const without = { executionRoleArn: undefined };
const plain = { image: "nginx", logConfiguration: undefined };

testRule(executionRoleSet, [
  { name: "a role of this stack, whose ARN comes later", verdict: "met" },
  {
    name: "an ARN of another stack",
    taskDefinition: { executionRoleArn: "arn:aws:iam::123456789012:role/exec" },
    verdict: "met",
  },
  {
    name: "ECR image and awslogs without a role",
    taskDefinition: without,
    verdict: "unmet",
    says: ["lies in ECR", "awslogs"],
  },
  {
    name: "awslogs alone needs one on Fargate",
    taskDefinition: without,
    container: { image: "nginx" },
    verdict: "unmet",
    says: ["log driver awslogs"],
  },
  {
    name: "a public image without logs needs none",
    taskDefinition: without,
    container: plain,
    verdict: "met",
  },
  {
    name: "secrets need one on EC2, too",
    taskDefinition: { ...without, requiresCompatibilities: ["EC2"] },
    service: { launchType: "EC2" },
    container: { ...plain, secrets: [{ name: "A", valueFrom: "/a" }] },
    verdict: "unmet",
    says: ["secrets"],
  },
  {
    name: "on EC2 the instance's role pulls from ECR and writes logs",
    taskDefinition: { ...without, requiresCompatibilities: ["EC2"] },
    service: { launchType: "EC2" },
    verdict: "met",
  },
  {
    name: "credentials of a private registry are read with it",
    taskDefinition: without,
    container: {
      ...plain,
      repositoryCredentials: {
        credentialsParameter: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:hub-AbCdEf",
      },
    },
    verdict: "unmet",
    says: ["private registry"],
  },
  {
    name: "environment files are fetched with it",
    taskDefinition: without,
    container: { ...plain, environmentFiles: [{ type: "s3", value: "arn:aws:s3:::b/k.env" }] },
    verdict: "unmet",
  },
  {
    name: "an empty list of secrets is none",
    taskDefinition: without,
    container: { ...plain, secrets: [] },
    verdict: "met",
  },
  { name: "an empty text is no role", taskDefinition: { executionRoleArn: "" }, verdict: "unmet" },
  {
    name: "the containers come later",
    taskDefinition: { ...without, containerDefinitions: new Unknown("later") },
    verdict: "unknown",
  },
  {
    name: "the role comes later from a role",
    taskDefinition: { executionRoleArn: outputOf(ROLE, "exec"), containerDefinitions: new Unknown("later") },
    verdict: "met",
  },
  {
    name: "an ECR image at a site whose launch type is not known",
    taskDefinition: { ...without, requiresCompatibilities: undefined },
    service: { launchType: new Unknown("later") },
    verdict: "unknown",
  },
]);
