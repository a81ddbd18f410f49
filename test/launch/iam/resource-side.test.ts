import {
  own,
  other,
  role,
  allow,
  identity,
  ecr,
  key,
  side,
  grant,
  within,
  judgeCases,
  type Case,
} from "./cases";

const resourceSides: readonly Case[] = [
  {
    name: "a repository policy that names the role suffices",
    policies: { resource: side(own, grant({ AWS: role.arn })) },
    is: "met",
    because: /the policy of repository `app` allows/,
  },
  { name: "one that names everybody suffices", policies: { resource: side(own, grant("*")) }, is: "met" },
  {
    name: "one that names the account only delegates",
    policies: { resource: side(own, grant({ AWS: own })) },
    is: "unmet",
  },
  {
    name: "one that names another role",
    policies: { resource: side(own, grant({ AWS: `${role.arn}2` })) },
    is: "unmet",
  },
  {
    name: "one that names a session of the role",
    policies: { resource: side(own, grant({ AWS: `arn:aws:sts::${own}:assumed-role/exec/task` })) },
    is: "unknown",
  },
  {
    name: "one that names a service",
    policies: { resource: side(own, grant({ Service: "ecs-tasks.amazonaws.com" })) },
    is: "unmet",
  },
  {
    name: "one that denies the account",
    policies: {
      identity: [within.allow],
      resource: side(own, { Effect: "Deny", Action: "*", Principal: { AWS: own } }),
    },
    is: "unmet",
  },
  {
    name: "one that denies another account",
    policies: {
      identity: [within.allow],
      resource: side(own, { Effect: "Deny", Action: "*", Principal: { AWS: other } }),
    },
    is: "met",
  },
  {
    name: "one that denies all but others",
    policies: {
      identity: [within.allow],
      resource: side(own, { Effect: "Deny", Action: "*", NotPrincipal: { AWS: other } }),
    },
    is: "unmet",
  },
  {
    name: "one that denies all but the role",
    policies: {
      identity: [within.allow],
      resource: side(own, { Effect: "Deny", Action: "*", NotPrincipal: { AWS: [role.arn, own] } }),
    },
    is: "unknown",
  },
  {
    name: "a boundary limits what the role is granted by name",
    policies: { boundary: identity(allow("s3:*")), resource: side(own, grant({ AWS: role.arn })) },
    is: "unmet",
  },
  {
    name: "a boundary and what everybody is granted",
    policies: { boundary: identity(allow("s3:*")), resource: side(own, grant("*")) },
    is: "unknown",
  },
  {
    name: "across accounts both sides",
    resource: ecr(other),
    policies: { identity: [within.allow], resource: side(other, grant({ AWS: own })) },
    is: "met",
  },
  {
    name: "across accounts the role's side alone",
    resource: ecr(other),
    policies: { identity: [within.allow], resource: side(other) },
    is: "unmet",
    because: /resource's own policy does not allow/,
  },
  {
    name: "across accounts the other side alone",
    resource: ecr(other),
    policies: { identity: [within.nothing], resource: side(other, grant({ AWS: role.arn })) },
    is: "unmet",
  },
  {
    name: "across accounts, other side out of view",
    resource: ecr(other),
    policies: { identity: [within.allow] },
    is: "unknown",
    because: /not in view/,
  },
  {
    name: "across accounts, other side out of view, nothing of one's own",
    resource: ecr(other),
    policies: { identity: [within.nothing] },
    is: "unmet",
  },
  {
    name: "a key whose policy delegates",
    action: "kms:Decrypt",
    resource: key,
    policies: {
      identity: [identity(allow("kms:Decrypt", key))],
      resource: side(own, grant({ AWS: `arn:aws:iam::${own}:root` }, "kms:*")),
    },
    is: "met",
  },
  {
    name: "a key whose policy names somebody else alone",
    action: "kms:Decrypt",
    resource: key,
    policies: {
      identity: [identity(allow("kms:Decrypt", key))],
      resource: side(own, grant({ AWS: `arn:aws:iam::${own}:role/admin` }, "kms:*")),
    },
    is: "unmet",
  },
  {
    name: "a key whose policy names the role",
    action: "kms:Decrypt",
    resource: key,
    policies: { resource: side(own, grant({ AWS: role.arn }, "kms:Decrypt")) },
    is: "met",
  },
  {
    name: "a key without a policy of its own has the default one",
    action: "kms:Decrypt",
    resource: key,
    policies: { identity: [identity(allow("kms:*"))], resource: side(own) },
    is: "met",
  },
];

judgeCases("mayDo with a resource policy", resourceSides);
