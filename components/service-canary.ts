import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import type { CommonCanaryArgs } from "./canary-args";
import { requirePlugin, withAwsSettings } from "./plugin-named";

export interface ServiceCanaryArgs extends CommonCanaryArgs {
  /** Name or ARN. */
  readonly service: Input<string>;
  /** Seconds for which the completed rollout is watched. Default: 15. */
  readonly stableSeconds?: Input<number | undefined>;
}

/**
 * Waits until the service's primary deployment is the task definition, completed and stable; fails when it is
 * rolled back, stopped by the circuit breaker or replaced, naming the cause.
 */
export class ServiceCanary extends CustomResource {
  declare readonly cluster: Output<string>;
  declare readonly service: Output<string>;
  /** The task definition that is in place. */
  declare readonly taskDefinition: Output<string>;
  /** What was seen, in one line. */
  declare readonly summary: Output<string>;

  /** @throws {RunError} when nothing tells Pulumi where the provider plugin is */
  constructor(name: string, args: ServiceCanaryArgs, options: CustomResourceOptions = {}) {
    requirePlugin(options);
    super(
      "ecs-preflight:index:ServiceCanary",
      name,
      { ...withAwsSettings(args), summary: undefined },
      options,
    );
  }

  /** Whether the object is one, also of another copy of this package. */
  static override isInstance(object: unknown): object is ServiceCanary {
    return (
      CustomResource.isInstance(object) &&
      (object as { __pulumiType?: string }).__pulumiType === "ecs-preflight:index:ServiceCanary"
    );
  }
}
