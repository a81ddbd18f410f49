import type { Input } from "@pulumi/pulumi";

/** The network of a canary's task: take the service's own. */
export interface CanaryNetwork {
  readonly subnets: Input<readonly Input<string>[]>;
  /** Default: the VPC's own. */
  readonly securityGroups?: Input<readonly Input<string>[] | undefined>;
  /** Default: false. */
  readonly assignPublicIp?: Input<boolean | undefined>;
}

export interface CanaryCapacityProvider {
  readonly capacityProvider: Input<string>;
  readonly weight?: Input<number | undefined>;
  readonly base?: Input<number | undefined>;
}

/** A task of the same network that exits with 0 when the port is open. */
export interface CanaryHelper {
  /** ARN of a task definition with a tool that can open a connection. */
  readonly taskDefinition: Input<string>;
  /** Default: the first essential one. */
  readonly container?: Input<string | undefined>;
  /** `{host}` and `{port}` stand for the address. */
  readonly command: Input<readonly Input<string>[]>;
}

/** When a task counts as started: one of runningSeconds, exitCode, logLine, openPort. */
export interface CanaryExpectation {
  /** It is RUNNING (and HEALTHY, where it has a health check) for so many seconds. */
  readonly runningSeconds?: Input<number | undefined>;
  /** Its container exits with this code. */
  readonly exitCode?: Input<number | undefined>;
  /** Its log shows a line that matches this regular expression. Needs the awslogs driver. */
  readonly logLine?: Input<string | undefined>;
  /** This TCP port of its private address is open. */
  readonly openPort?: Input<number | undefined>;
  /** Time for `logLine` or `openPort`, in seconds from the start. Default: 30. */
  readonly withinSeconds?: Input<number | undefined>;
  /** For `openPort`. Default: the connection is opened from where Pulumi runs. */
  readonly helper?: Input<CanaryHelper | undefined>;
}

/** What both canaries take. */
export interface CommonCanaryArgs {
  /** Name or ARN. */
  readonly cluster: Input<string>;
  /** ARN of the task definition, with its revision. */
  readonly taskDefinition: Input<string>;
  /** Seconds for the whole run; `customTimeouts` shortens it. Default: 300 for a StartCanary, 600 for a ServiceCanary. */
  readonly timeout?: Input<number | undefined>;
  /** Log lines per container that a failure shows, at most 100; 0 reads no log. Default: 20. */
  readonly logLines?: Input<number | undefined>;
  /** Values that make it run again when they change. */
  readonly triggers?: Input<Readonly<Record<string, unknown>> | undefined>;
  /** Where `taskDefinition` is no ARN. Default: `aws:region`, else the environment's. */
  readonly region?: Input<string | undefined>;
  /** Profile of the AWS configuration files. Default: `aws:profile`, else the environment's. */
  readonly profile?: Input<string | undefined>;
}
