import { Unknown, UnknownJson, UnknownOutput } from "../../../launch/known";
import { executionRoleCanPull } from "../../../policies/rules/execution-role-can-pull";
import { ATTACHMENT, CONTAINER, ROLE } from "../../support/fargate-service";
import { testRule } from "../../support/judge";
import { outputOf, urnOf, type ResourceSpec } from "../../support/stack";

const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const REPOSITORY = "aws:ecr/repository:Repository";
const without = ["exec-managed"];
const LATER_URL = new UnknownOutput("it comes later", urnOf(REPOSITORY, "api"), "repositoryUrl");
const ARN = "arn:aws:ecr:eu-west-1:123456789012:repository/api";
const LOGIN = { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" };
const PULL = { Effect: "Allow", Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], Resource: ARN };
const inline = (...statements: readonly object[]): ResourceSpec[] => [
  {
    type: ROLE_POLICY,
    name: "pull",
    inputs: {
      role: "exec-1a2b3c4",
      policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
    },
  },
];
const attach = (policyArn: unknown, role: unknown = "exec-1a2b3c4"): ResourceSpec[] => [
  { type: ATTACHMENT, name: "more", inputs: { role, policyArn } },
];

testRule(executionRoleCanPull, [
  { name: "the managed policy for task execution", verdict: "met", resource: "exec" },
  {
    name: "no policy at all",
    without,
    verdict: "unmet",
    resource: "exec",
    says: ["ecr:GetAuthorizationToken"],
  },
  {
    name: "no policy at all, and a repository whose URL comes later",
    without,
    taskDefinition: {
      containerDefinitions: new UnknownJson("it holds outputs", [], [{ ...CONTAINER, image: LATER_URL }]),
    },
    others: [{ type: REPOSITORY, name: "api", inputs: { name: "api" } }],
    verdict: "unmet",
    says: [
      "ResourceInitializationError",
      "Attach `arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy`",
    ],
  },
  {
    name: "a public image needs no rights",
    without,
    container: { image: "public.ecr.aws/nginx/nginx:1" },
    verdict: "none",
  },
  { name: "an image of Docker Hub needs no rights", without, container: { image: "nginx" }, verdict: "none" },
  {
    name: "the smallest policy; BatchCheckLayerAvailability is for pushes",
    without,
    others: inline(LOGIN, PULL),
    verdict: "met",
  },
  { name: "no login", without, others: inline(PULL), verdict: "unmet", says: ["GetAuthorizationToken"] },
  {
    name: "the login is on one repository, and knows no resources",
    without,
    others: inline({ ...LOGIN, Resource: ARN }, PULL),
    verdict: "unmet",
  },
  {
    name: "rights on another repository",
    without,
    others: inline(LOGIN, { ...PULL, Resource: `${ARN}-other` }),
    verdict: "unmet",
  },
  {
    name: "rights on all repositories of the account",
    without,
    others: inline(LOGIN, { ...PULL, Resource: "arn:aws:ecr:eu-west-1:123456789012:repository/*" }),
    verdict: "met",
  },
  {
    name: "half of a pull",
    without,
    others: inline(LOGIN, { ...PULL, Action: "ecr:BatchGetImage" }),
    verdict: "unmet",
    says: ["GetDownloadUrlForLayer"],
  },
  {
    name: "upper and lower case in actions do not matter",
    without,
    others: inline({ ...LOGIN, Action: "ECR:getauthorizationtoken" }, PULL),
    verdict: "met",
  },
  {
    name: "a deny beats the managed policy",
    others: inline({ ...PULL, Effect: "Deny", Action: "ecr:BatchGet*" }),
    verdict: "unmet",
    says: ["denies"],
  },
  {
    name: "administrators may pull",
    without,
    others: attach("arn:aws:iam::aws:policy/AdministratorAccess"),
    verdict: "met",
  },
  {
    name: "a managed policy without its path does not exist",
    without,
    others: attach("arn:aws:iam::aws:policy/AmazonECSTaskExecutionRolePolicy"),
    verdict: "unmet",
    says: ["service-role/"],
  },
  {
    name: "the instance policy has the rights, too",
    without,
    others: attach("arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"),
    verdict: "met",
  },
  {
    name: "a managed policy that nobody here knows",
    without,
    others: attach("arn:aws:iam::aws:policy/SomethingNewFromAWS"),
    verdict: "unknown",
  },
  {
    name: "a policy of another stack",
    without,
    others: attach("arn:aws:iam::123456789012:policy/shared"),
    verdict: "unknown",
  },
  {
    name: "an attachment joined by property dependency only",
    without,
    others: attach(
      "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
      outputOf(ROLE, "exec"),
    ),
    verdict: "met",
  },
  {
    name: "an attachment to another role",
    without,
    others: attach("arn:aws:iam::aws:policy/AdministratorAccess", "other"),
    verdict: "unmet",
  },
  {
    name: "an attachment to nobody knows which role",
    without,
    others: attach("arn:aws:iam::aws:policy/AdministratorAccess", new Unknown("later")),
    verdict: "unknown",
  },
  {
    name: "managed policies in the role itself",
    without,
    role: { managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"] },
    verdict: "met",
  },
  {
    name: "a document that comes later",
    without,
    others: [
      {
        type: ROLE_POLICY,
        name: "pull",
        inputs: { role: "exec-1a2b3c4", policy: outputOf(REPOSITORY, "api") },
      },
    ],
    verdict: "unknown",
  },
  {
    name: "a condition on what nobody knows",
    without,
    others: inline({ ...LOGIN, Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } }, PULL),
    verdict: "unknown",
  },
  {
    name: "an image of another account, whose repository policy is not in view",
    container: { image: "999999999999.dkr.ecr.eu-west-1.amazonaws.com/api:1" },
    verdict: "unknown",
  },
  {
    name: "an image of another account without rights of one's own",
    without,
    container: { image: "999999999999.dkr.ecr.eu-west-1.amazonaws.com/api:1" },
    verdict: "unmet",
  },
  {
    name: "the policy of a repository of this stack names everybody",
    without,
    others: [
      ...inline(LOGIN),
      { type: REPOSITORY, name: "api", inputs: { name: "api" } },
      {
        type: "aws:ecr/repositoryPolicy:RepositoryPolicy",
        name: "open",
        inputs: {
          repository: "api",
          policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Principal: "*",
                Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
              },
            ],
          }),
        },
      },
    ],
    verdict: "met",
  },
  {
    name: "images that come later from a repository of this stack, and a role that may pull anything",
    taskDefinition: { containerDefinitions: outputOf(REPOSITORY, "api") },
    others: [{ type: REPOSITORY, name: "api", inputs: { name: "api" } }],
    verdict: "met",
  },
  {
    name: "images that come later from elsewhere, perhaps another account",
    taskDefinition: { containerDefinitions: new Unknown("later") },
    verdict: "unknown",
  },
  {
    name: "images that come later from a repository, and a role without rights",
    without,
    taskDefinition: { containerDefinitions: outputOf(REPOSITORY, "api") },
    others: [{ type: REPOSITORY, name: "api", inputs: { name: "api" } }],
    verdict: "unknown",
    suspects: "repository/api",
  },
  {
    name: "a role of another stack",
    taskDefinition: { executionRoleArn: "arn:aws:iam::123456789012:role/other" },
    verdict: "unknown",
  },
  {
    name: "no role on EC2: the instance's pulls",
    taskDefinition: { executionRoleArn: undefined, requiresCompatibilities: ["EC2"] },
    service: { launchType: "EC2" },
    verdict: "none",
  },
  {
    name: "the role without rights on EC2",
    without,
    taskDefinition: { requiresCompatibilities: ["EC2"] },
    service: { launchType: "EC2" },
    verdict: "unmet",
  },
  {
    name: "on external instances the instance's own role may pull",
    without,
    taskDefinition: { requiresCompatibilities: ["EXTERNAL"] },
    service: { launchType: "EXTERNAL" },
    verdict: "unknown",
  },
  {
    name: "a role that the configuration says others complete",
    without,
    settings: { managedElsewhere: ["exec"] },
    verdict: "unknown",
  },
]);
