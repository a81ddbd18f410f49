import type { Placeholders } from "./placeholder";
import { policyDocument } from "./policy-document";
import { unknownResult } from "./result-shape";
import type { Wire } from "./values";
import zones from "./data/availability-zones.json";

/** Where a function is asked: what its provider is configured for. */
export interface FunctionContext {
  readonly region: string;
  readonly account: string;
  readonly programDirectory: string;
  readonly placeholders: Placeholders;
}

type Answer = (args: Wire, context: FunctionContext) => Wire;

/** What an AWS function answers where that follows from its arguments, region and account alone. */
const answers: Readonly<Record<string, Answer>> = {
  "aws:index/getregion:getregion": (args, context) => {
    const region = textAt(args, "region") ?? textAt(args, "name") ?? context.region;
    return {
      id: region,
      name: region,
      region,
      description: region,
      endpoint: `ec2.${region}.${dnsSuffix(region)}`,
    };
  },
  "aws:index/getcalleridentity:getcalleridentity": (_args, { account, region, placeholders }) => ({
    id: account,
    accountId: account,
    arn: `arn:${partition(region)}:iam::${account}:user/${placeholders.make(CREDENTIALS)}`,
    userId: placeholders.make(CREDENTIALS),
  }),
  "aws:index/getpartition:getpartition": (_args, { region }) => ({
    id: partition(region),
    partition: partition(region),
    dnsSuffix: dnsSuffix(region),
    reverseDnsPrefix: dnsSuffix(region).split(".").reverse().join("."),
  }),
  "aws:index/getavailabilityzones:getavailabilityzones": availabilityZones,
  "aws:iam/getpolicydocument:getpolicydocument": policyDocument,
};

const PARAMETER = "aws:ssm/getparameter:getparameter";

/**
 * The public parameter of the ECS-optimized image holds JSON, which programs parse at once.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html
 */
function machineImage(args: Wire): Answer | undefined {
  const name = textAt(args, "name") ?? "";
  if (!/^\/aws\/service\/ecs\/optimized-ami\/.*\/recommended$/.test(name)) return undefined;
  return (_args, { placeholders }) => {
    const value = placeholders.make("which machine image is recommended differs from day to day");
    const image = {
      image_id: value,
      image_name: value,
      image_version: value,
      ecs_agent_version: value,
      ecs_runtime_version: value,
      os: value,
    };
    return {
      ...args,
      id: name,
      arn: value,
      type: "String",
      value: JSON.stringify(image),
      insecureValue: value,
      version: 1,
    };
  };
}

const CREDENTIALS = "it depends on the credentials of whoever deploys";

export interface FunctionAnswer {
  readonly result: Wire;
  /** False when the answer only has the shape of one, with unknown values. */
  readonly isAnswered: boolean;
}

/** Answers a function call; what cannot be answered here gets a result of the right shape with unknown values. */
export function callFunction(token: string, args: Wire, context: FunctionContext): FunctionAnswer {
  const answer = token.toLowerCase() === PARAMETER ? machineImage(args) : answers[token.toLowerCase()];
  if (answer !== undefined) return { result: answer(args, context), isAnswered: true };
  return { result: unknownResult(token, args, context), isAnswered: false };
}

function availabilityZones(args: Wire, context: FunctionContext): Wire {
  const region = textAt(args, "region") ?? context.region;
  const special = (zones.letters as Readonly<Record<string, readonly string[]>>)[region];
  const excluded = Array.isArray(args["excludeNames"]) ? args["excludeNames"] : [];
  const names = (special ?? zones.otherwise)
    .map((letter) => `${region}${letter}`)
    .filter((name) => !excluded.includes(name));
  const because = "which zone has which id differs from account to account";
  return {
    ...args,
    id: region,
    names,
    groupNames: [region],
    zoneIds: names.map((name) => `${context.placeholders.make(because)}${name}`),
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function partition(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

const dnsSuffix = (region: string): string =>
  region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";

function textAt(value: Wire, key: string): string | undefined {
  const text = value[key];
  return typeof text === "string" && text !== "" ? text : undefined;
}
