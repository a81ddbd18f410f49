import * as assert from "node:assert/strict";
import { Unknown } from "../../../launch/known";
import { mayDo } from "../../../launch/iam/evaluate";
import { policiesOf } from "../../../launch/model/role-access";
import { RequestContext } from "../../../launch/iam/request-context";
import { DEFAULT_SETTINGS } from "../../../launch/settings";
import { toCloudModel } from "../../../policies/stack-model";
import { ROLE } from "../../support/fargate-service";
import { allow, documentOf, POLICY, ROLE_POLICY } from "../../support/role-policies";
import { outputOf, stackOf, urnOf, type ResourceSpec } from "../../support/stack";

/** What the role may do, by one action that each way of attaching a policy allows. */
interface Case {
  readonly name: string;
  readonly others: readonly ResourceSpec[];
  readonly role?: Partial<ResourceSpec>;
  readonly verdict: "met" | "unmet" | "unknown";
  readonly managedElsewhere?: readonly string[];
}

const ACTION = "s3:GetObject";
const READ = documentOf(allow(ACTION, "*"));
const S3 = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const EXCLUSIVE = "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive";
const EXCLUSIVE_INLINE = "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive";
const own: ResourceSpec = { type: POLICY, name: "read", inputs: { name: "read-1a2b3c4", policy: READ } };
const inline = (role: unknown, policy: unknown = READ): ResourceSpec => ({
  type: ROLE_POLICY,
  name: "inline",
  inputs: { name: "inline-1a2b3c4", role, policy },
});
const attached = (role: unknown, policyArn: unknown): ResourceSpec => ({
  type: ATTACHMENT,
  name: "attached",
  inputs: { role, policyArn },
});
const several = (roles: unknown, more: Partial<ResourceSpec> = {}): ResourceSpec => ({
  type: "aws:iam/policyAttachment:PolicyAttachment",
  name: "several",
  inputs: { name: "several", roles, policyArn: S3 },
  ...more,
});
const other: ResourceSpec = { type: ROLE, name: "other", inputs: { name: "other-1a2b3c4" } };
const THIS = outputOf(ROLE, "role");
const later = new Unknown("later");

const CASES: readonly Case[] = [
  { name: "nothing is attached", others: [], verdict: "unmet" },
  { name: "RolePolicy by name", others: [inline("role-1a2b3c4")], verdict: "met" },
  { name: "RolePolicy by property dependency", others: [inline(THIS)], verdict: "met" },
  {
    name: "RolePolicy with a document that is an object",
    others: [inline(THIS, JSON.parse(READ) as unknown)],
    verdict: "met",
  },
  { name: "RolePolicy of another role", others: [inline("other-1a2b3c4"), other], verdict: "unmet" },
  {
    name: "a known name counts more than what it depends on",
    others: [{ ...inline("other-1a2b3c4"), propertyDependencies: { role: [urnOf(ROLE, "role")] } }, other],
    verdict: "unmet",
  },
  { name: "RolePolicy of nobody knows which role", others: [inline(later)], verdict: "unknown" },
  {
    name: "RolePolicy of one of two roles",
    others: [inline(new Unknown("later", [urnOf(ROLE, "role"), urnOf(ROLE, "other")])), other],
    verdict: "unknown",
  },
  {
    name: "RolePolicy of the other role by property dependency",
    others: [inline(outputOf(ROLE, "other")), other],
    verdict: "unmet",
  },
  { name: "RolePolicyAttachment of a policy of AWS", others: [attached("role-1a2b3c4", S3)], verdict: "met" },
  {
    name: "RolePolicyAttachment that names the role by its ARN",
    others: [attached("arn:aws:iam::123456789012:role/role-1a2b3c4", S3)],
    verdict: "met",
  },
  {
    name: "RolePolicyAttachment of a Policy of this stack",
    others: [own, attached(THIS, outputOf(POLICY, "read"))],
    verdict: "met",
  },
  {
    name: "RolePolicyAttachment of a Policy of this stack by its written ARN",
    others: [own, attached(THIS, "arn:aws:iam::123456789012:policy/read-1a2b3c4")],
    verdict: "met",
  },
  {
    name: "a policy of the same name in another account",
    others: [own, attached(THIS, "arn:aws:iam::210987654321:policy/read-1a2b3c4")],
    verdict: "unknown",
  },
  {
    name: "RolePolicyAttachment of a policy of another stack",
    others: [attached(THIS, later)],
    verdict: "unknown",
  },
  {
    name: "PolicyAttachment by names",
    others: [several(["other-1a2b3c4", "role-1a2b3c4"]), other],
    verdict: "met",
  },
  {
    name: "PolicyAttachment to as many roles as it comes from",
    others: [
      several([later, later], {
        propertyDependencies: { roles: [urnOf(ROLE, "role"), urnOf(ROLE, "other")] },
      }),
      other,
    ],
    verdict: "met",
  },
  {
    name: "PolicyAttachment to one of the roles it comes from",
    others: [
      several([later], { propertyDependencies: { roles: [urnOf(ROLE, "role"), urnOf(ROLE, "other")] } }),
      other,
    ],
    verdict: "unknown",
  },
  {
    name: "PolicyAttachment to a list that comes later",
    others: [several(new Unknown("later", [urnOf(ROLE, "role"), urnOf(ROLE, "other")])), other],
    verdict: "unknown",
  },
  { name: "managedPolicyArns", role: { inputs: { managedPolicyArns: [S3] } }, others: [], verdict: "met" },
  {
    name: "managedPolicyArns that come later",
    role: { inputs: { managedPolicyArns: later } },
    others: [],
    verdict: "unknown",
  },
  {
    name: "inlinePolicies",
    role: { inputs: { inlinePolicies: [{ name: "read", policy: READ }] } },
    others: [],
    verdict: "met",
  },
  {
    name: "inlinePolicies with an empty one, which says: none",
    role: { inputs: { inlinePolicies: [{}] } },
    others: [],
    verdict: "unmet",
  },
  {
    name: "RolePolicyAttachmentsExclusive attaches what it lists",
    others: [{ type: EXCLUSIVE, name: "all", inputs: { roleName: "role-1a2b3c4", policyArns: [S3] } }],
    verdict: "met",
  },
  {
    name: "RolePolicyAttachmentsExclusive takes away what it does not list",
    others: [
      { type: EXCLUSIVE, name: "all", inputs: { roleName: "role-1a2b3c4", policyArns: [] } },
      attached(THIS, S3),
    ],
    verdict: "unknown",
  },
  {
    name: "RolePoliciesExclusive lists the inline policy",
    others: [
      inline(THIS),
      { type: EXCLUSIVE_INLINE, name: "all", inputs: { roleName: THIS, policyNames: ["inline-1a2b3c4"] } },
    ],
    verdict: "met",
  },
  {
    name: "RolePoliciesExclusive takes the inline policy away",
    others: [
      inline(THIS),
      { type: EXCLUSIVE_INLINE, name: "all", inputs: { roleName: THIS, policyNames: [] } },
    ],
    verdict: "unknown",
  },
  {
    name: "RolePoliciesExclusive lists a policy that is made elsewhere",
    others: [{ type: EXCLUSIVE_INLINE, name: "all", inputs: { roleName: THIS, policyNames: ["by-hand"] } }],
    verdict: "unknown",
  },
  {
    name: "a boundary that allows nothing of it",
    role: { inputs: { permissionsBoundary: "arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess" } },
    others: [inline(THIS)],
    verdict: "unmet",
  },
  {
    name: "a boundary of this stack",
    role: { inputs: { permissionsBoundary: outputOf(POLICY, "read") } },
    others: [own, inline(THIS)],
    verdict: "met",
  },
  {
    name: "a boundary of another stack",
    role: { inputs: { permissionsBoundary: later } },
    others: [inline(THIS)],
    verdict: "unknown",
  },
  { name: "a role that is only read", role: { external: true }, others: [], verdict: "unknown" },
  {
    name: "a role that is only read may have a boundary, whatever this stack attaches",
    role: { external: true },
    others: [inline(THIS)],
    verdict: "unknown",
  },
  {
    name: "a role that the configuration says others complete",
    others: [],
    managedElsewhere: ["role"],
    verdict: "unknown",
  },
  {
    name: "a role without a known name, and an attachment to a name that no role here has",
    role: { inputs: { name: later } },
    others: [attached("elsewhere", S3)],
    verdict: "unknown",
  },
];

describe("the policies of a role", () => {
  for (const example of CASES) {
    it(`${example.verdict}: ${example.name}`, () => {
      const { inputs, ...rest } = example.role ?? {};
      const role: ResourceSpec = {
        type: ROLE,
        name: "role",
        ...rest,
        inputs: { name: "role-1a2b3c4", ...inputs },
      };
      assert.equal(verdictOf([role, ...example.others], example.managedElsewhere), example.verdict);
    });
  }
});

function verdictOf(resources: readonly ResourceSpec[], managedElsewhere: readonly string[] = []): string {
  const model = toCloudModel(stackOf(resources));
  const role = model.roles.byRef(urnOf(ROLE, "role"));
  assert.ok(role);
  const policies = policiesOf(role, { ...DEFAULT_SETTINGS, managedElsewhere });
  const request = {
    action: ACTION,
    resource: "arn:aws:s3:::bucket/key",
    role: { arn: "arn:aws:iam::123456789012:role/role-1a2b3c4", accountId: "123456789012" },
    context: new RequestContext(),
  };
  return mayDo(request, policies).verdict.is;
}
