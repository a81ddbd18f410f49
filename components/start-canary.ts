import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import type {
  CanaryCapacityProvider,
  CanaryExpectation,
  CanaryNetwork,
  CommonCanaryArgs,
} from "./canary-args";
import { requirePlugin, withAwsSettings } from "./plugin-named";

export interface StartCanaryArgs extends CommonCanaryArgs {
  /**
   * `command`: the task runs `command` instead, which exits at once; proves placement, role, pull, secrets and
   * logs, never the image's own program. `as-is`: it runs as the service runs it, which may do work twice.
   */
  readonly mode: Input<"command" | "as-is">;
  /** For mode `command`: replaces CMD, not ENTRYPOINT, which gets it as arguments. */
  readonly command?: Input<readonly Input<string>[] | undefined>;
  /** The container that is watched, and gets the command. Default: the first essential one. */
  readonly container?: Input<string | undefined>;
  /** Default: exit code 0 in mode `command`, RUNNING for 30 seconds in mode `as-is`. */
  readonly expect?: Input<CanaryExpectation | undefined>;
  readonly launchType?: Input<"FARGATE" | "EC2" | "EXTERNAL" | undefined>;
  /** Instead of `launchType`. */
  readonly capacityProviderStrategies?: Input<readonly Input<CanaryCapacityProvider>[] | undefined>;
  /** Default: LATEST. */
  readonly platformVersion?: Input<string | undefined>;
  /** Needed for network mode awsvpc. */
  readonly networkConfiguration?: Input<CanaryNetwork | undefined>;
}

/**
 * Runs a task definition once and fails when its task does not start, naming the cause. Its task is stopped
 * whatever happens. Give `taskDefinition` of this resource to the service, and the service waits for it.
 */
export class StartCanary extends CustomResource {
  /** The task definition that started. */
  declare readonly taskDefinition: Output<string>;
  declare readonly cluster: Output<string>;
  declare readonly mode: Output<string>;
  /** ARN of the task that passed. */
  declare readonly task: Output<string>;
  /** What was seen, in one line. */
  declare readonly summary: Output<string>;

  /** @throws {RunError} when nothing tells Pulumi where the provider plugin is */
  constructor(name: string, args: StartCanaryArgs, options: CustomResourceOptions = {}) {
    requirePlugin(options);
    const outputs = { task: undefined, summary: undefined };
    super("ecs-preflight:index:StartCanary", name, { ...withAwsSettings(args), ...outputs }, options);
  }

  /** Whether the object is one, also of another copy of this package. */
  static override isInstance(object: unknown): object is StartCanary {
    return (
      CustomResource.isInstance(object) &&
      (object as { __pulumiType?: string }).__pulumiType === "ecs-preflight:index:StartCanary"
    );
  }
}
