import { texts } from "../../launch/json";
import { mapKnown } from "../../launch/known";
import type { Waits } from "../../launch/model/order";
import type { SecretContent, SecretVersion } from "../../launch/model/secret-content";
import type { ResourceView, StackView } from "../view";
import { fillerOf } from "./fillers";

const SECRET = "aws:secretsmanager/secret:Secret";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";

export function readSecretContents(stack: StackView, waitsOf: (urn: string) => Waits): SecretContent[] {
  const versions = stack.ofType(VERSION);
  return stack.ofType(SECRET).map((view) => {
    const name = view.text("name") ?? view.outputText("name");
    const own = versions.filter((version) => isOf(version, view));
    return {
      ref: view.ref,
      name,
      arn: view.outputText("arn"),
      isNew: view.isBeingCreated,
      versions: own.map(readVersion),
      filler:
        fillerOf(view, stack, waitsOf, ({ resource }) => resource.type === VERSION) ??
        blindOf(versions, stack),
    };
  });
}

function isOf(version: ResourceView, secret: ResourceView): boolean {
  if (version.from("secretId").includes(secret.resource.urn)) return true;
  const named = version.text("secretId");
  return (
    typeof named === "string" &&
    [secret.text("name"), secret.outputText("arn"), secret.resource.id].includes(named)
  );
}

/** A version that may be of any secret. */
function blindOf(versions: readonly ResourceView[], stack: StackView): SecretContent["filler"] {
  const blind = versions.find(
    (version) =>
      typeof version.text("secretId") !== "string" &&
      !version.from("secretId").some((urn) => stack.byUrn(urn)?.resource.type === SECRET),
  );
  return blind === undefined ? undefined : { name: blind.resource.name, related: true };
}

function readVersion(view: ResourceView): SecretVersion {
  return {
    ref: view.ref,
    stages: mapKnown(texts(view.get("versionStages")), (stages) =>
      stages.length === 0 ? undefined : stages,
    ),
    versionId: view.outputText("versionId"),
  };
}
