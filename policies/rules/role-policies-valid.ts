import { isObject } from "../../launch/json";
import { isUnknown, UnknownJson, UnknownOutput, type Known } from "../../launch/known";
import { policiesOf } from "../../launch/model/role-access";
import type { AttachedPolicy, Role } from "../../launch/model/role";
import type { Settings } from "../../launch/settings";
import { met, unknown, unmet, type Verdict } from "../../launch/verdict";
import type { Rule } from "../rule";

export const rolePoliciesValid: Rule = {
  id: "role-policies-valid",
  title: "IAM accepts every policy of the execution and the task role",
  stage: "register",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "IAM refuses a policy that breaks its grammar, and a managed policy that does not exist cannot be attached: the deployment stops, or goes on without the policy.",
  remedy: "Write the policy as IAM's grammar has it.",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html",
  ],
  evidence: "documented",
  stoppedReasons: ["MalformedPolicyDocument"],
  decidedBy: "stack",
  *judge({ taskDefinition }, model, settings) {
    const roles = [taskDefinition.executionRole, taskDefinition.taskRole].map((role) =>
      model.roles.resolve(role),
    );
    for (const role of new Set(roles)) {
      // Of a role that is not in view the other rules say so.
      if (role === undefined || isUnknown(role)) continue;
      const subject = `IAM accepts every policy of role ${role.ref.name}`;
      const verdict = judgePolicies(role, settings);
      if (verdict !== undefined) yield { subject, resource: role.ref, verdict };
    }
  },
};

function judgePolicies(role: Role, settings: Settings): Verdict | undefined {
  const { identity, boundary, complete } = policiesOf(role, settings);
  const policies = boundary === undefined ? identity : [...identity, boundary];
  const refused = policies.find(({ document }) => document.malformed !== undefined);
  if (refused !== undefined)
    return unmet(`IAM refuses ${refused.label}: ${refused.document.malformed ?? ""}`);
  const [open] = attachedTo(role).filter(({ document, managedArn }) =>
    managedArn === undefined ? !isSettled(document) : !isReadable(managedArn),
  );
  if (open !== undefined) return unknown(`the text of ${open.label} is not wholly known yet`);
  if (complete !== true) return unknown(complete.because);
  return policies.length === 0 ? undefined : met("none of them breaks IAM's grammar");
}

const attachedTo = ({ policies, permissionsBoundary }: Role): readonly AttachedPolicy[] =>
  permissionsBoundary === undefined ? policies : [...policies, permissionsBoundary];

/** Whether nothing in the text can turn out to break the grammar: the ARN of a resource is one, whatever it will be. */
function isSettled(value: unknown): boolean {
  if (value instanceof UnknownJson) return isSettled(value.content);
  if (value instanceof UnknownOutput) return value.property === "arn";
  if (isUnknown(value)) return false;
  if (Array.isArray(value)) return value.every(isSettled);
  return isObject(value) ? Object.values(value).every(isSettled) : true;
}

/** AWS's own policies are well formed, whatever they say; those of other stacks were accepted when they were made. */
const isReadable = (arn: Known<string>): boolean => !isUnknown(arn);
