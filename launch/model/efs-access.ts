import { denyApplies, matchEntries } from "../iam/principal-match";
import { RequestContext, type ContextValues } from "../iam/request-context";
import { and, not } from "../iam/kleene";
import { nameStatement } from "../iam/policy";
import { searchPolicies, textUnknown } from "../iam/search-policies";
import { joinText, type Text } from "../iam/text";
import { isUnknown, mapKnown, Unknown, type Known } from "../known";
import type { Settings } from "../settings";
import { met, unknown, unmet, type Verdict } from "../verdict";
import type { Access } from "./access";
import { partOf, prefixOf } from "./arn-prefix";
import type { CloudModel } from "./cloud-model";
import { sideOf, type GuardedResource } from "./guarded";
import type { EfsVolume } from "./task-definition";

const MOUNT = "elasticfilesystem:ClientMount";

/** The mount of a volume, as the file system's policy sees it. */
export function mountAccess(volume: EfsVolume, fileSystem: GuardedResource, model: CloudModel): Access {
  return {
    actions: [MOUNT],
    resource: arnOf(fileSystem, model),
    side: sideOf(fileSystem),
    context: contextOf(volume, fileSystem, model, ["true"]),
  };
}

/**
 * May a client that says nothing about itself mount it? Without IAM authorization a task is anybody.
 * https://docs.aws.amazon.com/efs/latest/ug/access-control-block-public-access.html
 */
export function anybodyMayMount(
  volume: EfsVolume,
  fileSystem: GuardedResource,
  model: CloudModel,
  settings: Settings,
): Verdict {
  const side = sideOf(fileSystem);
  const encrypted = mapKnown(volume.transitEncryption, (given): Known<readonly Text[]> => [
    given === "ENABLED" ? "true" : "false",
  ]);
  const context = new RequestContext(contextOf(volume, fileSystem, model, encrypted));
  const ask = { action: MOUNT, resource: arnOf(fileSystem, model), context };
  const nobody = { arn: "", accountId: "" };
  const denied = searchPolicies(side.policies, {
    effect: "Deny",
    ask,
    unknownDocument: settings.assume.unknownDocumentsDoNotDeny ? () => false : textUnknown,
    principal: ({ principals }) => (principals === undefined ? true : denyApplies(principals, nobody)),
  });
  if (denied.by !== undefined) return unmet(`${nameStatement(denied.by)} denies a mount without IAM`);
  const allowed = searchPolicies(side.policies, {
    effect: "Allow",
    ask,
    unknownDocument: textUnknown,
    principal: ({ principals }) => {
      if (principals === undefined) return true;
      const { everybody } = matchEntries(principals, nobody);
      return principals.negated ? new Unknown("an Allow with NotPrincipal is not supported") : everybody;
    },
  });
  const truth = and(allowed.truth, not(denied.truth));
  if (isUnknown(truth)) return unknown(truth.because);
  const label = side.policies[0]?.label ?? "its policy";
  return truth ? met(`${label} admits everybody`) : unmet(`${label} admits nobody without IAM`);
}

function arnOf({ arn, name, region }: GuardedResource, model: CloudModel): Text {
  if (typeof arn === "string") return arn;
  return joinText(
    prefixOf("elasticfilesystem", region, model),
    "file-system/",
    partOf(name, "the id of the file system"),
  );
}

function contextOf(
  { accessPoint }: EfsVolume,
  { region }: GuardedResource,
  model: CloudModel,
  secure: ContextValues,
): Readonly<Record<string, ContextValues>> {
  const point = accessPoint.text;
  const arn = (id: string | Unknown): Text =>
    joinText(prefixOf("elasticfilesystem", region, model), "access-point/", id);
  return {
    "elasticfilesystem:AccessedViaMountTarget": ["true"],
    "elasticfilesystem:AccessPointArn": point === undefined ? [] : [arn(point)],
    "aws:SecureTransport": secure,
  };
}
