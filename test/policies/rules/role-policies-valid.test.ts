import { Unknown, UnknownJson, UnknownOutput } from "../../../launch/known";
import { rolePoliciesValid } from "../../../policies/rules/role-policies-valid";
import { ROLE } from "../../support/fargate-service";
import { testRule } from "../../support/judge";
import { allow, attach, documentOf, inline, ROLE_POLICY, serviceRole } from "../../support/role-policies";
import { outputOf, type ResourceSpec } from "../../support/stack";

const madeArn = (property: string): UnknownOutput =>
  new UnknownOutput("it is made in the deployment", "urn:bucket", property);
/** A policy that a component wrote. */
const written = (statement: object): ResourceSpec => {
  const document = { Version: "2012-10-17", Statement: [statement] };
  const policy = new UnknownJson("it is made in the deployment", ["urn:bucket"], document);
  return { type: ROLE_POLICY, name: "own", inputs: { role: "exec-1a2b3c4", policy } };
};

testRule(rolePoliciesValid, [
  { name: "the managed policy for task execution", verdict: "met", resource: "exec" },
  {
    name: "a part of the policy comes later",
    others: [
      {
        type: ROLE_POLICY,
        name: "own",
        inputs: {
          role: "exec-1a2b3c4",
          policy: {
            Version: "2012-10-17",
            Statement: [{ ...allow("s3:*", "*"), Effect: new Unknown("later") }],
          },
        },
      },
    ],
    verdict: "unknown",
  },
  { name: "no policy", without: ["exec-managed"], verdict: "none" },
  {
    name: "a policy that names a principal, beside one that allows all",
    others: [inline([{ ...allow("s3:*", "*"), Principal: "*" }])],
    verdict: "unmet",
    resource: "exec",
    says: ["policy own", "Principal"],
  },
  {
    name: "a Sid with a blank",
    others: [inline([{ ...allow("s3:*", "*"), Sid: "Read files" }])],
    verdict: "unmet",
    says: ["Sid"],
  },
  {
    name: "a managed policy without its path does not exist",
    others: [attach("exec", "arn:aws:iam::aws:policy/AmazonECSTaskExecutionRolePolicy")],
    verdict: "unmet",
    says: ["service-role/"],
  },
  {
    name: "text that is no JSON",
    others: [{ type: ROLE_POLICY, name: "own", inputs: { role: "exec-1a2b3c4", policy: "{" } }],
    verdict: "unmet",
  },
  {
    name: "the task role's policies, too",
    taskDefinition: { taskRoleArn: outputOf(ROLE, "task") },
    others: serviceRole("task", "ecs-tasks.amazonaws.com", { Effect: "Permit", Action: "*", Resource: "*" }),
    verdict: "unmet",
    resource: "task",
  },
  {
    name: "only an ARN in the policy comes later",
    others: [written({ ...allow("s3:GetObject", "*"), Resource: [madeArn("arn")] })],
    verdict: "met",
  },
  {
    name: "another text in the policy comes later",
    others: [written({ ...allow("s3:GetObject", "*"), Resource: [madeArn("name")] })],
    verdict: "unknown",
  },
  {
    name: "an ARN in the policy comes later, and its effect is none",
    others: [written({ ...allow("s3:GetObject", "*"), Effect: "Permit", Resource: [madeArn("arn")] })],
    verdict: "unmet",
  },
  {
    name: "a policy that comes later",
    others: [
      { type: ROLE_POLICY, name: "own", inputs: { role: "exec-1a2b3c4", policy: outputOf(ROLE, "x") } },
    ],
    verdict: "unknown",
  },
  {
    name: "a policy of another stack was accepted when it was made",
    others: [attach("exec", "arn:aws:iam::123456789012:policy/shared")],
    verdict: "met",
  },
  { name: "several good ones", others: [inline([allow("s3:*", "*")])], verdict: "met", says: ["grammar"] },
  {
    name: "a document of older language",
    others: [
      {
        type: ROLE_POLICY,
        name: "own",
        inputs: {
          role: "exec-1a2b3c4",
          policy: documentOf(allow("s3:*", "*")).replace("2012-10-17", "2008-10-17"),
        },
      },
    ],
    verdict: "met",
  },
]);
