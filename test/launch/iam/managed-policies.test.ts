import assert from "node:assert/strict";
import data from "../../../launch/data/managed-policies.json";
import { managedPolicyDocument, rightArnOf } from "../../../launch/iam/managed-policies";
import { mayDo } from "../../../launch/iam/evaluate";
import { RequestContext } from "../../../launch/iam/request-context";

const role = { arn: "arn:aws:iam::111111111111:role/exec", accountId: "111111111111" };
const managed = (path: string) => `arn:aws:iam::aws:policy/${path}`;

function judge(arn: string, action: string, resource: string): string {
  const policy = { label: "the policy", document: managedPolicyDocument(arn) };
  const request = { action, resource, role, context: new RequestContext() };
  return mayDo(request, { identity: [policy], complete: true }).verdict.is;
}

const repository = "arn:aws:ecr:eu-west-1:111111111111:repository/app";
const stream = "arn:aws:logs:eu-west-1:111111111111:log-group:/ecs/api:log-stream:x";
const group = "arn:aws:logs:eu-west-1:111111111111:log-group:/ecs/api";
const secret = "arn:aws:secretsmanager:eu-west-1:111111111111:secret:db-AbCdEf";
const parameter = "arn:aws:ssm:eu-west-1:111111111111:parameter/app";

describe("managedPolicyDocument", () => {
  const cases: readonly { arn: string; action: string; resource: string; is: string }[] = [
    {
      arn: managed("service-role/AmazonECSTaskExecutionRolePolicy"),
      action: "ecr:BatchGetImage",
      resource: repository,
      is: "met",
    },
    {
      arn: managed("service-role/AmazonECSTaskExecutionRolePolicy"),
      action: "logs:CreateLogStream",
      resource: stream,
      is: "met",
    },
    {
      arn: managed("service-role/AmazonECSTaskExecutionRolePolicy"),
      action: "logs:CreateLogGroup",
      resource: group,
      is: "unmet",
    },
    {
      arn: managed("service-role/AmazonECSTaskExecutionRolePolicy"),
      action: "secretsmanager:GetSecretValue",
      resource: secret,
      is: "unmet",
    },
    {
      arn: "arn:aws-cn:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
      action: "ecr:BatchGetImage",
      resource: repository,
      is: "met",
    },
    {
      arn: managed("AmazonEC2ContainerRegistryPullOnly"),
      action: "ecr:GetAuthorizationToken",
      resource: "*",
      is: "met",
    },
    {
      arn: managed("AmazonEC2ContainerRegistryReadOnly"),
      action: "logs:PutLogEvents",
      resource: stream,
      is: "unmet",
    },
    {
      arn: managed("service-role/AmazonEC2ContainerServiceforEC2Role"),
      action: "ecs:RegisterContainerInstance",
      resource: "arn:aws:ecs:eu-west-1:111111111111:cluster/x",
      is: "met",
    },
    {
      arn: managed("SecretsManagerReadWrite"),
      action: "secretsmanager:GetSecretValue",
      resource: secret,
      is: "met",
    },
    { arn: managed("AmazonSSMReadOnlyAccess"), action: "ssm:GetParameters", resource: parameter, is: "met" },
    { arn: managed("CloudWatchLogsFullAccess"), action: "logs:CreateLogGroup", resource: group, is: "met" },
    { arn: managed("AdministratorAccess"), action: "ssmmessages:OpenDataChannel", resource: "*", is: "met" },
    { arn: managed("PowerUserAccess"), action: "iam:PassRole", resource: role.arn, is: "unmet" },
    { arn: managed("PowerUserAccess"), action: "ecr:BatchGetImage", resource: repository, is: "met" },
    { arn: managed("ReadOnlyAccess"), action: "ecr:BatchGetImage", resource: repository, is: "met" },
    {
      arn: managed("ReadOnlyAccess"),
      action: "secretsmanager:GetSecretValue",
      resource: secret,
      is: "unmet",
    },
    { arn: managed("ReadOnlyAccess"), action: "glacier:ListVaults", resource: "*", is: "unknown" },
    { arn: managed("AmazonSomethingNew"), action: "ecr:BatchGetImage", resource: repository, is: "unknown" },
    {
      arn: managed("AmazonECSTaskExecutionRolePolicy"),
      action: "ecr:BatchGetImage",
      resource: repository,
      is: "unmet",
    },
    { arn: managed("constructor"), action: "ecr:BatchGetImage", resource: repository, is: "unknown" },
  ];
  for (const { arn, action, resource, is } of cases)
    it(`${arn.slice(arn.indexOf("policy/") + 7)}: ${action} is ${is}`, () =>
      assert.equal(judge(arn, action, resource), is));

  it("tells the right ARN of a policy that is named without its path", () => {
    assert.equal(
      rightArnOf(managed("AmazonECSTaskExecutionRolePolicy")),
      managed("service-role/AmazonECSTaskExecutionRolePolicy"),
    );
    assert.equal(
      rightArnOf(managed("service-role/AmazonEC2ContainerRegistryReadOnly")),
      managed("AmazonEC2ContainerRegistryReadOnly"),
    );
    assert.equal(rightArnOf("arn:aws:iam::111111111111:policy/AmazonECSTaskExecutionRolePolicy"), undefined);
  });

  for (const path of Object.keys(data.policies))
    it(`reads ${path}`, () => {
      const { malformed, unknown, statements } = managedPolicyDocument(managed(path));
      assert.equal(malformed ?? unknown, undefined);
      assert.ok(statements.length > 0);
    });
});
