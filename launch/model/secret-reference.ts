import { met, unknown, unmet, type Verdict } from "../verdict";

/** What may stand in `valueFrom`, or in the `credentialsParameter` of `repositoryCredentials`. */
export type SecretUse = "value" | "registry-credentials";

/** What a name of Secrets Manager or Parameter Store is made of, with the selector of a parameter. */
const NAME = /^[\w.\-/:+=@]+$/;
/** The six characters that Secrets Manager puts behind every name. */
const SUFFIX = /-[A-Za-z0-9]{6}$/;
const REGION = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/;
/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html (VersionId) */
const VERSION_ID = { least: 32, most: 64 };

/**
 * Whether ECS can read a reference to a secret at all. Quotes nothing of a text that is no ARN: it may be the secret.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
 * https://github.com/aws/amazon-ecs-agent/blob/master/ecs-agent/taskresource/asmsecret/asmsecret.go
 */
export function judgeSecretReference(text: string, use: SecretUse): Verdict {
  if (text.trim() === "") return unmet("it is empty");
  if (!text.startsWith("arn:")) return judgeName(text, use);
  const [, , service = "", region = "", account = "", ...resource] = text.split(":");
  if (service !== "secretsmanager" && service !== "ssm")
    return unmet(
      `it is an ARN of ${service === "" ? "no service" : service}, which keeps no secrets for ECS`,
    );
  if (!REGION.test(region)) return unmet("the region in its ARN is none");
  if (!/^\d{12}$/.test(account)) return unmet("the account in its ARN has not twelve digits");
  if (service === "secretsmanager") return judgeSecretArn(resource, use);
  return use === "value"
    ? judgeParameterArn(resource)
    : unmet("it is a parameter, and registry credentials are a secret of Secrets Manager");
}

function judgeName(text: string, use: SecretUse): Verdict {
  if (!NAME.test(text)) return unmet("it is no ARN, and holds characters that no name has");
  if (use === "registry-credentials") return met("it is the name of a secret");
  if (text.split(":").length > 2)
    return unknown(
      "what is no ARN is the name of a parameter",
      "it has the parts of a reference to Secrets Manager, which only a whole ARN may have",
    );
  return met("it is the name of a parameter in the task's region");
}

function judgeSecretArn(resource: readonly string[], use: SecretUse): Verdict {
  const [kind, name = "", , stage = "", version = ""] = resource;
  if (kind !== "secret" || name === "") return unmet("its ARN names no secret");
  const fields = resource.length + 5;
  if (fields !== 7 && fields !== 10)
    return unmet(
      `its ARN has ${fields} fields, and ECS takes 7, or 10 with JSON key, version stage and version id (empty ones count)`,
    );
  if (use === "registry-credentials" && fields === 10)
    return unknown(
      "no field of the secret can be chosen here",
      "the fields behind the name are looked for as part of it",
    );
  if (version !== "" && (version.length < VERSION_ID.least || version.length > VERSION_ID.most))
    return unmet(
      `the version id in its tenth field has ${version.length} characters, and a version id has ${VERSION_ID.least} to ${VERSION_ID.most}`,
    );
  if (version !== "" && stage !== "")
    return unknown(
      "it names both a version stage and a version id",
      "both are given, which works only while they name the same version",
    );
  if (SUFFIX.test(name)) return met("its ARN has the form that ECS reads");
  return unknown(
    "its ARN ends without the six characters that Secrets Manager adds to a name",
    `the name ${name} lacks the suffix -XXXXXX of a whole ARN, so that permissions for the secret's ARN do not match it`,
  );
}

function judgeParameterArn(resource: readonly string[]): Verdict {
  const [path = "", ...selector] = resource;
  const name = path.startsWith("parameter/") ? path.slice("parameter/".length) : "";
  if (name === "") return unmet("its ARN names no parameter (arn:…:parameter/<name>)");
  if (selector.length > 0)
    return unknown("whether ECS takes an ARN with the version of a parameter is not documented");
  if (name.startsWith("/"))
    return unknown(
      "its ARN has two slashes before the name",
      "a parameter /a/b has the ARN …:parameter/a/b, with one slash",
    );
  return met("its ARN has the form that ECS reads");
}
