import { partitionOf } from "../iam/arn";
import { policyOf } from "../iam/policy";
import { RequestContext } from "../iam/request-context";
import { joinText } from "../iam/text";
import { mayAssume, serviceKeys } from "../iam/trust";
import { isUnknown, Unknown, type Known } from "../known";
import type { Settings } from "../settings";
import { unknown } from "../verdict";
import type { CloudModel } from "./cloud-model";
import type { NeedJudgement } from "./judge-needs";
import type { Role } from "./role";
import { assumeContext, assumptionsOf } from "./role-access";

/** An AWS service that has to assume a role. */
export interface Assumer {
  /** As messages name it, such as `ECS`. */
  readonly name: string;
  /** For example `ecs-tasks.amazonaws.com`. */
  readonly principal: string;
  readonly context: RequestContext;
}

/** ECS, for a task. */
export const ecsTasks = (model: CloudModel, region: Known<string | undefined>): Assumer => ({
  name: "ECS",
  principal: "ecs-tasks.amazonaws.com",
  context: assumeContext(model, region),
});

/** ECS itself, for what it sets up around a task. */
export const ecsItself = (model: CloudModel, region: Known<string | undefined>): Assumer => ({
  name: "ECS itself",
  principal: "ecs.amazonaws.com",
  context: assumeContext(model, region),
});

/** EC2, for an instance. Which condition keys it sends is not documented. */
export const instances: Assumer = {
  name: "EC2",
  principal: "ec2.amazonaws.com",
  context: new RequestContext(serviceKeys),
};

const launchers = {
  EventBridge: { principal: "events.amazonaws.com", service: "events" },
  "EventBridge Scheduler": { principal: "scheduler.amazonaws.com", service: "scheduler" },
  "Step Functions": { principal: "states.amazonaws.com", service: "states" },
} as const;

export type LauncherName = keyof typeof launchers;

/**
 * A service that runs tasks. All three send the account and an ARN of their own.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export function launcher(name: LauncherName, model: CloudModel, region: Known<string | undefined>): Assumer {
  const { principal, service } = launchers[name];
  const where = region ?? new Unknown("no region is configured");
  const partition = isUnknown(where) ? where : partitionOf(where);
  const own = new Unknown(`which ARN ${name} sends is known after the deployment`);
  return {
    name,
    principal,
    context: new RequestContext({
      "aws:SourceAccount": isUnknown(model.account) ? model.account : [model.account],
      "aws:SourceArn": [joinText("arn:", partition, `:${service}:`, where, ":", model.account, ":", own)],
      ...serviceKeys,
    }),
  };
}

/** @param owner names the role where it is not in view, such as `the task role of api` */
export function judgeTrust(
  role: Role | Unknown,
  owner: string,
  assumer: Assumer,
  settings: Settings,
): NeedJudgement {
  if (isUnknown(role))
    return { subject: `${assumer.name} may assume ${owner}`, verdict: unknown(role.because) };
  const { verdict } = mayAssume(
    policyOf(`the trust policy of role ${role.ref.name}`, role.trust, "trust"),
    { service: assumer.principal, context: assumer.context },
    assumptionsOf(settings),
  );
  const statement = JSON.stringify({
    Effect: "Allow",
    Principal: { Service: assumer.principal },
    Action: "sts:AssumeRole",
  });
  return {
    subject: `${assumer.name} may assume role ${role.ref.name}`,
    resource: role.ref,
    verdict:
      verdict.is === "met" && !settings.assume.organizationAllows
        ? unknown("whether policies of the organization deny it is not in view")
        : verdict,
    remedy: `Set in the trust policy of role ${role.ref.name}: \`${statement}\``,
  };
}
