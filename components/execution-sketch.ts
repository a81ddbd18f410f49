import { output, type Input, type Output } from "@pulumi/pulumi";
import type { Repository } from "@pulumi/aws/ecr/repository";
import type { Key } from "@pulumi/aws/kms/key";
import { isObject } from "../launch/json";
import { isUnknown, Unknown, UnknownOutput } from "../launch/known";
import type { LaunchType } from "../launch/launch";
import type { Granted } from "./execution-grants";
import type { Part } from "./execution-parts";
import { sketchExecutionPolicy, type MadeResource } from "./execution-policy";
import { isLater, Outputs, typeOf } from "./outputs";

/** What a policy is computed from besides the containers. */
export interface PolicySources {
  readonly account: Input<string>;
  readonly region: Input<string>;
  readonly launchType: Input<LaunchType | undefined>;
  readonly pullThroughPrefixes: readonly Input<string>[];
  readonly repositories: readonly Input<Repository | string>[];
  readonly keys: readonly Input<Key | string | undefined>[];
}

const KINDS: Readonly<Record<string, MadeResource["kind"]>> = {
  "aws:ecr/repository:Repository": "repository",
  "aws:secretsmanager/secret:Secret": "secret",
  "aws:ssm/parameter:Parameter": "parameter",
};

/**
 * What a policy will say, before the ARNs in it are known, in the form of `knownParts`. What the container
 * definitions do not tell yet is a statement of which nothing is known.
 */
export function sketchOf({ containerDefinitions, purposes }: Part, args: PolicySources): Output<unknown> {
  const outputs = new Outputs();
  const definitions = withRepositories(outputs.withUnknowns(containerDefinitions), outputs);
  const repositories = args.repositories.map((source) => arnIn(source, outputs)).filter(isGiven);
  const keys = args.keys.map((source) => arnIn(source, outputs));
  const { account, region, launchType, pullThroughPrefixes } = args;
  const made = outputs.ids().flatMap((id) => {
    const kind = KINDS[typeOf(outputs.resource(id))];
    return kind === undefined ? [] : [{ id, kind }];
  });
  return output({ account, region, launchType, pullThroughPrefixes }).apply((known) => {
    const { statements, open } = sketchExecutionPolicy(
      { ...known, made, containerDefinitions: definitions, repositories, keys },
      purposes,
    );
    const rest = open.map((because) => new Unknown(because, outputs.ids()));
    return output(outputs.marked({ Version: "2012-10-17", Statement: [...statements, ...rest] }));
  });
}

const isGiven = (arn: Granted | undefined): arn is Granted => arn !== undefined;

function arnIn(source: Input<Repository | Key | string | undefined>, outputs: Outputs): Granted | undefined {
  if (source === undefined || typeof source === "string") return source;
  const read = isLater(source) ? outputs.withUnknowns(source) : outputs.outputOf(source, "arn");
  return isUnknown(read) ? read : undefined;
}

/**
 * An image that is made of nothing but a repository's outputs lies there: its URL with a tag behind it, usually.
 * `interpolate` does not say so.
 */
function withRepositories(definitions: unknown, outputs: Outputs): unknown {
  if (!Array.isArray(definitions)) return definitions;
  return definitions.map((container: unknown) => {
    const image = isObject(container) ? container["image"] : undefined;
    if (!isObject(container) || !isUnknown(image) || image instanceof UnknownOutput) return container;
    const [from, ...others] = image.from;
    if (from === undefined || others.length > 0 || KINDS[typeOf(outputs.resource(from))] !== "repository")
      return container;
    return { ...container, image: new UnknownOutput(image.because, from, "repositoryUrl") };
  });
}
