import { and, every, not, or, type Truth } from "../iam/kleene";
import { policyOf, type Policy } from "../iam/policy";
import { matchEntries, denyApplies } from "../iam/principal-match";
import { RequestContext } from "../iam/request-context";
import { searchPolicies, textUnknown } from "../iam/search-policies";
import type { Statement } from "../iam/policy-document";
import type { Text } from "../iam/text";
import { isUnknown, Unknown } from "../known";
import { callerOf, partitionIn } from "../model/role-access";
import type { VpcEndpoint } from "../model/network";
import { met, unknown, unmet, type Verdict } from "../verdict";
import type { Service } from "./services";
import type { Scene } from "./scene";
import { completedElsewhere } from "./settings";

/** A call of a start, as an endpoint policy sees it. */
export interface Call {
  readonly action: string;
  readonly resource: Text;
  /** Signed by ECR beforehand: the caller is not the task's role. */
  readonly presigned?: boolean;
}

const open = new Unknown("the resource");

/**
 * What a start calls through each endpoint. Layers come from a bucket of ECR's own, by presigned URLs.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 */
export function callsOf({
  name,
  region,
  reader,
}: Pick<Service, "name" | "region" | "reader">): readonly Call[] {
  const where = typeof region === "string" ? region : new Unknown("the region");
  const partition = ["arn:", partitionIn(region), ":"] as const;
  const any = (its: string): Text => [...partition, its, where, ":", new Unknown("the account"), ":", open];
  switch (name) {
    case "ecr.api":
      return [{ action: "ecr:GetAuthorizationToken", resource: "*" }];
    case "ecr.dkr":
      return ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"].map((action) => ({
        action,
        resource: any("ecr:"),
      }));
    case "s3":
      return reader.startsWith("the environment files")
        ? []
        : [
            {
              action: "s3:GetObject",
              resource: [...partition, "s3:::prod-", where, "-starport-layer-bucket/", open],
              presigned: true,
            },
          ];
    case "logs":
      return ["logs:CreateLogStream", "logs:PutLogEvents"].map((action) => ({
        action,
        resource: any("logs:"),
      }));
    case "secretsmanager":
      return [{ action: "secretsmanager:GetSecretValue", resource: any("secretsmanager:") }];
    case "ssm":
      return [{ action: "ssm:GetParameters", resource: any("ssm:") }];
    default:
      return [];
  }
}

/** Parsed once per endpoint, however many launches ask. */
const parsed = new WeakMap<VpcEndpoint, Policy>();

/** Whether the policy of an endpoint lets a start through; `undefined` where it has none, which lets everything through. */
export function policyAllows(
  service: Service,
  endpoint: VpcEndpoint,
  scene: Scene,
): { readonly verdict: Verdict; readonly remedy: string } | undefined {
  const { policy } = endpoint;
  if (policy === undefined) return undefined;
  const remedy = `Allow ${
    callsOf(service)
      .map(({ action }) => action)
      .join(" and ") || service.name
  } to everyone in the policy of ${endpoint.ref.name}, or leave the policy out.`;
  if (isUnknown(policy))
    return { verdict: unknown(`the policy of ${endpoint.ref.name} is not known: ${policy.because}`), remedy };
  const elsewhere = completedElsewhere(endpoint.ref, scene.settings);
  const document =
    parsed.get(endpoint) ?? policyOf(`the policy of endpoint ${endpoint.ref.name}`, policy, "resource");
  parsed.set(endpoint, document);
  const calls = callsOf(service);
  const refused = calls.find((call) => allows(document, call, scene) === false);
  const truth =
    calls.length === 0
      ? new Unknown(`what ${service.reader} call is not known`)
      : every(calls, (call) => allows(document, call, scene));
  if (truth === true)
    return {
      verdict: met(`${document.label} allows ${calls.map(({ action }) => action).join(", ")}`),
      remedy,
    };
  if (isUnknown(truth)) return { verdict: unknown(truth.because), remedy };
  if (elsewhere !== undefined) return { verdict: unknown(elsewhere), remedy };
  const presigned = refused?.presigned === true ? " to everyone on the bucket of ECR's layers" : "";
  return {
    verdict: unmet(`${document.label} does not allow ${refused?.action ?? service.name}${presigned}`),
    remedy,
  };
}

function allows(policy: Policy, call: Call, scene: Scene): Truth {
  const ask = { action: call.action, resource: call.resource, context: new RequestContext() };
  const allowed = searchPolicies([policy], {
    effect: "Allow",
    ask,
    unknownDocument: textUnknown,
    principal: (statement) => namesCaller(statement, call, scene, "Allow"),
  });
  const denied = searchPolicies([policy], {
    effect: "Deny",
    ask,
    unknownDocument: () => false,
    principal: (statement) => namesCaller(statement, call, scene, "Deny"),
  });
  return and(allowed.truth, not(denied.truth));
}

function namesCaller(
  { principals }: Statement,
  call: Call,
  { launch, model }: Scene,
  effect: "Allow" | "Deny",
): Truth {
  if (principals === undefined) return true;
  const role = model.roles.resolve(launch.taskDefinition.executionRole);
  const unseen = new Unknown("the execution role is not in view");
  const known =
    role === undefined || isUnknown(role)
      ? undefined
      : callerOf(role, model.account, launch.taskDefinition.region);
  if (call.presigned === true) {
    // Whoever signs them for ECR is none of the program's.
    const nobody = { arn: "arn:aws:iam::000000000000:role/ecr", accountId: "000000000000" };
    const { everybody } = matchEntries(principals, nobody);
    if (principals.negated) return new Unknown("whom NotPrincipal spares is not known");
    return everybody === true
      ? true
      : or(everybody, effect === "Deny" ? new Unknown("who signs for ECR is not known") : false);
  }
  if (known === undefined) {
    const { everybody } = matchEntries(principals, { arn: unseen, accountId: model.account });
    return everybody === true && !principals.negated ? true : unseen;
  }
  if (effect === "Deny") return denyApplies(principals, known);
  if (principals.negated) return new Unknown("an Allow with NotPrincipal is not supported");
  const { named, everybody, account } = matchEntries(principals, known);
  return or(named, everybody, account);
}
