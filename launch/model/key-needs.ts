import { partitionOf } from "../iam/arn";
import { ownAccount } from "../iam/request";
import type { ContextValues } from "../iam/request-context";
import { joinText, showText, type Text } from "../iam/text";
import { isUnknown, Unknown } from "../known";
import { partOf, prefixOf } from "./arn-prefix";
import type { CloudModel } from "./cloud-model";
import { sideOf, unseenSide, type GuardedResource } from "./guarded";
import { noNeeds, type RoleNeed, type RoleNeeds } from "./role-need";

const DECRYPT = "kms:Decrypt";

/**
 * A secret or parameter under a key of the user's takes `kms:Decrypt` on the key itself, never on an alias; one under
 * the key that AWS manages takes nothing more.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
export function keyNeeds(
  encrypted: GuardedResource,
  arn: Text,
  service: "secretsmanager" | "ssm",
  model: CloudModel,
): RoleNeeds {
  const { key: reference, ref, region } = encrypted;
  if (reference.text === undefined) return noNeeds;
  if (typeof reference.text === "string" && /(^|:)alias\/aws\//.test(reference.text)) return noNeeds;
  const key = model.guarded.keys.resolve(reference);
  const context = contextOf(encrypted, arn, service, model);
  if (key !== undefined && !isUnknown(key)) {
    const resource: Text =
      typeof key.arn === "string"
        ? key.arn
        : joinText(prefixOf("kms", key.region, model), "key/", partOf(key.name, "the id of the key"));
    const need: RoleNeed = {
      what: `decrypt ${ref.name} with key \`${showText(resource)}\` (${key.ref.name})`,
      access: {
        actions: [DECRYPT],
        resource,
        origin: { urn: key.ref.id },
        side: sideOf(key),
        context,
        region,
      },
      stoppedReason: `ResourceInitializationError: unable to pull secrets or registry auth: … AccessDeniedException: Access to KMS is not allowed`,
      ...(key.incomplete !== undefined && { doubt: key.incomplete }),
    };
    return { known: [need], open: [] };
  }
  if (isUnknown(reference.text) || !reference.text.startsWith("arn:") || reference.text.includes(":alias/"))
    return {
      known: [],
      open: [
        {
          what: `decrypt ${ref.name} with its key`,
          because: isUnknown(key) ? key.because : "the key is not in view",
        },
      ],
    };
  const account = reference.text.split(":")[4] ?? "";
  const unseen: RoleNeed = {
    what: `decrypt ${ref.name} with key \`${reference.text}\``,
    access: {
      actions: [DECRYPT],
      resource: reference.text,
      side: unseenSide(account === "" ? ownAccount : account, `key ${reference.text}`),
      context,
      region,
    },
    doubt: `the policy of key ${reference.text} is not in view and may let the whole account decrypt through ${service}`,
  };
  return { known: [unseen], open: [] };
}

function contextOf(
  { region }: GuardedResource,
  arn: Text,
  service: "secretsmanager" | "ssm",
  model: CloudModel,
): Readonly<Record<string, ContextValues>> {
  const through = partOf(region, "the region");
  const isChina = typeof through === "string" && partitionOf(through) === "aws-cn";
  const field = service === "ssm" ? "PARAMETER_ARN" : "SecretARN";
  return {
    "kms:ViaService": isChina
      ? new Unknown("the name of the service in China")
      : [joinText(`${service}.`, through, ".amazonaws.com")],
    "kms:CallerAccount": isUnknown(model.account) ? model.account : [model.account],
    [`kms:EncryptionContext:${field}`]: [arn],
  };
}
