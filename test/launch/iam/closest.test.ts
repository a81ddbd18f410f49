import { policyOf } from "../../../launch/iam/policy";
import { own, allow, identity, ecr, secret, key, pull, judgeCases, type Case } from "./cases";

const nearMisses: readonly Case[] = [
  {
    name: "the singular of an action",
    action: "ssm:GetParameters",
    resource: `arn:aws:ssm:eu-west-1:${own}:parameter/app`,
    policies: { identity: [identity(allow("s3:*"), allow("ssm:GetParameter"))] },
    is: "unmet",
    because: /statement 2 of policy `pull` allows ssm:GetParameter, which is not ssm:GetParameters/,
  },
  {
    name: "the tail of a valueFrom",
    action: "secretsmanager:GetSecretValue",
    resource: secret,
    policies: { identity: [identity(allow("secretsmanager:GetSecretValue", `${secret}:user::`))] },
    is: "unmet",
    because: /tail, which is no part of the ARN/,
  },
  {
    name: "a secret without its six characters",
    action: "secretsmanager:GetSecretValue",
    resource: secret,
    policies: { identity: [identity(allow("secretsmanager:GetSecretValue", secret.slice(0, -7)))] },
    is: "unmet",
    because: /secret:db-\?{6}` covers/,
  },
  {
    name: "six question marks cover them",
    action: "secretsmanager:GetSecretValue",
    resource: secret,
    policies: {
      identity: [identity(allow("secretsmanager:GetSecretValue", `${secret.slice(0, -6)}??????`))],
    },
    is: "met",
  },
  {
    name: "a log group without :*",
    action: "logs:CreateLogStream",
    resource: `arn:aws:logs:eu-west-1:${own}:log-group:/ecs/api:log-stream:x`,
    policies: { identity: [identity(allow("logs:*", `arn:aws:logs:eu-west-1:${own}:log-group:/ecs/api`))] },
    is: "unmet",
    because: /log group without its streams/,
  },
  {
    name: "a bucket for its objects",
    action: "s3:GetObject",
    resource: "arn:aws:s3:::files/app.env",
    policies: { identity: [identity(allow("s3:GetObject", "arn:aws:s3:::files"))] },
    is: "unmet",
    because: /does not cover what is in it/,
  },
  {
    name: "another region",
    policies: { identity: [identity(allow(pull, ecr().replace("eu-west-1", "us-east-1")))] },
    is: "unmet",
    because: /names region us-east-1, the resource has region eu-west-1/,
  },
  {
    name: "two slashes",
    action: "ssm:GetParameters",
    resource: `arn:aws:ssm:eu-west-1:${own}:parameter/a/b`,
    policies: { identity: [identity(allow("ssm:*", `arn:aws:ssm:eu-west-1:${own}:parameter//a/b`))] },
    is: "unmet",
    because: /two slashes/,
  },
  {
    name: "an alias for its key",
    action: "kms:Decrypt",
    resource: key,
    policies: { identity: [identity(allow("kms:Decrypt", `arn:aws:kms:eu-west-1:${own}:alias/app`))] },
    is: "unmet",
    because: /names an alias/,
  },
  {
    name: "a variable without the language version that knows it",
    policies: {
      identity: [
        policyOf("policy `old`", {
          Statement: allow(pull, "arn:aws:ecr:*:*:repository/${aws:PrincipalTag/none, 'app'}"),
        }),
      ],
    },
    is: "unmet",
  },
];

judgeCases("mayDo names the near miss", nearMisses);
