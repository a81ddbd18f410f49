import { parseArn } from "../iam/arn";
import { ownAccount } from "../iam/request";
import { joinText, showText, type Text } from "../iam/text";
import { isUnknown, mapKnown, Unknown, UnknownOutput, UnknownText, type Known } from "../known";
import type { Launch } from "../launch";
import { SAMPLE_CHARACTER } from "./access";
import { literal } from "../reference";
import { partOf, prefixOf } from "./arn-prefix";
import type { CloudModel } from "./cloud-model";
import { sideOf, unseenSide, type GuardedResource } from "./guarded";
import { keyNeeds } from "./key-needs";
import { distinct, joinNeeds, noNeeds, type RoleNeeds } from "./role-need";
import type { Container, Volume } from "./task-definition";

export const READ_SECRET = "secretsmanager:GetSecretValue";
/** Not `ssm:GetParameter`: the agent asks for several at once. */
export const READ_PARAMETER = "ssm:GetParameters";

/**
 * The secrets and parameters that ECS reads with the execution role.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html#task-execution-secrets
 */
export function secretNeeds(launch: Launch, model: CloudModel): RoleNeeds {
  const { containers, volumes, ref } = launch.taskDefinition;
  const open = (because: string): RoleNeeds => ({
    known: [],
    open: [{ what: `read the secrets of ${ref.name}`, because }],
  });
  if (isUnknown(containers)) return joinNeeds(originsOf(launch, model), open(containers.because));
  const uses = [
    ...containers.flatMap((container) => (isUnknown(container) ? [container] : usesOf(container))),
    ...(isUnknown(volumes) ? [] : volumes).flatMap((volume) => (isUnknown(volume) ? [] : joinOf(volume))),
  ];
  return distinct(
    joinNeeds(
      ...uses.map((use) => {
        if (isUnknown(use)) return open(use.because);
        return isUnknown(use.text)
          ? (outputNeed(use.text, model) ?? open(use.text.because))
          : needOf(use.text, use.credentials, launch, model);
      }),
    ),
  );
}

/** The secret or parameter whose output a reference is, perhaps with a JSON key after it. */
function outputNeed(text: Unknown, model: CloudModel): RoleNeeds | undefined {
  const output = text instanceof UnknownText ? text.parts[0] : text;
  if (!(output instanceof UnknownOutput)) return undefined;
  const { secrets, parameters } = model.guarded;
  if (output.property === "arn") {
    const secret = secrets.byRef(output.urn);
    if (secret !== undefined) return secretNeed(arnOfSecret(secret, model), secret, model);
  }
  const parameter = parameters.byRef(output.urn);
  return parameter !== undefined && (output.property === "arn" || output.property === "name")
    ? parameterNeed(parameter, model)
    : undefined;
}

interface Use {
  readonly text: Known<string>;
  /** A name is that of a secret here, and of a parameter elsewhere. */
  readonly credentials: boolean;
}

function usesOf({ secrets, logConfiguration, repositoryCredentials }: Container): (Use | Unknown)[] {
  const lists = [secrets, mapKnown(logConfiguration, (log) => log?.secretOptions ?? [])];
  const texts = lists.flatMap((list) =>
    isUnknown(list) ? [list] : list.map((secret) => (isUnknown(secret) ? secret : secret.valueFrom)),
  );
  const values = texts.map((text) => ({ text, credentials: false }));
  return [...values, { text: repositoryCredentials, credentials: true }].flatMap(({ text, credentials }) =>
    text === undefined ? [] : [{ text, credentials }],
  );
}

/** The account with which Windows joins an FSx file system. */
function joinOf({ fsxCredentials: text }: Volume): Use[] {
  return text === undefined ? [] : [{ text, credentials: true }];
}

function needOf(text: string, credentials: boolean, launch: Launch, model: CloudModel): RoleNeeds {
  const arn = parseArn(text);
  if (arn?.service === "secretsmanager") return namedSecret(text, model);
  if (arn?.service === "ssm") return namedParameter(text, text, launch, model);
  // `secret-reference-valid` speaks of ARNs of other services and of what is no name.
  if (text.startsWith("arn:") || !NAME.test(text)) return noNeeds;
  if (credentials) {
    const found = model.guarded.secrets.resolve(literal(text));
    return found === undefined || isUnknown(found)
      ? secretNeed(
          joinText(
            prefixOf("secretsmanager", launch.taskDefinition.region, model),
            `secret:${text}-`,
            hidden,
          ),
          undefined,
          model,
        )
      : secretNeed(arnOfSecret(found, model), found, model);
  }
  return namedParameter(parameterArn(text, launch.taskDefinition.region, model), text, launch, model);
}

const hidden = new Unknown("the six characters that Secrets Manager adds to a name");
/** Other text is no name, and perhaps the secret itself: nothing may quote it. */
const NAME = /^[\w.\-/:+=@]+$/;
const SUFFIX = /-[A-Za-z0-9]{6}$/;

/** The ARN in a reference, without JSON key, version stage and version id, which are no part of what IAM compares. */
function namedSecret(text: string, model: CloudModel): RoleNeeds {
  const arn = text.split(":").slice(0, 7).join(":");
  const found = model.guarded.secrets.resolve(literal(arn));
  if (found !== undefined && !isUnknown(found)) return secretNeed(arn, found, model);
  return secretNeed(SUFFIX.test(arn) ? arn : [arn, hidden], undefined, model);
}

function secretNeed(arn: Text, secret: GuardedResource | undefined, model: CloudModel): RoleNeeds {
  const account = typeof arn === "string" ? parseArn(arn)?.accountId : undefined;
  const name = secret === undefined ? "" : ` (${secret.ref.name})`;
  const side =
    secret === undefined ? unseenSide(account ?? ownAccount, `secret ${showText(arn)}`) : sideOf(secret);
  const region = secret?.region ?? (typeof arn === "string" ? parseArn(arn)?.region : undefined);
  const need = {
    what: `read secret \`${showText(arn)}\`${name}`,
    access: {
      actions: [READ_SECRET],
      resource: arn,
      ...(secret !== undefined && { origin: { urn: secret.ref.id } }),
      ...sampleOf(arn),
      side,
      ...(region !== undefined && { region }),
    },
  };
  const known = { known: [need], open: [] };
  return secret === undefined ? known : joinNeeds(known, keyNeeds(secret, arn, "secretsmanager", model));
}

/** The ARN with its six characters, where they are all that is not known of it. */
function sampleOf(arn: Text): { readonly sample?: Text } {
  if (typeof arn === "string" || isUnknown(arn) || arn.at(-1) !== hidden) return {};
  const before = arn.at(-2);
  if (typeof before !== "string" || !before.endsWith("-")) return {};
  return { sample: joinText(...arn.slice(0, -1), SAMPLE_CHARACTER.repeat(6)) };
}

function namedParameter(arn: Text, text: string, { taskDefinition }: Launch, model: CloudModel): RoleNeeds {
  // Two slashes, and selectors of a version, are the business of `secret-reference-valid`.
  if (/parameter\/\//.test(text)) return noNeeds;
  const name = text.startsWith("arn:") ? text.replace(/^.*:parameter\//, "") : text;
  const parameters = model.guarded.parameters;
  const [found] = [name, `/${name}`, text]
    .map((spelling) => parameters.resolve(literal(spelling)))
    .filter((one): one is GuardedResource => one !== undefined && !isUnknown(one));
  const account = typeof arn === "string" ? parseArn(arn)?.accountId : undefined;
  const region =
    typeof arn === "string" ? (parseArn(arn)?.region ?? taskDefinition.region) : taskDefinition.region;
  const need = {
    what: `read parameter \`${showText(arn)}\`${found === undefined ? "" : ` (${found.ref.name})`}`,
    access: {
      actions: [READ_PARAMETER],
      resource: arn,
      side: { accountId: account ?? ownAccount, policies: [], complete: true as const },
      region,
    },
  };
  const known = { known: [need], open: [] };
  return found === undefined ? known : joinNeeds(known, keyNeeds(found, arn, "ssm", model));
}

function parameterArn(name: string, region: Known<string | undefined>, model: CloudModel): Text {
  const path = name.replace(/^\//, "").replace(/:[^:]*$/, "");
  return joinText(prefixOf("ssm", region, model), `parameter/${path}`);
}

function arnOfSecret({ arn, name, region }: GuardedResource, model: CloudModel): Text {
  if (typeof arn === "string") return arn;
  return joinText(
    prefixOf("secretsmanager", region, model),
    "secret:",
    partOf(name, "the name of the secret"),
    "-",
    hidden,
  );
}

/** Containers that are not known yet come from these; the program may as well hand their ARNs to the application. */
function originsOf({ taskDefinition }: Launch, model: CloudModel): RoleNeeds {
  const doubt = `how ${taskDefinition.ref.name} uses it is known after the deployment`;
  const secrets = model.guarded.secrets
    .among(taskDefinition.containersFrom)
    .map((secret) => secretNeed(arnOfSecret(secret, model), secret, model));
  const parameters = model.guarded.parameters
    .among(taskDefinition.containersFrom)
    .map((parameter) => parameterNeed(parameter, model));
  const all = joinNeeds(...secrets, ...parameters);
  return { known: all.known.map((need) => ({ ...need, doubt: need.doubt ?? doubt })), open: all.open };
}

function parameterNeed(parameter: GuardedResource, model: CloudModel): RoleNeeds {
  const { ref, arn, name, region } = parameter;
  const known = isUnknown(name) ? name : name?.replace(/^\//, "");
  const resource =
    typeof arn === "string"
      ? arn
      : joinText(prefixOf("ssm", region, model), "parameter/", partOf(known, "the name"));
  const side = { accountId: ownAccount, policies: [], complete: true as const };
  const what = `read parameter \`${showText(resource)}\` (${ref.name})`;
  const access = { actions: [READ_PARAMETER], resource, origin: { urn: ref.id }, side, region };
  return joinNeeds({ known: [{ what, access }], open: [] }, keyNeeds(parameter, resource, "ssm", model));
}
