import { isUnknown } from "../../launch/known";
import { Catalogue } from "../../launch/model/catalogue";
import type { GuardedResource, GuardedResources } from "../../launch/model/guarded";
import { absent, type Reference } from "../../launch/reference";
import type { ResourceView, StackView } from "../view";
import { readKeys, KeyReferences } from "./keys";
import { ownPolicy, ResourcePolicies } from "./resource-policies";

const SECRETS = ["aws:secretsmanager/secret:Secret"];
const PARAMETERS = ["aws:ssm/parameter:Parameter"];
const BUCKETS = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
const FILE_SYSTEMS = ["aws:efs/fileSystem:FileSystem"];

/** What of the stack may have a policy of its own and is asked for on a task's way up. */
export function readGuarded(stack: StackView): GuardedResources {
  const keys = new KeyReferences(stack);
  return {
    secrets: catalogue(
      readAll(stack, SECRETS, {
        policy: ["aws:secretsmanager/secretPolicy:SecretPolicy", "secretArn"],
        key: (view) => keys.of(view, "kmsKeyId"),
      }),
    ),
    parameters: catalogue(
      readAll(stack, PARAMETERS, {
        key: (view) => (isSecure(view) ? keys.of(view, "keyId") : absent),
      }),
    ),
    keys: readKeys(stack),
    buckets: catalogue(
      readAll(stack, BUCKETS, { policy: ["aws:s3/bucketPolicy:BucketPolicy", "bucket"], name: "bucket" }),
    ),
    fileSystems: catalogue(
      readAll(stack, FILE_SYSTEMS, {
        policy: ["aws:efs/fileSystemPolicy:FileSystemPolicy", "fileSystemId"],
        name: "id",
      }),
    ),
  };
}

interface Kind {
  /** Type of the resources that hold its policies, and the property that says whose. */
  readonly policy?: readonly [type: string, target: string];
  readonly key?: (view: ResourceView) => Reference;
  /** The property that names it. */
  readonly name?: string;
}

function readAll(stack: StackView, types: readonly string[], kind: Kind): GuardedResource[] {
  const policies =
    kind.policy === undefined
      ? undefined
      : new ResourcePolicies(stack, kind.policy[0], kind.policy[1], types);
  return stack.ofType(...types).map((view) => {
    const nameProperty = kind.name ?? "name";
    const name =
      nameProperty === "id" ? view.resource.id : (view.text(nameProperty) ?? view.outputText(nameProperty));
    const arn = view.outputText("arn");
    const found = policies?.of(view, [view.resource.id, name, arn]);
    return {
      ref: view.ref,
      name,
      arn,
      region: view.region,
      key: kind.key?.(view) ?? absent,
      policies: [...ownPolicy(view), ...(found?.policies ?? [])],
      incomplete:
        found?.incomplete ??
        (view.resource.external ? `${view.resource.name} is managed elsewhere` : undefined),
    };
  });
}

function isSecure(view: ResourceView): boolean {
  const type = view.text("type");
  return type === "SecureString" || isUnknown(type);
}

/** Found by name, ARN and the ARN that a container's reference begins with. */
function catalogue(items: readonly GuardedResource[]): Catalogue<GuardedResource> {
  return new Catalogue(items, ({ name, arn }) => [name, arn]);
}
