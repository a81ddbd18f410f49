import { all, output, Output, type Input } from "@pulumi/pulumi";
import { partitionOf } from "../launch/iam/arn";
import type { Text } from "../launch/iam/text";
import { callsOf } from "../launch/network/endpoint-policy";
import type { EndpointLaunch, ReachingContainer } from "./endpoint-needs";

/** A statement of an IAM policy, as JSON spells it. */
export type EndpointStatement = Readonly<Record<string, unknown>>;

/**
 * The policy of one endpoint that lets a start through and nothing else, as JSON text; undefined for a service
 * of which it is not known what a start calls.
 */
export function endpointDocument(
  service: string,
  region: string,
  launches: readonly EndpointLaunch[],
  additional: readonly Input<EndpointStatement>[],
  pullsFromEcr: boolean,
): Input<string> | undefined {
  const calls = service === "s3" && !pullsFromEcr ? [] : callsOf({ name: service, region, reader: "" });
  const files = service === "s3" ? launches.flatMap(filesOf) : [];
  const statements = calls.map(({ action, resource }) => allow([action], patternOf(resource)));
  if (service !== "s3" && statements.length + additional.length === 0) return undefined;
  if (files.length + additional.length === 0) return textOf(statements);
  return all([all(files), all([...additional])]).apply(([names, more]) =>
    textOf([...statements, ...names.flat().flatMap((name) => readFile(name, region)), ...more]),
  );
}

const textOf = (statements: readonly unknown[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** Everybody: ECR signs the URLs of layers as itself, and what a role may do is the role's business. */
const allow = (actions: readonly string[], resource: string): EndpointStatement => ({
  Effect: "Allow",
  Principal: "*",
  Action: actions,
  Resource: resource,
});

const patternOf = (resource: Text): string =>
  Array.isArray(resource)
    ? resource.map((part: unknown) => (typeof part === "string" ? part : "*")).join("")
    : typeof resource === "string"
      ? resource
      : "*";

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html */
function readFile(arn: string, region: string): EndpointStatement[] {
  const bucket = arn.split("/")[0] ?? `arn:${partitionOf(region)}:s3:::*`;
  return [allow(["s3:GetObject"], arn), allow(["s3:GetBucketLocation"], bucket)];
}

/** ARNs of the environment files, one output for each container. */
function filesOf({ containerDefinitions }: EndpointLaunch): Output<readonly string[]>[] {
  const ofContainer = (container: Input<ReachingContainer>): Output<readonly string[]> =>
    Output.isInstance(container) || container instanceof Promise
      ? output(container).apply(({ environmentFiles }) => valuesOf(environmentFiles))
      : output(container.environmentFiles).apply(valuesOf);
  if (Array.isArray(containerDefinitions))
    return (containerDefinitions as readonly Input<ReachingContainer>[]).map(ofContainer);
  return [
    output(containerDefinitions).apply((given) => {
      const list: unknown = typeof given === "string" ? JSON.parse(given) : given;
      return (list as readonly ReachingContainer[]).flatMap((each) => valuesOf(each.environmentFiles));
    }),
  ];
}

const valuesOf = (files: unknown): readonly string[] =>
  ((files ?? []) as readonly { readonly value: string }[]).map(({ value }) => value);
