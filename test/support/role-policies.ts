import { ATTACHMENT, ROLE, TRUST } from "./fargate-service";
import type { ResourceSpec } from "./stack";

export const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
export const POLICY = "aws:iam/policy:Policy";

/** A policy document with these statements. */
export const documentOf = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

export const allow = (action: string | readonly string[], resource: string | readonly string[]): object => ({
  Effect: "Allow",
  Action: action,
  Resource: resource,
});

export const deny = (action: string | readonly string[], resource: string): object => ({
  Effect: "Deny",
  Action: action,
  Resource: resource,
});

/** An inline policy of the execution role, or of another. */
export const inline = (statements: readonly object[], role: unknown = "exec-1a2b3c4"): ResourceSpec => ({
  type: ROLE_POLICY,
  name: "own",
  inputs: { name: "own-1a2b3c4", role, policy: documentOf(...statements) },
});

/** A role that a service may assume, with one inline policy. */
export function serviceRole(name: string, service: string, ...statements: readonly object[]): ResourceSpec[] {
  const trust = { ...TRUST, Statement: [{ ...TRUST.Statement[0], Principal: { Service: service } }] };
  return [
    {
      type: ROLE,
      name,
      inputs: { name: `${name}-1a2b3c4`, assumeRolePolicy: JSON.stringify(trust) },
    },
    ...(statements.length === 0
      ? []
      : [
          {
            type: ROLE_POLICY,
            name: `${name}-own`,
            inputs: { role: `${name}-1a2b3c4`, policy: documentOf(...statements) },
          },
        ]),
  ];
}

export const attach = (role: string, policyArn: unknown): ResourceSpec => ({
  type: ATTACHMENT,
  name: `${role}-attached`,
  inputs: { role: `${role}-1a2b3c4`, policyArn },
});
