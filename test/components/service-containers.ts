import type * as aws from "@pulumi/aws";
import { interpolate, output } from "@pulumi/pulumi";
import fc from "fast-check";
import type { ContainerArgs } from "../../components/service/container-args";
import type { Secrets } from "./service-surroundings";

const DIGEST = `sha256:${"9f2c4e6a".repeat(8)}`;
export const ACCOUNT = "123456789012";

const IMAGES = {
  own: `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/shop/api@${DIGEST}`,
  otherRepository: `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/shop/agent@${DIGEST}`,
  public: `public.ecr.aws/nginx/nginx@${DIGEST}`,
  hub: `nginx@${DIGEST}`,
  private: `registry.example.com/shop/api@${DIGEST}`,
} as const;

const SECRETS = ["resource", "arn", "key", "guarded", "parameter", "named", "literal"] as const;
const LOGS = ["default", "own", "splunk", "firelens"] as const;

/** What a container uses, as plain data: resources can be made only while the program runs. */
export const containerDraft = fc.record({
  image: fc.constantFrom(...(Object.keys(IMAGES) as (keyof typeof IMAGES)[])),
  cpu: fc.option(fc.constantFrom(64, 256), { nil: undefined }),
  memory: fc.option(fc.constantFrom(256, 700), { nil: undefined }),
  isLater: fc.boolean(),
  secrets: fc.subarray([...SECRETS]),
  logs: fc.constantFrom(...LOGS),
  hasFile: fc.boolean(),
  isHealthy: fc.boolean(),
});
export type ContainerDraft = typeof containerDraft extends fc.Arbitrary<infer T> ? T : never;

export const ROUTER: ContainerArgs = {
  image: `public.ecr.aws/aws-observability/aws-for-fluent-bit@${DIGEST}`,
  memory: 128,
  firelensConfiguration: { type: "fluentbit" },
};

export function containerOf(
  { image, cpu, memory, isLater, secrets, logs, hasFile, isHealthy }: ContainerDraft,
  { capacity, volume }: { readonly capacity: string; readonly volume: string },
  index: number,
  kept: Secrets,
  group: aws.cloudwatch.LogGroup,
): ContainerArgs {
  const sources = secretsOf(kept);
  return {
    image: isLater ? output(IMAGES[image]) : IMAGES[image],
    ...(cpu === undefined ? {} : { cpu }),
    // On instances each container has to say it, as the task does not.
    ...(memory === undefined && capacity !== "fleet" ? {} : { memory: memory ?? 300 }),
    essential: index === 0,
    environment: { STAGE: "prod", CLUSTER: interpolate`${group.name}` },
    secrets: Object.fromEntries(secrets.map((name) => [name.toUpperCase(), sources[name]])),
    ...(image === "private" ? { repositoryCredentials: { credentialsParameter: kept.plain } } : {}),
    ...(hasFile ? { environmentFiles: [{ type: "s3", value: "arn:aws:s3:::settings/api.env" }] } : {}),
    ...(isHealthy ? { healthCheck: { command: ["CMD-SHELL", "true"], interval: 10, startPeriod: 60 } } : {}),
    ...(index > 0 ? { dependsOn: [{ containerName: "c0", condition: "START" }] } : {}),
    ...(volume === "none" ? {} : { mountPoints: [{ sourceVolume: "data", containerPath: "/data" }] }),
    ...logsOf(logs, kept, group),
  };
}

const secretsOf = ({ plain, guarded, parameter }: Secrets) => ({
  resource: plain,
  arn: plain.arn,
  key: { secret: plain, key: "password" },
  guarded: { secret: guarded, key: "password", versionStage: "AWSCURRENT" },
  parameter,
  named: "/shop/settings",
  literal: `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:other-AbCdEf`,
});

function logsOf(
  logs: ContainerDraft["logs"],
  { parameter }: Secrets,
  group: aws.cloudwatch.LogGroup,
): Pick<ContainerArgs, "logConfiguration"> {
  if (logs === "default") return {};
  if (logs === "firelens")
    return { logConfiguration: { logDriver: "awsfirelens", options: { Name: "stdout" } } };
  if (logs === "splunk")
    return {
      logConfiguration: {
        logDriver: "splunk",
        options: { "splunk-url": "https://splunk.example.com:443" },
        secretOptions: [{ name: "splunk-token", valueFrom: parameter }],
      },
    };
  return {
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": group.name,
        "awslogs-region": "eu-west-1",
        "awslogs-stream-prefix": "own",
      },
    },
  };
}
